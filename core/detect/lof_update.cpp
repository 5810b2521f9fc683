// How the neighbours, densities and factors of LofWindow follow a change of one count.
#include "core/detect/lof_window.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace vigia {

void LofWindow::refreshAll()
{
    m_bins.clear();
    m_locals.clear();
    for (Value& value : m_values) {
        value.second.place = kNoPlace;
        m_locals.push_back(localOf(value));
    }
    m_lower = m_values.begin();
    m_upper = m_values.end();
    m_fetched = {0, m_locals.size()};
    for (std::size_t i = 0; i < m_locals.size(); ++i)
        findNeighbours(i);
    evaluate(m_fetched, m_fetched);
    m_locals = {}; // of the size of the window; changes need little
}

bool LofWindow::fetchLower()
{
    if (m_lower == m_values.begin())
        return false;
    assert(m_fetched.first > 0);
    --m_fetched.first;
    m_locals[m_fetched.first] = localOf(*--m_lower);
    return true;
}

bool LofWindow::fetchUpper()
{
    if (m_upper == m_values.end())
        return false;
    assert(m_fetched.end < m_locals.size());
    m_locals[m_fetched.end++] = localOf(*m_upper++);
    return true;
}

void LofWindow::refreshAround(std::uint64_t count)
{
    // The widest span: three times k points on either side, each step over one count that occurs
    // up to k times, and k more to find neighbours in.
    const std::size_t middle = 6 * m_parameters.neighbours + 4;
    m_locals.resize(2 * middle + 1);
    m_lower = m_upper = m_values.lower_bound(count);
    m_fetched = {middle, middle};
    const auto changed = static_cast<double>(count);
    Span reach = m_fetched;
    if (m_upper != m_values.end() && m_upper->first == count) { // otherwise it has just left
        (void)fetchUpper();
        reach = m_fetched;
        findNeighbours(middle);
    }
    // Whoever had it among its neighbours, or has it now, gets new ones; nobody else does.
    reach = spanReaching(reach, changed, changed, [&](std::size_t i) {
        if (std::abs(m_locals[i].count - changed) <= m_locals[i].reach)
            findNeighbours(i);
    });
    if (reach.first == reach.end)
        return;
    const auto grown = [&](Span inner) {
        return spanReaching(inner, m_locals[inner.first].count, m_locals[inner.end - 1].count,
                            [](std::size_t) {});
    };
    const Span density = grown(reach);
    evaluate(density, grown(density));
}

// The span grown by the counts that reach from `lowest` to `highest`, which the span itself spans.
// What a count reaches ends no lower for a higher count, so on either side the first that falls
// short is the last to ask. `settle` is called on each before it is asked.
template <typename Settle>
LofWindow::Span LofWindow::spanReaching(Span span, double lowest, double highest, Settle settle)
{
    while (span.first > m_fetched.first || fetchLower()) {
        const std::size_t i = span.first - 1;
        settle(i);
        if (m_locals[i].count + m_locals[i].reach < lowest)
            break;
        span.first = i;
    }
    while (span.end < m_fetched.end || fetchUpper()) {
        const std::size_t i = span.end;
        settle(i);
        if (m_locals[i].count - m_locals[i].reach > highest)
            break;
        span.end = i + 1;
    }
    return span;
}

// Densities and factors of these; the reach of all of them is known.
void LofWindow::evaluate(Span density, Span factor)
{
    const auto k = static_cast<double>(m_parameters.neighbours);
    for (std::size_t i = density.first; i < density.end; ++i) {
        fetchNeighbours(i);
        Local& local = m_locals[i];
        const double sum = overNeighbours(local, [&](const Local& other) {
            return std::max(std::abs(other.count - local.count), other.reach);
        });
        local.density = 1.0 / (sum / k + kRegularizer);
        local.value->second.density = local.density;
    }
    for (std::size_t i = factor.first; i < factor.end; ++i) {
        fetchNeighbours(i);
        const Local& local = m_locals[i];
        const double sum = overNeighbours(local, [](const Local& other) { return other.density; });
        const double changed = sum / (k * local.density);
        Point& point = local.value->second;
        if (point.place != kNoPlace && binOf(changed) == binOf(point.factor)) {
            point.factor = changed;
            continue;
        }
        leaveBin(*local.value);
        point.factor = changed;
        enterBin(*local.value);
    }
}

// Those that findNeighbours() found, now or when they last changed.
void LofWindow::fetchNeighbours(std::size_t i)
{
    const Point& point = m_locals[i].value->second;
    while (m_fetched.first > i - point.lower)
        (void)fetchLower();
    while (m_fetched.end <= i + point.upper)
        (void)fetchUpper();
}

// The k nearest of local i, itself left out once: its own duplicates, then outwards, of two equally
// far the lower first. Also its reach, the distance of the last of them.
void LofWindow::findNeighbours(std::size_t i)
{
    const double count = m_locals[i].count;
    double missing = static_cast<double>(m_parameters.neighbours) - (m_locals[i].times - 1);
    std::size_t first = i;
    std::size_t last = i;
    double firstTimes = 0;
    double lastTimes = 0;
    while (missing > 0) {
        const bool hasLower = first > m_fetched.first || fetchLower();
        const bool hasUpper = last + 1 < m_fetched.end || fetchUpper();
        assert(hasLower || hasUpper);
        if (hasLower &&
            (!hasUpper || count - m_locals[first - 1].count <= m_locals[last + 1].count - count)) {
            firstTimes = std::min(m_locals[--first].times, missing);
            missing -= firstTimes;
        } else {
            lastTimes = std::min(m_locals[++last].times, missing);
            missing -= lastTimes;
        }
    }
    Local& own = m_locals[i];
    own.reach = std::max(count - m_locals[first].count, m_locals[last].count - count);
    Point& point = own.value->second;
    point.reach = own.reach;
    point.lower = static_cast<std::uint32_t>(i - first);
    point.upper = static_cast<std::uint32_t>(last - i);
    point.lowestTimes = static_cast<std::uint32_t>(firstTimes);
    point.highestTimes = static_cast<std::uint32_t>(lastTimes);
}

template <typename Term>
double LofWindow::overNeighbours(const Local& local, Term term) const
{
    const auto k = static_cast<double>(m_parameters.neighbours);
    const auto i = static_cast<std::size_t>(&local - m_locals.data());
    const Point& point = local.value->second;
    const std::size_t first = i - point.lower;
    const std::size_t last = i + point.upper;
    double sum = std::min(local.times - 1, k) * term(local);
    if (first < i) {
        sum += point.lowestTimes * term(m_locals[first]);
        for (std::size_t j = first + 1; j < i; ++j)
            sum += m_locals[j].times * term(m_locals[j]);
    }
    if (last > i) {
        for (std::size_t j = i + 1; j < last; ++j)
            sum += m_locals[j].times * term(m_locals[j]);
        sum += point.highestTimes * term(m_locals[last]);
    }
    return sum;
}

} // namespace vigia
