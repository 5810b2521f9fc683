#include "tests/eval/series_scenario.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

namespace vigia::test {
namespace {

using Range = LabelledSeries::Range;

double wave(double rows, double period, double phase = 0)
{
    return std::sin(2 * std::numbers::pi * (rows / period + phase));
}

double studentT(Random& random, double freedom)
{
    return random.normal() / std::sqrt(random.gamma(freedom / 2) / (freedom / 2));
}

LabelledSeries start(std::size_t rows, double interval)
{
    LabelledSeries s;
    s.values.resize(rows);
    for (std::size_t i = 0; i < rows; ++i)
        s.times.push_back(1.7e9 + interval * static_cast<double>(i));
    return s;
}

// `count` places for anomalies of `length` rows, apart, after the first 20 % of rows.
std::vector<Range> places(Random& random, std::size_t rows, std::size_t count, std::size_t length)
{
    std::vector<Range> out;
    const std::size_t first = rows / 5;
    const std::size_t slot = (rows - first) / count;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t from = first + i * slot + random.below(slot - length - slot / 8 - 1);
        out.push_back({from, from + length});
    }
    return out;
}

// Noisy idle level with jobs that recur; a spike larger than the jobs, then a level shift.
LabelledSeries cloudLoad(Random& random)
{
    const std::size_t rows = 4032;
    LabelledSeries s = start(rows, 300);
    const double level = random.uniform(1, 60);
    const double noise = level * random.uniform(0.01, 0.1);
    const std::size_t job = 60 + random.below(230);
    const double jobSize = level * random.uniform(0.1, 0.6);
    double ar = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        ar = 0.6 * ar + noise * random.normal();
        s.values[i] = level + ar + (i % job < 2 ? jobSize * random.uniform(0.8, 1.1) : 0);
    }
    s.anomalies = places(random, rows, 2, 12);
    for (std::size_t i = s.anomalies[0].from; i < s.anomalies[0].from + 1 + random.below(8); ++i)
        s.values[i] += jobSize * random.uniform(1.8, 4) + 6 * noise;
    const double shift = (8 + 10 * random.uniform()) * noise * (random.below(2) == 0 ? 1 : -1);
    s.anomalies[1].to = s.anomalies[1].from + 60;
    for (std::size_t i = s.anomalies[1].from; i < rows; ++i)
        s.values[i] += shift;
    return s;
}

// Counts with a daily shape and heavy tails; bursts.
LabelledSeries messageCounts(Random& random)
{
    const std::size_t rows = 6000;
    LabelledSeries s = start(rows, 300);
    const double level = random.uniform(5, 60);
    for (std::size_t i = 0; i < rows; ++i) {
        const double mean = level * (1.2 + wave(static_cast<double>(i), 288));
        s.values[i] = static_cast<double>(random.negativeBinomial(mean, 4));
        if (random.below(400) == 0)
            s.values[i] *= random.uniform(1.5, 2.5);
    }
    s.anomalies = places(random, rows, 2, 24);
    for (const Range& a : s.anomalies) {
        const double size = level * random.uniform(12, 30);
        for (std::size_t i = a.from; i < a.to; ++i)
            s.values[i] += std::floor(size * std::exp(-0.2 * static_cast<double>(i - a.from)));
    }
    return s;
}

