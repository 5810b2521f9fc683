#include "ui/models/archive.h"

#include <QPointer>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

using std::chrono::minutes;

constexpr minutes kDay{24 * 60};
constexpr minutes kHoursAtOnce = 92 * kDay; // of days that are not kept: a quarter of a second
constexpr std::chrono::seconds kAgain{1};
constexpr double kMarksInView = 2'000; // of a status and severity
constexpr std::size_t kMostIncidents = 4'000;

MinuteRange widened(MinuteRange range, minutes by)
{
    return {range.from - by, range.to + by};
}

MinuteRange clipped(MinuteRange range, MinuteRange to)
{
    const Minute from = std::max(range.from, to.from);
    return {from, std::max(from, std::min(range.to, to.to))};
}

bool holds(MinuteRange outer, MinuteRange inner)
{
    return inner.empty() || (outer.from <= inner.from && inner.to <= outer.to);
}

} // namespace

Archive::Archive(Monitor& monitor, QObject* parent)
    : QObject(parent)
    , m_monitor(monitor)
    , m_zone(monitor.zone())
    , m_statuses(monitor.catalog()->size())
{
    m_hours = unknownHours({}, m_statuses);
    rollDays();
    m_minutes.counts.resize(m_statuses);
    m_again.setSingleShot(true);
    m_again.setInterval(kAgain);
    connect(&m_again, &QTimer::timeout, this, [this] { ask(Stale::Renew); });
}

void Archive::setFilter(const ArchiveFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    ++m_generation;
    m_askingHours = m_askingMinutes = m_askingAlerts = false;
    m_hours = unknownHours(m_hours.range, m_statuses);
    rollDays();
    m_staleDays.assign(m_staleDays.size(), false);
    m_minutes = {};
    m_minutes.counts.resize(m_statuses);
    m_staleMinutes = {};
    m_alertsOf = {};
    chooseStep();
    ask(Stale::Leave);
    emit changed();
}

void Archive::setBounds(MinuteRange bounds)
{
    if (bounds == m_bounds)
        return;
    m_bounds = bounds;
    const MinuteRange days = bounds.empty() ? bounds : wholeDays(bounds);
    if (days == m_hours.range)
        return;
    HourBlock grown = unknownHours(days, m_statuses);
    std::vector<bool> stale(grown.minutes.size() / 24, false);
    const MinuteRange both = clipped(m_hours.range, days);
    if (!both.empty()) {
        const auto from = (both.from - m_hours.range.from).count() / 60;
        const auto to = (both.from - days.from).count() / 60;
        const auto n = (both.to - both.from).count() / 60;
        const auto copy = [&](const auto& old, auto& young) {
            std::copy_n(old.begin() + from, n, young.begin() + to);
        };
        copy(m_hours.minutes, grown.minutes);
        for (std::size_t s = 0; s < m_statuses; ++s) {
            copy(m_hours.mean[s], grown.mean[s]);
            copy(m_hours.smallest[s], grown.smallest[s]);
            copy(m_hours.largest[s], grown.largest[s]);
        }
        std::copy_n(m_staleDays.begin() + from / 24, n / 24, stale.begin() + to / 24);
    }
    m_hours = std::move(grown);
    m_staleDays = std::move(stale);
    rollDays();
    chooseStep();
    emit changed();
}

void Archive::look(MinuteRange needed, double span)
{
    m_needed = needed;
    m_span = span;
    chooseStep();
    ask(Stale::Leave);
}

void Archive::chooseStep()
{
    const MinuteRange inSight = m_bounds.empty() ? m_needed : clipped(m_needed, m_bounds);
    m_fine =
        m_span <= kLongestMinutes && !m_minutes.range.empty() && holds(m_minutes.range, inSight);
}

