#include "core/runtime/incident_report.h"

#include "core/base/stats.h"
#include "core/runtime/incident_deliveries.h"
#include "core/runtime/incident_edit.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace vigia {
namespace {

using std::chrono::minutes;

constexpr int kDays = 7;
constexpr minutes kHour{60};
constexpr int kEnoughOfAnHour = 20; // minutes with data
constexpr double kEnoughOfADay = 0.8;
constexpr double kMostScale = 4; // an hour before that differs more says nothing of the level
constexpr int kAllStatuses = -1;

using Key = std::pair<std::string, int>; // source or code; status or kAllStatuses

// What came in a stretch of time.
struct Tally
{
    std::map<Key, double> sums;
    int minutes = 0; // with data

    [[nodiscard]] double rate(const Key& key) const
    {
        const auto found = sums.find(key);
        return found == sums.end() || minutes == 0 ? 0 : found->second / minutes;
    }
    [[nodiscard]] double total() const
    {
        double all = 0;
        for (const auto& [key, sum] : sums)
            all += sum;
        return minutes == 0 ? 0 : all / minutes;
    }
};

template <typename Rename>
Tally merged(const Tally& tally, Rename rename)
{
    Tally out;
    out.minutes = tally.minutes;
    for (const auto& [key, sum] : tally.sums)
        out.sums[rename(key)] += sum;
    return out;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return medianOfSorted(std::span<const double>(values));
}

// An incident beside its reference: the same minutes of earlier days, and the hour before.
struct Stretch
{
    Tally now;
    Tally hourBefore;
    std::vector<Tally> days;
    double scale = 1;
    Reference reference = Reference::None;

    template <typename Rename>
    [[nodiscard]] Stretch renamed(Rename rename) const
    {
        Stretch out = *this;
        out.now = merged(now, rename);
        out.hourBefore = merged(hourBefore, rename);
        for (Tally& day : out.days)
            day = merged(day, rename);
        return out;
    }

    [[nodiscard]] std::optional<double> usualRate(const Key& key) const
    {
        switch (reference) {
        case Reference::None:
            return std::nullopt;
        case Reference::HourBefore:
            return hourBefore.rate(key);
        case Reference::EarlierDays:
            break;
        }
        std::vector<double> rates;
        for (const Tally& day : days)
            rates.push_back(day.rate(key));
        return median(std::move(rates)) * scale;
    }

    [[nodiscard]] Compared compared(const Key& key) const
    {
        Compared out;
        out.observed = now.rate(key) * now.minutes;
        if (const auto usual = usualRate(key))
            out.usual = *usual * now.minutes;
        return out;
    }

