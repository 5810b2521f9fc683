// The HTTP listener: every route of the contract, in a thread of its own.
//
// Clients are served by GuardedServer and HttpGate; QHttpServer sees whole checked requests only,
// routes them and writes the answers. This .cpp and qt_http_server.cpp are the only files that know
// QHttpServer, and they compile from Qt 6.4 to 6.10.
// Thread: start(), stop() and the destructor from one thread, the owner's; stats() from any.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/ingest/routes.h"

#include <QUrl>

#include <memory>

namespace vigia {

class HttpListener
{
public:
    HttpListener();
    ~HttpListener(); // stops

    // Returns once requests are accepted: the address, with the port that was free for port 0.
    // InvalidConfig: beyond loopback without token and TLS, certificate or key that cannot be read.
    // Unavailable: the port is taken, the address is not ours. `context` must stay until stop().
    [[nodiscard]] Result<QUrl> start(const IngestConfig& config, RouteContext context);

    // Accepts no more, lets requests in hand be answered (at most 5 s), ends the thread. The sink
    // must still answer meanwhile. Idempotent.
    void stop();

private:
    class Core;
    class Running;
    std::unique_ptr<Running> m_running;
};

} // namespace vigia
