#include "core/detect/generic_series_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigia {
namespace {

constexpr double kNothing = std::numeric_limits<double>::infinity(); // expected of the usual
constexpr double kComparedAsIs = 1e100;
constexpr double kBeyondRange = 0.2; // part of the range of the last 256 values
constexpr double kGapIntervals = 20;
constexpr double kEventRows = 0.04; // part of the rows so far
constexpr std::size_t kFewestEventRows = 20;
constexpr double kMuchOdder = 10;

// Beyond 1e100 only the order of magnitude counts, so that squares and sums stay finite.
double limited(double value)
{
    const double size = std::abs(value);
    if (size <= kComparedAsIs)
        return value;
    return std::copysign(kComparedAsIs * (1 + std::log(size / kComparedAsIs)), value);
}

} // namespace

double GenericSeriesModel::score(double time, double value)
{
    value = limited(value);
    ++m_rows;
    const bool gap = gapBefore(time);
    const double expected =
        std::min({judgeLevels(value, gap), judgeShapes(value), judgeRun(value)});
    if (m_rows > 1 && value != m_previous) {
        const double step = std::abs(value - m_previous);
        m_step = m_step > 0 ? std::min(m_step, step) : step;
    }
    m_previous = value;
    m_last5.add(value);
    m_last32.add(value);
    m_last256.add(value);
    return m_rows <= kWarmUp ? 0 : 1 / (1 + calmDown(expected));
}

// Expected count of `residual`, which is then learned.
double GenericSeriesModel::judge(std::size_t tail, double residual, double floor)
{
    RecordTail& records = m_tails[tail];
    const double expected = records.ready() ? records.expected(residual, floor) : kNothing;
    records.learn(residual, floor);
    return expected;
}

bool GenericSeriesModel::gapBefore(double time)
{
    const double interval = time - m_lastTime;
    const bool usable = m_rows > 1 && std::isfinite(interval) && interval > 0;
    if (std::isfinite(time))
        m_lastTime = time;
    if (!usable)
        return false;
    const bool gap = m_intervals.full() && interval > kGapIntervals * m_intervals.median();
    m_intervals.add(interval);
    return gap;
}

// Smaller residuals are alike: half the smallest step that the series has made (counts make steps
// of 1), and what rounding may leave.
double GenericSeriesModel::resolution() const
{
    const double spread = m_last256.largest() - m_last256.smallest();
    const double rounding = 1e-9 * std::abs(m_last256.median()) + 1e-7 * spread;
    return std::max({m_step / 2, rounding, std::numeric_limits<double>::min()});
}

// What the searches take of the value: no more than a little beyond the range of late. How far out
// an outlier is the levels tell; in a search it would stay odd for as long as it is in a window,
// and leave nothing of the digits of the rest.
double GenericSeriesModel::comparable(double value) const
{
    const double low = m_last256.smallest();
    const double high = m_last256.largest();
    const double margin = kBeyondRange * (high - low);
    return std::clamp(value, low - margin, high + margin);
}

double GenericSeriesModel::judgeLevels(double value, bool gap)
{
    const double floor = resolution();
    double expected = kNothing;
    if (m_last32.full())
        expected = judge(Level32, std::abs(value - m_last32.median()), floor);
    if (m_last256.full())
        expected = std::min(expected, judge(Level256, std::abs(value - m_last256.median()), floor));
    const auto forecast = m_short.forecast();
    if (forecast && !gap) {
        const double byShort = std::abs(value - *forecast);
        const double byLevel = std::abs(value - m_last5.median());
        expected = std::min({expected, judge(Analog24, byShort, floor),
                             judge(Surprise, std::min(byShort, byLevel), floor)});
        if (const auto byLong = m_shapes[0].search.forecast())
            expected = std::min(
                expected, judge(AnalogAny, std::min(byShort, std::abs(value - *byLong)), floor));
    }
    if (m_rows > kWarmUp)
        m_short.add(comparable(value));
    return expected;
}

double GenericSeriesModel::Shape::ofOneStep() const
{
    return 1 / (static_cast<double>(block) * std::sqrt(static_cast<double>(search.length())));
}

double GenericSeriesModel::judgeShapes(double value)
{
    if (m_rows <= kWarmUp)
        return kNothing;
    const double floor = resolution();
    value = comparable(value);
    double expected = kNothing;
    for (std::size_t i = 0; i < kShapes; ++i) {
        Shape& shape = m_shapes[i];
        shape.sum += value / static_cast<double>(shape.block);
        if (++shape.filled < shape.block)
            continue;
        shape.search.add(shape.sum);
        shape.sum = 0;
        shape.filled = 0;
        if (const auto distance = shape.search.distance())
            expected =
                std::min(expected, judge(FirstShape + i, *distance, floor * shape.ofOneStep()));
    }
    return expected;
}

// A run is learned when it has ended, as its parts would be records one after the other.
double GenericSeriesModel::judgeRun(double value)
{
    RecordTail& records = m_tails[Run];
    if (m_run > 0 && value != m_previous) {
        records.learn(static_cast<double>(m_run), 1);
        m_run = 0;
    }
    ++m_run;
    return records.ready() ? records.expected(static_cast<double>(m_run), 1) : kNothing;
}

// Within an event only a row that is much odder than its oddest one so far is above 0.5 again.
double GenericSeriesModel::calmDown(double expected)
{
    const auto event = std::max(kFewestEventRows,
                                static_cast<std::size_t>(kEventRows * static_cast<double>(m_rows)));
    const bool during = m_peakRow > 0 && m_rows - m_peakRow < event;
    if (during && expected * kMuchOdder > m_peak)
        return expected + 1;
    if (expected < 1 && m_rows > kWarmUp) {
        m_peak = expected;
        m_peakRow = m_rows;
    }
    return expected;
}

} // namespace vigia
