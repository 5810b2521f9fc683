// What the console's window costs with a real database under it, in figures that an operator feels.
//
//   bench_window --data-dir DIR [--import FILE] [--port N] [--seconds S]
//
// Prints: from the start of the program to the first chart; a step of zoom and of pan over all that
// is stored, and how long until its hours have come; the longest pause of the GUI thread (a timer
// that wants to fire every 5 ms) while nothing happens, and while FILE is imported and another
// program (load_http) posts; the core that seven live charts at ten minutes a second take; memory.
// A program of its own: it measures and never fails. Nothing is learned from one run on a busy
// machine: the wall clock of a pause holds what other programs took.
#include "core/runtime/monitor.h"
#include "ui/chart/theme.h"
#include "ui/main_window.h"
#include "ui/pages/history_page.h"
#include "ui/pages/live_page.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSettings>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <memory>
#include <unistd.h>
#include <vector>

using namespace vigia;

namespace {

double threadCpuMs()
{
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return double(used.tv_sec) * 1e3 + double(used.tv_nsec) / 1e6;
}

double residentMb()
{
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return double(statm.readAll().split(' ')[1].toLongLong()) * double(::sysconf(_SC_PAGESIZE)) /
           (1 << 20);
}

QString argument(const QString& name, const QString& otherwise = {})
{
    const QStringList all = QCoreApplication::arguments();
    const qsizetype at = all.indexOf(QStringLiteral("--") + name);
    return at >= 0 && at + 1 < all.size() ? all[at + 1] : otherwise;
}

void spin(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Condition>
double waitFor(Condition condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    return double(timer.nsecsElapsed()) / 1e6;
}

// The longest time between two beats, and how much of it this thread computed itself.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double wall = double(m_clock.nsecsElapsed()) / 1e6;
            const double cpu = threadCpuMs();
            m_worst = std::max(m_worst, wall - m_wall);
            m_worstCpu = std::max(m_worstCpu, cpu - m_cpu);
            m_wall = wall;
            m_cpu = cpu;
        });
        restart();
        m_timer.start(5);
    }
    void restart()
    {
        m_clock.restart();
        m_wall = 0;
        m_cpu = threadCpuMs();
        m_worst = m_worstCpu = 0;
    }
    // Since restart().
    void report(const char* what) const
    {
        std::printf("longest pause of the GUI thread, %s: %.1f ms (%.1f ms of it own work)\n", what,
                    m_worst, m_worstCpu);
        std::fflush(stdout);
    }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_wall = 0;
    double m_cpu = 0;
    double m_worst = 0;
    double m_worstCpu = 0;
};

struct Steps
{
    std::vector<double> ms;
    void print(const char* what)
    {
        std::ranges::sort(ms);
        std::printf("%s: median %.1f ms, worst %.1f ms of GUI thread CPU\n", what,
                    ms[ms.size() / 2], ms.back());
        std::fflush(stdout);
    }
};

// A step, its frame drawn and painted.
template <typename Act>
double step(HistoryPage& page, Act act)
{
    const double before = threadCpuMs();
    act();
    page.charts().drawNow();
    for (StatusChart* chart : page.charts().charts())
        chart->viewport()->repaint();
    return threadCpuMs() - before;
}

void zoomAndPan(MainWindow& window)
{
    auto* page = window.findChild<HistoryPage*>();
    window.findChild<QAction*>(QStringLiteral("page.history"))->trigger();
    waitFor([&] { return !page->axis().bounds().empty(); });
    QElapsedTimer timer;
    timer.start();
    page->showAll();
    const auto known = [&] {
        const auto& minutes = page->archive().hours().minutes;
        return std::ranges::none_of(minutes, [](int m) { return m < 0; });
    };
    waitFor(known);
    std::printf("all that is stored, %.0f days, read as hours in %.0f ms\n",
                page->axis().span() / 1440, double(timer.nsecsElapsed()) / 1e6);
    spin(std::chrono::milliseconds{300});

    Steps zoom;
    Steps pan;
    TimeAxisLink& axis = page->axis();
    for (int i = 0; i < 40; ++i) {
        const double middle = axis.from() + axis.span() / 2;
        zoom.ms.push_back(step(*page, [&] { axis.zoom(i % 2 == 0 ? 1.05 : 1 / 1.05, middle); }));
    }
    axis.zoom(1.3, axis.from() + axis.span() / 2);
    for (int i = 0; i < 40; ++i)
        pan.ms.push_back(step(*page, [&] { axis.pan((i % 20 < 10 ? 1 : -1) * axis.span() / 60); }));
    zoom.print("a step of the zoom over all of it");
    pan.print("a step of the pan over most of it");
    Steps deep; // from all down to an hour and back, with events between as the hand gives them
    for (int i = 0; i < 60; ++i) {
        deep.ms.push_back(step(
            *page, [&] { axis.zoom(i < 30 ? 1.33 : 1 / 1.33, axis.from() + axis.span() * 0.7); }));
        spin(std::chrono::milliseconds{16});
    }
    deep.print("a step of the zoom from all to an hour and back");
}

