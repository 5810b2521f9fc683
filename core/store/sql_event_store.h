// The EventStore over a SQL connection.
#pragma once

#include "core/store/count_table.h"
#include "core/store/event_store.h"
#include "core/store/sql_collector_log.h"
#include "core/store/sql_connection.h"

namespace vigia {

class SqlEventStore final : public EventStore
{
public:
    SqlEventStore(SqlConnection& connection, CountTable& counts, SqlCollectorLog& log);

    Result<EventOutcome> addEvents(const EventBatch& batch) override;
    Result<std::vector<RawMinute>> rawMinutes(const MinuteRange& range,
                                              const std::optional<std::string>& source) override;
    Result<void> setAuthCodes(std::span<const AuthCodeCount> counts) override;
    Result<std::vector<AuthCodeCount>> authCodes(const MinuteRange& range,
                                                 std::size_t limit) override;
    Result<std::optional<KeptAnswer>> keptAnswer(const std::string& key) override;
    Result<void> keepAnswer(const std::string& key, const KeptAnswer& answer) override;
    Result<void> changeAnswer(const std::string& key, const std::string& answer) override;

private:
    struct Tally;
    [[nodiscard]] Result<void> log(const EventBatch& batch, Tally& tally);
    [[nodiscard]] Result<void> addCodes(const Tally& tally);

    SqlConnection& m_connection;
    CountTable& m_counts;
    SqlCollectorLog& m_collectorLog;
};

} // namespace vigia
