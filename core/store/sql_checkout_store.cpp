#include "core/store/sql_checkout_store.h"

#include <QFileInfo>

namespace vigia {
namespace {

// "/x/Checkout 1.csv" -> "checkout_1": a name that needs no quotes in SQL. "" when nothing is left.
QString tableName(const std::string& file)
{
    QString name;
    for (const QChar c : QFileInfo(QString::fromStdString(file)).completeBaseName().toLower()) {
        const bool plain = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
                           (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
        name += plain ? c : QLatin1Char('_');
    }
    name.truncate(58); // PostgreSQL cuts names at 63 bytes; a number may follow
    const bool reserved =
        name.startsWith(QStringLiteral("sqlite_")) || name.startsWith(QStringLiteral("pg_"));
    if (reserved || (!name.isEmpty() && name.front().isDigit()))
        name.prepend(QLatin1Char('_'));
    return name;
}

// A view cannot take bound values: the file's name goes in as a quoted text.
QString quoted(const std::string& file)
{
    return QLatin1Char('\'') +
           QString::fromStdString(file).replace(QLatin1Char('\''), QStringLiteral("''")) +
           QLatin1Char('\'');
}

QString bodyOf(const std::string& file)
{
    return QStringLiteral("SELECT time, today, yesterday, same_day_last_week, avg_last_week, "
                          "avg_last_month FROM checkout_row WHERE file = ") +
           quoted(file);
}

} // namespace

SqlCheckoutStore::SqlCheckoutStore(SqlConnection& connection)
    : m_connection(connection)
{}

Result<void> SqlCheckoutStore::putCheckout(const std::string& file,
                                           const std::vector<CheckoutRow>& rows)
{
    return m_connection.transact([&]() -> Result<void> {
        const auto deleted =
            m_connection.run(QStringLiteral("DELETE FROM checkout_row WHERE file = ?"), file);
        if (!deleted)
            return fail(deleted.error());
        std::int64_t position = 0;
        for (const CheckoutRow& row : rows) {
            const auto put = m_connection.run(
                QStringLiteral("INSERT INTO checkout_row (file, position, time, today, yesterday, "
                               "same_day_last_week, avg_last_week, avg_last_month) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
                file, position++, row.time, row.today, row.yesterday, row.sameDayLastWeek,
                row.avgLastWeek, row.avgLastMonth);
            if (!put)
                return fail(put.error());
        }
        return makeTable(file);
    });
}

Result<void> SqlCheckoutStore::makeTable(const std::string& file)
{
    const auto place = placeOf(file);
    if (!place)
        return fail(place.error());
    if (place->exists || place->name.isEmpty())
        return {};
    auto made = m_connection.execute(
        QStringLiteral("CREATE VIEW \"%1\" AS %2").arg(place->name, bodyOf(file)));
    if (made && m_connection.dialect() != SqlDialect::Sqlite)
        made = m_connection.execute(
            QStringLiteral("COMMENT ON VIEW \"%1\" IS %2").arg(place->name, quoted(file)));
    return made;
}

// The view of the file, or the first free name for it.
Result<SqlCheckoutStore::Place> SqlCheckoutStore::placeOf(const std::string& file)
{
    constexpr int kMostOfOneName = 1000;
    const QString name = tableName(file);
    if (name.isEmpty())
        return Place{};
    const bool sqlite = m_connection.dialect() == SqlDialect::Sqlite;
    for (int n = 1; n <= kMostOfOneName; ++n) {
        Place place{n == 1 ? name : QStringLiteral("%1_%2").arg(name).arg(n), false};
        std::optional<std::string> said; // whose it is; none = free
        auto read = m_connection.forEach(
            sqlite ? QStringLiteral("SELECT coalesce(sql, '') FROM sqlite_master WHERE name = ?")
                   : QStringLiteral("SELECT coalesce(obj_description(c.oid, 'pg_class'), '') "
                                    "FROM pg_class c WHERE c.relname = ? AND "
                                    "c.relnamespace = current_schema()::regnamespace"),
            [&](const SqlStatement& row) {
                said = row.text(0);
                return false;
            },
            place.name.toStdString());
        if (!read)
            return fail(read.error());
        if (!said)
            return place;
        const QString text = QString::fromStdString(*said);
        place.exists = sqlite ? text.endsWith(bodyOf(file)) : text == QString::fromStdString(file);
        if (place.exists)
            return place;
    }
    return Place{};
}

Result<std::string> SqlCheckoutStore::checkoutTable(const std::string& file)
{
    const auto place = placeOf(file);
    if (!place)
        return fail(place.error());
    return place->exists ? place->name.toStdString() : std::string();
}

Result<std::vector<CheckoutRow>> SqlCheckoutStore::checkout(const std::string& file)
{
    std::vector<CheckoutRow> out;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT time, today, yesterday, same_day_last_week, avg_last_week, "
                       "avg_last_month FROM checkout_row WHERE file = ? ORDER BY position"),
        [&](const SqlStatement& row) {
            out.push_back(
                {row.text(0), row.real(1), row.real(2), row.real(3), row.real(4), row.real(5)});
            return true;
        },
        file);
    if (!done)
        return fail(done.error());
    return out;
}

Result<std::vector<std::string>> SqlCheckoutStore::checkoutFiles()
{
    std::vector<std::string> out;
    auto done =
        m_connection.forEach(QStringLiteral("SELECT DISTINCT file FROM checkout_row ORDER BY file"),
                             [&](const SqlStatement& row) {
                                 out.push_back(row.text(0));
                                 return true;
                             });
    if (!done)
        return fail(done.error());
    return out;
}

} // namespace vigia