// Ten times a second the next minute of all statuses, from a thread of its own.
class Clockwork
{
public:
    Clockwork(const QUrl& to, Minute next)
        : m_thread(QThread::create([this, to, next] { run(to, next); }))
    {
        m_thread->start();
    }
    ~Clockwork()
    {
        m_stop = true;
        m_thread->wait();
    }
    Clockwork(const Clockwork&) = delete;
    Clockwork& operator=(const Clockwork&) = delete;
    [[nodiscard]] int posted() const { return m_posted; }

private:
    void run(const QUrl& to, Minute next)
    {
        QTcpSocket socket;
        socket.connectToHost(to.host(), quint16(to.port()));
        socket.waitForConnected();
        for (; !m_stop; next += std::chrono::minutes{1}) {
            QByteArray body("[");
            const StatusCatalog catalog;
            for (std::size_t i = 0; i < catalog.size(); ++i) {
                const std::string_view name = catalog.name(static_cast<StatusId>(i));
                body += QByteArray(i > 0 ? "," : "") + "{\"time\":\"" +
                        QByteArray::fromStdString(toRfc3339(next)) + "\",\"status\":\"" +
                        QByteArray(name.data(), qsizetype(name.size())) + "\",\"count\":" +
                        QByteArray::number(i == 0 ? 300 + m_posted % 17 : m_posted % 5) + "}";
            }
            body += "]";
            socket.write("POST /transactions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                         "application/json\r\nContent-Length: " +
                         QByteArray::number(body.size()) + "\r\n\r\n" + body);
            socket.waitForBytesWritten();
            socket.waitForReadyRead(90);
            m_posted += socket.readAll().contains(" 200 ") ? 1 : 0;
            QThread::msleep(100);
        }
    }

    std::atomic<bool> m_stop{false};
    std::atomic<int> m_posted{0};
    std::unique_ptr<QThread> m_thread;
};

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication app(argc, argv);
    applyTheme(app, ThemeChoice::Dark);
    const int seconds = argument(QStringLiteral("seconds"), QStringLiteral("10")).toInt();
    Monitor::Options options;
    options.config.dataDir = argument(QStringLiteral("data-dir")).toStdString();
    options.config.timeZone = "America/Sao_Paulo";
    options.config.ingest.port = argument(QStringLiteral("port"), QStringLiteral("0")).toUShort();
    options.config.ingest.host = "127.0.0.1";
    const auto monitor = Monitor::create(std::move(options));
    if (const auto started = monitor->start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    MainWindow window(*monitor);
    window.resize(1920, 1080);
    window.show();
    const StatusChart& first = *window.livePage().charts().charts()[0];
    waitFor([&] { return !first.linePoints().empty(); });
    std::printf("from the start to the first chart: %.0f ms\n",
                double(sinceStart.nsecsElapsed()) / 1e6);
    std::printf("listening on %s\n", qPrintable(monitor->health().address.toString()));
    std::fflush(stdout);

    Heartbeat heart;
    spin(std::chrono::seconds{3});
    heart.report("at rest");
    zoomAndPan(window);
    std::printf("resident after that: %.0f MB\n", residentMb());
    window.findChild<QAction*>(QStringLiteral("page.live"))->trigger();
    if (const QString file = argument(QStringLiteral("import")); !file.isEmpty()) {
        bool done = false;
        QObject::connect(monitor.get(), &Monitor::importFinished, &app,
                         [&](const ImportOutcome& outcome) {
                             std::printf("imported %lld rows %s\n", qlonglong(outcome.stored),
                                         qPrintable(outcome.error));
                             done = true;
                         });
        std::printf("import begins\n");
        std::fflush(stdout);
        heart.restart();
        monitor->importFiles({file}, {});
        spin(std::chrono::seconds{seconds});
        waitFor([&] { return done; });
        heart.report("while a file is imported and rows are posted");
        std::printf("%.0f rows/s came in at the end; resident: %.0f MB\n",
                    monitor->health().rowsPerSecond, residentMb());
    }
    if (const auto stored = monitor->storedRange()) {
        Clockwork clockwork(monitor->health().address, stored->to);
        spin(std::chrono::seconds{1});
        heart.restart();
        const int before = clockwork.posted();
        const double cpu = threadCpuMs();
        QElapsedTimer wall;
        wall.start();
        spin(std::chrono::seconds{seconds});
        std::printf(
            "seven live charts, %.1f minutes a second: %.1f %% of a core in the GUI thread\n",
            (clockwork.posted() - before) * 1e3 / double(wall.elapsed()),
            (threadCpuMs() - cpu) / double(wall.elapsed()) * 100);
        heart.report("while they come in");
    }
    window.hide();
    monitor->stop();
    return 0;
}
