// The RuleLog over a SQL connection.
#pragma once

#include "core/store/rule_log.h"
#include "core/store/sql_connection.h"

namespace vigia {

class SqlRuleLog final : public RuleLog
{
public:
    explicit SqlRuleLog(SqlConnection& connection)
        : m_connection(connection)
    {}

    Result<std::int64_t> add(const RuleRecord& record) override;
    Result<std::vector<RuleRecord>> all() override;
    Result<std::optional<RuleRecord>> newest() override;

private:
    [[nodiscard]] Result<std::vector<RuleRecord>> read(std::int64_t limit);

    SqlConnection& m_connection;
};

} // namespace vigia
