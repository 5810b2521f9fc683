#include "ui/models/archive_blocks.h"

#include "ui/chart/thinning.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace vigia {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kDay = 24 * 60;

std::int64_t floorDay(Minute m)
{
    const std::int64_t minute = toEpochMinutes(m);
    return minute - ((minute % kDay) + kDay) % kDay;
}

} // namespace

bool ArchiveFilter::contains(Minute m, const Zone& zone) const
{
    if (allHours())
        return true;
    const int hour = int(minuteOfDay(zone.toLocal(m)) / 60);
    return fromHour < toHour ? hour >= fromHour && hour < toHour
                             : hour >= fromHour || hour < toHour;
}

MinuteRange wholeDays(MinuteRange range)
{
    return {fromEpochMinutes(floorDay(range.from)),
            fromEpochMinutes(floorDay(range.to - std::chrono::minutes{1}) + kDay)};
}

Result<MinuteBlock> readMinuteBlock(Database& database, MinuteRange days,
                                    const ArchiveFilter& filter, std::size_t statuses,
                                    const Zone& zone)
{
    MinuteBlock block;
    block.range = days;
    const auto size = static_cast<std::size_t>((days.to - days.from).count());
    block.counts.assign(statuses, std::vector<double>(size, kGap));
    CountQuery query;
    query.from = days.from;
    query.to = days.to;
    query.source = filter.source;
    query.limit = 0;
    auto read = database.forEachCount(query, [&](const StoredCount& row) {
        const auto at = static_cast<std::size_t>((row.time - days.from).count());
        if (block.counts[0][at] != block.counts[0][at]) { // the first row of the minute
            for (std::vector<double>& counts : block.counts)
                counts[at] = 0;
        }
        block.counts[index(row.status)][at] += static_cast<double>(row.count);
        return true;
    });
    if (!read)
        return fail(read.error());
    for (std::size_t i = 0; !filter.allHours() && i < size; ++i) {
        if (filter.contains(days.from + std::chrono::minutes{static_cast<std::int64_t>(i)}, zone))
            continue;
        for (std::vector<double>& counts : block.counts)
            counts[i] = kNotAsked;
    }
    return block;
}

Result<std::vector<Anomaly>> readMarks(Database& database, MinuteRange range,
                                       const std::optional<std::string>& source,
                                       std::chrono::minutes pitch)
{
    constexpr std::size_t kPage = 8'000; // some megabytes of reasons
    std::vector<Anomaly> marks;
    using Place = std::pair<StatusId, Severity>;
    std::map<Place, std::size_t> open; // the mark of the stretch that a page is in
    const auto take = [&](Anomaly& found) {
        if (source && found.source != *source)
            return;
        const auto [at, fresh] = open.try_emplace({found.status, found.severity}, marks.size());
        const auto stretchOf = [&](const Anomaly& a) {
            return (a.time - range.from).count() / pitch.count();
        };
        if (!fresh && stretchOf(marks[at->second]) == stretchOf(found) && pitch.count() > 1) {
            if (found.score > marks[at->second].score)
                marks[at->second] = std::move(found);
            return;
        }
        at->second = marks.size();
        marks.push_back(std::move(found));
    };
    AnomalyQuery query;
    query.from = range.from;
    query.to = range.to;
    query.limit = kPage;
    for (;;) {
        auto page = database.anomalies(query);
        if (!page)
            return fail(page.error());
        const bool last = page->size() < query.limit;
        const Minute end = last ? range.to : page->back().time;
        if (!last && end == *query.from) { // a minute that fills a page: read it whole
            query.limit *= 2;
            continue;
        }
        for (Anomaly& found : *page) {
            if (found.time < end) // the last minute may go on on the next page
                take(found);
        }
        if (last)
            return marks;
        query.from = end;
    }
}

HourBlock unknownHours(MinuteRange days, std::size_t statuses)
{
    HourBlock block;
    block.range = days;
    const auto size = static_cast<std::size_t>((days.to - days.from).count() / 60);
    block.minutes.assign(size, -1);
    block.mean.assign(statuses, std::vector<double>(size, kGap));
    block.smallest.assign(statuses, std::vector<float>(size, 0));
    block.largest.assign(statuses, std::vector<float>(size, 0));
    return block;
}

