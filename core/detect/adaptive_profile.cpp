#include "core/detect/adaptive_profile.h"

#include "core/base/zone.h"

#include <algorithm>
#include <cmath>

namespace vigia {

namespace {

constexpr double kDayFade = 0.9;      // of the ratios, a day
constexpr double kEnoughCount = 400;  // 5 % error; fewer are smoothed over their neighbours
constexpr int kWidestSmoothing = 3;   // bins on either side
constexpr double kSameWeekday = 4;    // weight of a day against one of another day of the week
constexpr double kLevelWeekday = 20;  // the same where levels are compared
constexpr double kWeekFade = 0.85;    // weight of a week against the next
constexpr double kBand = 0.12;        // around the median that counts as the usual, and
constexpr double kBandDeviations = 3; // of counting noise on top
constexpr double kLeastMinutes = 3;   // of a bin, to be used
constexpr double kLeastCount = 30;    // of a bin, to tell the level of its day
constexpr double kPseudoCount = 30;   // of a status in an hour, before its ratio is believed
constexpr int kLeastFilled = 86;      // bins of 144, for a base, while there are fewer than
constexpr std::size_t kFewDays = 3;   // as many days; later what is empty is always empty

std::int64_t dayOf(LocalMinute time)
{
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

// Values stand at the middle of their bins. Nothing is drawn across midnight: a day may begin
// otherwise than the one before ended.
double valueBetween(const auto& values, double position)
{
    const auto last = static_cast<double>(values.size() - 1);
    const double at = std::clamp(position - 0.5, 0.0, last);
    const auto left = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(left);
    return (1 - part) * values[left] + part * values[std::min(left + 1, values.size() - 1)];
}

struct Weighted
{
    double value;
    double weight;
};

double weightedMedian(std::vector<Weighted>& values)
{
    std::ranges::sort(values, {}, &Weighted::value);
    double half = 0;
    for (const Weighted& v : values)
        half += v.weight / 2;
    for (const Weighted& v : values) {
        half -= v.weight;
        if (half <= 0)
            return v.value;
    }
    return values.back().value;
}

double weightOf(std::int64_t date, std::int64_t today, double sameWeekday)
{
    const std::int64_t ago = today - date;
    return (ago % 7 == 0 ? sameWeekday : 1.0) * std::pow(kWeekFade, double(ago) / 7);
}

} // namespace

AdaptiveProfile::AdaptiveProfile(std::size_t statuses)
    : m_stagedBad(statuses)
    , m_bad(statuses)
    , m_ratio(statuses)
{
    m_shape.fill(1);
    for (auto& hours : m_ratio)
        hours.fill(1);
}

bool AdaptiveProfile::startsNewDay(LocalMinute time) const
{
    return m_staged.date != 0 && dayOf(time) != m_staged.date;
}

void AdaptiveProfile::startDay(LocalMinute time)
{
    mergeDay();
    m_staged = {};
    m_staged.date = dayOf(time);
    rebuild(m_staged.date);
    rebuildRatios();
}

void AdaptiveProfile::add(LocalMinute time, double approved, double weight)
{
    if (m_staged.date == 0)
        m_staged.date = dayOf(time);
    const auto bin = static_cast<std::size_t>(minuteOfDay(time) / kBinMinutes);
    m_staged.count[bin] += static_cast<float>(approved);
    m_staged.minutes[bin] += static_cast<float>(weight);
}

void AdaptiveProfile::addBad(std::size_t status, LocalMinute time, double count, double exposure)
{
    const auto hour = static_cast<std::size_t>(minuteOfDay(time) / 60);
    m_stagedBad[status].count[hour] += count;
    m_stagedBad[status].exposure[hour] += exposure;
}

double AdaptiveProfile::levelOf(const Day& day) const
{
    if (!m_known)
        return 1;
    std::vector<Weighted> ratios;
    for (std::size_t i = 0; i < kBins; ++i) {
        if (day.minutes[i] >= kLeastMinutes && day.count[i] >= kLeastCount)
            ratios.push_back({day.count[i] / (day.minutes[i] * m_shape[i]), 1});
    }
    return ratios.size() < kBins / 8 ? 1 : std::clamp(weightedMedian(ratios), 0.01, 100.0);
}

void AdaptiveProfile::mergeDay()
{
    m_staged.level = levelOf(m_staged);
    if (m_history.size() == kDaysKept)
        m_history.erase(m_history.begin());
    m_history.push_back(m_staged);
    for (std::size_t s = 0; s < m_bad.size(); ++s) {
        for (std::size_t h = 0; h < kHours; ++h) {
            m_bad[s].count[h] = kDayFade * m_bad[s].count[h] + m_stagedBad[s].count[h];
            m_bad[s].exposure[h] = kDayFade * m_bad[s].exposure[h] + m_stagedBad[s].exposure[h];
        }
        m_stagedBad[s] = {};
    }
}

void AdaptiveProfile::rebuild(std::int64_t date)
{
    std::array<double, kBins> rate{};
    std::array<double, kBins> count{}; // behind the rate
    int filled = 0;
    std::vector<Weighted> values;
    std::array<double, kDaysKept> weights{}; // by place in the history
    for (std::size_t d = 0; d < m_history.size(); ++d)
        weights[d] = weightOf(m_history[d].date, date, kSameWeekday);
    for (std::size_t i = 0; i < kBins; ++i) {
        values.clear();
        double days = 0;
        double shortest = kBinMinutes;
        for (std::size_t d = 0; d < m_history.size(); ++d) {
            const Day& day = m_history[d];
            if (day.minutes[i] < kLeastMinutes)
                continue;
            values.push_back({day.count[i] / (day.minutes[i] * day.level), weights[d]});
            shortest = std::min<double>(shortest, day.minutes[i]);
            days += 1;
        }
        m_days[i] = days;
        if (values.empty())
            continue;
        ++filled;
        const double median = weightedMedian(values);
        const double band =
            kBand * median + kBandDeviations * std::sqrt((median + 0.5 / shortest) / shortest);
        double sum = 0;
        double weight = 0;
        double usual = 0;
        for (const Weighted& v : values) {
            if (std::abs(v.value - median) > band)
                continue;
            sum += v.weight * v.value;
            weight += v.weight;
            usual += 1;
        }
        rate[i] = sum / weight;
        count[i] = rate[i] * kBinMinutes * usual;
    }
    if (filled == 0 || (filled < kLeastFilled && m_history.size() < kFewDays))
        return;
    m_known = true;
    std::array<double, kBins> smooth{};
    for (int i = 0; i < kBins; ++i) {
        double sum = 0;
        double bins = 0;
        double seen = 0;
        const auto take = [&](int bin) {
            if (bin < 0 || bin >= kBins || m_days[static_cast<std::size_t>(bin)] == 0)
                return;
            sum += rate[static_cast<std::size_t>(bin)];
            seen += count[static_cast<std::size_t>(bin)];
            bins += 1;
        };
        take(i);
        for (int k = 1; k <= kWidestSmoothing && seen < kEnoughCount; ++k) {
            take(i - k);
            take(i + k);
        }
        const auto at = static_cast<std::size_t>(i);
        // half a transaction more than was seen: silence is never certain
        smooth[at] = bins > 0 ? sum / bins + 0.5 / (kBinMinutes * (m_days[at] + 1)) : 0;
    }
    // A stretch that was never calm is bridged in the log from its edges.
    for (std::size_t i = 0; i < kBins; ++i) {
        m_shape[i] = smooth[i];
        if (smooth[i] > 0)
            continue;
        std::size_t left = i;
        std::size_t right = i;
        while (left > 0 && smooth[left] == 0)
            --left;
        while (right + 1 < kBins && smooth[right] == 0)
            ++right;
        const double first = smooth[left] > 0 ? smooth[left] : smooth[right];
        const double last = smooth[right] > 0 ? smooth[right] : smooth[left];
        const double part = double(i - left) / double(right - left);
        m_shape[i] = std::exp((1 - part) * std::log(first) + part * std::log(last));
    }
    values.clear();
    for (const Day& day : m_history)
        values.push_back({day.level, weightOf(day.date, date, kLevelWeekday)});
    m_level = weightedMedian(values);
}

void AdaptiveProfile::rebuildRatios()
{
    if (!m_known)
        return;
    for (std::size_t s = 0; s < m_bad.size(); ++s) {
        double count = 0;
        double exposure = 0;
        for (std::size_t h = 0; h < kHours; ++h) {
            count += m_bad[s].count[h];
            exposure += m_bad[s].exposure[h];
        }
        const double mean = exposure > 0 ? count / exposure : 0;
        for (std::size_t h = 0; h < kHours; ++h)
            m_ratio[s][h] =
                (m_bad[s].count[h] + kPseudoCount) / (mean * m_bad[s].exposure[h] + kPseudoCount);
    }
}

double AdaptiveProfile::base(int minute) const
{
    return m_level * valueBetween(m_shape, (minute + 0.5) / kBinMinutes);
}

double AdaptiveProfile::ratio(std::size_t status, int minute) const
{
    return valueBetween(m_ratio[status], (minute + 0.5) / 60);
}

double AdaptiveProfile::days(int minute) const
{
    return m_known ? m_days[static_cast<std::size_t>(minute / kBinMinutes)] : 0;
}

namespace {

bool readAll(ByteReader& reader, auto& values)
{
    for (auto& value : values) {
        value = reader.f64();
        if (!(value >= 0))
            return false;
    }
    return reader.ok();
}

constexpr std::int64_t kFarthestDay = std::int64_t{1} << 32;

} // namespace

void AdaptiveProfile::save(ByteWriter& writer) const
{
    const auto writeDay = [&](const Day& day) {
        writer.i64(day.date);
        writer.f64(day.level);
        for (std::size_t i = 0; i < kBins; ++i) {
            writer.f32(day.count[i]);
            writer.f32(day.minutes[i]);
        }
    };
    writeDay(m_staged);
    writer.u64(m_history.size());
    for (const Day& day : m_history)
        writeDay(day);
    for (const auto* all : {&m_stagedBad, &m_bad}) {
        for (const Hours& hours : *all) {
            for (const double value : hours.count)
                writer.f64(value);
            for (const double value : hours.exposure)
                writer.f64(value);
        }
    }
    writer.u64(m_known ? 1 : 0);
    for (const double value : m_shape)
        writer.f64(value);
    for (const double value : m_days)
        writer.f64(value);
    writer.f64(m_level);
    for (const auto& ratio : m_ratio) {
        for (const double value : ratio)
            writer.f64(value);
    }
}

bool AdaptiveProfile::load(ByteReader& reader)
{
    bool good = true;
    const auto readDay = [&](Day& day) {
        day.date = reader.i64();
        day.level = reader.f64();
        good = good && std::abs(day.date) < kFarthestDay && day.level >= 0.01 && day.level <= 100;
        for (std::size_t i = 0; i < kBins; ++i) {
            day.count[i] = reader.f32();
            day.minutes[i] = reader.f32();
            good = good && day.count[i] >= 0 && day.minutes[i] >= 0;
        }
    };
    readDay(m_staged);
    m_history.resize(reader.length(kDaysKept, 16 + 8 * kBins));
    for (Day& day : m_history)
        readDay(day);
    for (auto* all : {&m_stagedBad, &m_bad}) {
        for (Hours& hours : *all)
            good = good && readAll(reader, hours.count) && readAll(reader, hours.exposure);
    }
    m_known = reader.u64() == 1;
    good = good && readAll(reader, m_shape) && readAll(reader, m_days);
    m_level = reader.f64();
    for (auto& ratio : m_ratio)
        good = good && readAll(reader, ratio);
    const auto positive = [](double value) { return value > 0 && value < 1e17; };
    return good && reader.ok() && positive(m_level) && std::ranges::all_of(m_shape, positive) &&
           std::ranges::all_of(m_ratio,
                               [&](const auto& r) { return std::ranges::all_of(r, positive); });
}

} // namespace vigia
