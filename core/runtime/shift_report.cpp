#include "core/runtime/shift_report.h"

#include "core/runtime/incident_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>

namespace vigia {
namespace {

using std::chrono::minutes;

constexpr const char* kLastHandover = "handover.end"; // minutes since 1970
constexpr std::size_t kMostIncidents = 200;           // a storm of more is told by the newest

HandoverIncident incidentFrom(const IncidentReport& report, const MinuteRange& shift,
                              std::vector<HandoverNote>& notes)
{
    HandoverIncident out;
    out.incident = report.incident;
    out.acknowledgedUntil = report.acknowledgedUntil;
    out.snoozedUntil = report.snoozedUntil;
    out.verdictReason = verdictReason(report.steps);
    out.approvalsLost = report.approvalsLost;
    for (const IncidentStep& step : report.steps) {
        if (step.action == "acknowledge") {
            out.acknowledgedAt = step.at;
            // "until 2025-07-12T10:00:00Z: comment", or the comment alone
            const bool timed = step.detail.starts_with("until ");
            const std::size_t colon = timed ? step.detail.find("Z: ") : 0;
            out.acknowledgedComment = !timed                       ? step.detail
                                      : colon == std::string::npos ? std::string()
                                                                   : step.detail.substr(colon + 3);
        }
        if (step.action == "note" && step.at >= shift.from)
            notes.push_back({step.incident, step.at, step.who, step.detail});
    }
    for (const OutboxEntry& entry : report.deliveries) {
        out.messagesSent += entry.state == DeliveryState::Sent ? 1 : 0;
        out.messagesWaiting += entry.state == DeliveryState::Pending ? 1 : 0;
        out.messagesFailed += entry.state == DeliveryState::Failed ? 1 : 0;
    }
    return out;
}

Result<void> addIncidents(Database& database, const Zone& zone, Handover& out)
{
    IncidentQuery query;
    query.from = out.shift.from;
    query.to = out.shift.to;
    query.limit = kMostIncidents;
    const auto found = database.incidents(query);
    if (!found)
        return fail(found.error());
    for (const Incident& incident : *found) {
        const auto report = readIncidentReport(database, incident.id, zone);
        if (!report)
            return fail(report.error());
        if (*report)
            out.incidents.push_back(incidentFrom(**report, out.shift, out.notes));
    }
    std::stable_sort(out.notes.begin(), out.notes.end(),
                     [](const HandoverNote& a, const HandoverNote& b) { return a.at < b.at; });
    return {};
}

Result<void> addSilences(Database& database, Handover& out)
{
    const auto found = database.incidentLog().silences(out.shift.from);
    if (!found)
        return fail(found.error());
    for (const SilenceRecord& s : *found)
        out.silences.push_back({s.id, silenceWords(s.rule), s.owner, s.reason, s.created, s.ends});
    return {};
}

Result<void> addCounts(Store& store, const StatusCatalog& catalog, Handover& out)
{
    const auto stored = store.countRange();
    if (!stored)
        return fail(stored.error());
    std::set<StatusId> touched{StatusId::Approved};
    for (const HandoverIncident& i : out.incidents)
        touched.insert(i.incident.statuses.begin(), i.incident.statuses.end());
    const auto length = static_cast<std::size_t>((out.shift.to - out.shift.from).count());
    const double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::vector<double>> counts(catalog.size(), std::vector<double>(length, none));
    CountQuery query;
    query.from = out.shift.from;
    query.to = out.shift.to;
    query.limit = 0;
    std::vector<bool> known(length);
    const auto read = store.forEachCount(query, [&](const StoredCount& row) {
        const auto at = static_cast<std::size_t>((row.time - out.shift.from).count());
        if (!known[at]) {
            known[at] = true;
            for (auto& series : counts)
                series[at] = 0;
        }
        counts[index(row.status)][at] += double(row.count);
        out.transactions += double(row.count);
        return true;
    });
    if (!read)
        return fail(read.error());
    if (!*stored)
        return {};
    out.newest = (*stored)->to - minutes{1};
    for (std::size_t at = 0; at < length; ++at) {
        const Minute m = out.shift.from + minutes{static_cast<std::int64_t>(at)};
        if (known[at] || m < (*stored)->from)
            continue;
        if (!out.gaps.empty() && out.gaps.back().to == m)
            out.gaps.back().to = m + minutes{1};
        else
            out.gaps.push_back({m, m + minutes{1}});
    }
    for (const StatusId status : touched)
        out.series.push_back({status, std::move(counts[index(status)])});
    return {};
}

} // namespace

std::string silenceWords(const std::string& rule)
{
    const QJsonDocument json = QJsonDocument::fromJson(QByteArray::fromStdString(rule));
    std::string out;
    for (const QJsonValue& matcher : json[QLatin1String("matchers")].toArray()) {
        const std::string name = matcher[QLatin1String("name")].toString().toStdString();
        const std::string value = matcher[QLatin1String("value")].toString().toStdString();
        if (name.empty())
            continue;
        const bool equal = matcher[QLatin1String("isEqual")].toBool(true);
        out += (out.empty() ? "" : ", ") + name + (equal ? " = " : " ≠ ") + value;
    }
    return out.empty() ? rule : out;
}

MinuteRange lastShift(minutes length, Instant now, std::optional<MinuteRange> stored)
{
    Minute end = floorToMinute(now);
    if (stored && stored->to <= end - length)
        end = stored->to;
    return {end - length, end};
}

Result<Handover> readHandover(Database& database, const ShiftRequest& request,
                              const StatusCatalog& catalog, const Zone& zone)
{
    if (request.shift.empty())
        return fail(ErrorCode::InvalidInput, "a shift ends after it begins");
    Handover out;
    out.shift = request.shift;
    out.written = request.now;
    out.by = request.by;
    out.budgetPerDay = request.budgetPerDay;
    if (auto done = addIncidents(database, zone, out); !done)
        return fail(done.error());
    if (auto done = addSilences(database, out); !done)
        return fail(done.error());
    if (auto done = addCounts(database, catalog, out); !done)
        return fail(done.error());
    return out;
}

Result<std::optional<Minute>> lastHandover(Database& database)
{
    const auto kept = database.value(kLastHandover);
    if (!kept)
        return fail(kept.error());
    if (!*kept)
        return std::nullopt;
    std::int64_t value = 0;
    const std::string& text = **kept;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return fromEpochMinutes(value);
}

Result<void> rememberHandover(Database& database, Minute end)
{
    return database.putValue(kLastHandover, std::to_string(toEpochMinutes(end)));
}

} // namespace vigia