void Archive::outdate(MinuteRange range)
{
    const MinuteRange known = clipped(range, m_hours.range);
    for (Minute day = known.from; day < known.to;
         day = fromEpochMinutes(toEpochMinutes(wholeDays({day, day + minutes{1}}).to)))
        m_staleDays[static_cast<std::size_t>((day - m_hours.range.from) / kDay)] = true;
    if (const MinuteRange both = clipped(range, m_minutes.range); !both.empty())
        m_staleMinutes = m_staleMinutes.empty()
                             ? both
                             : MinuteRange{std::min(m_staleMinutes.from, both.from),
                                           std::max(m_staleMinutes.to, both.to)};
    m_staleAlerts = true;
    if (!m_again.isActive())
        m_again.start();
}

void Archive::setAwake(bool awake)
{
    if (awake == m_awake)
        return;
    m_awake = awake;
    ask(Stale::Renew);
}

void Archive::outdateAll()
{
    outdate(m_hours.range);
}

// The stretch of days from the first that is wanted and not known to the last such, as much as one
// question brings.
std::optional<MinuteRange> Archive::missingHours(MinuteRange wanted, Stale stale) const
{
    const MinuteRange days = wanted.empty() ? wanted : clipped(wholeDays(wanted), m_hours.range);
    const auto missing = [&](Minute day) {
        const auto at = static_cast<std::size_t>((day - m_hours.range.from) / kDay);
        return m_hours.minutes[at * 24] < 0 || (stale == Stale::Renew && m_staleDays[at]);
    };
    Minute from = days.from;
    while (from < days.to && !missing(from))
        from += kDay;
    if (from >= days.to)
        return std::nullopt;
    Minute to = std::min(days.to, from + kHoursAtOnce);
    while (!missing(to - kDay))
        to -= kDay;
    return MinuteRange{from, to};
}

// What is in sight comes before what may be next, and both before the rest.
void Archive::ask(Stale stale)
{
    if (!m_awake || m_needed.empty() || m_bounds.empty())
        return;
    const minutes span{std::max<std::int64_t>(60, std::llround(m_span))};
    if (!m_askingHours) {
        for (const MinuteRange& wanted : {m_needed, widened(m_needed, span), m_bounds}) {
            const auto missing = missingHours(wanted, stale);
            if (!missing)
                continue;
            askHours(*missing);
            break;
        }
    }
    if (!m_askingMinutes && m_span <= kLongestMinutes)
        askMinutes(stale);
    if (!m_askingAlerts)
        askAlerts(stale);
}

void Archive::askHours(MinuteRange wanted)
{
    m_askingHours = true;
    for (Minute day = wanted.from; day < wanted.to; day += kDay) // what changes from now on is new
        m_staleDays[static_cast<std::size_t>((day - m_hours.range.from) / kDay)] = false;
    m_monitor.read([self = QPointer(this), generation = m_generation, wanted, filter = m_filter,
                    statuses = m_statuses, zone = m_zone](Result<Database*> database) {
        auto block = database ? readHourBlock(**database, wanted, filter, statuses, *zone)
                              : Result<HourBlock>(fail(database.error()));
        return Monitor::Answer(
            [self, generation, block = std::make_shared<Result<HourBlock>>(std::move(block))] {
                if (!self || self->m_generation != generation)
                    return;
                self->m_askingHours = false;
                if (!*block) {
                    emit self->failed(block->error());
                    return;
                }
                self->takeHours(**block);
                self->ask(Stale::Leave);
                emit self->changed();
            });
    });
}

void Archive::takeHours(const HourBlock& block)
{
    const MinuteRange both = clipped(block.range, m_hours.range);
    const auto from = (both.from - block.range.from).count() / 60;
    const auto to = (both.from - m_hours.range.from).count() / 60;
    const auto n = std::max<std::int64_t>(0, (both.to - both.from).count() / 60);
    const auto copy = [&](const auto& young, auto& old) {
        std::copy_n(young.begin() + from, n, old.begin() + to);
    };
    copy(block.minutes, m_hours.minutes);
    for (std::size_t s = 0; s < m_statuses; ++s) {
        copy(block.mean[s], m_hours.mean[s]);
        copy(block.smallest[s], m_hours.smallest[s]);
        copy(block.largest[s], m_hours.largest[s]);
    }
    rollDays();
}

