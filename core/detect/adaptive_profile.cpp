#include "core/detect/adaptive_profile.h"

#include "core/base/zone.h"

#include <algorithm>
#include <cmath>

namespace vigia {

namespace {

constexpr double kDayFade = 0.9;
constexpr double kWeekFade = 0.7;
constexpr double kEnoughCount = 400; // 5 % error; fewer are smoothed over their neighbours
constexpr int kWidestSmoothing = 3;  // bins on either side
constexpr double kDayWeight = 1;     // days' worth of trust in the mean of all days
constexpr double kPseudoCount = 30;  // of a status in an hour, before its ratio is believed
constexpr double kScaleFollows = 0.1;

std::int64_t dayOf(LocalMinute time)
{
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

int weekday(std::int64_t day)
{
    return dayOfWeek(LocalMinute{std::chrono::days{day}});
}

double valueBetween(const auto& values, double position)
{
    const auto n = static_cast<int>(values.size());
    const double shifted = position - 0.5 + n; // values stand at the middle of their bins
    const int left = static_cast<int>(shifted);
    const double part = shifted - left;
    return (1 - part) * values[static_cast<std::size_t>(left % n)] +
           part * values[static_cast<std::size_t>((left + 1) % n)];
}

} // namespace

AdaptiveProfile::AdaptiveProfile(std::size_t statuses)
    : m_stagedBad(statuses)
    , m_bad(statuses)
    , m_ratio(statuses)
{
    m_base.fill(1);
    for (auto& hours : m_ratio)
        hours.fill(1);
}

bool AdaptiveProfile::startsNewDay(LocalMinute time) const
{
    return m_day != 0 && dayOf(time) != m_day;
}

void AdaptiveProfile::startDay(LocalMinute time)
{
    mergeDay();
    m_day = dayOf(time);
    rebuild(weekday(m_day));
    rebuildRatios();
}

void AdaptiveProfile::add(LocalMinute time, double approved, double weight)
{
    if (m_day == 0)
        m_day = dayOf(time);
    const auto bin = static_cast<std::size_t>(minuteOfDay(time) / kBinMinutes);
    m_staged.count[bin] += approved;
    m_staged.minutes[bin] += weight;
}

void AdaptiveProfile::addBad(std::size_t status, LocalMinute time, double count, double exposure)
{
    const auto hour = static_cast<std::size_t>(minuteOfDay(time) / 60);
    m_stagedBad[status].count[hour] += count;
    m_stagedBad[status].exposure[hour] += exposure;
}

void AdaptiveProfile::mergeDay()
{
    double seen = 0;
    double expected = 0;
    for (std::size_t i = 0; i < kBins; ++i) {
        if (m_all.minutes[i] > 0) {
            seen += m_staged.count[i];
            expected += m_staged.minutes[i] * m_all.count[i] / m_all.minutes[i];
        }
    }
    const double level = seen > 0 && expected > 0 ? std::clamp(seen / expected, 0.2, 5.0) : 1.0;
    const double follow = 1 + kScaleFollows * (std::clamp(level, 0.5, 2.0) - 1);
    Bins& ofDay = m_byDay[static_cast<std::size_t>(weekday(m_day))];
    for (std::size_t i = 0; i < kBins; ++i) {
        m_all.count[i] = follow * (kDayFade * m_all.count[i] + m_staged.count[i] / level);
        m_all.minutes[i] = kDayFade * m_all.minutes[i] + m_staged.minutes[i];
        ofDay.count[i] = kWeekFade * ofDay.count[i] + m_staged.count[i];
        ofDay.minutes[i] = kWeekFade * ofDay.minutes[i] + m_staged.minutes[i];
    }
    for (std::size_t s = 0; s < m_bad.size(); ++s) {
        for (std::size_t h = 0; h < kHours; ++h) {
            m_bad[s].count[h] = kDayFade * m_bad[s].count[h] + m_stagedBad[s].count[h];
            m_bad[s].exposure[h] = kDayFade * m_bad[s].exposure[h] + m_stagedBad[s].exposure[h];
        }
        m_stagedBad[s] = {};
    }
    m_staged = {};
}

void AdaptiveProfile::rebuild(int day)
{
    const Bins& ofDay = m_byDay[static_cast<std::size_t>(day)];
    std::array<double, kBins> count;
    std::array<double, kBins> minutes;
    int filled = 0;
    for (std::size_t i = 0; i < kBins; ++i) {
        const double rate = m_all.minutes[i] > 0 ? m_all.count[i] / m_all.minutes[i] : 0;
        const double rateOfDay = ofDay.minutes[i] > 0 ? ofDay.count[i] / ofDay.minutes[i] : 0;
        const double trust = ofDay.minutes[i] / kBinMinutes;
        minutes[i] = m_all.minutes[i];
        count[i] = minutes[i] * (kDayWeight * rate + trust * rateOfDay) / (kDayWeight + trust);
        m_days[i] = minutes[i] / kBinMinutes;
        filled += minutes[i] > 0 ? 1 : 0;
    }
    if (filled < kBins * 6 / 10)
        return;
    m_known = true;
    const auto wrap = [](int i) { return static_cast<std::size_t>((i + kBins) % kBins); };
    std::array<double, kBins> smooth{};
    for (int i = 0; i < kBins; ++i) {
        double sum = count[wrap(i)];
        double weight = minutes[wrap(i)];
        for (int k = 1; k <= kWidestSmoothing && sum < kEnoughCount; ++k) {
            sum += count[wrap(i - k)] + count[wrap(i + k)];
            weight += minutes[wrap(i - k)] + minutes[wrap(i + k)];
        }
        // half a transaction more than was seen: silence is never certain
        smooth[wrap(i)] = weight > 0 ? (sum + 0.5) / weight : 0;
    }
    // A stretch that was never calm is bridged in the log from its edges.
    for (int i = 0; i < kBins; ++i) {
        if (smooth[wrap(i)] > 0) {
            m_base[wrap(i)] = smooth[wrap(i)];
            continue;
        }
        int left = i;
        int right = i;
        while (smooth[wrap(left)] == 0)
            --left;
        while (smooth[wrap(right)] == 0)
            ++right;
        const double part = double(i - left) / (right - left);
        m_base[wrap(i)] = std::exp((1 - part) * std::log(smooth[wrap(left)]) +
                                   part * std::log(smooth[wrap(right)]));
    }
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
    return valueBetween(m_base, (minute + 0.5) / kBinMinutes);
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

void write(ByteWriter& writer, const auto& values)
{
    for (const double value : values)
        writer.f64(value);
}

bool read(ByteReader& reader, auto& values)
{
    for (double& value : values) {
        value = reader.f64();
        if (!(value >= 0))
            return false;
    }
    return reader.ok();
}

} // namespace

void AdaptiveProfile::save(ByteWriter& writer) const
{
    writer.i64(m_day);
    writer.u64(m_known ? 1 : 0);
    const auto writeBins = [&](const Bins& bins) {
        write(writer, bins.count);
        write(writer, bins.minutes);
    };
    writeBins(m_staged);
    writeBins(m_all);
    for (const Bins& bins : m_byDay)
        writeBins(bins);
    for (const auto* hours : {&m_stagedBad, &m_bad}) {
        for (const Hours& h : *hours) {
            write(writer, h.count);
            write(writer, h.exposure);
        }
    }
    write(writer, m_base);
    write(writer, m_days);
    for (const auto& ratio : m_ratio)
        write(writer, ratio);
}

bool AdaptiveProfile::load(ByteReader& reader)
{
    m_day = reader.i64();
    m_known = reader.u64() == 1;
    const auto readBins = [&](Bins& bins) {
        return read(reader, bins.count) && read(reader, bins.minutes);
    };
    bool good = readBins(m_staged) && readBins(m_all);
    for (Bins& bins : m_byDay)
        good = good && readBins(bins);
    for (auto* hours : {&m_stagedBad, &m_bad}) {
        for (Hours& h : *hours)
            good = good && read(reader, h.count) && read(reader, h.exposure);
    }
    good = good && read(reader, m_base) && read(reader, m_days);
    for (auto& ratio : m_ratio)
        good = good && read(reader, ratio);
    const auto positive = [](double value) { return value > 0; };
    return good && std::ranges::all_of(m_base, positive);
}

} // namespace vigia
