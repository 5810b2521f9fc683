// The notification policy at work: from its decisions to outbox entries, trail and timers, with the
// state kept in the store.
//
// Lives in the engine thread; the board of silences is shared with those who change them.
#pragma once

#include "core/alerting/notification_policy.h"
#include "core/alerting/trend_watch.h"
#include "core/base/config.h"
#include "core/runtime/silences.h"
#include "core/runtime/teller.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vigia {

class Alerts final : public Teller
{
public:
    // REQUIRES: makeReceivers() and makeRouting() succeed, as they do for a configuration that was
    // loaded; with another one nobody is told. `slept` is called when the clock went ahead by
    // minutes at once, in the engine thread; may be empty.
    Alerts(const Config& config, std::shared_ptr<const StatusCatalog> catalog,
           std::shared_ptr<const Zone> zone, std::shared_ptr<SilenceBoard> board,
           std::function<void(Instant from, Instant to)> slept = {});

    [[nodiscard]] Result<void> restore(Store& store) override;
    void changeRules(const Config& config, Instant now) override;
    void changed(const EngineStep& step, Arrival arrival, const DataEdge& edge,
                 Instant now) override;
    void edited(const Incident& incident, const std::vector<IncidentTimer>& timers,
                Instant now) override;
    [[nodiscard]] std::vector<Incident> due(const MinuteTotals& totals, const DataEdge& edge,
                                            Instant now, WriteUnit& unit) override;

private:
    void followTrend(const MinuteTotals& totals, const DataEdge& edge, Instant now,
                     const std::vector<Silence>& silences, WriteUnit& unit);
    void keepWorst(const EngineStep& step);
    void learnWorst(Store& store, const Incident& incident);
    void noteMatches(const PolicyStep& step, Instant now, WriteUnit& unit);
    [[nodiscard]] IncidentNote noteOf(const Notice& notice, const MinuteTotals& totals,
                                      const DataEdge& edge, const MessageContext& context) const;
    [[nodiscard]] OutboxEntry entryOf(const Outgoing& outgoing, const MinuteTotals& totals,
                                      const DataEdge& edge, Instant now) const;
    [[nodiscard]] MessageContext contextOf(Language language) const;

    std::string m_consoleUrl;
    bool m_trendRule = true;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::shared_ptr<SilenceBoard> m_board;
    std::function<void(Instant, Instant)> m_slept;
    NotificationPolicy m_policy;
    TrendWatch m_trend;
    std::optional<Minute> m_trendFrom;                  // earlier rises were told, or are learned
    std::map<IncidentId, std::vector<Anomaly>> m_worst; // of each status, of the open incidents
    std::map<std::int64_t, Instant> m_matched;          // silences, as last written
};

} // namespace vigia
