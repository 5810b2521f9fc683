#include "core/detect/lof_window.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

namespace vigia {
namespace {

constexpr int kBinBits = 45; // of a double, below a 128th of an octave

} // namespace

LofWindow::Local LofWindow::localOf(Value& value)
{
    return {.value = &value,
            .count = static_cast<double>(value.first),
            .times = static_cast<double>(value.second.times),
            .reach = value.second.reach,
            .density = value.second.density};
}

LofWindow::LofWindow(Parameters parameters)
    : m_parameters(parameters)
{
    assert(parameters.neighbours >= 1);
    assert(parameters.capacity >= 2 * parameters.neighbours + 2);
    assert(parameters.contamination > 0 && parameters.contamination < 0.5);
}

LofWindow::LofWindow(const LofWindow& other)
    : m_parameters(other.m_parameters)
    , m_ring(other.m_ring)
    , m_next(other.m_next)
{
    // Bins and median point into the map: a copy gets its own. Factors depend on the counts alone,
    // so they come out the same.
    for (const auto& [count, point] : other.m_values)
        m_values.emplace_hint(m_values.end(), count, Point{.times = point.times});
    m_median = m_values.begin();
    if (!m_values.empty())
        settleMedian();
    if (ready())
        refreshAll();
}

LofWindow& LofWindow::operator=(const LofWindow& other)
{
    if (this != &other)
        *this = LofWindow(other);
    return *this;
}

void LofWindow::add(std::uint64_t count)
{
    assert(count < (std::uint64_t{1} << 53));
    if (m_ring.size() < m_parameters.capacity) {
        m_ring.push_back(count);
    } else {
        const std::uint64_t oldest = std::exchange(m_ring[m_next], count);
        m_next = m_next + 1 == m_ring.size() ? 0 : m_next + 1;
        if (oldest == count)
            return;
        change(oldest, -1);
    }
    change(count, +1);
}

std::uint64_t LofWindow::at(std::size_t i) const
{
    const std::size_t place = m_next + i;
    return m_ring[place < m_ring.size() ? place : place - m_ring.size()];
}

void LofWindow::change(std::uint64_t count, int by)
{
    m_threshold.reset();
    const std::size_t k = m_parameters.neighbours;
    auto found = m_values.lower_bound(count);
    const bool known = found != m_values.end() && found->first == count;
    if (known && found->second.times > k && found->second.times + by > k && m_bins.size() > 0) {
        // Its duplicates are its neighbours before and after, here and for everybody near: only
        // the weight changes.
        found->second.times += static_cast<std::uint32_t>(by);
        m_bins[binOf(found->second.factor)].weight += static_cast<std::size_t>(by);
        if (count < m_median->first)
            m_below += static_cast<std::size_t>(by);
        settleMedian();
        return;
    }
    if (known) {
        leaveBin(*found);
        found->second.times += static_cast<std::uint32_t>(by);
    } else {
        found = m_values.emplace_hint(found, count, Point{.times = 1});
    }
    const bool first = m_values.size() == 1 && !known;
    if (first) {
        m_median = found;
        m_below = 0;
    } else if (count < m_median->first) {
        m_below += static_cast<std::size_t>(by);
    }
    if (found->second.times == 0)
        erase(found);
    settleMedian();
    if (!ready())
        return;
    if (m_bins.empty())
        refreshAll();
    else
        refreshAround(count);
}

void LofWindow::erase(Values::iterator value)
{
    if (value == m_median) {
        // The next one has the same points below it; without one, the last before.
        if (std::next(value) != m_values.end()) {
            ++m_median;
        } else {
            --m_median;
            m_below -= m_median->second.times;
        }
    }
    m_values.erase(value);
}

void LofWindow::settleMedian()
{
    const std::size_t rank = (m_ring.size() - 1) / 2;
    while (m_below > rank) {
        --m_median;
        m_below -= m_median->second.times;
    }
    while (m_below + m_median->second.times <= rank) {
        m_below += m_median->second.times;
        ++m_median;
    }
}
// Bins of a 128th of an octave: wide enough that most changes stay inside one, narrow enough that
// the one with the quantile is soon searched. A factor that is exactly a bin's lower
// edge has one of its own, so that the many counts of factor 1 need no look at each.
std::uint64_t LofWindow::binOf(double factor)
{
    const auto bits = std::bit_cast<std::uint64_t>(factor);
    const std::uint64_t edge = bits >> kBinBits;
    return edge << 1 | (edge << kBinBits == bits ? 0 : 1);
}

void LofWindow::enterBin(Value& value)
{
    Bin& bin = m_bins[binOf(value.second.factor)];
    bin.weight += value.second.times;
    value.second.place = static_cast<std::uint32_t>(bin.members.size());
    bin.members.push_back(&value);
}

void LofWindow::leaveBin(Value& value)
{
    if (value.second.place == kNoPlace)
        return;
    const auto found = m_bins.find(binOf(value.second.factor));
    Bin& bin = found->second;
    bin.weight -= value.second.times;
    bin.members.back()->second.place = value.second.place;
    bin.members[value.second.place] = bin.members.back();
    bin.members.pop_back();
    value.second.place = kNoPlace;
    if (bin.members.empty())
        m_bins.erase(found);
}

double LofWindow::factorOf(std::uint64_t count) const
{
    assert(ready());
    return m_values.at(count).factor;
}

double LofWindow::novelty(std::uint64_t count) const
{
    assert(ready());
    const auto k = static_cast<double>(m_parameters.neighbours);
    auto upper = m_values.lower_bound(count);
    auto lower = std::make_reverse_iterator(upper);
    const auto own = static_cast<double>(count);
    double missing = k;
    double reached = 0;
    double density = 0;
    while (missing > 0) {
        const bool hasLower = lower != m_values.rend();
        const bool hasUpper = upper != m_values.end();
        const bool takeLower =
            hasLower && (!hasUpper || count - lower->first <= upper->first - count);
        const auto& [other, point] = takeLower ? *lower : *upper;
        const double times = std::min(missing, static_cast<double>(point.times));
        reached += times * std::max(std::abs(static_cast<double>(other) - own), point.reach);
        density += times * point.density;
        missing -= times;
        if (takeLower)
            ++lower;
        else
            ++upper;
    }
    return density / k * (reached / k + kRegularizer);
}

// The factors at `rank` and after it, of all points from the highest down.
std::pair<double, double> LofWindow::factorsAt(std::size_t rank) const
{
    std::size_t passed = 0; // points in higher bins
    auto bin = m_bins.begin();
    while (passed + bin->second.weight <= rank)
        passed += (bin++)->second.weight;
    std::vector<std::pair<double, std::size_t>> points; // factor and how many have it
    const auto collect = [&](const Bin& from, bool isEdge) {
        if (isEdge) { // all the same
            points.emplace_back(from.members.front()->second.factor, from.weight);
            return;
        }
        const auto old = static_cast<std::ptrdiff_t>(points.size());
        for (const Value* member : from.members)
            points.emplace_back(member->second.factor, member->second.times);
        std::sort(points.begin() + old, points.end(), std::greater<>());
    };
    collect(bin->second, bin->first % 2 == 0);
    if (passed + bin->second.weight == rank + 1 && std::next(bin) != m_bins.end()) {
        ++bin; // the one after lies in the next bin
        collect(bin->second, bin->first % 2 == 0);
    }
    std::pair<double, double> found{0, points.back().first};
    bool isNext = false;
    for (const auto& [factor, times] : points) {
        passed += times;
        if (!isNext && passed > rank) {
            found.first = factor;
            isNext = true;
        }
        if (isNext && passed > rank + 1) {
            found.second = factor;
            break;
        }
    }
    return found;
}

double LofWindow::threshold() const
{
    assert(ready());
    if (m_threshold)
        return *m_threshold;
    // The quantile of the negated factors, linear between neighbours as numpy has it.
    const double position = static_cast<double>(m_ring.size() - 1) * m_parameters.contamination;
    const auto rank = static_cast<std::size_t>(position); // from the highest factor, 0 first
    const double fraction = position - static_cast<double>(rank);
    const auto [factor, next] = factorsAt(rank);
    const double step = factor - next;
    const double quantile =
        fraction < 0.5 ? -factor + step * fraction : -next - step * (1 - fraction);
    m_threshold = -quantile;
    return *m_threshold;
}

double LofWindow::median() const
{
    return static_cast<double>(m_median->first);
}

std::uint64_t LofWindow::largestInlier() const
{
    const double limit = threshold();
    const auto inlier = std::find_if(m_values.rbegin(), m_values.rend(), [&](const Value& value) {
        return value.second.factor <= limit;
    });
    return inlier->first;
}

std::uint64_t LofWindow::smallestInlier() const
{
    const double limit = threshold();
    const auto inlier = std::find_if(m_values.begin(), m_values.end(), [&](const Value& value) {
        return value.second.factor <= limit;
    });
    return inlier->first;
}

} // namespace vigia
