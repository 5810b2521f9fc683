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

Result<std::int64_t> SeriesTable::create(const std::string& source, StatusId status)
{
    const std::string name(m_catalog->name(status));
    auto insert =
        m_connection.prepare(QStringLiteral("INSERT INTO series (source, status) VALUES (?, ?) ON "
                                            "CONFLICT (source, status) DO NOTHING"));
    if (!insert)
        return fail(insert.error());
    if (auto done = (*insert)->run(source, name); !done)
        return fail(done.error());
    auto select = m_connection.prepare(
        QStringLiteral("SELECT id FROM series WHERE source = ? AND status = ?"));
    if (!select)
        return fail(select.error());
    if (auto done = (*select)->run(source, name); !done)
        return fail(done.error());
    const auto row = (*select)->next();
    if (!row)
        return fail(row.error());
    if (!*row)
        return fail(ErrorCode::Internal, "database " + m_connection.name() +
                                             ": a series that was just written is not there");
    return (*select)->integer(0);
}

Result<std::vector<Series>> SeriesTable::find(std::optional<StatusId> status,
                                              const std::optional<std::string>& source)
{
    std::vector<Series> out;
    if (status && index(*status) >= m_catalog->size())
        return out;
    auto select = m_connection.prepare(QStringLiteral(
        "SELECT id, source, status FROM series WHERE (source = ? OR ? = 0) AND (status = ? OR ? = "
        "0)"));
    if (!select)
        return fail(select.error());
    const std::string statusName = status ? std::string(m_catalog->name(*status)) : std::string();
    if (auto done = (*select)->run(source.value_or(std::string()), source ? 1 : 0, statusName,
                                   status ? 1 : 0);
        !done)
        return fail(done.error());
    for (;;) {
        const auto row = (*select)->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        if (const auto known = m_catalog->find((*select)->text(2)))
            out.push_back({(*select)->integer(0), (*select)->text(1), *known});
    }
    std::ranges::sort(out, [](const Series& a, const Series& b) {
        return std::tie(a.source, a.status) < std::tie(b.source, b.status);
    });
    return out;
}

} // namespace vigia
