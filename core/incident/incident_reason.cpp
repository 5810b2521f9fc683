#include "core/incident/incident_reason.h"

#include "core/base/number_text.h"
#include "core/model/observed.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

namespace vigia {
namespace {

constexpr std::size_t kClauses = 3;   // further statuses are counted, not named
constexpr double kAlmostNone = 0.5;   // expected a minute: a factor would say nothing
constexpr double kTimesFrom = 2.0;    // below it percent read better
constexpr double kCollapsedTo = 0.25; // of what was expected

constexpr std::array<std::string_view, kKnownStatuses> kNouns = {
    "approvals", "denials", "failures", "reversals", "backend reversals", "refunds", "processing",
};

std::string noun(StatusId status, const StatusCatalog& catalog)
{
    return std::string(index(status) < kNouns.size() ? kNouns[index(status)]
                                                     : spokenStatus(catalog, status));
}

// "206", "4.5", "0.3": as many digits as a reader needs.
std::string rounded(double value)
{
    if (value >= 10 || value == std::floor(value))
        return fixedText(value, 0);
    return fixedText(value, 1);
}

std::string clause(const Anomaly& a, const StatusCatalog& catalog)
{
    if (a.kind == AnomalyKind::Gap)
        return "no transactions";
    const std::string what = noun(a.status, catalog);
    const auto count = static_cast<double>(a.count);
    if (a.kind == AnomalyKind::Trend)
        return what + (count < a.expected ? " falling" : " rising");
    if (count < a.expected) {
        if (count <= kCollapsedTo * a.expected)
            return what + " collapsing";
        return what + " " + rounded(100 * (1 - count / a.expected)) + " % below normal";
    }
    if (a.expected < kAlmostNone)
        return what + " where there are almost none";
    const double times = count / a.expected;
    if (times >= kTimesFrom)
        return what + " \u00d7" + rounded(times) + " above normal";
    return what + " " + rounded(100 * (times - 1)) + " % above normal";
}

std::string detail(const Anomaly& a, const StatusCatalog& catalog)
{
    std::string out = "nothing came";
    if (isLatency(catalog, a.status))
        out = spokenStatus(catalog, a.status) + " " + std::to_string(a.count) + " ms";
    else if (a.kind != AnomalyKind::Gap)
        out = std::string(catalog.name(a.status)) + " " + std::to_string(a.count) + " a minute";
    if (a.kind == AnomalyKind::Gap || a.high <= a.low)
        return out + ", expected " + rounded(a.expected) +
               (a.kind == AnomalyKind::Gap ? " a minute" : "");
    const double low = std::ceil(a.low); // counts are whole
    const double high = std::floor(a.high);
    return out + ", expected " + rounded(low) + (high > low ? "-" + rounded(high) : "");
}

std::string wallClock(Minute m, const Zone& zone)
{
    const int minute = minuteOfDay(zone.toLocal(m));
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ":" + two(minute % 60);
}

} // namespace

double surprise(const Anomaly& a)
{
    const double expected = std::max(a.expected, 1.0);
    return std::abs(static_cast<double>(a.count) - a.expected) / std::sqrt(expected);
}

std::string incidentReason(std::span<const Anomaly> worst, std::span<const std::string> sources,
                           Minute start, const StatusCatalog& catalog, const Zone& zone)
{
    assert(!worst.empty());
    std::vector<const Anomaly*> order;
    for (const Anomaly& a : worst)
        order.push_back(&a);
    std::stable_sort(order.begin(), order.end(), [](const Anomaly* a, const Anomaly* b) {
        return surprise(*a) > surprise(*b);
    });
    std::string out;
    for (std::size_t i = 0; i < std::min(order.size(), kClauses); ++i)
        out += (i > 0 ? ", " : "") + clause(*order[i], catalog);
    if (order.size() > kClauses)
        out += " and " + std::to_string(order.size() - kClauses) + " more";
    if (out.front() >= 'a' && out.front() <= 'z')
        out.front() = static_cast<char>(out.front() - 'a' + 'A');
    out += ": " + detail(*order.front(), catalog);
    if (sources.size() == 1 && !sources.front().empty())
        out += " at " + sources.front();
    else if (sources.size() > 1)
        out += " at " + std::to_string(sources.size()) + " sources";
    return out + ", since " + wallClock(start, zone);
}

} // namespace vigia
