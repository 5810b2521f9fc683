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
    name.truncate(60); // PostgreSQL cuts names at 63 bytes
    const bool reserved =
        name.startsWith(QStringLiteral("sqlite_")) || name.startsWith(QStringLiteral("pg_"));
    if (reserved || (!name.isEmpty() && name.front().isDigit()))
        name.prepend(QLatin1Char('_'));
    return name;
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
    const QString name = tableName(file);
    if (name.isEmpty())
        return {};
    // A view cannot take bound values: the file's name goes in as a quoted text.
    QString quoted = QString::fromStdString(file);
    quoted.replace(QLatin1Char('\''), QStringLiteral("''"));
    const QString body = QStringLiteral("SELECT time, today, yesterday, same_day_last_week, "
                                        "avg_last_week, avg_last_month FROM checkout_row "
                                        "WHERE file = '%1'")
                             .arg(quoted);
    const auto taken = m_connection.integer(
        m_connection.dialect() == SqlDialect::Sqlite
            ? QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = ?")
            : QStringLiteral("SELECT count(*) FROM information_schema.tables "
                             "WHERE table_schema = current_schema() AND table_name = ?"),
        name.toStdString());
    if (!taken)
        return fail(taken.error());
    if (taken->value_or(0) > 0) // a view of this file already, or a name of ours
        return {};
    return m_connection.execute(QStringLiteral("CREATE VIEW \"%1\" AS %2").arg(name, body));
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
