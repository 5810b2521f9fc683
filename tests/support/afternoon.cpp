#include "tests/support/afternoon.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vigia::test {
namespace {

using std::chrono::minutes;

constexpr std::array<double, kKnownStatuses> kLevel{300, 28, 0.06, 1.2, 0.6, 0.5, 0.1};

double profile(Minute m, StatusId s)
{
    const double day = double(toEpochMinutes(m) % 1440) / 1440.0;
    const double wave = 1 + 0.45 * std::sin(2 * std::numbers::pi * (day - 0.40));
    return kLevel[index(s)] * (isBad(s) && s != StatusId::Denied ? 1.0 : wave);
}

std::uint64_t draw(Random& random, double mean)
{
    return static_cast<std::uint64_t>(random.poisson(mean));
}

std::string number(double v)
{
    return std::to_string(static_cast<long long>(std::llround(v)));
}

Anomaly judge(Minute m, StatusId s, std::uint64_t count, float expected, float low, float high)
{
    Anomaly a;
    a.time = m;
    a.status = s;
    a.count = count;
    a.expected = double(expected);
    a.low = double(low);
    a.high = double(high);
    const bool above = double(count) > double(expected);
    const double distance = above ? double(count) - double(high) : double(low) - double(count);
    a.score = 6 + distance / std::sqrt(double(expected) + 1);
    a.severity = a.score > 14 || (s == StatusId::Approved && !above) ? Severity::Critical
                                                                     : Severity::Warning;
    a.kind = above ? AnomalyKind::Spike : AnomalyKind::Drop;
    a.detectors = {{"adaptive", a.score, true},
                   {"seasonal_baseline", a.score * 0.8, true},
                   {"isolation_forest", 0.81, true},
                   {"rolling_zscore", 1.2, false}};
    a.reason = "Count (" + number(double(count)) + ") is " + (above ? "above " : "below ") +
               number(above ? std::floor(double(high)) : std::ceil(double(low))) +
               ", the limit of what is usual at this time of day; expected about " +
               number(double(expected)) + ".";
    return a;
}

} // namespace

Minute usualStorm()
{
    using namespace std::chrono;
    return sys_days{year{2025} / 7 / 12} + hours{17} + minutes{31};
}

Afternoon makeAfternoon(Minute from, Minute storm, Minute to)
{
    Afternoon out;
    Random random(20250712);
    const Minute silence = storm - minutes{159}; // 11:52 for the usual storm
    const Minute rise = storm - minutes{9};
    for (Minute m = from; m < to; m += minutes{1}) {
        LiveMinute live;
        live.time = m;
        const bool stormy = m >= storm;
        const auto into = (m - storm).count();
        live.gap = (m >= silence && m < silence + minutes{5}) || into == 24;
        const double shock = stormy ? random.uniform() : 0;
        for (std::size_t i = 0; i < kKnownStatuses; ++i) {
            const auto s = static_cast<StatusId>(i);
            const double expected = profile(m, s);
            double mean = expected;
            if (s == StatusId::Denied && m >= rise && !stormy)
                mean *= 1.75;
            if (stormy && s == StatusId::Approved)
                mean = expected * (shock < 0.3 ? shock : shock < 0.9 ? 0.4 + shock * 0.7 : 2.4);
            if (stormy && s == StatusId::Denied)
                mean = shock < 0.12 ? 1 : 40 + 80 * shock;
            if (stormy && s == StatusId::Reversed)
                mean = into < 2 ? 1 : 25 + 180 * random.uniform();
            if (stormy && s == StatusId::BackendReversed)
                mean = 1 + double(into) * 0.35;
            if (stormy && (s == StatusId::Refunded || s == StatusId::Processing))
                mean = 1 + 9 * random.uniform();
            const float half = float(6 * std::sqrt(expected) * 0.55);
            live.expected.push_back(float(expected));
            live.low.push_back(std::max(0.0F, float(expected) - half));
            live.high.push_back(float(expected) + half + 3);
            live.counts.push_back(live.gap ? 0 : draw(random, mean));
        }
        for (std::size_t i = 0; i < kKnownStatuses && !live.gap; ++i) {
            const double c = double(live.counts[i]);
            if (c > double(live.high[i]) || c < double(live.low[i]))
                out.anomalies.push_back(judge(m, static_cast<StatusId>(i), live.counts[i],
                                              live.expected[i], live.low[i], live.high[i]));
        }
        out.minutes.push_back(std::move(live));
    }

    const auto worst = [&](Minute begin, Minute end, StatusId s) {
        Anomaly peak;
        for (const Anomaly& a : out.anomalies) {
            if (a.status == s && a.time >= begin && a.time < end && a.score > peak.score)
                peak = a;
        }
        return peak;
    };
    Incident gap;
    gap.id = IncidentId{41};
    gap.state = IncidentState::Resolved;
    gap.start = silence;
    gap.end = silence + minutes{5};
    gap.lastAbnormal = silence + minutes{4};
    gap.statuses = {StatusId::Approved};
    gap.peak.kind = AnomalyKind::Gap;
    gap.peak.time = silence + minutes{4};
    gap.peak.expected = 410;
    gap.peak.reason = "5 minutes without any row, where 410 approvals a minute are usual.";
    gap.peak.detectors = {{"adaptive", 458, true}};
    gap.reason = "No data for 5 minutes.";
    if (silence >= from)
        out.incidents.push_back(gap);

    Incident denied;
    denied.id = IncidentId{42};
    denied.state = IncidentState::Acknowledged;
    denied.owner = "ana";
    denied.start = rise;
    denied.lastAbnormal = storm - minutes{1};
    denied.statuses = {StatusId::Denied};
    denied.peak = worst(rise, storm, StatusId::Denied);
    denied.reason = "Denied rises since 14:22.";
    out.incidents.push_back(denied);

    Incident open;
    open.id = IncidentId{43};
    open.state = IncidentState::Open;
    open.severity = Severity::Critical;
    open.start = storm;
    open.opened = storm + minutes{2};
    open.lastAbnormal = to - minutes{1};
    open.statuses = {StatusId::Approved, StatusId::Denied, StatusId::Reversed,
                     StatusId::BackendReversed, StatusId::Processing};
    open.peak = worst(storm, to, StatusId::Reversed);
    open.reason = "Reversals far above normal, approvals collapsing, since 14:31.";
    out.incidents.push_back(open);
    return out;
}

} // namespace vigia::test
