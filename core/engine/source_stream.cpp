#include "core/engine/source_stream.h"

#include <algorithm>
#include <utility>

namespace vigia {

namespace {

constexpr std::uint64_t bit(StatusId status)
{
    return std::uint64_t{1} << index(status);
}

bool falls(AnomalyKind kind)
{
    return kind == AnomalyKind::Drop || kind == AnomalyKind::Gap;
}

// A minute that is still filling can only grow, so a fall says nothing yet.
bool fires(const Bucket& bucket, const PanelVerdict& panelVerdict)
{
    return std::any_of(panelVerdict.votes.begin(), panelVerdict.votes.end(),
                       [&](const PanelVote& v) {
                           return v.verdict.ready && v.verdict.fired &&
                                  !(bucket.fill == Fill::Filling && falls(v.verdict.kind));
                       });
}

bool sameKey(const Anomaly& a, const Anomaly& b)
{
    return a.time == b.time && a.status == b.status;
}

} // namespace

SourceStream::SourceStream(std::string name, std::size_t statuses, DetectorPanel panel)
    : m_name(std::move(name))
    , m_statuses(statuses)
    , m_minutes(statuses)
    , m_recent(statuses)
    , m_panel(std::move(panel))
{}

void SourceStream::put(const CountRow& row, MinuteBucketer::Role role, StreamReport& report)
{
    if (!m_minutes.fills(row.time)) {
        if (m_late && *m_late != row.time)
            settleLate(report); // against the state that every split of the rows has here
        closeUntil(m_minutes.due(row.time), report);
    }
    if (m_minutes.put(row.time, row.status, row.count, role) == MinuteBucketer::Placed::Late &&
        m_recent.correct(row.time, row.status, row.count) == RecentMinutes::Correction::Changed)
        m_late = row.time;
}

void SourceStream::closeUntil(Minute until, StreamReport& report)
{
    while (const Bucket* bucket = m_minutes.closeNext(until)) {
        if (m_late)
            settleLate(report);
        close(*bucket, report);
    }
}

void SourceStream::close(const Bucket& bucket, StreamReport& report)
{
    const bool history = m_minutes.closedWasHistory();
    const bool say = report.say == StreamReport::Say::Everything &&
                     (!history || (bucket.isGap() ? report.sayHistoryGaps : report.sayHistory));
    m_found.clear();
    if (say || report.say == StreamReport::Say::Bands) {
        // Of an empty minute only approved is judged: it carries the silence.
        const std::size_t judged = bucket.isGap() ? 1 : m_statuses;
        for (std::size_t i = 0; i < judged; ++i) {
            const auto status = static_cast<StatusId>(i);
            const PanelVerdict& verdict = m_panel.score(bucket, status);
            addBand(bucket.time, verdict, report.step);
            if (say && fires(bucket, verdict))
                (void)judge(bucket, status, false, m_found);
        }
    }
    std::uint64_t reported = 0;
    if (say) {
        for (const Anomaly& anomaly : m_found) {
            reported |= bit(anomaly.status);
            const auto known = std::find_if(m_provisional.begin(), m_provisional.end(),
                                            [&](const Anomaly& p) { return sameKey(p, anomaly); });
            if (known == m_provisional.end())
                report.step.anomalies.push_back(anomaly);
            else if (*known != anomaly)
                report.step.confirmed.push_back(anomaly);
        }
        report.tracker.minute(m_name, bucket.time, bucket.fill, m_found, report.decided);
    }
    std::erase_if(m_provisional, [&](const Anomaly& p) {
        if (p.time != bucket.time)
            return false;
        if ((reported & bit(p.status)) == 0)
            withdraw(p.time, p.status, bucket.count(p.status), report.step);
        return true;
    });
    m_recent.add(bucket, reported);
    if (m_explain == bucket.time) { // before it is learned
        for (std::size_t i = 0; i < m_statuses; ++i)
            m_explained.push_back(inWords(bucket, static_cast<StatusId>(i)));
    }
    m_panel.learn(bucket);
}

bool SourceStream::judge(const Bucket& bucket, StatusId status, bool late,
                         std::vector<Anomaly>& found)
{
    const PanelVerdict& panelVerdict = m_panel.score(bucket, status);
    m_named.clear();
    for (const PanelVote& vote : panelVerdict.votes) {
        NamedVerdict named{vote.detector->name(), vote.verdict};
        named.verdict.fired =
            named.verdict.fired && !(bucket.fill == Fill::Filling && falls(named.verdict.kind));
        m_named.push_back(named);
    }
    const Decision decision = combine(m_named);
    if (!decision.fired)
        return false;
    const Detector& deciding = *panelVerdict.votes[decision.deciding].detector;
    const Verdict verdict = m_named[decision.deciding].verdict;
    Anomaly anomaly;
    anomaly.time = bucket.time;
    anomaly.status = status;
    anomaly.source = m_name;
    anomaly.count = bucket.count(status);
    anomaly.expected = verdict.expected;
    anomaly.low = verdict.low;
    anomaly.high = verdict.high;
    anomaly.score = verdict.score;
    anomaly.severity = decision.severity;
    anomaly.kind = decision.kind;
    anomaly.detectors = votesOf(m_named);
    const std::string explanation = deciding.explain(bucket, status, verdict);
    anomaly.reason = speak(decision, m_named, withoutCounterfactual(explanation)) + "; " +
                     vigia::inWords(counterfactual(bucket, anomaly));
    anomaly.late = late;
    found.push_back(std::move(anomaly));
    return true;
}

bool SourceStream::wouldFire(const Bucket& bucket, StatusId status, std::uint64_t count)
{
    m_probe = bucket;
    m_probe.counts[index(status)] = count;
    if (bucket.isGap() && count > 0)
        m_probe.fill = Fill::Complete;
    return fires(m_probe, m_panel.score(m_probe, status));
}

Counterfactual SourceStream::counterfactual(const Bucket& bucket, const Anomaly& anomaly)
{
    const bool monotone = std::all_of(m_panel.detectors().begin(), m_panel.detectors().end(),
                                      [](const auto& d) { return d->monotone(); });
    const bool low = falls(anomaly.kind);
    return findCounterfactual(
        anomaly.count, low ? Direction::Up : Direction::Down,
        monotone ? Shape::Monotone : Shape::Any, low ? anomaly.low : anomaly.high,
        [&](std::uint64_t count) { return wouldFire(bucket, anomaly.status, count); });
}

void SourceStream::addBand(Minute time, const PanelVerdict& panelVerdict, EngineStep& step) const
{
    // The first in the configuration that is ready; one that expects something before one that
    // only knows a limit.
    const PanelVote* best = nullptr;
    const PanelVote* nearest = nullptr;
    const auto share = [](const Verdict& v) { // of the way to an alarm
        return v.threshold > 0 ? v.score / v.threshold : v.score - v.threshold + 1;
    };
    for (const PanelVote& vote : panelVerdict.votes) {
        if (!vote.verdict.ready)
            continue;
        if (!best || (best->verdict.expected <= 0 && vote.verdict.expected > 0))
            best = &vote;
        if (!nearest || share(vote.verdict) > share(nearest->verdict))
            nearest = &vote;
    }
    if (!best)
        return;
    const Verdict& v = best->verdict;
    // An alarm over several minutes may leave no calm count, or none near the expected one.
    step.bands.push_back({time, m_name, panelVerdict.status, static_cast<float>(v.expected),
                          static_cast<float>(std::min(v.low, v.expected)),
                          static_cast<float>(std::max(v.high, v.expected)),
                          nearest->detector->name(), nearest->verdict.score,
                          nearest->verdict.threshold});
}

void SourceStream::settle(StreamReport& report)
{
    if (m_late)
        settleLate(report);
    if (FillingMinute* minute = m_minutes.filling())
        settleFilling(*minute, report);
    if (FillingMinute* minute = m_minutes.ahead())
        settleFilling(*minute, report);
}

void SourceStream::skip()
{
    m_late.reset();
    for (FillingMinute* minute : {m_minutes.filling(), m_minutes.ahead()}) {
        if (minute)
            minute->touched = 0;
    }
}

void SourceStream::settleFilling(FillingMinute& minute, StreamReport& report)
{
    if (minute.touched == 0)
        return;
    const Minute time = minute.bucket.time;
    // Another status may have changed what is normal for one that was reported before.
    std::uint64_t look = minute.touched;
    for (const Anomaly& p : m_provisional)
        look |= p.time == time ? bit(p.status) : 0;
    std::vector<Anomaly> found;
    for (std::size_t i = 0; i < m_statuses; ++i) {
        const auto status = static_cast<StatusId>(i);
        if ((look & bit(status)) == 0)
            continue;
        const auto known =
            std::find_if(m_provisional.begin(), m_provisional.end(),
                         [&](const Anomaly& p) { return p.time == time && p.status == status; });
        found.clear();
        if (!fires(minute.bucket, m_panel.score(minute.bucket, status)) ||
            !judge(minute.bucket, status, false, found)) {
            if (known != m_provisional.end()) {
                withdraw(time, status, minute.bucket.count(status), report.step);
                m_provisional.erase(known);
            }
            continue;
        }
        if ((minute.touched & bit(status)) != 0)
            report.step.anomalies.push_back(found.front());
        else if (*known != found.front())
            report.step.confirmed.push_back(found.front());
        if (known != m_provisional.end())
            *known = std::move(found.front());
        else
            m_provisional.push_back(std::move(found.front()));
    }
    minute.touched = 0;
    std::sort(m_provisional.begin(), m_provisional.end(), [](const Anomaly& a, const Anomaly& b) {
        return std::pair(a.time, a.status) < std::pair(b.time, b.status);
    });
}

void SourceStream::settleLate(StreamReport& report)
{
    const Minute time = *std::exchange(m_late, std::nullopt);
    if (report.say != StreamReport::Say::Everything)
        return;
    const Bucket bucket = m_recent.bucket(time);
    const std::uint64_t before = m_recent.reported(time);
    std::vector<Anomaly> found;
    std::uint64_t now = 0;
    for (std::size_t i = 0; i < m_statuses; ++i) {
        const auto status = static_cast<StatusId>(i);
        if (fires(bucket, m_panel.score(bucket, status)) && judge(bucket, status, true, found))
            now |= bit(status);
        else if ((before & bit(status)) != 0)
            withdraw(time, status, bucket.count(status), report.step);
    }
    m_recent.setReported(time, now);
    for (Anomaly& anomaly : found) {
        const auto same = [&](const Anomaly& a) {
            return sameKey(a, anomaly) && a.source == m_name;
        };
        std::erase_if(report.step.withdrawn, same);
        std::erase_if(report.step.anomalies, same);
        report.step.anomalies.push_back(std::move(anomaly));
    }
}

void SourceStream::withdraw(Minute time, StatusId status, std::uint64_t count,
                            EngineStep& step) const
{
    Anomaly gone;
    gone.time = time;
    gone.status = status;
    gone.source = m_name;
    gone.count = count;
    // Found earlier in the same step: it never was.
    std::erase_if(step.anomalies,
                  [&](const Anomaly& a) { return sameKey(a, gone) && a.source == m_name; });
    step.withdrawn.push_back(std::move(gone));
}

void SourceStream::explainMinute(Minute time)
{
    m_explain = time;
    m_explained.clear();
}

std::string SourceStream::explained(StatusId status) const
{
    return m_explained.empty() ? std::string() : m_explained[index(status)];
}

std::string SourceStream::inWords(const Bucket& bucket, StatusId status)
{
    std::string out;
    for (const PanelVote& vote : m_panel.score(bucket, status).votes) {
        out += calmInWords(vote.detector->name(), vote.verdict,
                           vote.detector->explain(bucket, status, vote.verdict));
        out += '\n';
    }
    const std::uint64_t count = bucket.count(status);
    if (bucket.isGap() && status != StatusId::Approved)
        return out + "no data";
    const WouldFire alarm = [&](std::uint64_t n) { return wouldFire(bucket, status, n); };
    if (alarm(count))
        return out + "fires at " + std::to_string(count);
    const auto above = findAlarm(count, Direction::Up, alarm);
    const auto below = findAlarm(count, Direction::Down, alarm);
    out += std::to_string(count) + " is calm";
    if (above)
        out += "; would fire at or above " + std::to_string(*above);
    if (below)
        out += "; would fire at or below " + std::to_string(*below);
    return out;
}

void SourceStream::save(ByteWriter& out)
{
    out.i64(toEpochMinutes(m_minutes.next()));
    out.text(m_panel.save());
    m_recent.save(out);
}

bool SourceStream::load(ByteReader& in)
{
    const Minute next = fromEpochMinutes(in.i64());
    const bool loaded = m_panel.load(in.text());
    m_recent.load(in);
    if (!loaded || !in.ok() || next < kEarliestMinute || next > kLatestMinute)
        return false;
    m_minutes.resume(next);
    return true;
}

} // namespace vigia
