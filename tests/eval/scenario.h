// Weeks of made-up but realistic counts, with labels of what is wrong in them and of what only
// looks wrong.
//
// Two generators that share nothing but this interface, so that a detector fitted to one is shown
// up by the other: `Acquirer` (smooth day with a plateau, near-Poisson, about 330 a minute at its
// peak) and `Marketplace` (two humps, wandering level, negative binomial noise, a tenth to ten
// times the size, sparse rows, incidents with other shapes). Same seed, same minutes, everywhere.
#pragma once

#include "core/engine/scoring.h"
#include "core/model/bucket.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace vigia::eval {

enum class Generator { Acquirer, Marketplace };

struct ScenarioPlan
{
    Generator generator = Generator::Acquirer;
    std::uint64_t seed = 1;
    int historyDays = 21; // learned, not judged; two unlabelled incidents a day are in it
    int judgedDays = 7;
};

struct Scenario
{
    std::vector<Bucket> minutes; // history and judged days; UTC, from a Monday midnight
    MinuteRange judged;
    std::vector<Label> incidents;
    std::vector<Label> quiet; // must not alert
};

[[nodiscard]] Scenario makeScenario(const ScenarioPlan& plan);

[[nodiscard]] constexpr std::string_view toString(Generator g)
{
    return g == Generator::Acquirer ? "acquirer" : "marketplace";
}

} // namespace vigia::eval
