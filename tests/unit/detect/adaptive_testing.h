// A merchant for tests of AdaptiveCountModel: its rates, bent as a test wants them, drawn and fed
// to a detector minute by minute.
#pragma once

#include "core/base/random.h"
#include "core/detect/adaptive_count_model.h"

#include <QByteArray>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace vigia::test {

inline constexpr Minute kMonday = std::chrono::sys_days{std::chrono::year{2025} / 6 / 2};
inline constexpr int kHour = 60;
inline constexpr int kDay = 1440;

inline DetectorContext context(double budget = 1)
{
    DetectorContext made;
    made.catalog = std::make_shared<StatusCatalog>();
    made.zone = std::make_shared<Zone>();
    made.config.falseAlarmsPerDay = budget;
    return made;
}

inline std::unique_ptr<Detector> detector(double budget = 1)
{
    auto made = AdaptiveCountModel::create(context(budget));
    return made ? std::move(*made) : nullptr;
}

using Rates = std::array<double, kKnownStatuses>;

// A merchant of 200 approved a minute on average, 80 at night and 320 at noon.
inline Rates ratesAt(int minute, double swing = 120)
{
    const double approved = 200 - swing * std::cos(2 * std::numbers::pi * (minute % kDay) / kDay);
    return {approved,         0.1 * approved,   0.04, 0.005 * approved,
            0.003 * approved, 0.003 * approved, 0.002};
}

inline Bucket draw(Random& random, int minute, const Rates& rates)
{
    Bucket bucket{kMonday + std::chrono::minutes{minute}, Fill::Complete, {}};
    for (const double rate : rates)
        bucket.counts.push_back(random.poisson(rate));
    return bucket;
}

struct Fired
{
    int minute;
    StatusId status;
    Verdict verdict;
};

// Feeds minutes [from, to), bent by `bend`, and returns what fired.
template <typename Bend>
std::vector<Fired> feed(Detector& d, Random& random, int from, int to, Bend bend,
                        double swing = 120)
{
    std::vector<Fired> fired;
    for (int m = from; m < to; ++m) {
        Rates rates = ratesAt(m, swing);
        bend(m, rates);
        Bucket bucket = draw(random, m, rates);
        if (rates[0] < 0) { // lost
            bucket.fill = Fill::Gap;
            bucket.counts.assign(kKnownStatuses, 0);
        }
        for (std::size_t s = 0; s < kKnownStatuses; ++s) {
            const Verdict v = d.score(bucket, static_cast<StatusId>(s));
            if (v.ready && v.fired)
                fired.push_back({m, static_cast<StatusId>(s), v});
        }
        d.learn(bucket);
    }
    return fired;
}

inline void calm(int, Rates&) {}

inline void scale(Rates& rates, double factor)
{
    for (double& rate : rates)
        rate *= factor;
}

inline QByteArray listed(const std::vector<Fired>& fired)
{
    QByteArray text;
    for (const Fired& f : fired)
        text += QByteArray::number(f.minute) + " status " +
                QByteArray::number(static_cast<int>(f.status)) + " score " +
                QByteArray::number(f.verdict.score) + "; ";
    return text;
}

} // namespace vigia::test