// Half hours with day and week; a working day that looks like a Sunday, a storm, a midnight rush.
LabelledSeries cityTraffic(Random& random)
{
    const std::size_t rows = 48 * 7 * 16;
    LabelledSeries s = start(rows, 1800);
    const auto shape = [](double hour, bool weekend) {
        const double day = std::exp(-std::pow((hour - 19) / 3.5, 2)) +
                           (weekend ? 0.35 : 0.9) * std::exp(-std::pow((hour - 8.5) / 2, 2)) +
                           (weekend ? 0.6 : 0.15) * std::exp(-std::pow((hour - 0.5) / 2.5, 2));
        return 3000 + 20'000 * day;
    };
    const auto places3 = places(random, rows, 3, 48);
    const std::size_t sundayLike = places3[0].from / 48 / 7 * 7 * 48 + 48 * (1 + random.below(4));
    for (std::size_t i = 0; i < rows; ++i) {
        const bool odd = i >= sundayLike && i < sundayLike + 48;
        const std::size_t day = i / 48 % 7;
        const double hour = static_cast<double>(i % 48) / 2;
        s.values[i] = shape(hour, day >= 5 || odd) * (1 + 0.04 * random.normal());
    }
    const std::size_t storm = places3[1].from;
    for (std::size_t i = storm; i < storm + 40; ++i)
        s.values[i] *= 0.25;
    const std::size_t rush = places3[2].from / 48 * 48;
    for (std::size_t i = rush; i < rush + 6; ++i)
        s.values[i] += 14'000 * random.uniform(0.8, 1.2);
    s.anomalies = {{sundayLike, sundayLike + 48}, {storm, storm + 48}, {rush, rush + 12}};
    if (rush < storm + 48)
        s.anomalies.pop_back();
    return s;
}

// A slow sensor; falls far below its range, and one that creeps.
LabelledSeries machineSensor(Random& random)
{
    const std::size_t rows = 8000;
    LabelledSeries s = start(rows, 300);
    double slow = 0;
    double value = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        slow = 0.9995 * slow + 0.1 * random.normal();
        value = 0.9 * value + random.normal();
        s.values[i] = 85 + 3 * slow + 0.8 * value + 2 * wave(static_cast<double>(i), 288);
    }
    s.anomalies = places(random, rows, 2, 150);
    for (const Range& a : s.anomalies) {
        const double depth = random.uniform(30, 60);
        const double fall = random.uniform(2, 60); // rows
        for (std::size_t i = a.from; i < a.to; ++i)
            s.values[i] -= depth * std::min(1.0, static_cast<double>(i - a.from) / fall);
    }
    return s;
}

// A daily plateau; one day it is missing, higher, lower or flat in the middle.
LabelledSeries dailyPlateau(Random& random)
{
    const std::size_t rows = 4032;
    LabelledSeries s = start(rows, 300);
    const double noise = random.uniform(0, 4);
    const std::size_t begins = 80 + random.below(60);
    const std::size_t length = 100;
    const auto day = 288 * (5 + random.below(8));
    const auto how = random.below(4);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t minute = i % 288;
        double v = 20 + noise * random.uniform();
        if (minute >= begins && minute < begins + length) {
            const bool odd = i >= day && i < day + 288;
            const double high = odd ? std::array{20.0, 120.0, 50.0, 20.0}[how] : 80.0;
            const bool middle = minute > begins + 30 && minute < begins + 70;
            v = (how == 3 && !middle ? 80.0 : high) + 2 * noise * random.uniform();
        }
        s.values[i] = v;
    }
    s.anomalies = {{day + begins, day + begins + length}};
    return s;
}

