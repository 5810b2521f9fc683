#include "core/store/sql_rule_log.h"

#include "core/store/store_change.h"

#include <limits>

namespace vigia {

Result<std::int64_t> SqlRuleLog::add(const RuleRecord& record)
{
    std::int64_t version = 0;
    auto done = m_connection.transact([&]() -> Result<void> {
        // A generated id would be skipped by a rollback, and handed out before the commit.
        if (m_connection.dialect() == SqlDialect::Postgres) {
            auto locked = m_connection.execute(
                QStringLiteral("LOCK TABLE rule_version IN SHARE ROW EXCLUSIVE MODE"));
            if (!locked)
                return locked;
        }
        const auto newest = m_connection.integer(
            QStringLiteral("SELECT coalesce(max(version), 0) FROM rule_version"));
        if (!newest)
            return fail(newest.error());
        version = newest->value_or(0) + 1;
        const auto added = m_connection.run(
            QStringLiteral("INSERT INTO rule_version (version, at_ms, author, reason, rules) "
                           "VALUES (?, ?, ?, ?, ?)"),
            version, std::int64_t{record.at.time_since_epoch().count()}, record.author,
            record.reason, record.text);
        if (!added)
            return fail(added.error());
        return announce(m_connection, {StoreChange::Kind::Rules, {}, {}});
    });
    if (!done)
        return fail(done.error());
    return version;
}

Result<std::vector<RuleRecord>> SqlRuleLog::read(std::int64_t limit)
{
    std::vector<RuleRecord> out;
    auto done = m_connection.forEach(
        QStringLiteral("SELECT version, at_ms, author, reason, rules FROM rule_version "
                       "ORDER BY version DESC LIMIT ?"),
        [&](const SqlStatement& row) {
            out.push_back({row.integer(0), Instant{std::chrono::milliseconds{row.integer(1)}},
                           row.text(2), row.text(3), row.text(4)});
            return true;
        },
        limit);
    if (!done)
        return fail(done.error());
    return out;
}

Result<std::vector<RuleRecord>> SqlRuleLog::all()
{
    return read(std::numeric_limits<std::int64_t>::max());
}

Result<std::optional<RuleRecord>> SqlRuleLog::newest()
{
    auto found = read(1);
    if (!found)
        return fail(found.error());
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

} // namespace vigia
