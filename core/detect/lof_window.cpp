#include "core/detect/lof_window.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

namespace vigia {
namespace {

constexpr double kRegularizer = 1e-10; // scikit-learn's: keeps the density of duplicates finite

// Bins of a 1024th of an octave; a factor that is exactly a bin's lower edge has one of its own, so
// that the many counts of factor 1 need no look at each.
std::uint64_t binOf(double factor)
{
    const auto bits = std::bit_cast<std::uint64_t>(factor);
    const std::uint64_t edge = bits >> 42;
    return edge << 1 | (edge << 42 == bits ? 0 : 1);
}

} // namespace

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

void LofWindow::refreshAll()
{
    m_bins.clear();
    m_locals.clear();
    for (Value& value : m_values) {
        m_locals.push_back({.value = &value,
                            .count = static_cast<double>(value.first),
                            .times = static_cast<double>(value.second.times)});
        value.second.place = kNoPlace;
    }
    evaluate(1, 1, 1);
}

// Collects the counts that the change can reach and, beyond them, those that their neighbours are
// looked for in.
void LofWindow::refreshAround(std::uint64_t count)
{
    const std::size_t k = m_parameters.neighbours;
    const std::size_t reached = 5 * k; // points between; see evaluate()
    m_locals.clear();
    const auto local = [](Value& value, std::size_t between) {
        return Local{.value = &value,
                     .count = static_cast<double>(value.first),
                     .times = static_cast<double>(value.second.times),
                     .reach = value.second.reach,
                     .density = value.second.density,
                     .between = between};
    };
    const auto collect = [&](auto from, auto end) {
        std::size_t between = 0;
        std::size_t margin = 0; // points beyond the last reached count
        for (; from != end && margin < k; ++from) {
            const bool isReached = between < reached && from->second.times <= k;
            m_locals.push_back(local(*from, isReached ? between : kFar));
            if (from->second.times > k)
                break; // nothing beyond has a neighbour on this side
            if (!isReached)
                margin += from->second.times;
            between += from->second.times;
        }
    };
    const auto right = m_values.lower_bound(count);
    collect(std::make_reverse_iterator(right), m_values.rend());
    std::reverse(m_locals.begin(), m_locals.end());
    auto from = right;
    if (right != m_values.end() && right->first == count) {
        m_locals.push_back(local(*right, 0));
        ++from;
    }
    collect(from, m_values.end());
    evaluate(k, 3 * k, reached);
}

// Brings the locals up to date whose distance from the change, in points between, is under each
// limit. A neighbour is less than k points away. So a change of a count alters the reach of those
// under k; the density of those that have one of them as a neighbour, which itself stands for up to
// k points, under 3k; the factor likewise under 5k.
void LofWindow::evaluate(std::size_t reachLimit, std::size_t densityLimit, std::size_t factorLimit)
{
    const auto k = static_cast<double>(m_parameters.neighbours);
    for (std::size_t i = 0; i < m_locals.size(); ++i) {
        if (m_locals[i].between < factorLimit)
            findNeighbours(i);
    }
    for (Local& local : m_locals) {
        if (local.between < reachLimit) {
            local.reach = std::max(local.count - m_locals[local.first].count,
                                   m_locals[local.last].count - local.count);
            local.value->second.reach = local.reach;
        }
    }
    for (Local& local : m_locals) {
        if (local.between >= densityLimit)
            continue;
        const double sum = overNeighbours(local, [&](const Local& other) {
            return std::max(std::abs(other.count - local.count), other.reach);
        });
        local.density = 1.0 / (sum / k + kRegularizer);
        local.value->second.density = local.density;
    }
    for (Local& local : m_locals) {
        if (local.between >= factorLimit)
            continue;
        const double sum = overNeighbours(local, [](const Local& other) { return other.density; });
        const double factor = sum / (k * local.density);
        Point& point = local.value->second;
        if (factor == point.factor && point.place != kNoPlace)
            continue;
        leaveBin(*local.value);
        point.factor = factor;
        enterBin(*local.value);
    }
}

// The k nearest of local i, itself left out once: its own duplicates, then outwards, of two equally
// far the lower first.
void LofWindow::findNeighbours(std::size_t i)
{
    Local& own = m_locals[i];
    double missing = static_cast<double>(m_parameters.neighbours) - (own.times - 1);
    std::size_t first = i;
    std::size_t last = i;
    own.firstTimes = own.lastTimes = own.times - 1;
    while (missing > 0) {
        const bool hasLower = first > 0;
        const bool hasUpper = last + 1 < m_locals.size();
        assert(hasLower || hasUpper);
        if (hasLower && (!hasUpper || own.count - m_locals[first - 1].count <=
                                          m_locals[last + 1].count - own.count)) {
            own.firstTimes = std::min(m_locals[--first].times, missing);
            missing -= own.firstTimes;
        } else {
            own.lastTimes = std::min(m_locals[++last].times, missing);
            missing -= own.lastTimes;
        }
    }
    own.first = first;
    own.last = last;
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

double LofWindow::threshold() const
{
    assert(ready());
    if (m_threshold)
        return *m_threshold;
    // The quantile of the negated factors, linear between neighbours as numpy has it.
    const double position = static_cast<double>(m_ring.size() - 1) * m_parameters.contamination;
    const auto rank = static_cast<std::size_t>(position); // from the highest factor, 0 first
    std::size_t passed = 0;
    double found[2] = {0, 0};
    std::size_t wanted = 0;
    std::vector<std::pair<double, std::size_t>> inBin;
    for (auto bin = m_bins.begin(); bin != m_bins.end() && wanted < 2; ++bin) {
        if (passed + bin->second.weight <= rank + wanted) {
            passed += bin->second.weight;
            continue;
        }
        inBin.clear();
        if (bin->first % 2 == 0) { // all at the edge
            inBin.emplace_back(bin->second.members.front()->second.factor, bin->second.weight);
        } else {
            for (const Value* member : bin->second.members)
                inBin.emplace_back(member->second.factor, member->second.times);
            std::sort(inBin.begin(), inBin.end(), std::greater<>());
        }
        for (const auto& [factor, weight] : inBin) {
            passed += weight;
            while (wanted < 2 && passed > rank + wanted)
                found[wanted++] = -factor;
        }
    }
    if (wanted < 2)
        found[1] = found[0];
    const double fraction = position - static_cast<double>(rank);
    const double step = found[1] - found[0];
    const double quantile =
        fraction < 0.5 ? found[0] + step * fraction : found[1] - step * (1 - fraction);
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
