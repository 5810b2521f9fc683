// What would have had to be different: the counterfactual of a verdict, and the margin of a calm
// minute.
//
// The only question asked of the detectors is "would it fire with this count instead, all else in
// the minute as it was?", so the answer holds for any number of them and can be replayed. Where
// every voter is monotone the bound is exact on both sides: X stays calm, the next count towards
// the observed one fires. Else the search may meet another calm count than the nearest; it still
// ends at a border, and says "at X" instead of "at or below X".
// Method: doubling steps from the observed count, then bisection. Pure. Cost: about 2
// log2(distance) questions; two where the guess is right.
#pragma once

#include "core/model/verdict.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace vigia {

using WouldFire = std::function<bool(std::uint64_t count)>;

struct Counterfactual
{
    enum class Kind {
        AtOrBelow, // calm at `count` and below it, as far as the expected count
        AtOrAbove,
        At,   // calm at `count`; elsewhere is not known
        None, // no calm count between 0 and the limit of the search
    };
    Kind kind = Kind::None;
    std::uint64_t count = 0;

    friend bool operator==(const Counterfactual&, const Counterfactual&) = default;
};

enum class Direction { Down, Up }; // where the calm counts are looked for
enum class Shape { Monotone, Any };

// REQUIRES: wouldFire(observed). `guess`: a bound that is likely, as Verdict::high for Down. Up
// looks no further than kMaxCount.
[[nodiscard]] Counterfactual findCounterfactual(std::uint64_t observed, Direction direction,
                                                Shape shape, double guess,
                                                const WouldFire& wouldFire);

// "would not have fired at or below 5"; "would have fired at any count in this minute (none in
// range)".
[[nodiscard]] std::string inWords(const Counterfactual& counterfactual);

// An explanation without a counterfactual of its own, which speaks for one detector only.
[[nodiscard]] std::string_view withoutCounterfactual(std::string_view explanation);

// The nearest count above or below a calm one that would fire; none up to kMaxCount or down to 0.
// REQUIRES: !wouldFire(observed).
[[nodiscard]] std::optional<std::uint64_t> findAlarm(std::uint64_t observed, Direction direction,
                                                     const WouldFire& wouldFire);

// One detector in a calm minute: "rolling_zscore: …; score 0.50, fires above 3.00, margin 2.50".
[[nodiscard]] std::string calmInWords(std::string_view name, const Verdict& verdict,
                                      std::string_view explanation);

} // namespace vigia
