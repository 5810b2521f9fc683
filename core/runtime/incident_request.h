// What an operator does at a Vigia that does not decide, as it waits in the shared database for the
// one that does, and what that one answers.
#pragma once

#include "core/base/result.h"
#include "core/ingest/ingest_sink.h"

#include <optional>
#include <string>
#include <string_view>

namespace vigia {

[[nodiscard]] std::string requestOf(const IncidentAction& action);
// None for text that is not of requestOf().
[[nodiscard]] std::optional<IncidentAction> actionOf(std::string_view request);

// "" = done; else the refusal.
[[nodiscard]] std::string answerOf(const std::optional<Error>& refusal);
[[nodiscard]] std::optional<Error> refusalOf(std::string_view answer);

} // namespace vigia
