#include "core/store/store_change.h"

#include "core/store/postgres_database.h"
#include "core/store/sql_connection.h"

#include <QStringList>

#include <utility>

namespace vigia {

namespace {

constexpr std::pair<StoreChange::Kind, char16_t> kLetters[] = {
    {StoreChange::Kind::Counts, u'c'},
    {StoreChange::Kind::Imported, u'i'},
    {StoreChange::Kind::Alerts, u'a'},
    {StoreChange::Kind::Rules, u'r'},
};

} // namespace

QString toPayload(const StoreChange& change)
{
    QChar letter;
    for (const auto& [kind, its] : kLetters) {
        if (kind == change.kind)
            letter = its;
    }
    return QStringLiteral("%1 %2 %3 ")
               .arg(letter)
               .arg(toEpochMinutes(change.minutes.from))
               .arg(toEpochMinutes(change.minutes.to)) +
           QString::fromStdString(change.origin);
}

std::optional<StoreChange> fromPayload(const QString& payload)
{
    const QStringList parts = payload.split(QLatin1Char(' '));
    if (parts.size() != 4 || parts[0].size() != 1)
        return std::nullopt;
    bool fromGood = false;
    bool toGood = false;
    bool kindGood = false;
    StoreChange change;
    for (const auto& [kind, its] : kLetters) {
        if (parts[0][0] == its) {
            change.kind = kind;
            kindGood = true;
        }
    }
    change.minutes.from = fromEpochMinutes(parts[1].toLongLong(&fromGood));
    change.minutes.to = fromEpochMinutes(parts[2].toLongLong(&toGood));
    change.origin = parts[3].toStdString();
    return kindGood && fromGood && toGood ? std::optional(change) : std::nullopt;
}

Result<void> announce(SqlConnection& connection, const StoreChange& change)
{
    if (connection.dialect() != SqlDialect::Postgres)
        return {};
    StoreChange signedChange = change;
    signedChange.origin = connection.origin();
    const auto told =
        connection.run(QStringLiteral("SELECT pg_notify(?, ?)"), std::string(kChangeChannel),
                       toPayload(signedChange).toStdString());
    if (!told)
        return fail(told.error());
    return {};
}

} // namespace vigia
