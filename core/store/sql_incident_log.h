// The IncidentLog over a SQL connection.
#pragma once

#include "core/store/incident_log.h"
#include "core/store/sql_connection.h"

namespace vigia {

class SqlIncidentLog final : public IncidentLog
{
public:
    explicit SqlIncidentLog(SqlConnection& connection);

    Result<void> addStep(const IncidentStep& step) override;
    Result<std::vector<IncidentStep>> steps(IncidentId incident) override;
    Result<void> setTimer(const IncidentTimer& timer) override;
    Result<void> clearTimer(IncidentId incident, const std::string& kind) override;
    Result<std::vector<IncidentTimer>> timers() override;
    Result<std::int64_t> addSilence(const SilenceRecord& silence) override;
    Result<void> changeSilence(const SilenceRecord& silence) override;
    Result<std::vector<SilenceRecord>> silences(Instant now) override;

    // Within the caller's transaction; an id that is gone is no error.
    [[nodiscard]] Result<void> recordMatch(std::int64_t silence, Instant at);

private:
    template <typename... Values>
    [[nodiscard]] Result<void> write(const QString& sql, const Values&... values);

    SqlConnection& m_connection;
};

} // namespace vigia
