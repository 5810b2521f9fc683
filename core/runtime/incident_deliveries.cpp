#include "core/runtime/incident_deliveries.h"

#include "core/message/incident_message.h"

#include <algorithm>
#include <charconv>

namespace vigia {
namespace {

constexpr std::size_t kMost = 200;
constexpr std::chrono::minutes kRisesBefore{30}; // a rise may be seen before it is abnormal

std::string millisecondsOf(Instant t)
{
    return std::to_string(t.time_since_epoch().count());
}

// The messages that a WHERE finds; it holds numbers and keys of ours alone.
Result<std::vector<OutboxEntry>> messages(Database& database, const std::string& where)
{
    const auto found =
        database.select("SELECT id FROM outbox WHERE " + where + " ORDER BY id", kMost);
    if (!found)
        return fail(found.error());
    std::vector<OutboxEntry> out;
    for (const auto& row : found->rows) {
        std::int64_t id = 0;
        const std::string& text = row[0].value_or("");
        if (std::from_chars(text.data(), text.data() + text.size(), id).ec != std::errc{})
            continue;
        auto entry = database.delivery(id);
        if (!entry)
            return fail(entry.error());
        if (*entry)
            out.push_back(std::move(**entry));
    }
    return out;
}

// Written in the same transaction, with the same time; the step says to whom.
bool isTheDigestOf(const IncidentStep& step, const OutboxEntry& entry)
{
    const std::string to = entry.channel + ' ' + entry.recipient;
    return step.detail.find(to) != std::string::npos;
}

} // namespace

Result<std::vector<OutboxEntry>> incidentDeliveries(Database& database, const Incident& incident,
                                                    std::span<const IncidentStep> steps)
{
    auto out = database.deliveries(incident.id);
    if (!out)
        return out;
    const auto take = [&](std::vector<OutboxEntry>&& entries, auto belongs) {
        for (OutboxEntry& entry : entries) {
            const bool known = std::any_of(out->begin(), out->end(),
                                           [&](const auto& e) { return e.id == entry.id; });
            if (!known && belongs(entry))
                out->push_back(std::move(entry));
        }
    };
    for (const IncidentStep& step : steps) {
        if (step.action != "told" || step.detail.find(" in a digest of ") == std::string::npos)
            continue;
        auto digests = messages(database, "message_key LIKE 'digest-%' AND created_ms = " +
                                              millisecondsOf(step.at));
        if (!digests)
            return fail(digests.error());
        take(std::move(*digests), [&](const OutboxEntry& e) { return isTheDigestOf(step, e); });
    }
    const Minute until = incident.end.value_or(incident.lastAbnormal + std::chrono::minutes{1});
    for (const StatusId status : incident.statuses) {
        auto rising = messages(
            database, "message_key >= '" + risingKey(status, incident.start - kRisesBefore) +
                          "' AND message_key <= '" + risingKey(status, until) + '\'');
        if (!rising)
            return fail(rising.error());
        take(std::move(*rising), [](const OutboxEntry&) { return true; });
    }
    std::sort(out->begin(), out->end(),
              [](const OutboxEntry& a, const OutboxEntry& b) { return a.id < b.id; });
    return out;
}

} // namespace vigia
