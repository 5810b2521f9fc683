// What Vigia says, in English and Portuguese.
//
// English holds places for what is filled in: {n} a number, {v} any text as it is, {t} a text that
// is said again itself, {w} the same where it may be a name, {s} scores by detector. Portuguese
// has %1 … %9 for them in their English order. No place reaches beyond "; ": sentences are split
// there, and at ", " where only the parts are known.
#pragma once

#include <span>
#include <string_view>

namespace vigia {

struct Saying
{
    std::string_view english;
    std::string_view portuguese;
};

[[nodiscard]] std::span<const Saying> reasonSayings();  // detectors, decisions, incidents
[[nodiscard]] std::span<const Saying> inputSayings();   // files and their rows
[[nodiscard]] std::span<const Saying> stateSayings();   // trail, channels, deliveries
[[nodiscard]] std::span<const Saying> troubleSayings(); // store, listener, requests
[[nodiscard]] std::span<const Saying> settingSayings(); // of the configuration
[[nodiscard]] std::span<const Saying> traceSayings();   // where a minute went

} // namespace vigia
