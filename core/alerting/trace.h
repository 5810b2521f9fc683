// Where something went: a line for each station of a minute's way, in plain sentences.
#pragma once

#include "core/base/minute.h"
#include "core/model/status.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia {

struct TraceLine
{
    std::string stage; // received, sealed, scored, pending, incident, told, muted, delivered, …
    std::optional<Instant> at;
    std::string text; // English, one line

    friend bool operator==(const TraceLine&, const TraceLine&) = default;
};

struct Trace
{
    Minute time{};
    StatusId status{};
    std::vector<TraceLine> lines;

    friend bool operator==(const Trace&, const Trace&) = default;
};

// {"time", "status", "lines": [{"stage", "at", "text"}]}
[[nodiscard]] std::string traceJson(const Trace& trace, const StatusCatalog& catalog);

} // namespace vigia