Result<HourBlock> readHourBlock(Database& database, MinuteRange days, const ArchiveFilter& filter,
                                std::size_t statuses, const Zone& zone)
{
    const auto spans = database.hours(days, filter.source);
    if (!spans)
        return fail(spans.error());
    HourBlock block = unknownHours(days, statuses);
    std::ranges::fill(block.minutes, std::int16_t{0});
    const auto hourOf = [&](const CountSpan& span) {
        return static_cast<std::size_t>((span.from - days.from).count() / 60);
    };
    // Where a status has fewer rows than another, the minutes between were zero.
    for (const CountSpan& span : *spans)
        block.minutes[hourOf(span)] =
            std::max(block.minutes[hourOf(span)], static_cast<std::int16_t>(span.minutes));
    for (std::size_t h = 0; h < block.minutes.size(); ++h) {
        const auto hour = days.from + std::chrono::hours{static_cast<std::int64_t>(h)};
        double rest = block.minutes[h] > 0 ? 0 : kGap;
        if (!filter.contains(hour + std::chrono::minutes{30}, zone))
            rest = kNotAsked;
        for (std::vector<double>& mean : block.mean)
            mean[h] = rest;
    }
    for (const CountSpan& span : *spans) {
        const std::size_t h = hourOf(span);
        double& mean = block.mean[index(span.status)][h];
        if (mean < 0)
            continue;
        mean = static_cast<double>(span.sum) / block.minutes[h];
        block.largest[index(span.status)][h] = static_cast<float>(span.largest);
        block.smallest[index(span.status)][h] =
            span.minutes < block.minutes[h] ? 0 : static_cast<float>(span.smallest);
    }
    return block;
}

HourBlock daysOf(const HourBlock& hours, std::chrono::minutes offset)
{
    HourBlock days;
    days.step = int(kDay);
    const std::int64_t shift = ((offset.count() % kDay) + kDay) % kDay;
    days.range = wholeDays(hours.range);
    days.range.from += std::chrono::minutes{shift - (shift > 0 ? kDay : 0)};
    days.range.to += std::chrono::minutes{shift};
    if (hours.range.empty())
        return days;
    const auto size = static_cast<std::size_t>((days.range.to - days.range.from).count() / kDay);
    const auto first = static_cast<std::size_t>((hours.range.from - days.range.from).count() / 60);
    days.minutes.assign(size, -1);
    const std::size_t statuses = hours.mean.size();
    days.mean.assign(statuses, std::vector<double>(size, kGap));
    days.smallest.assign(statuses, std::vector<float>(size, 0));
    days.largest.assign(statuses, std::vector<float>(size, 0));
    for (std::size_t h = 0; h < hours.minutes.size(); ++h) {
        const std::size_t day = (first + h) / 24;
        if (hours.minutes[h] < 0)
            continue;
        const bool left = statuses > 0 && hours.mean[0][h] < 0;
        for (std::size_t s = 0; left && days.minutes[day] < 0 && s < statuses; ++s)
            days.mean[s][day] = kNotAsked; // unless an hour of the day was asked for
        if (left)
            continue;
        if (days.minutes[day] < 0) {
            days.minutes[day] = 0;
            for (std::vector<double>& mean : days.mean)
                mean[day] = kGap;
        }
        if (hours.minutes[h] == 0)
            continue;
        const bool fresh = days.minutes[day] == 0;
        const double before = days.minutes[day];
        days.minutes[day] = static_cast<std::int16_t>(days.minutes[day] + hours.minutes[h]);
        for (std::size_t s = 0; s < statuses; ++s) {
            double& mean = days.mean[s][day];
            const double sum = (fresh ? 0 : mean * before) + hours.mean[s][h] * hours.minutes[h];
            mean = sum / days.minutes[day];
            float& smallest = days.smallest[s][day];
            smallest = fresh ? hours.smallest[s][h] : std::min(smallest, hours.smallest[s][h]);
            float& largest = days.largest[s][day];
            largest = fresh ? hours.largest[s][h] : std::max(largest, hours.largest[s][h]);
        }
    }
    return days;
}

} // namespace vigia