// Days of the wall clock, as far as a fixed offset can: where summer time differs they begin an
// hour off.
void Archive::rollDays()
{
    const auto offset =
        m_hours.range.empty() ? std::chrono::minutes{0} : m_zone->offsetAt(m_hours.range.to);
    m_days = daysOf(m_hours, -std::chrono::round<std::chrono::hours>(offset));
}

void Archive::askMinutes(Stale stale)
{
    const MinuteRange inSight = clipped(m_needed, m_bounds);
    if (inSight.empty())
        return;
    // As much again to both sides; asked for anew when half of that is used up.
    const minutes span{std::max<std::int64_t>(kDay.count() / 2, std::llround(m_span))};
    const bool enough = !m_minutes.range.empty() &&
                        holds(m_minutes.range, clipped(widened(m_needed, span / 2), m_bounds));
    const bool renew = stale == Stale::Renew && !m_staleMinutes.empty();
    if (enough && !renew)
        return;
    const MinuteRange window =
        enough ? m_minutes.range : wholeDays(clipped(widened(m_needed, span), wholeDays(m_bounds)));
    std::vector<MinuteRange> parts;
    const MinuteRange kept = clipped(m_minutes.range, window);
    if (kept.empty()) {
        parts.push_back(window);
    } else {
        if (window.from < kept.from)
            parts.push_back({window.from, kept.from});
        if (kept.to < window.to)
            parts.push_back({kept.to, window.to});
        if (!m_staleMinutes.empty())
            parts.push_back(wholeDays(m_staleMinutes));
    }
    m_staleMinutes = {};
    m_askingMinutes = true;
    m_monitor.read([self = QPointer(this), generation = m_generation, window, parts,
                    filter = m_filter, statuses = m_statuses,
                    zone = m_zone](Result<Database*> database) {
        auto blocks = std::make_shared<std::vector<MinuteBlock>>();
        std::optional<Error> error;
        if (!database)
            error = database.error();
        for (std::size_t i = 0; !error && i < parts.size(); ++i) {
            auto block = readMinuteBlock(**database, parts[i], filter, statuses, *zone);
            if (block)
                blocks->push_back(std::move(*block));
            else
                error = block.error();
        }
        return Monitor::Answer([self, generation, window, blocks, error] {
            if (!self || self->m_generation != generation)
                return;
            self->m_askingMinutes = false;
            if (error) {
                emit self->failed(*error);
                return;
            }
            self->takeMinutes(window, *blocks);
            self->chooseStep();
            self->ask(Stale::Leave);
            emit self->changed();
        });
    });
}

void Archive::takeMinutes(MinuteRange window, const std::vector<MinuteBlock>& blocks)
{
    MinuteBlock merged;
    merged.range = window;
    const auto size = static_cast<std::size_t>((window.to - window.from).count());
    merged.counts.assign(m_statuses, std::vector<double>(size, 0));
    const auto copy = [&](const MinuteBlock& from) {
        const MinuteRange both = clipped(from.range, window);
        if (both.empty())
            return;
        for (std::size_t s = 0; s < m_statuses; ++s)
            std::copy_n(from.counts[s].begin() + (both.from - from.range.from).count(),
                        (both.to - both.from).count(),
                        merged.counts[s].begin() + (both.from - window.from).count());
    };
    if (!m_minutes.range.empty())
        copy(m_minutes);
    for (const MinuteBlock& block : blocks)
        copy(block);
    m_minutes = std::move(merged);
}

