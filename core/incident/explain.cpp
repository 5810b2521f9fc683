#include "core/incident/explain.h"

#include "core/base/number_text.h"
#include "core/model/count_batch.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace vigia {
namespace {

constexpr int kSpreadTries = 64; // counts over the whole range, where doubling steps met none

std::uint64_t moved(std::uint64_t from, Direction direction, std::uint64_t distance)
{
    if (direction == Direction::Down)
        return from > distance ? from - distance : 0;
    return distance < kMaxCount - std::min(from, kMaxCount) ? from + distance : kMaxCount;
}

// Between `inside`, where `holds` is true, and `outside`, where it is not: the last true one.
std::uint64_t border(std::uint64_t inside, std::uint64_t outside, const WouldFire& holds)
{
    while (std::max(inside, outside) - std::min(inside, outside) > 1) {
        const std::uint64_t middle =
            std::min(inside, outside) + (std::max(inside, outside) - std::min(inside, outside)) / 2;
        (holds(middle) ? inside : outside) = middle;
    }
    return inside;
}

// The first count in doubling steps where `wanted` holds, moved back to the border of it.
std::optional<std::uint64_t> gallop(std::uint64_t from, Direction direction,
                                    const WouldFire& wanted)
{
    const std::uint64_t last = direction == Direction::Down ? 0 : kMaxCount;
    std::uint64_t before = from;
    for (std::uint64_t step = 1; before != last; step *= 2) {
        const std::uint64_t at = moved(from, direction, step);
        if (wanted(at))
            return border(at, before, wanted);
        before = at;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> fromGuess(std::uint64_t observed, Direction direction, double guess,
                                       const WouldFire& calm)
{
    if (!std::isfinite(guess) || guess < 0 || guess > static_cast<double>(kMaxCount))
        return std::nullopt;
    const bool down = direction == Direction::Down;
    const auto at = static_cast<std::uint64_t>(down ? std::floor(guess) : std::ceil(guess));
    if (down ? at >= observed : at <= observed)
        return std::nullopt;
    const std::uint64_t nearer = down ? at + 1 : at - 1;
    if (calm(at) && !calm(nearer))
        return at;
    return std::nullopt;
}

} // namespace

Counterfactual findCounterfactual(std::uint64_t observed, Direction direction, Shape shape,
                                  double guess, const WouldFire& wouldFire)
{
    using Kind = Counterfactual::Kind;
    const WouldFire calm = [&](std::uint64_t count) { return !wouldFire(count); };
    std::optional<std::uint64_t> found = fromGuess(observed, direction, guess, calm);
    if (!found)
        found = gallop(observed, direction, calm);
    if (!found && shape == Shape::Any && direction == Direction::Down) {
        for (int i = 1; i < kSpreadTries && !found; ++i) {
            const auto at = static_cast<std::uint64_t>(static_cast<double>(observed) *
                                                       (kSpreadTries - i) / kSpreadTries);
            if (at < observed && calm(at))
                found = border(at, observed, calm);
        }
    }
    if (!found)
        return {Kind::None, 0};
    if (shape == Shape::Any)
        return {Kind::At, *found};
    return {direction == Direction::Down ? Kind::AtOrBelow : Kind::AtOrAbove, *found};
}

std::string inWords(const Counterfactual& counterfactual)
{
    const std::string count = std::to_string(counterfactual.count);
    switch (counterfactual.kind) {
    case Counterfactual::Kind::AtOrBelow:
        return "would not have fired at or below " + count;
    case Counterfactual::Kind::AtOrAbove:
        return "would not have fired at or above " + count;
    case Counterfactual::Kind::At:
        return "would not have fired at " + count;
    case Counterfactual::Kind::None:
        break;
    }
    return "would have fired at any count in this minute (none in range)";
}

std::string_view withoutCounterfactual(std::string_view explanation)
{
    for (const std::string_view begin : {"; would not have fired", "; would have fired"}) {
        if (const auto at = explanation.find(begin); at != std::string_view::npos)
            return explanation.substr(0, at);
    }
    return explanation;
}

std::optional<std::uint64_t> findAlarm(std::uint64_t observed, Direction direction,
                                       const WouldFire& wouldFire)
{
    assert(!wouldFire(observed));
    return gallop(observed, direction, wouldFire);
}

std::string calmInWords(std::string_view name, const Verdict& verdict, std::string_view explanation)
{
    std::string out(name);
    out += ": ";
    out += explanation;
    if (verdict.ready && !verdict.fired && explanation.find("margin") == std::string_view::npos) {
        out += "; score " + fixedText(verdict.score) + ", fires above " +
               fixedText(verdict.threshold) + ", margin " +
               fixedText(verdict.threshold - verdict.score);
    }
    return out;
}

} // namespace vigia