// Hourly traffic of a web site: trend, day, week; single outliers.
LabelledSeries webTraffic(Random& random)
{
    const std::size_t rows = 1440;
    LabelledSeries s = start(rows, 3600);
    const double level = random.uniform(100, 10'000);
    const double noise = random.uniform(0.02, 0.06);
    for (std::size_t i = 0; i < rows; ++i) {
        const double x = static_cast<double>(i);
        s.values[i] = level * (1 + 0.3 * x / 1440 + 0.4 * wave(x, 24) + 0.1 * wave(x, 168)) *
                      (1 + noise * random.normal());
    }
    s.anomalies = places(random, rows, 3, 1);
    for (const Range& a : s.anomalies) {
        const double sign = random.below(3) == 0 ? -1 : 1;
        s.values[a.from] += sign * level * random.uniform(0.5, 1.2);
    }
    return s;
}

// Three sines, a trend and noise; outliers within the range of the series.
LabelledSeries threeSines(Random& random)
{
    const std::size_t rows = 1680;
    LabelledSeries s = start(rows, 3600);
    const double slope = random.uniform(-1, 2);
    std::array<double, 3> phase{random.uniform(), random.uniform(), random.uniform()};
    for (std::size_t i = 0; i < rows; ++i) {
        const double x = static_cast<double>(i);
        s.values[i] = slope * x + 400 * wave(x, 24, phase[0]) + 250 * wave(x, 12, phase[1]) +
                      150 * wave(x, 168, phase[2]) + 25 * random.normal();
    }
    s.anomalies = places(random, rows, 4, 1);
    for (const Range& a : s.anomalies)
        s.values[a.from] += (random.below(2) == 0 ? -1 : 1) * random.uniform(250, 500);
    return s;
}

// The same, whose pattern changes for good: another amplitude or more noise.
LabelledSeries changedSeason(Random& random)
{
    const std::size_t rows = 2000;
    LabelledSeries s = start(rows, 3600);
    const std::size_t at = 900 + random.below(600);
    const auto how = random.below(3);
    for (std::size_t i = 0; i < rows; ++i) {
        const double x = static_cast<double>(i);
        const bool after = i >= at;
        const double amplitude = after && how == 0 ? 900 : 400;
        const double noise = after && how == 1 ? 150 : 25;
        const double period = after && how == 2 ? 12 : 24;
        s.values[i] = 5000 + amplitude * wave(x, period) + noise * random.normal();
    }
    s.anomalies = {{at, at + 48}};
    return s;
}

// Beats with a varying pace; one of them is deformed, late, small or upside down.
LabelledSeries beats(Random& random)
{
    const std::size_t rows = 10'000;
    LabelledSeries s = start(rows, 1);
    const double pace = random.uniform(70, 160);
    std::size_t at = 0;
    const std::size_t oddAfter = 4000 + random.below(5000);
    const auto how = random.below(4);
    bool done = false;
    while (at < rows) {
        double length = pace * (1 + 0.04 * random.normal());
        const double size = 1 + 0.05 * random.normal();
        const bool odd = !done && at > oddAfter;
        if (odd && how == 0)
            length *= 1.5;
        const auto n = static_cast<std::size_t>(length);
        for (std::size_t i = 0; i < n && at + i < rows; ++i) {
            const double x = static_cast<double>(i) / (odd && how == 0 ? length / 1.5 : length);
            double v = 1.5 * std::exp(-std::pow((x - 0.3) / 0.02, 2)) -
                       0.4 * std::exp(-std::pow((x - 0.35) / 0.02, 2)) +
                       0.3 * std::exp(-std::pow((x - 0.6) / 0.07, 2));
            if (odd && how == 1)
                v = 0.4 * v;
            if (odd && how == 2)
                v = -v;
            if (odd && how == 3)
                v = 1.2 * std::exp(-std::pow((x - 0.4) / 0.12, 2));
            s.values[at + i] = size * v + 0.03 * random.normal();
        }
        if (odd) {
            s.anomalies = {{at, std::min(rows, at + n)}};
            done = true;
        }
        at += n;
    }
    return s;
}

// Prices: skewed and heavy-tailed; a few that are far beyond.
LabelledSeries prices(Random& random)
{
    const std::size_t rows = 1600;
    LabelledSeries s = start(rows, 3600);
    const double level = random.uniform(0.1, 5);
    for (std::size_t i = 0; i < rows; ++i)
        s.values[i] =
            level * std::exp(0.3 * random.normal() + 0.1 * wave(static_cast<double>(i), 24));
    s.anomalies = places(random, rows, 2, 2);
    for (const Range& a : s.anomalies)
        s.values[a.from] = level * random.uniform(5, 12);
    return s;
}

// A sensor with quantised noise that sticks at one value, or whose noise grows.
LabelledSeries stuckSensor(Random& random)
{
    const std::size_t rows = 5000;
    LabelledSeries s = start(rows, 60);
    s.anomalies = places(random, rows, 1, 120);
    const bool sticks = random.below(2) == 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const bool odd = i >= s.anomalies[0].from && i < s.anomalies[0].to;
        const double x = static_cast<double>(i);
        const double pattern =
            20 + 5 * wave(x, 240) + 0.5 * random.normal() * (odd && !sticks ? 6 : 1);
        s.values[i] = odd && sticks ? s.values[i - 1] : std::round(pattern * 10) / 10;
    }
    return s;
}

