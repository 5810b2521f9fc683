#include "tests/eval/scenario_parts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigia::eval {

using enum StatusId;

namespace {

// Approved transactions a minute over the hours of a day, read off a real day; linear in the log
// between.
constexpr std::array<double, 25> kDayShape{12,  5,   1.6, 0.9, 0.7, 2,   14,  60,  125,
                                           240, 350, 370, 340, 290, 295, 330, 325, 310,
                                           290, 215, 150, 115, 88,  52,  22};
constexpr std::array<double, 7> kWeekShape{1.0, 1.02, 1.0, 1.03, 1.12, 0.9, 0.72};

double dayShape(int minuteOfDay)
{
    const auto hour = static_cast<std::size_t>(minuteOfDay / 60);
    const double part = (minuteOfDay % 60) / 60.0;
    const double first = hour == 0 ? 22 : kDayShape[hour];
    return std::exp((1 - part) * std::log(first) + part * std::log(kDayShape[hour + 1]));
}

struct World
{
    Random random;
    Rates rates;
    Scenario scenario;
    double dispersion; // variance / mean
};

// Bad statuses an incident can hit, and how much a plain one adds.
StatusId badStatus(Random& random)
{
    constexpr std::array<StatusId, 6> kChoice{Denied,   Denied,          Failed,
                                              Reversed, BackendReversed, Refunded};
    return kChoice[random.below(kChoice.size())];
}

double noise(double rate)
{
    return std::sqrt(rate + 1);
}

using Incident = void (*)(World&, int from, int length);

void spike(World& w, int from, int length)
{
    const StatusId status = badStatus(w.random);
    const double size = w.random.uniform(7, 20);
    w.rates.bend(from, length, [&](int, Rates::Row& row) {
        row[index(status)] += size * noise(row[index(status)]);
    });
}

void burst(World& w, int from, int length)
{
    const StatusId status = badStatus(w.random);
    const double size = w.random.uniform(3, 10);
    w.rates.bend(from, length, [&](int, Rates::Row& row) {
        row[index(status)] += size * noise(row[index(status)]);
    });
}

void ramp(World& w, int from, int length)
{
    const StatusId status = badStatus(w.random);
    const double size = w.random.uniform(5, 14);
    w.rates.bend(from, length, [&](int i, Rates::Row& row) {
        row[index(status)] += size * noise(row[index(status)]) * (i + 1) / length;
    });
}

void drop(World& w, int from, int length)
{
    const double left = w.random.uniform(0.25, 0.7);
    w.rates.bend(from, length, [&](int, Rates::Row& row) { row[index(Approved)] *= left; });
}

void outage(World& w, int from, int length)
{
    const bool silent = w.random.uniform() < 0.6; // otherwise a trickle
    for (int i = 0; i < length; ++i)
        w.rates.lost[static_cast<std::size_t>(from + i)] = silent;
    if (!silent)
        w.rates.bend(from, length, [](int, Rates::Row& row) {
            for (double& rate : row)
                rate *= 0.05;
        });
}

void ratioShift(World& w, int from, int length)
{
    const double moved = w.random.uniform(0.07, 0.3); // of the approved are denied instead
    w.rates.bend(from, length, [&](int, Rates::Row& row) {
        const double lost = row[index(Approved)] * moved;
        row[index(Approved)] -= lost;
        row[index(Denied)] += lost;
    });
}

void storm(World& w, int from, int length)
{
    const double fierce = w.random.uniform(5, 60);
    double flow = 1;
    w.rates.bend(from, length, [&](int, Rates::Row& row) {
        flow = w.random.uniform(0.05, 1.7);
        row[index(Approved)] *= flow;
        row[index(Denied)] *= w.random.uniform(0.5, 2.5);
        row[index(Reversed)] = (row[index(Reversed)] + 0.5) * fierce * flow;
        row[index(BackendReversed)] = (row[index(BackendReversed)] + 0.3) * fierce / 5;
        row[index(Processing)] += 3;
    });
}

struct Kind
{
    const char* name;
    int shortest;
    int longest;
    int fromHour; // drops of next to nothing cannot be seen by anybody
    Incident make;
};
constexpr std::array<Kind, 7> kKinds{{{"spike", 1, 2, 0, spike},
                                      {"burst", 4, 60, 0, burst},
                                      {"ramp", 20, 75, 0, ramp},
                                      {"drop", 5, 60, 7, drop},
                                      {"outage", 3, 30, 7, outage},
                                      {"ratio shift", 10, 60, 7, ratioShift},
                                      {"storm", 15, 180, 7, storm}}};

void scaleAll(World& w, int from, int length, const std::function<double(int)>& factor)
{
    w.rates.bend(from, length, [&](int i, Rates::Row& row) {
        for (double& rate : row)
            rate *= factor(i);
    });
}

int between(Random& random, int low, int high)
{
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

// What must not alert: one or two of these a day.
void quietStretch(World& w, Places& places, std::vector<Label>* labels)
{
    const int choice = between(w.random, 0, 3);
    const double up = w.random.uniform(1.3, 2.5);
    const auto add = [&](const char* name, int length, const std::function<double(int)>& factor) {
        const int from = places.take(length, 35);
        if (from < 0)
            return;
        scaleAll(w, from, length, factor);
        if (labels != nullptr)
            labels->push_back(labelled(name, from, length + 15));
    };
    switch (choice) {
    case 0:
        add("growth, sharp", between(w.random, 20, 120), [&](int) { return up; });
        break;
    case 1: {
        const int length = between(w.random, 90, 240);
        add("growth, slow", length,
            [&](int i) { return 1 + (up - 1) * std::sin(std::numbers::pi * (i + 0.5) / length); });
        break;
    }
    case 2: {
        const double step = w.random.uniform() < 0.5 ? 0.7 : 1.3;
        add(step < 1 ? "step down" : "step up", between(w.random, 90, 240),
            [&](int) { return step; });
        break;
    }
    default:
        add("push message", 5, [](int) { return 2.0; });
    }
}

void jobs(World& w, int day, bool hourly, bool nightly, bool judged)
{
    if (hourly) {
        const double size = 18;
        for (int hour = 9; hour < 18; ++hour) {
            const int from = day * kDay + hour * 60;
            w.rates.at(from, Refunded) += size;
            if (judged)
                w.scenario.quiet.push_back(labelled("hourly job", from, 2));
        }
    }
    if (nightly) {
        const int from = day * kDay + 180;
        w.rates.at(from, Reversed) += 20;
        if (judged)
            w.scenario.quiet.push_back(labelled("nightly job", from, 2));
    }
}

void bendDay(World& w, const ScenarioPlan& plan, int day)
{
    const bool judged = day >= plan.historyDays;
    const int dayStart = day * kDay;
    const double wholeDay = w.random.uniform();
    if (wholeDay < 0.08 || wholeDay > 0.92) {
        const double factor = wholeDay < 0.08 ? 0.65 : 1.3;
        scaleAll(w, dayStart, kDay, [&](int) { return factor; });
        if (judged)
            w.scenario.quiet.push_back(
                labelled(factor < 1 ? "day low" : "day high", dayStart, kDay));
    } else if (judged && day % 7 >= 5) {
        w.scenario.quiet.push_back(labelled("weekend", dayStart, kDay));
    }
    if (judged)
        w.scenario.quiet.push_back(labelled("calm night", dayStart + 60, 240));

    Places places{w.random, dayStart, 310, kDay - 5};
    const int stretches = between(w.random, 1, 2);
    for (int i = 0; i < stretches; ++i)
        quietStretch(w, places, judged ? &w.scenario.quiet : nullptr);
    const int incidents = judged ? between(w.random, 7, 11) : 2;
    for (int i = 0; i < incidents; ++i) {
        const Kind& kind = kKinds[w.random.below(kKinds.size())];
        const int length = between(w.random, kind.shortest, kind.longest);
        const int from = places.take(length, 35);
        if (from < 0 || from - dayStart < kind.fromHour * 60)
            continue;
        kind.make(w, from, length);
        if (judged)
            w.scenario.incidents.push_back(labelled(kind.name, from, length));
    }
}

} // namespace

Scenario makeAcquirer(const ScenarioPlan& plan)
{
    const int days = plan.historyDays + plan.judgedDays;
    World w{Random{plan.seed * 2654435761u + 17}, Rates{days * kDay}, {}, 1};
    w.dispersion = w.random.uniform(1.0, 1.2);
    const double size = w.random.uniform(0.8, 1.1);
    for (int t = 0; t < days * kDay; ++t) {
        const int day = t / kDay;
        const double approved =
            size * dayShape(t % kDay) * kWeekShape[static_cast<std::size_t>(day % 7)];
        const double night = std::exp(-approved / 20); // more is denied at night
        w.rates.at(t, Approved) = approved;
        w.rates.at(t, Denied) = approved * (0.095 + 0.12 * night);
        w.rates.at(t, Failed) = 0.04 * std::min(1.0, approved / 100);
        w.rates.at(t, Reversed) = 0.0055 * approved;
        w.rates.at(t, BackendReversed) = 0.0028 * approved;
        w.rates.at(t, Refunded) = 0.0026 * approved;
        w.rates.at(t, Processing) = 0.002;
    }
    const bool hourly = w.random.uniform() < 0.5;
    const bool nightly = w.random.uniform() < 0.5;
    for (int day = 0; day < days; ++day) {
        bendDay(w, plan, day);
        jobs(w, day, hourly && day % 7 < 5, nightly, day >= plan.historyDays);
    }
    for (int t = 0; t < days * kDay; ++t) {
        Bucket bucket;
        bucket.time = scenarioStart() + std::chrono::minutes{t};
        bucket.counts.resize(kKnownStatuses);
        std::uint64_t total = 0;
        for (std::size_t s = 0; s < kKnownStatuses; ++s) {
            const double rate = w.rates.minutes[static_cast<std::size_t>(t)][s];
            // variance / mean is the same at every rate
            const std::uint64_t count =
                w.dispersion > 1.001 ? w.random.negativeBinomial(rate, rate / (w.dispersion - 1))
                                     : w.random.poisson(rate);
            bucket.counts[s] = w.rates.lost[static_cast<std::size_t>(t)] ? 0 : count;
            total += bucket.counts[s];
        }
        bucket.fill = total == 0 ? Fill::Gap : Fill::Complete;
        w.scenario.minutes.push_back(std::move(bucket));
    }
    w.scenario.judged = {scenarioStart() + std::chrono::minutes{plan.historyDays * kDay},
                         scenarioStart() + std::chrono::minutes{days * kDay}};
    return std::move(w.scenario);
}

} // namespace vigia::eval
