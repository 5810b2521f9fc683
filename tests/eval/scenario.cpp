#include "tests/eval/scenario_parts.h"

#include <algorithm>

namespace vigia::eval {

using std::chrono::minutes;

void Rates::bend(int from, int length, const std::function<void(int, Row&)>& f)
{
    for (int i = 0; i < length; ++i) {
        const int minute = from + i;
        if (minute >= 0 && minute < static_cast<int>(this->minutes.size()))
            f(i, this->minutes[static_cast<std::size_t>(minute)]);
    }
}

Places::Places(Random& random, int dayStart, int fromMinute, int toMinute)
    : m_random(random)
    , m_dayStart(dayStart)
    , m_from(fromMinute)
    , m_to(toMinute)
    , m_taken(static_cast<std::size_t>(kDay), false)
{}

int Places::take(int length, int margin)
{
    if (m_from + length >= m_to)
        return -1;
    for (int attempt = 0; attempt < 60; ++attempt) {
        const int start =
            m_from +
            static_cast<int>(m_random.below(static_cast<std::uint64_t>(m_to - m_from - length)));
        const int low = std::max(0, start - margin);
        const int high = std::min(kDay, start + length + margin);
        const auto begin = m_taken.begin() + low;
        const auto end = m_taken.begin() + high;
        if (std::find(begin, end, true) != end)
            continue;
        std::fill(m_taken.begin() + start, m_taken.begin() + std::min(kDay, start + length), true);
        return m_dayStart + start;
    }
    return -1;
}

Minute scenarioStart()
{
    return std::chrono::sys_days{std::chrono::year{2025} / 6 / 2}; // a Monday
}

Label labelled(std::string kind, int from, int length)
{
    const Minute start = scenarioStart() + minutes{from};
    return {{start, start + minutes{length}}, std::move(kind)};
}

Scenario makeScenario(const ScenarioPlan& plan)
{
    return plan.generator == Generator::Acquirer ? makeAcquirer(plan) : makeMarketplace(plan);
}

} // namespace vigia::eval
