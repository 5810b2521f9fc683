#include "tests/eval/evaluate.h"

#include <cstdio>
#include <cstdlib>
#include <deque>

namespace vigia::eval {

DetectorContext contextFor(double falseAlarmsPerDay)
{
    DetectorContext context;
    context.catalog = std::make_shared<StatusCatalog>();
    context.zone = std::make_shared<Zone>();
    context.config.falseAlarmsPerDay = falseAlarmsPerDay;
    return context;
}

Run evaluate(std::string_view name, const Scenario& scenario, double falseAlarmsPerDay,
             bool explain)
{
    auto made = makeDetector(name, contextFor(falseAlarmsPerDay));
    if (!made) {
        std::fprintf(stderr, "%s\n", made.error().message.c_str());
        std::abort();
    }
    Detector& detector = **made;
    Run run;
    std::vector<AlarmMinute> alarms;
    struct Due
    {
        Minute at;
        TrainingJob job;
    };
    std::deque<Due> due;
    for (const Bucket& bucket : scenario.minutes) {
        if (scenario.judged.contains(bucket.time)) {
            for (std::size_t s = 0; s < bucket.counts.size(); ++s) {
                const auto status = static_cast<StatusId>(s);
                const Verdict verdict = detector.score(bucket, status);
                if (!verdict.ready || !verdict.fired)
                    continue;
                alarms.push_back({bucket.time, status});
                run.alarms.push_back(
                    {bucket.time, status, verdict,
                     explain ? detector.explain(bucket, status, verdict) : std::string()});
            }
        }
        if (!due.empty() && bucket.time >= due.front().at) { // as live and backtest do
            detector.adopt(due.front().job.fit());
            due.pop_front();
        }
        detector.learn(bucket);
        if (auto job = detector.trainingDue())
            due.push_back({bucket.time + kAdoptAfter, std::move(*job)});
    }
    run.quality = scoreAlarms(scenario.judged, scenario.incidents, scenario.quiet, alarms);
    return run;
}

} // namespace vigia::eval
