// Says in another language what Vigia wrote in English: stored reasons, states, errors.
//
// Verdicts, errors and the trail are kept and answered in English, once for logs, programs and all
// readers. For people a sentence is recognised by its fixed words in a table (sayings.h) and said
// again, with numbers as the language writes them. What the table does not know stays as it is:
// names, files, and what other programs answered. tst_retell holds each sentence of the core
// against the table.
// Pure; any thread. Cost: about 20 µs a sentence; English costs a copy.
#pragma once

#include "core/base/language.h"

#include <string>
#include <string_view>

namespace vigia {

[[nodiscard]] std::string retold(std::string_view english, Language language);

// Whether every part of it is in the table.
[[nodiscard]] bool canRetell(std::string_view english);

} // namespace vigia
