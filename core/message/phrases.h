// The words of messages in English and Brazilian Portuguese. Names of statuses are not
// translated; reasons of detectors are (retell.h).
#pragma once

#include "core/base/language.h"
#include "core/model/incident.h"

#include <optional>
#include <string_view>

namespace vigia {

// "en", "pt_BR" (also "pt", "pt-BR"); none for others.
[[nodiscard]] std::optional<Language> languageNamed(std::string_view name);

// Sentences hold %1, %2 … for what is filled in with filled().
struct Phrases
{
    std::string_view code; // for <html lang>
    std::string_view alertTitle;
    std::string_view resolvedTitle;
    std::string_view acknowledgedTitle;
    std::string_view generatedAt;
    std::string_view criticalAnomalies;
    std::string_view warningAnomalies;
    std::string_view criticalIncidents; // of a digest
    std::string_view warningIncidents;
    std::string_view time;
    std::string_view status;
    std::string_view count;
    std::string_view score;
    std::string_view reason;
    std::string_view source;
    std::string_view incident;
    std::string_view statuses;
    std::string_view what;
    std::string_view owner;
    std::string_view lastFiveMinutes;
    std::string_view openSince;     // %1 start
    std::string_view endedAlready;  // %1 start, %2 end, %3 duration
    std::string_view nowCritical;   // %1 start, %2 duration
    std::string_view stillOpen;     // %1 start, %2 duration
    std::string_view openAgain;     // %1 start, %2 duration
    std::string_view escalated;     // %1 start, %2 duration
    std::string_view acknowledged;  // %1 owner, %2 start
    std::string_view resolvedAfter; // %1 end, %2 duration, %3 start
    std::string_view digest;        // %1 number of incidents
    std::string_view digestSubject; // %1 number of incidents
    std::string_view subject;       // of an incident: %1 number, %2 status, %3 kind, %4 since
    std::string_view alertSubject;  // of anomalies: %1 severity, %2 status, %3 kind, %4 time
    std::string_view andMore;       // %1 how many
    std::string_view rising;        // trend rule: %1 status, %2 slope
    std::string_view risingSubject; // %1 status
    std::string_view testSubject;
    std::string_view testText;
    std::string_view critical;
    std::string_view warning;
    std::string_view openConsole;
};

[[nodiscard]] const Phrases& phrases(Language language);
[[nodiscard]] std::string_view word(AnomalyKind kind, Language language);
[[nodiscard]] std::string_view word(IncidentState state, Language language);

// Fills %1 … %9 from left to right in one pass: what is filled in is never looked at again.
[[nodiscard]] std::string filled(std::string_view sentence,
                                 std::initializer_list<std::string_view> values);

} // namespace vigia
