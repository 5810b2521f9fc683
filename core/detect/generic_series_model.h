// How unusual is each value of a single series of numbers? Any unit, any sampling; nothing is known
// beforehand.
//
// Each value is compared with what several views of the past expect, and each view keeps its own
// tail of residuals (RecordTail), whose unit is "how many values as odd as this one should the
// series have shown by now":
//   level       distance to the median of the last 32 and of the last 256 values
//   analog      distance to a forecast from the most alike moments of the past, of 24 and of 96
//               values; and the smallest of it and of the distances to other views, which only
//               what surprises all of them makes large
//   discord     distance of the last 96 values from their nearest match in the past, and the same
//               for 24 averages of 4 and of 16 values
//   run         number of equal values in a row
// With N the smallest of these counts the score is 1 / (1 + N): 0.5 where one such value was to be
// expected so far, 0.99 for one in a hundred such series. After a value above 0.5 the next 4 % of
// rows (at least 20) stay below it unless they are ten times as odd, so an event is one peak and
// not a plateau.
//
// Causal: a score depends on this row and earlier ones only. What is learned of an outlier is
// bounded, so outliers that recur become normal, and so does a new level. Weak where the anomaly is
// a slow drift, where normal behaviour keeps changing, and in the first 15 % of a series; slow
// patterns are seen up to 4,096 x 16 rows back.
//
// A time only tells gaps: after more than 20 usual intervals without a row the short views are not
// asked for one row. Values beyond 1e100 are compared by their logarithm.
// Cost: about 8 µs a row whatever the length of the series, 0.6 MB. Deterministic. Thread: not
// shared. Evaluation: core/detect/README.md, tests/eval/eval_series.cpp.
#pragma once

#include "core/detect/analog_search.h"
#include "core/detect/record_tail.h"
#include "core/detect/sorted_window.h"

#include <array>
#include <cstddef>

namespace vigia {

class GenericSeriesModel
{
public:
    static constexpr std::size_t kWarmUp = 32; // rows that score 0

    // Scores the row, then learns it: 0 = as usual, 1 = never seen the like. Always finite.
    // REQUIRES: value is finite. A time that is not, or runs backwards, is taken as no gap.
    [[nodiscard]] double score(double time, double value);

private:
    // An average of `block` values is one value of the search.
    struct Shape
    {
        AnalogSearch search;
        std::size_t block;
        double sum = 0;
        std::size_t filled = 0;

        // The distance that one step of the series makes.
        [[nodiscard]] double ofOneStep() const;
    };
    enum Tail : std::size_t { Level32, Level256, Analog24, AnalogAny, Surprise, Run, FirstShape };
    static constexpr std::size_t kShapes = 3;

    [[nodiscard]] bool gapBefore(double time);
    [[nodiscard]] double resolution() const;
    [[nodiscard]] double comparable(double value) const;
    [[nodiscard]] double judgeLevels(double value, bool gap);
    [[nodiscard]] double judgeShapes(double value);
    [[nodiscard]] double judgeRun(double value);
    [[nodiscard]] double judge(std::size_t tail, double residual, double floor);
    [[nodiscard]] double calmDown(double expected);

    std::size_t m_rows = 0;
    SortedWindow m_last5{5};
    SortedWindow m_last32{32};
    SortedWindow m_last256{256};
    AnalogSearch m_short{24};
    std::array<Shape, kShapes> m_shapes{Shape{AnalogSearch{96}, 1}, Shape{AnalogSearch{24}, 4},
                                        Shape{AnalogSearch{24}, 16}};
    std::array<RecordTail, FirstShape + kShapes> m_tails;
    double m_previous = 0;
    double m_step = 0; // smallest change from row to row, 0: none yet
    std::size_t m_run = 0;
    SortedWindow m_intervals{64};
    double m_lastTime = 0;
    double m_peak = 0;         // expected count of the last event's oddest row
    std::size_t m_peakRow = 0; // 0: none yet
};

} // namespace vigia
