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
    const std::string limit = number(above ? std::floor(double(high)) : std::ceil(double(low)));
    a.reason = std::string(a.severity == Severity::Critical ? "CRITICAL" : "WARNING") +
               ": Count (" + number(double(count)) + ") " +
               (above ? "exceeds 99th" : "is below 1st") + " percentile (" + limit +
               ".00) and z-score (" + number(a.score) +
               ") > 3; 3 of 4 detectors fired: adaptive (" + number(a.score) +
               "), seasonal_baseline (5.10), isolation_forest (0.81); calm: " +
               "rolling_zscore (1.20); would not have fired at or " +
               (above ? "below " : "above ") + limit;
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
    gap.peak.reason =
        "CRITICAL: no transaction of any status for 5 min where 2050 were expected; by "
        "chance that happens in 1 in 10^99 such minutes, the alarm stands at 1 in 1 "
        "thousand; would not have fired with 300 approved or more in this minute";
    gap.peak.detectors = {{"adaptive", 458, true}};
    gap.reason = "No transactions: nothing came, expected 410 a minute, since 11:52";
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
    denied.reason = "Denials ×2 above normal: denied 50 a minute, expected 12-38, since 14:22";
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
    open.reason =
        "Reversals ×130 above normal, approvals collapsing: reversed 206 a minute, expected "
        "0-4, since 14:31";
    out.incidents.push_back(open);
    return out;
}

} // namespace vigia::test
