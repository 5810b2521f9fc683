#include "core/engine/scoring.h"

#include <algorithm>

namespace vigia {

using std::chrono::minutes;

namespace {

constexpr minutes kJoin{10};
constexpr minutes kAftermath{20};
constexpr double kPromptMinutes = 1;
constexpr double kLateMinutes = 15;

double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

double harmonic(double a, double b)
{
    return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

double creditFor(double delayMinutes)
{
    const double late = (delayMinutes - kPromptMinutes) / (kLateMinutes - kPromptMinutes);
    return 1 - 0.5 * std::clamp(late, 0.0, 1.0);
}

bool touches(const AlarmEpisode& episode, MinuteRange range)
{
    return episode.from < range.to && range.from < episode.to;
}

} // namespace

double Quality::recall() const
{
    return share(found, incidents);
}

double Quality::precision() const
{
    return share(found, found + falseAlarms);
}

double Quality::f1() const
{
    return harmonic(recall(), precision());
}

double Quality::delayWeightedF1() const
{
    return harmonic(share(credit, incidents), precision());
}

double Quality::falseAlarmsPerDay() const
{
    return share(falseAlarms, days);
}

double Quality::quietHitShare() const
{
    return share(quietHit, quietStretches);
}

double Quality::meanDelayMinutes() const
{
    return share(delayMinutes, found);
}

Quality& Quality::operator+=(const Quality& other)
{
    days += other.days;
    incidents += other.incidents;
    found += other.found;
    credit += other.credit;
    falseAlarms += other.falseAlarms;
    quietStretches += other.quietStretches;
    quietHit += other.quietHit;
    delayMinutes += other.delayMinutes;
    const auto add = [](auto& into, const auto& from) {
        for (const auto& [kind, tally] : from) {
            into[kind].total += tally.total;
            into[kind].found += tally.found;
            into[kind].credit += tally.credit;
        }
    };
    add(byKind, other.byKind);
    add(quietByKind, other.quietByKind);
    return *this;
}

std::vector<AlarmEpisode> alarmEpisodes(std::span<const AlarmMinute> alarms)
{
    std::vector<AlarmMinute> sorted(alarms.begin(), alarms.end());
    std::ranges::sort(sorted, [](const AlarmMinute& a, const AlarmMinute& b) {
        return a.status != b.status ? a.status < b.status : a.time < b.time;
    });
    std::vector<AlarmEpisode> episodes;
    for (const AlarmMinute& alarm : sorted) {
        const bool joins = !episodes.empty() && episodes.back().status == alarm.status &&
                           alarm.time - episodes.back().to <= kJoin;
        if (joins)
            episodes.back().to = std::max(episodes.back().to, alarm.time + minutes{1});
        else
            episodes.push_back({alarm.time, alarm.time + minutes{1}, alarm.status});
    }
    std::ranges::sort(episodes, [](const AlarmEpisode& a, const AlarmEpisode& b) {
        return a.from != b.from ? a.from < b.from : a.status < b.status;
    });
    return episodes;
}

Quality scoreAlarms(MinuteRange range, std::span<const Label> incidents,
                    std::span<const Label> quiet, std::span<const AlarmMinute> alarms)
{
    std::vector<AlarmMinute> watched;
    std::ranges::copy_if(alarms, std::back_inserter(watched),
                         [&](const AlarmMinute& a) { return range.contains(a.time); });
    std::ranges::sort(watched, {}, &AlarmMinute::time);

    Quality quality;
    quality.days = std::chrono::duration<double, std::ratio<86400>>(range.to - range.from).count();

    for (const Label& incident : incidents) {
        if (!range.contains(incident.range.from))
            continue;
        KindTally& tally = quality.byKind[incident.kind];
        ++tally.total;
        ++quality.incidents;
        const auto first =
            std::ranges::lower_bound(watched, incident.range.from, {}, &AlarmMinute::time);
        if (first == watched.end() || first->time > incident.range.to)
            continue;
        const auto delay = static_cast<double>((first->time - incident.range.from).count());
        ++tally.found;
        ++quality.found;
        tally.credit += creditFor(delay);
        quality.credit += creditFor(delay);
        quality.delayMinutes += delay;
    }

    std::vector<AlarmEpisode> wrong;
    for (const AlarmEpisode& episode : alarmEpisodes(watched)) {
        const bool explained = std::ranges::any_of(incidents, [&](const Label& incident) {
            return touches(episode, {incident.range.from, incident.range.to + kAftermath});
        });
        if (!explained)
            wrong.push_back(episode);
    }
    quality.falseAlarms = static_cast<int>(wrong.size());

    for (const Label& stretch : quiet) {
        if (!range.contains(stretch.range.from))
            continue;
        KindTally& tally = quality.quietByKind[stretch.kind];
        ++tally.total;
        ++quality.quietStretches;
        if (std::ranges::any_of(wrong,
                                [&](const AlarmEpisode& e) { return touches(e, stretch.range); })) {
            ++tally.found;
            ++quality.quietHit;
        }
    }
    return quality;
}

} // namespace vigia
