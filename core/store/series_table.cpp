#include "core/store/series_table.h"

#include <algorithm>
#include <tuple>

namespace vigia {

SeriesTable::SeriesTable(SqlConnection& connection, std::shared_ptr<const StatusCatalog> catalog)
    : m_connection(connection)
    , m_catalog(std::move(catalog))
{}

SeriesTable::Ids& SeriesTable::idsOf(const std::string& source)
{
    Ids& ids = m_known[source];
    ids.resize(m_catalog->size());
    return ids;
}

Result<std::int64_t> SeriesTable::lookUp(const std::string& source, StatusId status)
{
    const std::string name(m_catalog->name(status));
    const auto inserted =
        m_connection.run(QStringLiteral("INSERT INTO series (source, status) VALUES (?, ?) "
                                        "ON CONFLICT (source, status) DO NOTHING"),
                         source, name);
    if (!inserted)
        return fail(inserted.error());
    const auto id = m_connection.integer(
        QStringLiteral("SELECT id FROM series WHERE source = ? AND status = ?"), source, name);
    if (!id)
        return fail(id.error());
    if (!*id)
        return fail(ErrorCode::Internal, "database " + m_connection.name() +
                                             ": a series that was just written is not there");
    return **id;
}

Result<std::vector<Series>> SeriesTable::find(std::optional<StatusId> status,
                                              const std::optional<std::string>& source)
{
    std::vector<Series> out;
    if (status && index(*status) >= m_catalog->size())
        return out;
    const std::string statusName = status ? std::string(m_catalog->name(*status)) : std::string();
    auto done = m_connection.forEach(
        QStringLiteral("SELECT id, source, status FROM series "
                       "WHERE (source = ? OR ? = 0) AND (status = ? OR ? = 0)"),
        [&](const SqlStatement& row) {
            if (const auto known = m_catalog->find(row.text(2)))
                out.push_back({row.integer(0), row.text(1), *known});
            return true;
        },
        source.value_or(std::string()), source ? 1 : 0, statusName, status ? 1 : 0);
    if (!done)
        return fail(done.error());
    std::ranges::sort(out, [](const Series& a, const Series& b) {
        return std::tie(a.source, a.status) < std::tie(b.source, b.status);
    });
    return out;
}

} // namespace vigia