// Constant, then another constant.
LabelledSeries steps(Random& random)
{
    const std::size_t rows = 2000;
    LabelledSeries s = start(rows, 60);
    s.anomalies = places(random, rows, 1, 30);
    const double level = random.uniform(-100, 100);
    for (std::size_t i = 0; i < rows; ++i)
        s.values[i] = level + (i >= s.anomalies[0].from && i < s.anomalies[0].from + 5 ? 3 : 0);
    return s;
}

// Occupancy of a road, rows at odd times, some missing; a jam out of hours.
LabelledSeries roadOccupancy(Random& random)
{
    const std::size_t rows = 2500;
    LabelledSeries s = start(rows, 600);
    double time = s.times[0];
    for (std::size_t i = 0; i < rows; ++i) {
        time += 300 * (1 + static_cast<double>(random.below(3))) +
                (random.below(100) == 0 ? 3600 * random.uniform(1, 5) : 0);
        s.times[i] = time;
        const double hour = std::fmod(time / 3600, 24);
        s.values[i] = std::max(0.0, 5 + 12 * std::exp(-std::pow((hour - 8) / 1.5, 2)) +
                                        10 * std::exp(-std::pow((hour - 17.5) / 2, 2)) +
                                        1.5 * studentT(random, 4));
    }
    s.anomalies = places(random, rows, 1, 20);
    for (std::size_t i = s.anomalies[0].from; i < s.anomalies[0].to; ++i)
        s.values[i] += 28 * random.uniform(0.7, 1);
    return s;
}

// Nothing happens: heavy-tailed noise, a random walk, or a daily shape whose days differ.
LabelledSeries calm(Random& random)
{
    const std::size_t rows = 4000;
    LabelledSeries s = start(rows, 300);
    const auto how = random.below(3);
    double walk = 0;
    double day = 1;
    for (std::size_t i = 0; i < rows; ++i) {
        walk += random.normal();
        if (i % 288 == 0)
            day = random.uniform(0.85, 1.15);
        const double x = static_cast<double>(i);
        s.values[i] = how == 0 ? 50 + 3 * studentT(random, 5)
                      : how == 1
                          ? walk
                          : static_cast<double>(random.poisson(80 * day * (1.2 + wave(x, 288))));
    }
    return s;
}

using Maker = std::function<LabelledSeries(Random&)>;

const std::map<std::string, Maker>& makers()
{
    static const std::map<std::string, Maker> all = {
        {"cloud load", cloudLoad},
        {"message counts", messageCounts},
        {"city traffic", cityTraffic},
        {"machine sensor", machineSensor},
        {"daily plateau", dailyPlateau},
        {"web traffic", webTraffic},
        {"three sines", threeSines},
        {"changed season", changedSeason},
        {"beats", beats},
        {"prices", prices},
        {"stuck sensor", stuckSensor},
        {"steps", steps},
        {"road occupancy", roadOccupancy},
        {"calm", calm},
    };
    return all;
}

} // namespace

const std::vector<std::string>& seriesKinds()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& [name, maker] : makers())
            out.push_back(name);
        return out;
    }();
    return names;
}

LabelledSeries makeSeries(const std::string& kind, std::uint64_t seed)
{
    Random random(seed * 1000 + kind.size() * 7 + static_cast<unsigned char>(kind[0]));
    LabelledSeries s = makers().at(kind)(random);
    s.kind = kind;
    return s;
}

} // namespace vigia::test
