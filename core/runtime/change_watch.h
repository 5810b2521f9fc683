// A thread that listens to what others write to a shared database.
//
// Until the database can be reached, and whenever the connection was lost, it tries again every two
// seconds; then `missed` is called, for changes may have passed unheard.
#pragma once

#include "core/store/store_change.h"

#include <QThread>

#include <functional>
#include <string>

namespace vigia {

class ChangeWatch final : public QThread
{
public:
    struct Options
    {
        std::string database; // postgresql://…
        std::string origin;   // whose changes are not told: StoreOptions::origin
        // Called in this thread; must return at once.
        std::function<void(const StoreChange&)> changed;
        std::function<void()> missed;
    };

    explicit ChangeWatch(Options options); // starts
    ~ChangeWatch() override;               // stops; may wait some seconds for a silent server

protected:
    void run() override;

private:
    Options m_options;
};

} // namespace vigia
