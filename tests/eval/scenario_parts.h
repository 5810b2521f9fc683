// What both generators build on: rates a minute to be bent by incidents, then drawn.
#pragma once

#include "core/base/random.h"
#include "tests/eval/scenario.h"

#include <array>
#include <functional>

namespace vigia::eval {

inline constexpr int kDay = 1440; // minutes

// Rates of all statuses over all minutes, and which minutes are lost.
struct Rates
{
    explicit Rates(int count)
        : minutes(static_cast<std::size_t>(count))
        , lost(static_cast<std::size_t>(count), false)
    {}

    using Row = std::array<double, kKnownStatuses>;
    std::vector<Row> minutes; // transactions a minute
    std::vector<bool> lost;   // no row at all

    [[nodiscard]] double& at(int minute, StatusId status)
    {
        return minutes[static_cast<std::size_t>(minute)][index(status)];
    }
    // f(minute of the stretch, row), cut at the end.
    void bend(int from, int length, const std::function<void(int, Row&)>& f);
};

// Stretches of one day that keep clear of one another.
class Places
{
public:
    Places(Random& random, int dayStart, int fromMinute, int toMinute);
    // A start with `length` and `margin` minutes free on both sides; -1 where there is no room.
    [[nodiscard]] int take(int length, int margin);

private:
    Random& m_random;
    int m_dayStart;
    int m_from;
    int m_to;
    std::vector<bool> m_taken;
};

[[nodiscard]] Minute scenarioStart();
[[nodiscard]] Label labelled(std::string kind, int from, int length);

// The generators proper.
[[nodiscard]] Scenario makeAcquirer(const ScenarioPlan& plan);
[[nodiscard]] Scenario makeMarketplace(const ScenarioPlan& plan);

} // namespace vigia::eval
