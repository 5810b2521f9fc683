// Who decides: of several collectors on one PostgreSQL database one at a time scores, opens
// incidents and notifies.
//
// Held by the session of the Database that it belongs to, so the server gives it to another as soon
// as this process, its machine or its connection is gone, or the process hangs for eight seconds.
// Call from the thread of the Database.
#pragma once

#include "core/base/result.h"

namespace vigia {

class Leadership
{
public:
    virtual ~Leadership() = default;

    // True when this one decides, from now on or still. Call it every second or two: it also finds
    // out that leadership was lost, and the server takes it from one who is silent. Whoever got it
    // anew loads open incidents and history again: the other one may have gone on. On SQLite always
    // true, for the instance lock has decided.
    [[nodiscard]] virtual Result<bool> tryAcquire() = 0;

    // As far as is known without asking the server. Once it was held and is lost, Database::write()
    // refuses what only the one who decides writes with Locked until tryAcquire() has answered
    // again: nothing is announced twice. That is anomalies, incidents, messages, and counts that
    // are not left to be judged elsewhere.
    [[nodiscard]] virtual bool held() const = 0;

    // Which time it is that this one decides, from 1; 0 while it does not, as far as is known.
    [[nodiscard]] virtual int term() const = 0;

    virtual void release() = 0;
};

} // namespace vigia