void Archive::askAlerts(Stale stale)
{
    // A mark for each pixel or two; a view twice as close wants more of them.
    const minutes enough{std::max<std::int64_t>(1, std::llround(m_span / kMarksInView))};
    if (holds(m_alertsOf, m_needed) && !m_alertsOf.empty() && m_alertsPitch <= 2 * enough &&
        !(stale == Stale::Renew && m_staleAlerts))
        return;
    m_staleAlerts = false;
    m_askingAlerts = true;
    const MinuteRange wanted =
        widened(m_needed, minutes{std::max<std::int64_t>(60, std::llround(m_span))});
    m_monitor.read([self = QPointer(this), generation = m_generation, wanted, pitch = enough,
                    source = m_filter.source](Result<Database*> database) {
        IncidentQuery stretches;
        stretches.from = wanted.from;
        stretches.to = wanted.to;
        stretches.limit = kMostIncidents;
        auto anomalies = std::make_shared<std::vector<Anomaly>>();
        auto incidents = std::make_shared<std::vector<Incident>>();
        std::optional<Error> error;
        if (!database) {
            error = database.error();
        } else if (auto found = readMarks(**database, wanted, source, pitch); !found) {
            error = found.error();
        } else if (auto shades = (*database)->incidents(stretches); !shades) {
            error = shades.error();
        } else {
            *anomalies = std::move(*found);
            *incidents = std::move(*shades);
        }
        return Monitor::Answer([self, generation, wanted, pitch, anomalies, incidents, error] {
            if (!self || self->m_generation != generation)
                return;
            self->m_askingAlerts = false;
            self->m_alertsOf = wanted;
            self->m_alertsPitch = pitch;
            if (error) {
                emit self->failed(*error);
                return;
            }
            self->m_anomalies = std::move(*anomalies);
            self->m_incidents = std::move(*incidents);
            self->ask(Stale::Leave);
            emit self->changed();
        });
    });
}

double Archive::first() const
{
    return m_fine ? static_cast<double>(toEpochMinutes(m_minutes.range.from))
                  : static_cast<double>(toEpochMinutes(rolled().range.from)) +
                        (rolled().step - 1) / 2.0;
}

std::size_t Archive::size() const
{
    return m_fine ? m_minutes.counts[0].size() : rolled().minutes.size();
}

std::span<const double> Archive::counts(StatusId s) const
{
    return m_fine ? m_minutes.counts[index(s)] : rolled().mean[index(s)];
}

std::span<const float> Archive::smallest(StatusId s) const
{
    return m_fine ? std::span<const float>() : rolled().smallest[index(s)];
}

std::span<const float> Archive::largest(StatusId s) const
{
    return m_fine ? std::span<const float>() : rolled().largest[index(s)];
}

int Archive::minutesOf(std::size_t i) const
{
    const double value = m_fine ? m_minutes.counts[0][i] : rolled().mean[0][i];
    if (value < 0)
        return -1;
    if (m_fine)
        return std::isnan(value) ? 0 : 1;
    return rolled().minutes[i];
}

MinuteRange Archive::rangeOf(std::size_t i) const
{
    const minutes width{step()};
    const Minute from = (m_fine ? m_minutes.range.from : rolled().range.from) +
                        width * static_cast<std::int64_t>(i);
    return {from, from + width};
}

std::optional<std::size_t> Archive::indexAt(Minute m) const
{
    const MinuteRange all = m_fine ? m_minutes.range : rolled().range;
    if (m < all.from || m >= all.to)
        return std::nullopt;
    return static_cast<std::size_t>((m - all.from).count() / step());
}

std::vector<MinuteRange> Archive::gaps(MinuteRange range) const
{
    std::vector<MinuteRange> out;
    // Before the first and after the last stored minute there is nothing to miss.
    const MinuteRange seen = clipped(range, m_bounds);
    if (seen.empty())
        return out;
    const auto from = indexAt(seen.from);
    const auto last = indexAt(seen.to - minutes{1});
    if (!from || !last)
        return out;
    for (std::size_t i = *from; i <= *last; ++i) {
        if (minutesOf(i) != 0)
            continue;
        const MinuteRange gap = rangeOf(i);
        if (!out.empty() && out.back().to == gap.from)
            out.back().to = gap.to;
        else
            out.push_back(gap);
    }
    return out;
}

} // namespace vigia