    [[nodiscard]] std::map<Key, Compared> all() const
    {
        std::map<Key, Compared> out;
        const auto take = [&](const Tally& tally) {
            for (const auto& [key, sum] : tally.sums)
                out.try_emplace(key, compared(key));
        };
        take(now);
        if (reference == Reference::HourBefore)
            take(hourBefore);
        for (const Tally& day : days)
            take(day);
        return out;
    }
};

Result<Tally> countsIn(Store& store, MinuteRange range)
{
    Tally out;
    CountQuery query;
    query.from = range.from;
    query.to = range.to;
    query.limit = 0;
    std::optional<Minute> last;
    const auto read = store.forEachCount(query, [&](const StoredCount& row) {
        if (row.time != last) {
            last = row.time;
            ++out.minutes;
        }
        out.sums[{row.source, int(index(row.status))}] += static_cast<double>(row.count);
        return true;
    });
    if (!read)
        return fail(read.error());
    return out;
}

// Codes have no rows for zero, so the minutes are those of the counts.
Result<Tally> codesIn(Database& database, MinuteRange range, int minutesWithData)
{
    Tally out;
    out.minutes = minutesWithData;
    const auto codes = database.events().authCodes(range, 0);
    if (!codes)
        return fail(codes.error());
    for (const AuthCodeCount& code : *codes)
        out.sums[{code.authCode, kAllStatuses}] += static_cast<double>(code.count);
    return out;
}

MinuteRange back(MinuteRange range, int days, const Zone& zone)
{
    const minutes day = std::chrono::days{days};
    const minutes shift = day - zone.offsetAt(range.from) + zone.offsetAt(range.from - day);
    return {range.from - shift, range.to - shift};
}

void choose(Stretch& stretch)
{
    stretch.reference = !stretch.days.empty()                           ? Reference::EarlierDays
                        : stretch.hourBefore.minutes >= kEnoughOfAnHour ? Reference::HourBefore
                                                                        : Reference::None;
}

struct Stretches
{
    Stretch counts;
    Stretch codes;
};

Result<Stretches> readStretches(Database& database, MinuteRange range, const Zone& zone)
{
    const MinuteRange hour{range.from - kHour, range.from};
    const double enough = kEnoughOfADay * double((range.to - range.from).count());
    Stretches out;
    std::vector<double> hours;
    const auto pair = [&](MinuteRange of, Tally& counts, Tally& codes) -> Result<void> {
        auto read = countsIn(database, of);
        if (!read)
            return fail(read.error());
        counts = std::move(*read);
        auto coded = codesIn(database, of, counts.minutes);
        if (!coded)
            return fail(coded.error());
        codes = std::move(*coded);
        return {};
    };
    if (auto done = pair(range, out.counts.now, out.codes.now); !done)
        return fail(done.error());
    if (auto done = pair(hour, out.counts.hourBefore, out.codes.hourBefore); !done)
        return fail(done.error());
    for (int d = 1; d <= kDays; ++d) {
        Tally counts;
        Tally codes;
        if (auto done = pair(back(range, d, zone), counts, codes); !done)
            return fail(done.error());
        if (counts.minutes < enough || counts.minutes == 0)
            continue;
        out.counts.days.push_back(std::move(counts));
        if (!codes.sums.empty())
            out.codes.days.push_back(std::move(codes));
        const auto before = countsIn(database, back(hour, d, zone));
        if (!before)
            return fail(before.error());
        if (before->minutes >= kEnoughOfAnHour)
            hours.push_back(before->total());
    }
    if (!hours.empty() && out.counts.hourBefore.minutes >= kEnoughOfAnHour) {
        const double then = median(hours);
        const double scale = then > 0 ? out.counts.hourBefore.total() / then : 1;
        if (scale >= 1 / kMostScale && scale <= kMostScale)
            out.counts.scale = out.codes.scale = scale;
    }
    choose(out.counts);
    choose(out.codes);
    if (out.codes.reference == Reference::HourBefore && out.codes.hourBefore.sums.empty())
        out.codes.reference = Reference::None; // nobody sent codes then: that is not zero
    return out;
}

std::vector<NamedShare> shares(const std::map<Key, Compared>& all, bool missing)
{
    std::vector<NamedShare> out;
    for (const auto& [key, compared] : all)
        out.push_back({key.first, compared});
    const auto weight = [missing](const NamedShare& s) {
        if (!s.total.usual)
            return s.total.observed;
        return missing ? -s.total.excess() : s.total.excess();
    };
    std::stable_sort(out.begin(), out.end(), [&](const NamedShare& a, const NamedShare& b) {
        return weight(a) > weight(b);
    });
    if (out.size() > IncidentReport::kShares)
        out.resize(IncidentReport::kShares);
    return out;
}

bool worse(const Anomaly& a, const Anomaly& b)
{
    return a.severity != b.severity ? a.severity > b.severity : a.score > b.score;
}

Result<void> addAnomalies(Database& database, IncidentReport& report)
{
    AnomalyQuery query;
    query.from = report.incident.start;
    query.to = report.incident.end.value_or(report.incident.lastAbnormal + minutes{1});
    query.limit = 0;
    const auto found = database.anomalies(query);
    if (!found)
        return fail(found.error());
    const auto share = [&](StatusId status) -> StatusShare& {
        const auto at = std::find_if(report.statuses.begin(), report.statuses.end(),
                                     [&](const StatusShare& s) { return s.status >= status; });
        if (at != report.statuses.end() && at->status == status)
            return *at;
        StatusShare fresh;
        fresh.status = status;
        return *report.statuses.insert(at, fresh);
    };
    for (const Anomaly& anomaly : *found) {
        if (anomaly.late) // of a corrected past: it belongs to no incident
            continue;
        StatusShare& of = share(anomaly.status);
        ++of.anomalies;
        if (!of.worst || worse(anomaly, *of.worst))
            of.worst = anomaly;
    }
    StatusShare& peak = share(report.incident.peak.status);
    peak.worst = report.incident.peak; // what the incident itself names counts
    return {};
}

Result<void> addLog(Database& database, IncidentReport& report)
{
    auto steps = database.incidentLog().steps(report.incident.id);
    if (!steps)
        return fail(steps.error());
    report.steps = std::move(*steps);
    const auto timers = database.incidentLog().timers();
    if (!timers)
        return fail(timers.error());
    for (const IncidentTimer& timer : *timers) {
        if (timer.incident != report.incident.id)
            continue;
        if (timer.kind == kSnoozeTimer)
            report.snoozedUntil = timer.until;
        if (timer.kind == kAcknowledgementTimer)
            report.acknowledgedUntil = timer.until;
    }
    auto deliveries = incidentDeliveries(database, report.incident, report.steps);
    if (!deliveries)
        return fail(deliveries.error());
    report.deliveries = std::move(*deliveries);
    return {};
}

} // namespace

