// Tells that somebody wrote to a PostgreSQL database, so that several consoles watch it live.
//
// Has a connection of its own that listens; belongs to the thread that opened it, not the GUI's,
// for it may wait some seconds for the server; it needs that thread's event loop. A change arrives
// after its commit. What came while the connection was lost is not repeated: resumed() says to load
// again.
#pragma once

#include "core/base/result.h"
#include "core/store/store_change.h"

#include <QObject>

#include <memory>
#include <string>

namespace vigia {

class ChangeFeed : public QObject
{
    Q_OBJECT

public:
    // `url` as in StoreOptions::database. InvalidConfig for a SQLite file: nobody else writes it.
    // Otherwise errors as in openStore().
    [[nodiscard]] static Result<std::unique_ptr<ChangeFeed>> open(const std::string& url);
    ~ChangeFeed() override;

signals:
    void changed(const vigia::StoreChange& change);
    void lost(const vigia::Error& error); // once, then it tries again every two seconds
    void resumed();

private:
    class Private;
    explicit ChangeFeed(std::unique_ptr<Private> d);

    void check();
    std::unique_ptr<Private> m_d;
};

} // namespace vigia
