#include "core/runtime/rule_trial.h"

#include "core/alerting/routing.h"
#include "core/message/receivers.h"
#include "core/runtime/history.h"

#include <algorithm>

namespace vigia {
namespace {

using std::chrono::days;
using std::chrono::minutes;

// One side of the comparison.
class Side
{
public:
    Side(Backtest test, Minute learnFrom)
        : m_test(std::move(test))
        , m_learnFrom(learnFrom)
    {}

    void add(const CountBatch& batch)
    {
        if (batch.rows.front().time >= m_learnFrom) { // in order of time
            m_test.add(batch);
            return;
        }
        CountBatch later;
        later.sources = batch.sources;
        std::copy_if(batch.rows.begin(), batch.rows.end(), std::back_inserter(later.rows),
                     [this](const CountRow& row) { return row.time >= m_learnFrom; });
        if (!later.rows.empty())
            m_test.add(later);
    }
    BacktestReport finish() { return m_test.finish(); }

private:
    Backtest m_test;
    Minute m_learnFrom;
};

Result<std::map<std::string, std::int64_t>>
toldBy(const BacktestReport& report, const Config& config, const TrialRequest& request)
{
    auto routing = makeRouting(config, *request.catalog);
    if (!routing)
        return fail(routing.error());
    useKnownReceivers(*routing, config);
    const auto receivers = makeReceivers(config);
    if (!receivers)
        return fail(receivers.error());
    // One without a channel counts too: what would be told once it has one.
    const auto hears = [&](const std::string& name, Severity severity) {
        for (const Receiver& receiver : *receivers) {
            if (receiver.name == name)
                return receiver.targets.empty() ||
                       std::any_of(receiver.targets.begin(), receiver.targets.end(),
                                   [&](const Target& t) { return severity >= t.minimum; });
        }
        return true;
    };
    std::map<std::string, std::int64_t> out;
    for (const std::string& receiver : routing->receivers)
        out[receiver] = 0;
    for (const Route& route : routing->routes) {
        for (const std::string& receiver : route.receivers)
            out[receiver] = 0;
    }
    for (const Incident& incident : report.incidents) {
        // The wall clock when it is first told.
        const Minute told =
            floorToMinute(Instant{incident.opened} + minutes{1} + config.alerts.groupWait);
        const Recipients recipients = routing->recipientsOf(incident, request.zone->toLocal(told));
        for (const std::string& receiver : recipients.receivers)
            out[receiver] += hears(receiver, incident.severity) ? 1 : 0;
    }
    return out;
}

Error cancelledTrial()
{
    return {ErrorCode::Cancelled, "the trial of the rules was cancelled"};
}

} // namespace

Result<RuleTrialOutcome> runTrial(Store& store, const TrialRequest& request, RuleTrial& trial)
{
    const auto stored = store.countRange();
    if (!stored)
        return fail(stored.error());
    RuleTrialOutcome out;
    if (*stored)
        out.range = **stored;
    if (*stored && request.days > 0)
        out.range.from = std::max(out.range.from, out.range.to - days{request.days});

    std::vector<Side> sides;
    Minute from = out.range.from;
    for (const Config* rules : {&request.current, &request.candidate}) {
        auto test =
            Backtest::create({request.catalog, request.zone, rules->detection}, out.range.from);
        if (!test)
            return fail(test.error());
        const Minute learnFrom = out.range.from - rules->detection.history;
        sides.emplace_back(std::move(*test), learnFrom);
        from = std::min(from, learnFrom);
    }
    if (*stored)
        from = std::max(from, (*stored)->from);

    const auto whole = static_cast<double>((out.range.to - from).count());
    while (from < out.range.to) {
        const Minute to = std::min<Minute>(from + days{1}, out.range.to);
        auto read = forEachChunk(store, from, to, [&](const CountBatch& batch) {
            for (Side& side : sides) {
                if (!trial.cancelled())
                    side.add(batch);
            }
            return !trial.cancelled();
        });
        if (!read)
            return fail(read.error());
        if (trial.cancelled())
            return fail(cancelledTrial());
        from = to;
        trial.setProgress(1 - static_cast<double>((out.range.to - from).count()) / whole);
    }
    out.current = sides[0].finish();
    out.candidate = sides[1].finish();
    out.difference = compare(out.current, out.candidate);
    auto now = toldBy(out.current, request.current, request);
    auto then = toldBy(out.candidate, request.candidate, request);
    if (!now || !then)
        return fail(now ? then.error() : now.error());
    out.toldNow = std::move(*now);
    out.toldThen = std::move(*then);
    if (trial.cancelled())
        return fail(cancelledTrial());
    trial.setProgress(1);
    return out;
}

} // namespace vigia
