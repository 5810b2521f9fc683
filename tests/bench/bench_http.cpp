// The listener alone: gate, QHttpServer, JSON, routes and answers, over a sink that accepts at
// once. What the store adds is measured with load_http against `vigiactl serve`.
#include "core/base/clock.h"
#include "core/ingest/http_listener.h"
#include "tests/bench/load_generator.h"

#include <QCoreApplication>

#include <cstdio>

using namespace vigia;

namespace {

// Keeps nothing, unlike the one of the tests.
class OpenSink final : public IngestSink
{
public:
    void ingest(CountBatch batch, Keep<IngestAnswer>, IngestDone done) override
    {
        done(IngestAnswer{static_cast<std::int64_t>(batch.rows.size()), 0, {}, {}});
    }
    void queryCounts(CountQuery, CountsDone done) override { done(CountPage{}); }
    void queryAnomalies(AnomalyQuery, AnomaliesDone done) override { done({}); }
    void queryIncidents(IncidentQuery, IncidentsDone done) override { done({}); }
    [[nodiscard]] std::vector<std::string> notReadyReasons() const override { return {}; }
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const SystemClock clock;
    OpenSink sink;
    HttpListener listener;
    IngestConfig config;
    config.port = 0;
    const auto url = listener.start(
        config, {sink, std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), clock});
    if (!url) {
        std::fprintf(stderr, "%s\n", url.error().message.c_str());
        return 3;
    }
    bool failed = false;
    for (const auto& [connections, rows] :
         {std::pair{32, 1}, std::pair{32, 7}, std::pair{8, 1000}}) {
        bench::LoadPlan plan;
        plan.port = static_cast<std::uint16_t>(url->port());
        plan.connections = connections;
        plan.rows = rows;
        plan.duration = std::chrono::milliseconds{3000};
        const bench::LoadFigures figures = bench::runLoad(plan);
        std::puts(bench::describe(plan, figures).c_str());
        failed |= figures.failures != 0;
    }
    return failed ? 1 : 0;
}
