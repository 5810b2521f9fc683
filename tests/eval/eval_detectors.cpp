// eval_detectors [--detector NAME]… [--seeds A-B] [--budget N] [--history DAYS] [--days N]
//                [--generator acquirer|marketplace] [--kinds] [--wrong] [--readme FILE]
//                [--day FILE [--train]]
// Prints the quality of each detector on scenarios; --readme puts the table between the marks of
// that file, as the target vigia_eval_table does with core/detect/README.md. With --day, the alarms
// on a real day.
#include "tests/eval/day_file.h"
#include "tests/eval/evaluate.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

using namespace vigia;
using namespace vigia::eval;

namespace {

struct Options
{
    std::vector<std::string> detectors;
    std::vector<Generator> generators{Generator::Acquirer, Generator::Marketplace};
    std::uint64_t fromSeed = 1;
    std::uint64_t toSeed = 8;
    double budget = 1;
    int history = 21;
    int days = 7;
    bool kinds = false;
    bool wrong = false;
    bool train = false;
    std::string day;
    std::string readme;
};

Options parse(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view arg = argv[i];
        const auto value = [&]() -> const char* { return i + 1 < argc ? argv[++i] : ""; };
        if (arg == "--detector")
            options.detectors.emplace_back(value());
        else if (arg == "--seeds")
            std::sscanf(value(), "%lu-%lu", &options.fromSeed, &options.toSeed);
        else if (arg == "--budget")
            options.budget = std::atof(value());
        else if (arg == "--history")
            options.history = std::atoi(value());
        else if (arg == "--days")
            options.days = std::atoi(value());
        else if (arg == "--generator")
            options.generators = {std::strcmp(value(), "acquirer") == 0 ? Generator::Acquirer
                                                                        : Generator::Marketplace};
        else if (arg == "--kinds")
            options.kinds = true;
        else if (arg == "--wrong")
            options.wrong = true;
        else if (arg == "--train")
            options.train = true;
        else if (arg == "--readme")
            options.readme = value();
        else if (arg == "--day")
            options.day = value();
    }
    if (options.detectors.empty()) {
        for (const std::string_view name : detectorNames())
            options.detectors.emplace_back(name);
    }
    return options;
}

void printAlarm(const Alarm& alarm)
{
    const StatusCatalog catalog;
    std::printf("  %s %-16s %-8s %-5s %5.1f/%.1f [%.0f, %.0f] %s\n", toRfc3339(alarm.time).c_str(),
                std::string(catalog.name(alarm.status)).c_str(),
                std::string(toString(alarm.verdict.severity)).c_str(),
                std::string(toString(alarm.verdict.kind)).c_str(), alarm.verdict.score,
                alarm.verdict.threshold, alarm.verdict.low, alarm.verdict.high,
                alarm.words.c_str());
}

void printWrong(const Scenario& scenario, const Run& run, std::uint64_t seed)
{
    for (const AlarmEpisode& episode : alarmEpisodes([&] {
             std::vector<AlarmMinute> minutes;
             for (const Alarm& alarm : run.alarms)
                 minutes.push_back({alarm.time, alarm.status});
             return minutes;
         }())) {
        const bool touches = std::ranges::any_of(scenario.incidents, [&](const Label& label) {
            return label.range.from < episode.to &&
                   episode.from < label.range.to + std::chrono::minutes{20};
        });
        if (touches)
            continue;
        std::string within;
        for (const Label& label : scenario.quiet) {
            if (label.range.from < episode.to && episode.from < label.range.to)
                within += " " + label.kind;
        }
        std::printf("seed %lu, in:%s\n", seed, within.c_str());
        for (const Alarm& alarm : run.alarms) {
            if (alarm.status == episode.status && alarm.time >= episode.from &&
                alarm.time < episode.to)
                printAlarm(alarm);
        }
    }
    for (const Label& label : scenario.incidents) {
        const bool found = std::ranges::any_of(run.alarms, [&](const Alarm& alarm) {
            return alarm.time >= label.range.from && alarm.time <= label.range.to;
        });
        if (!found)
            std::printf("seed %lu missed %s %s-%s\n", seed, label.kind.c_str(),
                        toRfc3339(label.range.from).c_str(), toRfc3339(label.range.to).c_str());
    }
}

