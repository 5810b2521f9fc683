#include "core/engine/sample_generator.h"

#include "core/base/random.h"
#include "core/base/zone.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <span>

namespace vigia {
namespace {

using std::chrono::minutes;

// Approved a minute at each full hour of an ordinary day; in between the
// logarithm is interpolated.
constexpr std::array<double, 25> kApproved = {8,   3.6, 1.7, 1.1, 1.4, 5.5, 31,  92,  188,
                                              285, 338, 346, 312, 284, 305, 318, 300, 262,
                                              232, 186, 142, 104, 62,  28,  8};
constexpr std::array<double, 7> kDayOfWeek = {1.0,  1.02, 1.0, 1.03,
                                              1.08, 0.84, 0.62}; // Monday first

// A bad status is a share of the approved plus a floor; variance is `spread`
// times the mean.
struct Share
{
    StatusId status;
    double ofApproved;
    double spread;
};
constexpr std::array<Share, 6> kShares = {{
    {StatusId::Denied, 0.105, 1.1},
    {StatusId::Failed, 0.00015, 1.0},
    {StatusId::Reversed, 0.0058, 1.1},
    {StatusId::BackendReversed, 0.0021, 1.15},
    {StatusId::Refunded, 0.0017, 1.0},
    {StatusId::Processing, 0.00005, 1.0},
}};
constexpr double kDaySpread = 0.02;  // whole days differ, deviation of the logarithm
constexpr double kWander = 0.008;    // so does the level within the day
constexpr double kWanderKept = 0.97; // of the deviation, from minute to minute
constexpr std::size_t kStatuses = kKnownStatuses;
using Means = std::array<double, kStatuses>;

double approvedAt(LocalMinute time)
{
    const int minute = minuteOfDay(time);
    const auto hour = static_cast<std::size_t>(minute / 60);
    const double t = (minute % 60) / 60.0;
    const double smooth = t * t * (3 - 2 * t);
    const double level =
        std::log(kApproved[hour]) * (1 - smooth) + std::log(kApproved[hour + 1]) * smooth;
    return std::exp(level) * kDayOfWeek[static_cast<std::size_t>(dayOfWeek(time))];
}

std::uint64_t draw(Random& random, double mean, double spread)
{
    if (mean <= 0)
        return 0;
    return spread > 1 ? random.negativeBinomial(mean, mean / (spread - 1)) : random.poisson(mean);
}

double& of(Means& means, StatusId status)
{
    return means[index(status)];
}

// Where the story of a day takes place; each moves up to `jitter` minutes with
// the seed.
struct Scene
{
    SampleIncidentKind kind;
    int from; // minute of day
    int length;
    int jitter;
};
constexpr std::array<Scene, 5> kStory = {{
    {SampleIncidentKind::DenialBurst, 9 * 60 + 20, 24, 8},
    {SampleIncidentKind::ApprovalDrop, 11 * 60 + 10, 20, 8},
    {SampleIncidentKind::Silence, 12 * 60 + 48, 6, 5},
    {SampleIncidentKind::ReversalStorm, 14 * 60 + 20, 170, 10},
    {SampleIncidentKind::Silence, 21 * 60 + 12, 9, 8},
}};

std::vector<SampleIncident> planStory(Random& random, LocalMinute midnight)
{
    std::vector<SampleIncident> out;
    for (const Scene& scene : kStory) {
        const auto shift = static_cast<int>(random.below(2 * scene.jitter + 1)) - scene.jitter;
        const LocalMinute from = midnight + minutes{scene.from + shift};
        out.push_back({scene.kind, from, from + minutes{scene.length}});
    }
    return out;
}

// The storm stalls, drains and stalls again: payments pile up and are reversed
// in waves.
void storm(Random& random, Means& means)
{
    const bool stalled = random.uniform() < 0.3;
    const double flow = stalled ? random.uniform(0.01, 0.25) : random.uniform(0.4, 1.8);
    const double approved = of(means, StatusId::Approved);
    of(means, StatusId::Approved) = approved * flow;
    of(means, StatusId::Denied) *= flow * random.uniform(1.2, 2.2);
    of(means, StatusId::Reversed) += approved * flow * random.uniform(0.2, 0.55);
    of(means, StatusId::BackendReversed) += random.uniform(1, 8);
    of(means, StatusId::Processing) += stalled ? random.uniform(2, 12) : random.uniform(0, 3);
    of(means, StatusId::Refunded) *= random.uniform(1.5, 5);
}

// False when the minute has no row at all.
bool play(Random& random, std::span<const SampleIncident> story, LocalMinute time, Means& means)
{
    for (const SampleIncident& scene : story) {
        const bool inside = scene.from <= time && time < scene.to;
        switch (scene.kind) {
        case SampleIncidentKind::DenialBurst:
            if (inside) {
                of(means, StatusId::Denied) *= 3.5;
                of(means, StatusId::Approved) *= 0.8;
            }
            break;
        case SampleIncidentKind::ApprovalDrop:
            if (inside) {
                of(means, StatusId::Approved) *= 0.45;
                of(means, StatusId::Failed) += 4;
            }
            break;
        case SampleIncidentKind::ReversalStorm:
            if (inside) {
                storm(random, means);
                if (random.uniform() < 0.04)
                    return false;
            }
            break;
        case SampleIncidentKind::Silence:
            if (inside)
                return false;
            if (scene.to <= time && time < scene.to + minutes{2}) {
                for (double& mean : means)
                    mean *= 1.6; // what had waited
            }
            break;
        }
    }
    return true;
}

void appendTwo(std::string& out, unsigned value)
{
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
}

} // namespace

Sample generateSample(const SampleOptions& options)
{
    assert(options.days >= 1 && options.days <= kMaxSampleDays);
    Sample sample;
    Random random{options.seed};
    double wander = 0;
    for (int day = 0; day < options.days; ++day) {
        const LocalMinute midnight = options.start + std::chrono::days{day};
        const double volume = std::exp(kDaySpread * random.normal());
        std::vector<SampleIncident> story;
        if (options.incidents == SampleIncidents::OnLastDay && day + 1 == options.days)
            story = planStory(random, midnight);
        for (int minute = 0; minute < 1440; ++minute) {
            const LocalMinute time = midnight + minutes{minute};
            wander = kWanderKept * wander + kWander * random.normal();
            Means means{};
            of(means, StatusId::Approved) = approvedAt(time) * volume * std::exp(wander);
            for (const Share& share : kShares)
                of(means, share.status) = share.ofApproved * of(means, StatusId::Approved);
            if (!play(random, story, time, means))
                continue;
            if (const auto n = random.poisson(of(means, StatusId::Approved)); n > 0)
                sample.rows.push_back({time, StatusId::Approved, n});
            for (const Share& share : kShares) {
                if (const auto n = draw(random, of(means, share.status), share.spread); n > 0)
                    sample.rows.push_back({time, share.status, n});
            }
        }
        sample.incidents.insert(sample.incidents.end(), story.begin(), story.end());
    }
    return sample;
}

std::string sampleCsv(const Sample& sample)
{
    const StatusCatalog catalog;
    std::string out = "time,status,count\n";
    for (const SampleRow& row : sample.rows) {
        const auto day = std::chrono::floor<std::chrono::days>(row.time);
        const std::chrono::year_month_day date{day};
        const auto minute = static_cast<unsigned>(minuteOfDay(row.time));
        out += std::to_string(static_cast<int>(date.year()));
        out += '-';
        appendTwo(out, static_cast<unsigned>(date.month()));
        out += '-';
        appendTwo(out, static_cast<unsigned>(date.day()));
        out += ' ';
        appendTwo(out, minute / 60);
        out += ':';
        appendTwo(out, minute % 60);
        out += ":00,";
        out += catalog.name(row.status);
        out += ',';
        out += std::to_string(row.count);
        out += '\n';
    }
    return out;
}

} // namespace vigia
