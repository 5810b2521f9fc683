#include "core/detect/lof_window.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

namespace vigia {
namespace {

constexpr int kBinBits = 45;           // of a double, below a 128th of an octave
constexpr double kRegularizer = 1e-10; // scikit-learn's: keeps the density of duplicates finite

// Bins of a 128th of an octave: wide enough that most changes stay inside one, narrow enough that
// the one with the quantile is soon searched. A factor that is exactly a bin's lower
// edge has one of its own, so that the many counts of factor 1 need no look at each.
std::uint64_t binOf(double factor)
{
    const auto bits = std::bit_cast<std::uint64_t>(factor);
    const std::uint64_t edge = bits >> kBinBits;
    return edge << 1 | (edge << kBinBits == bits ? 0 : 1);
}

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

void LofWindow::enterBin(Value& value)
{
    Bin& bin = m_bins[binOf(value.second.factor)];
    bin.weight += value.second.times;
    value.second.place = static_cast<std::uint32_t>(bin.members.size());
    bin.members.push_back({value.second.factor, &value});
}

void LofWindow::leaveBin(Value& value)
{
    if (value.second.place == kNoPlace)
        return;
    const auto found = m_bins.find(binOf(value.second.factor));
    Bin& bin = found->second;
    bin.weight -= value.second.times;
    bin.members.back().value->second.place = value.second.place;
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
            points.emplace_back(from.members.front().factor, from.weight);
            return;
        }
        const auto old = static_cast<std::ptrdiff_t>(points.size());
        for (const Member& member : from.members)
            points.emplace_back(member.factor, member.value->second.times);
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
