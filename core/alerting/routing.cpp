#include "core/alerting/routing.h"

#include "core/message/receivers.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

template <typename T>
bool contains(const std::vector<T>& values, const T& value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

template <typename T>
bool allows(const std::vector<T>& wanted, const std::vector<T>& found)
{
    return wanted.empty() || std::any_of(found.begin(), found.end(),
                                         [&](const T& value) { return contains(wanted, value); });
}

template <typename T>
void addOnce(std::vector<T>& to, const std::vector<T>& values)
{
    for (const T& value : values) {
        if (!contains(to, value))
            to.push_back(value);
    }
}

template <typename Enum, std::size_t N>
Result<std::vector<Enum>> named(const std::string& key, const std::vector<std::string>& names,
                                const std::array<Enum, N>& values)
{
    std::vector<Enum> out;
    for (const std::string& name : names) {
        const auto known = std::find_if(values.begin(), values.end(),
                                        [&](Enum value) { return toString(value) == name; });
        if (known == values.end()) {
            std::string expected;
            for (const Enum value : values)
                expected += (expected.empty() ? "" : ", ") + std::string(toString(value));
            return fail(ErrorCode::InvalidConfig,
                        key + ": found \"" + name + "\", expected one of " + expected);
        }
        out.push_back(*known);
    }
    return out;
}

Result<Route> makeRoute(const std::string& name, const RouteConfig& config,
                        const StatusCatalog& catalog)
{
    const std::string key = "routes." + name;
    Route out;
    out.name = name;
    for (const std::string& status : config.statuses) {
        const auto id = catalog.find(status);
        if (!id)
            return fail(ErrorCode::InvalidConfig, key + ".statuses: found \"" + status +
                                                      "\", expected one of " + catalog.list());
        out.statuses.push_back(*id);
    }
    out.sources = config.sources;
    auto severities = named(key + ".severities", config.severities,
                            std::array{Severity::Warning, Severity::Critical});
    if (!severities)
        return fail(severities.error());
    auto kinds = named(key + ".kinds", config.kinds,
                       std::array{AnomalyKind::Spike, AnomalyKind::Drop, AnomalyKind::Gap,
                                  AnomalyKind::Shift, AnomalyKind::Trend});
    if (!kinds)
        return fail(kinds.error());
    const auto window = makeTimeWindow(config.days, config.from, config.to);
    if (!window)
        return fail(ErrorCode::InvalidConfig, key + ": " + window.error().message);
    out.severities = std::move(*severities);
    out.kinds = std::move(*kinds);
    out.window = *window;
    out.receivers = config.receivers;
    if (!config.escalateTo.empty())
        out.escalations.push_back({config.escalateTo, config.escalateAfter});
    return out;
}

} // namespace

bool Route::matches(const Incident& incident, LocalMinute local) const
{
    return allows(statuses, incident.statuses) && allows(sources, incident.sources) &&
           (severities.empty() || contains(severities, incident.severity)) &&
           (kinds.empty() || contains(kinds, incident.peak.kind)) && window.contains(local);
}

Recipients Routing::recipientsOf(const Incident& incident, LocalMinute local) const
{
    Recipients out;
    for (const Route& route : routes) {
        if (!route.matches(incident, local))
            continue;
        out.routes.push_back(route.name);
        addOnce(out.receivers, route.receivers);
        addOnce(out.escalations, route.escalations);
    }
    if (out.routes.empty()) {
        addOnce(out.receivers, receivers);
        addOnce(out.escalations, escalations);
    }
    return out;
}

Result<Routing> makeRouting(const Config& config, const StatusCatalog& catalog)
{
    Routing out;
    for (const auto& [name, route] : config.routes) {
        auto made = makeRoute(name, route, catalog);
        if (!made)
            return fail(made.error());
        out.routes.push_back(std::move(*made));
    }
    out.receivers = config.alerts.receivers;
    if (!config.alerts.escalateTo.empty())
        out.escalations.push_back({config.alerts.escalateTo, config.alerts.escalateAfter});
    return out;
}

void useKnownReceivers(Routing& routing, const Config& config)
{
    const auto known = allReceivers(config);
    const auto mend = [&known](std::vector<std::string>& names,
                               std::vector<EscalationRule>& escalations) {
        std::vector<std::string> mended;
        for (const std::string& name : names)
            addOnce(mended, {known.contains(name) ? name : std::string(kDefaultReceiver)});
        names = std::move(mended);
        for (EscalationRule& rule : escalations) {
            if (!known.contains(rule.receiver))
                rule.receiver = kDefaultReceiver;
        }
    };
    for (Route& route : routing.routes)
        mend(route.receivers, route.escalations);
    mend(routing.receivers, routing.escalations);
}

} // namespace vigia
