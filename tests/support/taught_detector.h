// A detector with its fits run as the panel runs them: inline, adopted kAdoptAfter minutes of data
// after they were asked for. And a stream of minutes shaped like the real ones.
#pragma once

#include "core/base/random.h"
#include "tests/support/minutes.h"

#include <cmath>
#include <deque>
#include <numbers>

namespace vigia::test {

class TaughtDetector
{
public:
    explicit TaughtDetector(std::unique_ptr<Detector> detector)
        : m_detector(std::move(detector))
    {}

    void learn(const Bucket& bucket)
    {
        m_detector->learn(bucket);
        while (!m_due.empty() && m_due.front().first <= bucket.time) {
            m_detector->adopt(m_due.front().second);
            m_due.pop_front();
        }
        if (const auto job = m_detector->trainingDue())
            m_due.emplace_back(bucket.time + kAdoptAfter, job->fit());
    }

    Detector& operator*() const { return *m_detector; }
    Detector* operator->() const { return m_detector.get(); }
    [[nodiscard]] TaughtDetector clone() const
    {
        TaughtDetector copy(m_detector->clone());
        copy.m_due = m_due;
        return copy;
    }

private:
    std::unique_ptr<Detector> m_detector;
    std::deque<std::pair<Minute, std::shared_ptr<const void>>> m_due;
};

// Poisson counts around a day's profile: approved about 300, denied 20, failed 0.04, reversed 1.5
// a minute, and little of all others.
class MinuteStream
{
public:
    explicit MinuteStream(std::uint64_t seed, std::size_t statuses = kKnownStatuses)
        : m_random(seed)
        , m_statuses(statuses)
    {}

    Bucket next()
    {
        constexpr std::array kMeans = {300.0, 20.0, 0.04, 1.5, 2.0, 1.0, 0.5};
        const double phase = static_cast<double>(m_minute % 1440) / 1440;
        const double profile = 0.6 - 0.4 * std::cos(2 * std::numbers::pi * phase);
        Bucket bucket = minute(at(m_minute++), {}, m_statuses);
        for (std::size_t i = 0; i < m_statuses; ++i)
            bucket.counts[i] = m_random.poisson(profile * (i < kMeans.size() ? kMeans[i] : 0.3));
        return bucket;
    }

private:
    Random m_random;
    std::size_t m_statuses;
    std::int64_t m_minute = 0;
};

} // namespace vigia::test
