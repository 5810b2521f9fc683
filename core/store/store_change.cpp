#include "core/store/store_change.h"

#include "core/store/postgres_database.h"
#include "core/store/sql_connection.h"

#include <QStringList>

namespace vigia {

QString toPayload(const StoreChange& change)
{
    return QStringLiteral("%1 %2 %3")
        .arg(change.kind == StoreChange::Kind::Counts ? QLatin1Char('c') : QLatin1Char('a'))
        .arg(toEpochMinutes(change.minutes.from))
        .arg(toEpochMinutes(change.minutes.to));
}

std::optional<StoreChange> fromPayload(const QString& payload)
{
    const QStringList parts = payload.split(QLatin1Char(' '));
    if (parts.size() != 3 || (parts[0] != QLatin1String("c") && parts[0] != QLatin1String("a")))
        return std::nullopt;
    bool fromGood = false;
    bool toGood = false;
    StoreChange change;
    change.kind =
        parts[0] == QLatin1String("c") ? StoreChange::Kind::Counts : StoreChange::Kind::Alerts;
    change.minutes.from = fromEpochMinutes(parts[1].toLongLong(&fromGood));
    change.minutes.to = fromEpochMinutes(parts[2].toLongLong(&toGood));
    return fromGood && toGood ? std::optional(change) : std::nullopt;
}

Result<void> announce(SqlConnection& connection, const StoreChange& change)
{
    if (connection.dialect() != SqlDialect::Postgres)
        return {};
    const auto told = connection.run(QStringLiteral("SELECT pg_notify(?, ?)"),
                                     std::string(kChangeChannel), toPayload(change).toStdString());
    if (!told)
        return fail(told.error());
    return {};
}

} // namespace vigia