Result<std::optional<IncidentReport>> readIncidentReport(Database& database, IncidentId id,
                                                         const Zone& zone)
{
    const auto incident = database.incident(id);
    if (!incident)
        return fail(incident.error());
    if (!*incident)
        return std::nullopt;
    IncidentReport report;
    report.incident = **incident;
    const auto stored = database.countRange();
    if (!stored)
        return fail(stored.error());
    const Minute start = report.incident.start;
    Minute end = report.incident.lastAbnormal + minutes{1};
    if (report.incident.end)
        end = *report.incident.end;
    else if (*stored)
        end = std::max(end, (*stored)->to);
    report.measured = {
        start, std::clamp(end, start + minutes{1}, start + minutes{IncidentReport::kMeasured})};

    const auto read = readStretches(database, report.measured, zone);
    if (!read)
        return fail(read.error());
    report.reference = read->counts.reference;
    report.minutesWithData = read->counts.now.minutes;
    report.minutesWithoutData =
        int((report.measured.to - report.measured.from).count()) - report.minutesWithData;

    const Stretch byStatus = read->counts.renamed([](const Key& k) { return Key{"", k.second}; });
    for (const auto& [key, compared] : byStatus.all()) {
        StatusShare share;
        share.status = static_cast<StatusId>(key.second);
        share.total = compared;
        report.statuses.push_back(std::move(share));
    }
    const Key approved{"", int(index(StatusId::Approved))};
    if (const auto usual = byStatus.usualRate(approved)) {
        report.approvalsLost = std::max(0.0, -byStatus.compared(approved).excess());
        report.approvalsUnseen = *usual * report.minutesWithoutData;
    }
    report.carried = report.incident.peak.status;
    std::map<Key, Compared> bySource;
    for (const auto& [key, compared] : read->counts.all()) {
        if (key.second == int(index(report.carried)))
            bySource.emplace(key, compared);
    }
    const Anomaly& peak = report.incident.peak;
    report.sources = shares(bySource, double(peak.count) < peak.expected);
    report.codes = shares(read->codes.all(), false);
    if (auto done = addAnomalies(database, report); !done)
        return fail(done.error());
    if (auto done = addLog(database, report); !done)
        return fail(done.error());
    return report;
}

std::vector<IncidentStep> notesOf(const std::vector<IncidentStep>& steps)
{
    std::vector<IncidentStep> out;
    for (const IncidentStep& step : steps) {
        if (step.action == "note")
            out.push_back(step);
    }
    return out;
}

std::string verdictReason(const std::vector<IncidentStep>& steps)
{
    std::string reason;
    for (const IncidentStep& step : steps) {
        if (step.action != "verdict")
            continue;
        const std::size_t behind = step.detail.find(": ");
        reason = behind == std::string::npos ? std::string() : step.detail.substr(behind + 2);
    }
    return reason;
}

std::optional<CalmLimit> calmLimit(const Anomaly& anomaly)
{
    if (anomaly.kind == AnomalyKind::Gap || !std::isfinite(anomaly.high) ||
        !std::isfinite(anomaly.low))
        return std::nullopt;
    CalmLimit out;
    const auto count = double(anomaly.count);
    out.above = count > anomaly.expected;
    const double limit = out.above ? std::floor(anomaly.high) : std::ceil(anomaly.low);
    // What came before can be enough: then no count of this minute would have been calm.
    if (limit >= 0 && (out.above ? limit < count : limit > count))
        out.count = static_cast<std::uint64_t>(limit);
    return out;
}

} // namespace vigia
