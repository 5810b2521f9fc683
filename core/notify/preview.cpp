#include "core/notify/preview.h"

#include "core/notify/chosen_receivers.h"
#include "core/notify/smtp_notifier.h"

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kShown = 180; // minutes of the picture
constexpr std::size_t kOpen = 30;   // of them within the incident

Anomaly sampleAnomaly(StatusId status, Minute time, std::uint64_t count, double expected,
                      double low, double high, double score, Severity severity, AnomalyKind kind)
{
    Anomaly a;
    a.time = time;
    a.status = status;
    a.count = count;
    a.expected = expected;
    a.low = low;
    a.high = high;
    a.score = score;
    a.severity = severity;
    a.kind = kind;
    a.detectors = {{"adaptive", score, true}};
    return a;
}

ChartSeries sampleSeries(StatusId status, double level, double during)
{
    ChartSeries out;
    out.status = status;
    for (std::size_t i = 0; i < kShown; ++i) {
        const double wave = std::sin(static_cast<double>(i) * 1.7) +
                            std::sin(static_cast<double>(i) * 0.37); // even, but not a comb
        const bool open = i >= kShown - kOpen;
        const double mean = open ? during : level;
        out.counts.push_back(std::max(0.0, std::round(mean + wave * std::sqrt(mean))));
        out.low.push_back(std::max(0.0, level - 3.5 * std::sqrt(level)));
        out.high.push_back(level + 3.5 * std::sqrt(level));
        if (open && i % 5 == 0)
            out.marks.push_back({i, Severity::Critical});
    }
    return out;
}

} // namespace

IncidentNote sampleIncident(NoticeKind kind, Instant now)
{
    const Minute last = floorToMinute(now) - 1min;
    IncidentNote note;
    note.kind = kind;
    Incident& i = note.incident;
    i.id = IncidentId{42};
    i.severity = Severity::Critical;
    i.start = i.opened = last - std::chrono::minutes{kOpen - 1};
    i.lastAbnormal = last;
    i.statuses = {StatusId::Approved, StatusId::Denied};
    i.sources = {""};
    i.anomalies = 2 * kOpen;
    i.reason =
        "Denials ×4.3 above normal, approvals 51 % below normal: denied 131 a minute, expected "
        "12-49 (an example)";
    Anomaly denied = sampleAnomaly(StatusId::Denied, i.start + 10min, 131, 30.2, 12, 49, 26.26,
                                   Severity::Critical, AnomalyKind::Spike);
    denied.reason =
        "CRITICAL: denied is too high: 131 in this minute against 30.2 expected (4.3 times)";
    Anomaly approved = sampleAnomaly(StatusId::Approved, i.start + 12min, 148, 301.5, 241, 362,
                                     12.4, Severity::Warning, AnomalyKind::Drop);
    approved.reason =
        "WARNING: approved is too low: 148 in this minute against 301.5 expected (51 % missing)";
    i.peak = denied;
    note.worst = {denied, approved};
    if (kind == NoticeKind::Acknowledged) {
        i.state = IncidentState::Acknowledged;
        i.owner = "Ana";
    }
    if (kind == NoticeKind::Resolved) {
        i.state = IncidentState::Resolved;
        i.end = last + 1min;
    }
    note.lastFiveMinutes = 1'395;
    MessageChart chart;
    chart.from = last - std::chrono::minutes{kShown - 1};
    chart.series = {sampleSeries(StatusId::Denied, 30, 120),
                    sampleSeries(StatusId::Approved, 300, 150)};
    chart.incidentStart = i.start;
    chart.incidentEnd = i.end;
    note.chart = std::move(chart);
    return note;
}

Result<std::string> Preview::wire(const Config& config, Instant now) const
{
    if (target.channel != "mail")
        return message.json;
    OutboxEntry entry;
    entry.channel = target.channel;
    entry.recipient = target.recipient;
    entry.created = now;
    entry.message = message;
    const auto from = senderOf(config.mail);
    if (!from)
        return fail(from.error());
    return composedMail(*from, entry);
}

Result<std::vector<Preview>> previewMessages(const Config& config, const Zone& zone,
                                             const PreviewRequest& request,
                                             const IncidentNote& note, Instant now)
{
    auto receivers = chosenReceivers(config, request.receiver, request.channel);
    if (!receivers)
        return fail(receivers.error());
    if (receivers->empty()) { // how it would look
        const std::string name =
            request.receiver.empty() ? std::string(kDefaultReceiver) : request.receiver;
        Receiver nobody{name, {}};
        for (const std::string_view channel : channelNames()) {
            if (!request.channel.empty() && request.channel != channel)
                continue;
            Target target;
            target.channel = channel;
            target.recipient = channel == "mail" ? "nobody@localhost" : name;
            target.language = languageNamed(config.alerts.language).value_or(Language::English);
            nobody.targets.push_back(std::move(target));
        }
        receivers->push_back(std::move(nobody));
    }
    const StatusCatalog catalog(config.ingest.extraStatuses);
    std::vector<Preview> out;
    for (const Receiver& receiver : *receivers) {
        for (const Target& target : receiver.targets) {
            const MessageContext context{catalog, zone, request.language.value_or(target.language),
                                         config.alerts.consoleUrl};
            IncidentNote told = note;
            told.receiver = receiver.name;
            told.thread = incidentThread(told.incident);
            told.subject = incidentSubject(told.incident, context);
            out.push_back(
                {receiver.name, target, incidentMessage(told, target.channel, context, now)});
        }
    }
    return out;
}

} // namespace vigia
