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
    m_fetched = {0, m_locals.size() - 1};
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
    m_locals[--m_fetched.first] = localOf(*--m_lower);
    return true;
}

bool LofWindow::fetchUpper()
{
    if (m_upper == m_values.end())
        return false;
    assert(m_fetched.last + 1 < m_locals.size());
    m_locals[++m_fetched.last] = localOf(*m_upper++);
    return true;
}

// The count that changed stands in the middle, also when it has just left: then 0 times.
void LofWindow::refreshAround(std::uint64_t count)
{
    // The widest span: three times k points on either side, each step over one count that occurs
    // up to k times, and k more to find neighbours in.
    const std::size_t middle = 6 * m_parameters.neighbours + 4;
    m_locals.resize(2 * middle + 1);
    m_lower = m_upper = m_values.lower_bound(count);
    m_locals[middle] = Local{.count = static_cast<double>(count)};
    if (m_upper != m_values.end() && m_upper->first == count)
        m_locals[middle] = localOf(*m_upper++);
    m_fetched = {middle, middle};
    if (m_locals[middle].value)
        findNeighbours(middle);
    const Span reach = spanReaching({middle, middle});
    const Span density = spanReaching(reach);
    evaluate(density, spanReaching(density));
}

// The span grown by the counts that reach one of it. What a count reaches ends no lower for a
// higher count, so on either side the first that falls short is the last to ask. Neighbours of
// those that were in no inner span are found here.
LofWindow::Span LofWindow::spanReaching(Span inner)
{
    Span span = inner;
    const double lowest = m_locals[inner.first].count;
    const double highest = m_locals[inner.last].count;
    while (span.first > m_fetched.first || fetchLower()) {
        const std::size_t i = span.first - 1;
        findNeighbours(i);
        if (m_locals[i].count + m_locals[i].reach < lowest)
            break;
        span.first = i;
    }
    while (span.last < m_fetched.last || fetchUpper()) {
        const std::size_t i = span.last + 1;
        findNeighbours(i);
        if (m_locals[i].count - m_locals[i].reach > highest)
            break;
        span.last = i;
    }
    return span;
}

// Densities and factors of these; the reach of all of them is known.
void LofWindow::evaluate(Span density, Span factor)
{
    const auto k = static_cast<double>(m_parameters.neighbours);
    for (std::size_t i = density.first; i <= density.last; ++i) {
        Local& local = m_locals[i];
        if (!local.value)
            continue;
        const double sum = overNeighbours(local, [&](const Local& other) {
            return std::max(std::abs(other.count - local.count), other.reach);
        });
        local.density = 1.0 / (sum / k + kRegularizer);
        local.value->second.density = local.density;
    }
    for (std::size_t i = factor.first; i <= factor.last; ++i) {
        const Local& local = m_locals[i];
        if (!local.value)
            continue;
        const double sum = overNeighbours(local, [](const Local& other) { return other.density; });
        const double changed = sum / (k * local.density);
        Point& point = local.value->second;
        if (point.place != kNoPlace && binOf(changed) == binOf(point.factor)) {
            if (changed != point.factor)
                m_bins.find(binOf(changed))->second.members[point.place].factor = changed;
            point.factor = changed;
            continue;
        }
        leaveBin(*local.value);
        point.factor = changed;
        enterBin(*local.value);
    }
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
        const bool hasUpper = last < m_fetched.last || fetchUpper();
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
    own.first = first;
    own.last = last;
    own.firstTimes = firstTimes;
    own.lastTimes = lastTimes;
    own.reach = std::max(count - m_locals[first].count, m_locals[last].count - count);
    own.value->second.reach = own.reach;
}

template <typename Term>
double LofWindow::overNeighbours(const Local& local, Term term) const
{
    const auto k = static_cast<double>(m_parameters.neighbours);
    const auto i = static_cast<std::size_t>(&local - m_locals.data());
    double sum = std::min(local.times - 1, k) * term(local);
    if (local.first < i) {
        for (std::size_t j = local.first + 1; j < i; ++j)
            sum += m_locals[j].times * term(m_locals[j]);
        sum += local.firstTimes * term(m_locals[local.first]);
    }
    if (local.last > i) {
        for (std::size_t j = i + 1; j < local.last; ++j)
            sum += m_locals[j].times * term(m_locals[j]);
        sum += local.lastTimes * term(m_locals[local.last]);
    }
    return sum;
}

} // namespace vigia
