// Silences as JSON: the rule that the store keeps, and the bodies of Alertmanager's API.
//
// Pure; any thread. Bodies have the members of Alertmanager's: id, matchers, startsAt, endsAt,
// createdBy, comment; and beside them `recurs`: {"days": ["sat", "sun"], "from": "22:00", "to":
// "06:00", "zone": "America/Sao_Paulo"}.
#pragma once

#include "core/alerting/silence.h"
#include "core/base/result.h"
#include "core/ingest/problem.h"
#include "core/message/json_text.h"
#include "core/parse/time_parser.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

// What it matches and when it recurs.
struct SilenceRule
{
    std::vector<SilenceMatcher> matchers;
    std::optional<TimeWindow> recurs;
    std::string zone; // IANA, of `recurs`

    friend bool operator==(const SilenceRule&, const SilenceRule&) = default;
};

[[nodiscard]] std::string silenceRuleText(const SilenceRule& rule);
[[nodiscard]] Result<SilenceRule> readSilenceRule(std::string_view json); // InvalidInput

// A body that creates a silence, or changes the one it names. Its zone is a name here.
struct PostedSilence
{
    std::int64_t id = 0; // 0 = a new one
    SilenceRule rule;
    std::string owner;
    std::string reason;
    std::optional<Instant> starts;
    std::optional<Instant> ends;
    IssueList issues; // what is wrong with it
};
// Fails where it is no JSON.
[[nodiscard]] Result<PostedSilence> readSilence(std::string_view body, TimeParser& times);

// Ids look like the UUIDs that Alertmanager gives: 00000000-0000-4000-8000-000000000007.
[[nodiscard]] std::string silenceIdText(std::int64_t id);
[[nodiscard]] std::optional<std::int64_t> silenceIdFrom(std::string_view text); // also "7"

// As Alertmanager shows one; with `recurs`, `lastMatch` and `hints` beside it.
void writeSilence(JsonWriter& json, const Silence& silence, const Zone& zone, Instant now);

// `status="denied"`, `severity=~"warning|critical"`, as the query parameter `filter` has them.
[[nodiscard]] Result<SilenceMatcher> readMatcher(std::string_view text);

} // namespace vigia
