// Two running Vigias on one PostgreSQL database: a collector that decides, and a console that only
// watches. Takeover and a server that goes away are in tests/e2e/postgres.py.
#include "core/runtime/monitor.h"
#include "tests/support/http_client.h"
#include "tests/support/postgres_server.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace vigia;
using namespace vigia::test;
using namespace std::chrono_literals;

namespace {

constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 10h;
constexpr int kPatience = 20'000;

QByteArray failed(int minute, int count)
{
    const auto text = QByteArray::fromStdString(toRfc3339(kStart + std::chrono::minutes{minute}));
    return R"({"time":")" + text + R"(","status":"failed","count":)" + QByteArray::number(count) +
           R"(},{"time":")" + text + R"(","status":"denied","count":5})";
}

// What a window would show by now.
struct Window
{
    Monitor& monitor;
    std::map<Minute, LiveMinute> minutes;
    std::map<std::tuple<Minute, StatusId, std::string>, Anomaly> anomalies;
    std::map<IncidentId, Incident> incidents;

    void look()
    {
        LiveDelta delta = monitor.feed().take();
        for (const LiveMinute& minute : delta.minutes)
            minutes[minute.time] = minute;
        for (const Anomaly& a : delta.withdrawn)
            anomalies.erase({a.time, a.status, a.source});
        for (const Anomaly& a : delta.anomalies)
            anomalies[{a.time, a.status, a.source}] = a;
        for (const Incident& i : delta.incidents)
            incidents[i.id] = i;
    }
    bool shows(int minute, std::uint64_t count)
    {
        look();
        const auto at = minutes.find(kStart + std::chrono::minutes{minute});
        return at != minutes.end() && at->second.counts[index(StatusId::Failed)] == count;
    }
    const Incident* incident()
    {
        look();
        return incidents.empty() ? nullptr : &incidents.rbegin()->second;
    }
};

} // namespace

class tst_SharedDatabase : public QObject
{
    Q_OBJECT

private:
    PostgresServer m_server;
    QTemporaryDir m_dir;
    std::unique_ptr<Monitor> m_collector;
    std::unique_ptr<Monitor> m_console;

    std::unique_ptr<Monitor> monitor(bool listens)
    {
        Monitor::Options options;
        options.config.dataDir = m_dir.path().toStdString();
        options.config.timeZone = "UTC";
        options.config.store.database = m_server.url();
        options.config.detection.detectors = {"static"};
        options.config.ingest.port = 0;
        options.config.ingest.enabled = listens;
        return Monitor::create(std::move(options));
    }

