#include "core/runtime/silences.h"

#include "core/ingest/silence_json.h"
#include "core/runtime/time_zone.h"

#include <algorithm>
#include <map>

namespace vigia {
namespace {

// A zone costs milliseconds to load, and few are in use.
Result<std::shared_ptr<const Zone>> zoneNamed(const std::string& name)
{
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const Zone>> known;
    const std::scoped_lock lock(mutex);
    if (const auto at = known.find(name); at != known.end())
        return at->second;
    auto loaded = loadZone(name);
    if (!loaded)
        return loaded;
    known.emplace(name, *loaded);
    return loaded;
}

std::optional<Silence> silenceOf(const SilenceRecord& record)
{
    auto rule = readSilenceRule(record.rule);
    if (!rule)
        return std::nullopt;
    Silence out;
    if (rule->recurs) {
        auto zone = zoneNamed(rule->zone);
        if (!zone)
            return std::nullopt;
        out.zone = *zone;
    }
    out.id = record.id;
    out.owner = record.owner;
    out.reason = record.reason;
    out.matchers = std::move(rule->matchers);
    out.recurs = rule->recurs;
    out.created = record.created;
    out.starts = record.starts;
    out.ends = record.ends;
    out.lastMatch = record.lastMatch;
    return out;
}

SilenceRecord recordOf(const Silence& silence)
{
    SilenceRule rule{silence.matchers, silence.recurs, silence.zone ? silence.zone->id() : ""};
    return {silence.id,      silence.owner,  silence.reason, silenceRuleText(rule),
            silence.created, silence.starts, silence.ends,   silence.lastMatch};
}

} // namespace

Result<std::vector<Silence>> loadSilences(IncidentLog& log, Instant since)
{
    const auto records = log.silences(since);
    if (!records)
        return fail(records.error());
    std::vector<Silence> out;
    for (const SilenceRecord& record : *records) {
        if (auto silence = silenceOf(record))
            out.push_back(std::move(*silence));
    }
    return out;
}

Result<std::int64_t> saveSilence(IncidentLog& log, Silence silence, Instant now)
{
    if (const auto fault = faultOf(silence, now))
        return fail(ErrorCode::InvalidInput, *fault);
    if (silence.recurs && !silence.zone)
        return fail(ErrorCode::InvalidInput, "zone: a silence that recurs needs an IANA zone");
    if (silence.created == Instant{})
        silence.created = now;
    if (silence.id == 0)
        return log.addSilence(recordOf(silence));
    auto known = loadSilences(log, Instant{});
    if (!known)
        return fail(known.error());
    const auto at = std::find_if(known->begin(), known->end(),
                                 [&](const Silence& s) { return s.id == silence.id; });
    if (at == known->end())
        return fail(ErrorCode::NotFound, "there is no silence " + std::to_string(silence.id));
    silence.created = at->created;
    silence.lastMatch = at->lastMatch;
    if (auto changed = log.changeSilence(recordOf(silence)); !changed)
        return fail(changed.error());
    return silence.id;
}

Result<void> expireSilence(IncidentLog& log, std::int64_t id, Instant now)
{
    const auto records = log.silences(Instant{});
    if (!records)
        return fail(records.error());
    const auto at = std::find_if(records->begin(), records->end(),
                                 [id](const SilenceRecord& s) { return s.id == id; });
    if (at == records->end())
        return fail(ErrorCode::NotFound, "there is no silence " + std::to_string(id));
    if (at->ends <= now)
        return {};
    SilenceRecord ended = *at;
    ended.starts = std::min(ended.starts, now);
    ended.ends = now;
    return log.changeSilence(ended);
}

Result<void> SilenceBoard::reload(IncidentLog& log, Instant now)
{
    auto silences = loadSilences(log, now);
    if (!silences)
        return fail(silences.error());
    set(std::move(*silences));
    return {};
}

} // namespace vigia
