#include "core/store/change_feed.h"

#include "core/store/postgres_database.h"
#include "core/store/sql_connection.h"

#include <QSqlDriver>
#include <QTimer>

#include <chrono>

namespace vigia {
namespace {

using namespace std::chrono_literals;

constexpr auto kCheckEvery = 2s;

} // namespace

class ChangeFeed::Private
{
public:
    explicit Private(std::unique_ptr<SqlConnection> opened)
        : connection(std::move(opened))
    {}

    // Again after each opening: it is another driver then.
    Result<void> listen(ChangeFeed* feed)
    {
        if (session == connection->session())
            return {};
        if (!connection->driver()->subscribeToNotification(QLatin1String(kChangeChannel)))
            return fail(ErrorCode::Unavailable,
                        "database " + connection->name() + ": cannot listen for changes");
        session = connection->session();
        QObject::connect(
            connection->driver(), &QSqlDriver::notification, feed,
            [feed](const QString&, QSqlDriver::NotificationSource, const QVariant& payload) {
                if (const auto change = fromPayload(payload.toString()))
                    emit feed->changed(*change);
            });
        return {};
    }

    std::unique_ptr<SqlConnection> connection;
    QTimer timer;
    int session = 0; // of the connection, that listens
    bool away = false;
};

ChangeFeed::ChangeFeed(std::unique_ptr<Private> d)
    : m_d(std::move(d))
{
    connect(&m_d->timer, &QTimer::timeout, this, &ChangeFeed::check);
    m_d->timer.start(kCheckEvery);
}

ChangeFeed::~ChangeFeed() = default;

Result<std::unique_ptr<ChangeFeed>> ChangeFeed::open(const std::string& url)
{
    if (!isPostgresUrl(url))
        return fail(ErrorCode::InvalidConfig,
                    "only a PostgreSQL database tells of changes; a SQLite file has one writer");
    const auto address = parsePostgresUrl(url);
    if (!address)
        return fail(address.error());
    auto connection = postgresConnection(*address, StoreAccess::ReadOnly);
    if (!connection)
        return fail(connection.error());
    if (auto opened = (*connection)->open(); !opened)
        return fail(opened.error());
    std::unique_ptr<ChangeFeed> feed(
        new ChangeFeed(std::make_unique<Private>(std::move(*connection))));
    if (auto listening = feed->m_d->listen(feed.get()); !listening)
        return fail(listening.error());
    return feed;
}

// A dead connection shows only when it is used.
void ChangeFeed::check()
{
    auto alive = m_d->connection->scalar(QStringLiteral("SELECT 1"));
    const bool another = m_d->session != m_d->connection->session();
    Result<void> state;
    if (!alive)
        state = fail(alive.error());
    else
        state = m_d->listen(this);
    if (!state && !m_d->away) {
        m_d->away = true;
        emit lost(state.error());
    } else if (state && (m_d->away || another)) {
        m_d->away = false;
        emit resumed();
    }
}

} // namespace vigia
