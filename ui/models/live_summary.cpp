#include "ui/models/live_summary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vigia {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kOutcomes{StatusId::Approved, StatusId::Denied, StatusId::Failed,
                               StatusId::Reversed, StatusId::BackendReversed};

bool isOutcome(StatusId s)
{
    return std::find(kOutcomes.begin(), kOutcomes.end(), s) != kOutcomes.end();
}

void raise(std::optional<Severity>& to, Severity severity)
{
    if (!to || *to < severity)
        to = severity;
}

double rate(const std::vector<StatusNow>& statuses, double StatusNow::*value)
{
    double all = 0;
    for (const StatusId s : kOutcomes)
        all += statuses[index(s)].*value;
    return all > 0 ? statuses[index(StatusId::Approved)].*value / all : kNone;
}

} // namespace

std::optional<Minute> newestComplete(const SeriesModel& series, Instant clock)
{
    if (series.isEmpty())
        return std::nullopt;
    Minute newest = series.end() - std::chrono::minutes{1};
    if (newest == floorToMinute(clock) && newest > series.first())
        newest -= std::chrono::minutes{1};
    // Sources report some minutes late at most; an older band says nothing of now.
    constexpr std::ptrdiff_t kReach = 5;
    const auto band = series.expected(StatusId::Approved);
    const std::ptrdiff_t last = (newest - series.first()).count();
    for (std::ptrdiff_t row = last; row >= 0 && row > last - kReach; --row) {
        if (!std::isnan(band[static_cast<std::size_t>(row)]))
            return series.first() + std::chrono::minutes{row};
    }
    return newest;
}

Minute shiftStart(Minute m, const Zone& zone)
{
    constexpr int kFirst = 6 * 60;
    constexpr int kLength = 8 * 60;
    const LocalMinute local = zone.toLocal(m);
    const int into = (minuteOfDay(local) - kFirst + 24 * 60) % kLength;
    return zone.resolve(local - std::chrono::minutes{into}).minute;
}

LiveSummary summarize(const SeriesModel& series, const AnomalyListModel& anomalies,
                      const std::vector<Incident>& incidents, Instant clock)
{
    LiveSummary out;
    out.now = newestComplete(series, clock);
    if (!out.now)
        return out;
    const auto row = static_cast<std::size_t>((*out.now - series.first()).count());
    const std::size_t hourFrom = row >= 59 ? row - 59 : 0;
    const std::size_t trendFrom = row + 1 >= kTrendWindow ? row + 1 - kTrendWindow : 0;

    double expected = 0;
    for (std::size_t i = 0; i < series.statuses(); ++i) {
        const auto id = static_cast<StatusId>(i);
        const auto counts = series.counts(id);
        const auto band = series.expected(id);
        StatusNow now;
        now.status = id;
        now.count = counts[row];
        now.expected = band[row];
        now.low = series.low(id)[row];
        now.high = series.high(id)[row];
        now.trend = trendOf(counts.subspan(trendFrom, row + 1 - trendFrom));
        out.statuses.push_back(now);
        for (std::size_t m = hourFrom; m <= row; ++m) {
            if (!std::isnan(counts[m]))
                out.hourTotal += counts[m];
            else if (i == 0)
                ++out.hourGaps;
            expected += band[m];
        }
    }
    out.hourExpected = expected; // NaN as soon as one band is missing

    out.shiftStart = shiftStart(*out.now, series.zone());
    for (const Incident& incident : incidents) {
        if (incident.start >= out.shiftStart)
            ++(incident.severity == Severity::Critical ? out.shiftCritical : out.shiftWarning);
    }
    // A tile that goes calm for a minute of a storm would only flicker.
    constexpr std::chrono::minutes kRecent{3};
    for (const Anomaly& a :
         anomalies.within(*out.now - kRecent + std::chrono::minutes{1}, series.end())) {
        if (index(a.status) < out.statuses.size())
            raise(out.statuses[index(a.status)].alarm, a.severity);
        if (isOutcome(a.status))
            raise(out.approvalAlarm, a.severity);
    }
    out.approvalRate = rate(out.statuses, &StatusNow::count);
    out.approvalExpected = rate(out.statuses, &StatusNow::expected);
    return out;
}

} // namespace vigia
