// The collectors' log over SQL.
#pragma once

#include "core/store/collector_log.h"
#include "core/store/sql_connection.h"

#include <span>
#include <utility>

namespace vigia {

class SqlCollectorLog final : public CollectorLog
{
public:
    explicit SqlCollectorLog(SqlConnection& connection);

    Result<std::vector<UnjudgedMinutes>> unjudged(std::size_t limit) override;
    Result<std::vector<IncidentRequest>> requests() override;
    Result<std::int64_t> ask(const std::string& body, Instant now) override;
    Result<std::optional<std::string>> takeAnswer(std::int64_t request) override;
    Result<bool> takeBack(std::int64_t request) override;

    // In the caller's transaction.
    // leave() gives the ids of the notes.
    [[nodiscard]] Result<std::vector<std::int64_t>> leave(std::span<const MinuteRange> minutes,
                                                          bool imported);
    [[nodiscard]] Result<void> crossOut(std::span<const std::int64_t> unjudged);
    [[nodiscard]] Result<void>
    answer(std::span<const std::pair<std::int64_t, std::string>> answers);

private:
    SqlConnection& m_connection;
};

} // namespace vigia
