// What a frame of the charts costs the GUI thread: points in, picture out, on the raster engine.
//
// Aim: a frame of one chart with a day at most 16 ms. Measured 2026-11-21, Intel Xeon 2.7 GHz, two
// cores shared with other work, Qt 6.4.2 offscreen, release; CPU time of a frame:
//   one chart of 1500x420: 3 h 1.5 ms, a day 2.6 ms, a week 3.8 ms, 35 days 4.2 ms
//   seven charts of 1500x860: 3 h 5.2 ms, a day 10.5 ms, a week 19 ms
//   a step of the crosshair over seven charts 0.4 ms; a new minute into the model 0.2 us
// A frame falls due when a minute in sight changes: seven charts at ten frames a second, each with
// a new minute, take 5 % of a core at 3 h and 10.5 % at a day.
#include "tests/support/afternoon.h"
#include "ui/chart/chart_stack.h"
#include "ui/chart/status_chart.h"
#include "ui/chart/theme.h"

#include <QApplication>
#include <QPixmap>
#include <benchmark/benchmark.h>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

// A page of charts over the last `span` minutes of `days` days.
struct Page
{
    Page(int days, int span)
    {
        const Minute end = test::usualStorm() + minutes{27};
        const auto data = test::makeAfternoon(end - hours{24 * days}, test::usualStorm(), end);
        series.apply(data.minutes);
        series.markLoaded({series.first(), series.end()});
        anomalies.apply(data.anomalies);
        incidents.apply(data.incidents);
        axis.setSpan(span);
        axis.setBounds({series.first(), series.end()});
        stack.resize(1500, 860);
        stack.show();
        QApplication::processEvents();
        stack.drawNow();
        QApplication::processEvents();
    }

    std::shared_ptr<const StatusCatalog> catalog = std::make_shared<StatusCatalog>();
    std::shared_ptr<const Zone> zone =
        std::make_shared<Zone>(Zone::fixed("America/Sao_Paulo", minutes{-180}));
    SeriesModel series{catalog, zone};
    AnomalyListModel anomalies{catalog, zone};
    IncidentListModel incidents{catalog, zone};
    TimeAxisLink axis;
    ChartStack stack{series, anomalies, incidents, axis};
    QPixmap target{1500, 400};
};

// One chart of 1500×400 pixels, drawn anew.
void oneChart(benchmark::State& state)
{
    Page page(int(state.range(0)), int(state.range(1)));
    StatusChart* chart = page.stack.charts()[0];
    for (std::size_t s = 1; s < kKnownStatuses; ++s)
        page.stack.setStatusVisible(static_cast<StatusId>(s), false);
    page.stack.resize(1500, 470);
    QApplication::processEvents();
    for (auto _ : state) {
        page.stack.drawNow();
        chart->viewport()->render(&page.target);
    }
    state.SetLabel(std::to_string(chart->height()) + " px high, " +
                   std::to_string(chart->linePoints().size()) + " points");
}
BENCHMARK(oneChart)
    ->Args({1, 180})
    ->Args({1, 1440})
    ->Args({8, 7 * 1440})
    ->Args({35, 35 * 1440})
    ->Unit(benchmark::kMillisecond);

// All seven in the room of a 1920×1080 window: what a tick of live data or a step of a pan costs.
void sevenCharts(benchmark::State& state)
{
    Page page(int(state.range(0)), int(state.range(1)));
    for (auto _ : state) {
        page.stack.drawNow();
        for (StatusChart* chart : page.stack.charts())
            chart->viewport()->render(&page.target);
    }
}
BENCHMARK(sevenCharts)
    ->Args({1, 180})
    ->Args({1, 1440})
    ->Args({8, 7 * 1440})
    ->Unit(benchmark::kMillisecond);

// The crosshair moves: only the picture is copied.
void crosshair(benchmark::State& state)
{
    Page page(1, 1440);
    int i = 0;
    for (auto _ : state) {
        page.axis.setCrosshair(page.series.end() - minutes{1 + (i++ % 1400)});
        for (StatusChart* chart : page.stack.charts())
            chart->viewport()->render(&page.target);
    }
}
BENCHMARK(crosshair)->Unit(benchmark::kMillisecond);

// One new minute of all statuses into the model, without drawing.
void oneMinute(benchmark::State& state)
{
    Page page(8, 180);
    LiveMinute m;
    m.counts.assign(kKnownStatuses, 7);
    for (auto _ : state) {
        m.time = page.series.end();
        page.series.apply({m});
    }
}
BENCHMARK(oneMinute)->Unit(benchmark::kMicrosecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    applyTheme(app, ThemeChoice::Dark);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