    void post(int minute, int count)
    {
        const QByteArray body = "[" + failed(minute, count) + "]";
        HttpClient client(static_cast<quint16>(m_collector->health().address.port()));
        const RawAnswer answer =
            client.ask("POST /transactions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                       "application/json\r\nContent-Length: " +
                       QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QVERIFY2(answer.status == 200, answer.body.constData());
    }

private slots:
    void initTestCase()
    {
        const QString problem = m_server.start();
        if (m_server.missing)
            QSKIP(qPrintable(problem));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void aConsoleWatchesActsAndSurvivesARestartOfTheServer()
    {
        m_collector = monitor(true);
        QVERIFY(m_collector->start().has_value());
        m_console = monitor(false);
        QVERIFY(m_console->start().has_value());
        QTRY_COMPARE_WITH_TIMEOUT(m_collector->health().duty, Duty::Decides, kPatience);
        QCOMPARE(m_console->health().duty, Duty::Watches);
        QVERIFY(m_console->health().address.isEmpty());

        Window window{*m_console, {}, {}, {}};
        for (int minute = 0; minute < 3; ++minute)
            post(minute, 1);
        QTRY_VERIFY_WITH_TIMEOUT(window.shows(2, 1), kPatience);
        post(3, 50);
        post(4, 60);
        QTRY_VERIFY_WITH_TIMEOUT(window.incident() != nullptr && window.shows(4, 60), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT((window.look(), window.anomalies.size()), std::size_t{2},
                                  kPatience);

        // The collector takes it back once the minute is corrected, and the console sees that.
        post(4, 2);
        QTRY_COMPARE_WITH_TIMEOUT((window.look(), window.anomalies.size()), std::size_t{1},
                                  kPatience);

        std::optional<Result<Incident>> acted;
        IncidentAction action;
        action.kind = IncidentAction::Kind::Acknowledge;
        action.incident = window.incident()->id;
        action.who = "Ana";
        m_console->act(action, [&](Result<Incident> done) { acted = std::move(done); });
        QTRY_VERIFY_WITH_TIMEOUT(acted.has_value(), kPatience);
        QVERIFY2(acted->has_value(), acted->has_value() ? "" : acted->error().message.c_str());
        QCOMPARE((*acted)->owner, std::string("Ana"));
        QTRY_COMPARE_WITH_TIMEOUT(window.incident()->owner, std::string("Ana"), kPatience);
        acted.reset();
        action.kind = IncidentAction::Kind::Snooze; // without an end
        m_console->act(action, [&](Result<Incident> done) { acted = std::move(done); });
        QTRY_VERIFY_WITH_TIMEOUT(acted.has_value(), kPatience);
        QVERIFY(!acted->has_value());
        QCOMPARE(acted->error().code, ErrorCode::InvalidInput);

        // The window says that the database is away, and goes on by itself.
        m_server.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->health().storeError.isEmpty(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_collector->health().storeError.isEmpty(), kPatience);
        QVERIFY(!m_console->health().storeError.contains(QStringLiteral("s3cret")));
        const QString problem = m_server.run();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QTRY_VERIFY_WITH_TIMEOUT(m_console->health().storeError.isEmpty(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_collector->health().duty, Duty::Decides, kPatience);
        post(5, 3);
        QTRY_VERIFY_WITH_TIMEOUT(window.shows(5, 3), kPatience);

        // Nobody decides any more, and a console that watches does not begin to.
        m_collector->stop();
        acted.reset();
        action.kind = IncidentAction::Kind::Release;
        m_console->act(action, [&](Result<Incident> done) { acted = std::move(done); });
        QTRY_VERIFY_WITH_TIMEOUT(acted.has_value(), kPatience);
        QVERIFY(!acted->has_value());
        QCOMPARE(acted->error().code, ErrorCode::Unavailable);
        QCOMPARE(m_console->health().duty, Duty::Watches);
        m_console->stop();
    }

    void rulesThatAreSavedAtOneHoldForAll()
    {
        m_collector = monitor(true);
        QVERIFY(m_collector->start().has_value());
        m_console = monitor(false);
        QVERIFY(m_console->start().has_value());
        QTRY_COMPARE_WITH_TIMEOUT(m_collector->health().duty, Duty::Decides, kPatience);
        Window window{*m_console, {}, {}, {}};
        post(100, 4); // the limit is 5
        post(101, 1);
        QTRY_VERIFY_WITH_TIMEOUT(window.shows(101, 1), kPatience);
        const auto anomalous = [&window](int minute) {
            window.look();
            return window.anomalies.contains(
                {kStart + std::chrono::minutes{minute}, StatusId::Failed, std::string()});
        };

        RuleSet rules = rulesOf(m_console->config());
        rules.detection.staticLimits = {{"failed", 3}};
        const QSignalSpy changed(m_collector.get(), &Monitor::rulesChanged);
        std::optional<Result<RuleVersion>> saved;
        m_console->saveRules(rules, QStringLiteral("Ana"), QStringLiteral("4 are too many"),
                             [&](Result<RuleVersion> done) { saved = std::move(done); });
        QTRY_VERIFY_WITH_TIMEOUT(saved.has_value(), kPatience);
        QVERIFY2(*saved, *saved ? "" : saved->error().message.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatience);
        QVERIFY(rulesOf(m_collector->config()) == rules);
        QVERIFY(rulesOf(m_console->config()) == rules);
        post(102, 4);
        QTRY_VERIFY_WITH_TIMEOUT(anomalous(102), kPatience);
        QVERIFY(!anomalous(100));

        // One that comes later begins with them.
        m_collector->stop();
        m_collector = monitor(true);
        QVERIFY(m_collector->start().has_value());
        QVERIFY(rulesOf(m_collector->config()) == rules);
        QTRY_COMPARE_WITH_TIMEOUT(m_collector->health().duty, Duty::Decides, kPatience);
        post(103, 4);
        QTRY_VERIFY_WITH_TIMEOUT(anomalous(103), kPatience);
        m_collector->stop();
        m_console->stop();
    }
};

QTEST_GUILESS_MAIN(tst_SharedDatabase)
#include "tst_shared_database.moc"