constexpr const char* kHead =
    "| detector | generator | recall | precision | F1 | delay-weighted F1 | false alarms a day | "
    "quiet stretches hit | mean delay, min |\n|---|---|---|---|---|---|---|---|---|\n";

std::string row(const std::string& name, std::string_view generator, const Quality& q)
{
    std::array<char, 256> text;
    std::snprintf(text.data(), text.size(),
                  "| %s | %s | %.3f | %.3f | %.3f | %.3f | %.2f | %.1f %% | %.1f |\n", name.c_str(),
                  std::string(generator).c_str(), q.recall(), q.precision(), q.f1(),
                  q.delayWeightedF1(), q.falseAlarmsPerDay(), 100 * q.quietHitShare(),
                  q.meanDelayMinutes());
    return text.data();
}

// Replaces what stands between the marks; false where the file or a mark is missing.
bool writeBetweenMarks(const std::string& path, const std::string& table)
{
    std::stringstream all;
    all << std::ifstream(path).rdbuf();
    std::string text = all.str();
    const std::string first = "<!-- evaluation -->\n";
    const auto from = text.find(first);
    const auto to = text.find("<!-- end of evaluation -->");
    if (from == std::string::npos || to == std::string::npos || to < from)
        return false;
    text.replace(from + first.size(), to - from - first.size(), table);
    return static_cast<bool>(std::ofstream(path) << text);
}

void printKinds(const Quality& q)
{
    for (const auto& [kind, tally] : q.byKind)
        std::printf("    %-16s found %3d of %3d, credit %.3f\n", kind.c_str(), tally.found,
                    tally.total, tally.total ? tally.credit / tally.total : 0);
    for (const auto& [kind, tally] : q.quietByKind)
        std::printf("    quiet %-16s hit %3d of %3d\n", kind.c_str(), tally.found, tally.total);
}

int showDay(const Options& options)
{
    Scenario scenario;
    scenario.minutes = readDay(options.day);
    if (scenario.minutes.empty()) {
        std::fprintf(stderr, "cannot read %s\n", options.day.c_str());
        return 1;
    }
    scenario.judged = {scenario.minutes.front().time,
                       scenario.minutes.back().time + std::chrono::minutes{1}};
    if (options.train) {
        std::vector<Bucket> twice = scenario.minutes;
        for (Bucket& bucket : twice)
            bucket.time -= std::chrono::days{1};
        twice.insert(twice.end(), scenario.minutes.begin(), scenario.minutes.end());
        scenario.minutes = std::move(twice);
    }
    for (const std::string& name : options.detectors) {
        const Run run = evaluate(name, scenario, options.budget, true);
        std::printf("%s: %zu alarms\n", name.c_str(), run.alarms.size());
        for (const Alarm& alarm : run.alarms)
            printAlarm(alarm);
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const Options options = parse(argc, argv);
    if (!options.day.empty())
        return showDay(options);
    std::string table = kHead;
    std::fputs(kHead, stdout);
    for (const std::string& name : options.detectors) {
        for (const Generator generator : options.generators) {
            Quality total;
            for (std::uint64_t seed = options.fromSeed; seed <= options.toSeed; ++seed) {
                const Scenario scenario =
                    makeScenario({generator, seed, options.history, options.days});
                const Run run = evaluate(name, scenario, options.budget, options.wrong);
                total += run.quality;
                if (options.wrong)
                    printWrong(scenario, run, seed);
            }
            const std::string line = row(name, toString(generator), total);
            table += line;
            std::fputs(line.c_str(), stdout);
            std::fflush(stdout);
            if (options.kinds)
                printKinds(total);
        }
    }
    if (!options.readme.empty() && !writeBetweenMarks(options.readme, table)) {
        std::fprintf(stderr, "%s: no marks to write between\n", options.readme.c_str());
        return 1;
    }
    return 0;
}
