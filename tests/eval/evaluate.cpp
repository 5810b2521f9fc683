#include "tests/eval/evaluate.h"

#include <cstdio>
#include <cstdlib>

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
        detector.learn(bucket);
        if (auto job = detector.trainingDue())
            detector.adopt(job->fit());
    }
    run.quality = scoreAlarms(scenario.judged, scenario.incidents, scenario.quiet, alarms);
    return run;
}

} // namespace vigia::eval
