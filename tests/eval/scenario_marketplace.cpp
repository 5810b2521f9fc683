#include "tests/eval/scenario_parts.h"

#include <algorithm>
#include <cmath>

namespace vigia::eval {

using enum StatusId;

namespace {

double hump(double hour, double centre, double width)
{
    double apart = std::abs(hour - centre);
    apart = std::min(apart, 24 - apart);
    return std::exp(-0.5 * apart * apart / (width * width));
}

struct World
{
    Random random;
    Rates rates;
    Scenario scenario;
    double size;       // of the merchant, 0.1 to 10
    double noiseShape; // of the gamma that each rate is multiplied with
};

int between(Random& random, int low, int high)
{
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

// A count that a person would call clearly too many beside `rate`.
double clearExcess(Random& random, double rate)
{
    return std::max(6.0, random.uniform(4, 9) * std::sqrt(rate + 1) + rate * 0.4);
}

StatusId badStatus(Random& random)
{
    constexpr std::array<StatusId, 5> kChoice{Denied, Failed, Reversed, Refunded, Processing};
    return kChoice[random.below(kChoice.size())];
}

using Incident = void (*)(World&, int from, int length);

void blip(World& w, int from, int length)
{
    const StatusId status = badStatus(w.random);
    const double excess = 1.3 * clearExcess(w.random, w.rates.at(from, status));
    w.rates.bend(from, length, [&](int, Rates::Row& row) { row[index(status)] += excess; });
}

void decayingBurst(World& w, int from, int length)
{
    const StatusId status = badStatus(w.random);
    const double excess = clearExcess(w.random, w.rates.at(from, status));
    w.rates.bend(from, length, [&](int i, Rates::Row& row) {
        row[index(status)] += excess * std::exp(-2.0 * i / length);
    });
}

void curvedRamp(World& w, int from, int length)
{
    const StatusId status = badStatus(w.random);
    const double excess = 1.5 * clearExcess(w.random, w.rates.at(from, status));
    w.rates.bend(from, length, [&](int i, Rates::Row& row) {
        row[index(status)] += excess * std::pow((i + 1.0) / length, 1.4);
    });
}

void stagedDrop(World& w, int from, int length)
{
    const double deepest = w.random.uniform(0.1, 0.6);
    w.rates.bend(from, length, [&](int i, Rates::Row& row) {
        row[index(Approved)] *= i < 2 ? (1 + deepest) / 2 : deepest;
    });
}

void silence(World& w, int from, int length)
{
    for (int i = 0; i < length; ++i)
        w.rates.lost[static_cast<std::size_t>(from + i)] = true;
}

void refusals(World& w, int from, int length)
{
    const double moved = w.random.uniform(0.1, 0.4);
    w.rates.bend(from, length, [&](int, Rates::Row& row) {
        const double lost = row[index(Approved)] * moved;
        row[index(Approved)] -= lost;
        row[index(Denied)] += 0.8 * lost;
        row[index(Failed)] += 0.2 * lost;
    });
}

void meltdown(World& w, int from, int length)
{
    const double share = w.random.uniform(0.05, 0.25);
    w.rates.bend(from, length, [&](int i, Rates::Row& row) {
        const double wave = 0.55 + 0.45 * std::sin(i * 0.9);
        row[index(Failed)] += share * row[index(Approved)] + 1;
        row[index(Reversed)] += share * row[index(Approved)] + 1;
        row[index(Approved)] *= wave;
        row[index(Denied)] *= 1 + wave;
    });
}

struct Kind
{
    const char* name;
    int shortest;
    int longest;
    double leastApproved; // a minute; less cannot be judged in such a time by anybody
    Incident make;
};
constexpr std::array<Kind, 7> kKinds{{{"spike", 1, 2, 0, blip},
                                      {"burst", 6, 45, 0, decayingBurst},
                                      {"ramp", 20, 75, 0, curvedRamp},
                                      {"drop", 6, 90, 12, stagedDrop},
                                      {"outage", 4, 20, 8, silence},
                                      {"ratio shift", 12, 90, 12, refusals},
                                      {"storm", 10, 120, 8, meltdown}}};

void scaleAll(World& w, int from, int length, const std::function<double(int)>& factor)
{
    w.rates.bend(from, length, [&](int i, Rates::Row& row) {
        for (double& rate : row)
            rate *= factor(i);
    });
}

void quietStretch(World& w, Places& places, std::vector<Label>* labels)
{
    const double top = w.random.uniform(1.25, 3);
    struct Choice
    {
        const char* name;
        int length;
        std::function<double(int, int)> factor;
    };
    const std::array<Choice, 5> choices{
        {{"growth, sharp", between(w.random, 15, 90),
          [=](int i, int n) { return 1 + (top - 1) * std::exp(-1.5 * i / n); }},
         {"growth, slow", between(w.random, 120, 300),
          [=](int i, int n) {
              return 1 + (top - 1) * std::min({1.0, 3.0 * i / n, 3.0 * (n - i) / n});
          }},
         {"step down", between(w.random, 60, 200), [](int, int) { return 0.72; }},
         {"step up", between(w.random, 60, 200), [](int, int) { return 1.3; }},
         {"push message", 5, [](int, int) { return 2.0; }}}};
    const Choice& choice = choices[w.random.below(choices.size())];
    const int from = places.take(choice.length, 30);
    if (from < 0)
        return;
    scaleAll(w, from, choice.length, [&](int i) { return choice.factor(i, choice.length); });
    if (labels != nullptr)
        labels->push_back(labelled(choice.name, from, choice.length + 15));
}

void bendDay(World& w, const ScenarioPlan& plan, int day)
{
    const bool judged = day >= plan.historyDays;
    const int dayStart = day * kDay;
    const double luck = w.random.uniform();
    const double factor = luck < 0.07 ? 0.65 : luck < 0.17 ? 1.3 : w.random.uniform(0.93, 1.07);
    scaleAll(w, dayStart, kDay, [&](int) { return factor; });
    if (judged && (factor > 1.2 || factor < 0.8))
        w.scenario.quiet.push_back(labelled(factor < 1 ? "day low" : "day high", dayStart, kDay));

    Places places{w.random, dayStart, 20, kDay - 5};
    for (int i = 0; i < 2; ++i)
        quietStretch(w, places, judged ? &w.scenario.quiet : nullptr);
    const int incidents = judged ? between(w.random, 6, 10) : 2;
    for (int i = 0; i < incidents; ++i) {
        const Kind& kind = kKinds[w.random.below(kKinds.size())];
        const int length = between(w.random, kind.shortest, kind.longest);
        const int from = places.take(length, 40);
        if (from < 0 || w.rates.at(from, Approved) < kind.leastApproved)
            continue;
        kind.make(w, from, length);
        if (judged)
            w.scenario.incidents.push_back(labelled(kind.name, from, length));
    }
}

// A settlement in the small hours and a sweep twenty past each hour, in some worlds.
void jobs(World& w, int days, int historyDays)
{
    const bool sweep = w.random.uniform() < 0.4;
    const bool settlement = w.random.uniform() < 0.6;
    const int settleAt = between(w.random, 0, 5) * 60 + between(w.random, 0, 59);
    for (int day = 0; day < days; ++day) {
        const auto job = [&](const char* name, int minute, StatusId status, double size) {
            w.rates.at(day * kDay + minute, status) += size * w.random.uniform(0.8, 1.2);
            if (day >= historyDays)
                w.scenario.quiet.push_back(labelled(name, day * kDay + minute, 2));
        };
        if (settlement)
            job("nightly job", settleAt, Refunded, 30);
        for (int hour = 0; sweep && hour < 24; ++hour)
            job("hourly job", hour * 60 + 20, Reversed, 12);
    }
}

} // namespace

Scenario makeMarketplace(const ScenarioPlan& plan)
{
    const int days = plan.historyDays + plan.judgedDays;
    World w{Random{plan.seed * 7046029254386353131u + 5}, Rates{days * kDay}, {}, 1, 1};
    w.size = std::pow(10, w.random.uniform(-1, 1));
    w.noiseShape = w.random.uniform(300, 3000);
    const double lunch = w.random.uniform(11.5, 13.5);
    const double dinner = w.random.uniform(18.5, 21);
    const double refusal = w.random.uniform(0.05, 0.18);
    const double refusalSwing = w.random.uniform(0, 0.3);
    const double weekend = w.random.uniform(0.7, 1.3);
    double wander = 0; // log of a level that wanders, sd 2.5 % over an hour or so
    for (int t = 0; t < days * kDay; ++t) {
        const double hour = (t % kDay) / 60.0;
        wander = 0.985 * wander + 0.0045 * w.random.normal();
        const double approved = 120 * w.size * std::exp(wander) *
                                (t / kDay % 7 >= 5 ? weekend : 1.0) *
                                (0.03 + 0.9 * hump(hour, lunch, 2.2) + hump(hour, dinner, 1.8) +
                                 0.25 * hump(hour, 16, 3));
        w.rates.at(t, Approved) = approved;
        w.rates.at(t, Denied) = approved * refusal * (1 + refusalSwing * std::cos(hour / 3.82));
        w.rates.at(t, Failed) = 0.002 * approved + 0.005;
        w.rates.at(t, Reversed) = 0.004 * approved;
        w.rates.at(t, BackendReversed) = 0.001 * approved;
        w.rates.at(t, Refunded) = 0.006 * approved;
        w.rates.at(t, Processing) = 0.01 * approved;
    }
    for (int day = 0; day < days; ++day)
        bendDay(w, plan, day);
    jobs(w, days, plan.historyDays);
    for (int t = 0; t < days * kDay; ++t) {
        Bucket bucket;
        bucket.time = scenarioStart() + std::chrono::minutes{t};
        bucket.counts.resize(kKnownStatuses);
        std::uint64_t total = 0;
        for (std::size_t s = 0; s < kKnownStatuses; ++s) {
            const double rate = w.rates.minutes[static_cast<std::size_t>(t)][s];
            const std::uint64_t count = w.random.negativeBinomial(rate, w.noiseShape);
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
