// Rules that are changed while Vigia runs, as the window does it, with rows coming by HTTP.
#include "core/runtime/monitor.h"
#include "tests/support/http_client.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 10h;
constexpr int kPatience = 20'000;

// What was answered, or nothing.
QByteArray send(quint16 port, const QByteArray& path, const QByteArray& body)
{
    HttpClient client(port);
    const RawAnswer answer = client.ask("POST " + path +
                                        " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                                        "application/json\r\nContent-Length: " +
                                        QByteArray::number(body.size()) + "\r\n\r\n" + body);
    return answer.status == 200 ? answer.body : QByteArray();
}

QByteArray timeOf(int minute)
{
    return QByteArray::fromStdString(toRfc3339(kTen + std::chrono::minutes{minute}));
}

// So many failed of a minute after ten.
QByteArray post(quint16 port, int minute, int failed)
{
    return send(port, "/transactions",
                R"([{"time":")" + timeOf(minute) + R"(","status":"failed","count":)" +
                    QByteArray::number(failed) + "}]");
}

// The same as single transactions.
QByteArray postEvents(quint16 port, int minute, int failed)
{
    QByteArrayList events;
    for (int i = 0; i < failed; ++i)
        events << R"({"created_at":")" + timeOf(minute) + R"(","status":"failed"})";
    return send(port, "/events", '[' + events.join(',') + ']');
}

} // namespace

class TestLiveRules : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Monitor> m_monitor;
    QStringList m_said; // errors that the window would show

    Monitor::Options options() const
    {
        Monitor::Options options;
        options.config.dataDir = m_dir->path().toStdString();
        options.config.timeZone = "UTC";
        options.config.ingest.port = 0;
        options.config.detection.detectors = {"static"};
        options.config.detection.staticLimits = {{"failed", 5}};
        return options;
    }
    void start()
    {
        m_monitor = Monitor::create(options());
        m_said.clear();
        connect(m_monitor.get(), &Monitor::failed, this,
                [this](const Error& error) { m_said << QString::fromStdString(error.message); });
        const auto started = m_monitor->start();
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
    }
    quint16 port() const { return static_cast<quint16>(m_monitor->health().address.port()); }
    bool alerts(int minute, int failed)
    {
        const QByteArray answer = post(port(), minute, failed);
        [&] { QVERIFY(!answer.isEmpty()); }();
        return answer.contains(R"("recommendation":"alert")");
    }

    RuleSet limit(double failed) const
    {
        RuleSet rules = rulesOf(m_monitor->config());
        rules.detection.staticLimits = {{"failed", failed}};
        return rules;
    }
    Result<RuleVersion> save(const RuleSet& rules, const char* author = "Ana",
                             const char* reason = "fewer alarms")
    {
        std::optional<Result<RuleVersion>> saved;
        m_monitor->saveRules(rules, QString::fromUtf8(author), QString::fromUtf8(reason),
                             [&](Result<RuleVersion> done) { saved = std::move(done); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(saved.has_value(), kPatience); }();
        return saved.value_or(fail(ErrorCode::Internal, "nothing came"));
    }
    std::vector<RuleVersion> versions()
    {
        std::optional<Result<std::vector<RuleVersion>>> loaded;
        m_monitor->loadRuleVersions([&](auto done) { loaded = std::move(done); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(loaded.has_value(), kPatience); }();
        return loaded && *loaded ? **loaded : std::vector<RuleVersion>{};
    }
    template <typename T>
    T ask(std::function<Result<T>(Database&)> question)
    {
        std::optional<Result<T>> answer;
        m_monitor->read([&](Result<Database*> database) -> Monitor::Answer {
            auto found = database ? question(**database) : Result<T>(fail(database.error()));
            return [&answer, found] { answer = found; };
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), kPatience); }();
        return answer && *answer ? **answer : T{};
    }
    std::vector<Incident> incidents()
    {
        return ask<std::vector<Incident>>([](Database& db) { return db.incidents({}); });
    }
    double versionInForce() const
    {
        for (const Metric& metric : m_monitor->metrics()) {
            if (metric.name == "vigia_rules_version")
                return metric.value;
        }
        return -1;
    }

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        start();
    }
    void cleanup()
    {
        m_monitor.reset();
        m_dir.reset();
    }

    void aLoweredLimitFiresOnTheNextPostedMinute()
    {
        for (int minute = 0; minute < 4; ++minute)
            QVERIFY(!alerts(minute, 4));
        QCOMPARE(versionInForce(), 0.0);
        const QSignalSpy changed(m_monitor.get(), &Monitor::rulesChanged);
        const auto saved = save(limit(3), " Ana\n", "4 are too many");
        QVERIFY2(saved.has_value(), saved ? "" : saved.error().message.c_str());
        QCOMPARE(changed.size(), 1);
        QVERIFY(alerts(4, 4));
        QVERIFY(!alerts(5, 3));

        QVERIFY(rulesOf(m_monitor->config()) == limit(3));
        QCOMPARE(versionInForce(), 1.0);
        const auto known = versions();
        QCOMPARE(known.size(), std::size_t{2});
        QVERIFY(known[0] == *saved);
        QCOMPARE(known[0].version, 1);
        QCOMPARE(known[0].author, std::string("Ana"));
        QCOMPARE(known[0].reason, std::string("4 are too many"));
        QVERIFY(known[0].rules == limit(3));
        QVERIFY(known[1] == (RuleVersion{0, {}, {}, {}, rulesOf(options().config)}));
    }

    void anIncidentThatIsOpenGoesOn()
    {
        QVERIFY(alerts(0, 50));
        std::optional<Result<Incident>> acted;
        IncidentAction action;
        action.kind = IncidentAction::Kind::Acknowledge;
        action.incident = IncidentId{1};
        action.who = "Ana";
        m_monitor->act(action, [&](Result<Incident> done) { acted = std::move(done); });
        QTRY_VERIFY_WITH_TIMEOUT(acted.has_value() && acted->has_value(), kPatience);

        QVERIFY(save(limit(40)).has_value());
        (void)alerts(1, 30); // the minute before is over now, and above this limit too
        QVERIFY(alerts(2, 60));
        auto found = incidents();
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].anomalies, 2);
        QVERIFY(found[0].state == IncidentState::Acknowledged);
        QCOMPARE(found[0].owner, std::string("Ana"));

        QVERIFY(save(limit(100)).has_value());
        for (int minute = 3; minute < 15; ++minute)
            (void)alerts(minute, 60); // what was abnormal is not any more
        found = incidents();
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(found[0].state == IncidentState::Resolved);
        QVERIFY(found[0].end == kTen + 3min);
    }

    // Every minute is above both limits. What was answered is stored, was judged, and belongs to
    // one incident, whichever rules were in force.
    void nothingAcknowledgedIsLostWhileTheRulesChange_data()
    {
        QTest::addColumn<bool>("events");
        QTest::newRow("counts") << false;
        QTest::newRow("single transactions") << true;
    }

    void nothingAcknowledgedIsLostWhileTheRulesChange()
    {
        QFETCH(const bool, events);
        std::atomic<bool> enough = false;
        int posted = 0;
        bool well = true;
        std::thread sender([&, to = port()] {
            while (well && (!enough || posted < 20))
                well = (events ? postEvents : post)(to, posted++, 10)
                           .contains(R"("recommendation":"alert")");
        });
        for (int i = 0; i < 6; ++i)
            QVERIFY(save(limit(i % 2 == 0 ? 6 : 5)).has_value());
        enough = true;
        sender.join();
        QVERIFY2(well, "a post was refused or not judged");

        CountQuery query;
        query.limit = 0;
        const auto stored = ask<CountPage>([&](Database& db) { return db.counts(query); });
        QCOMPARE(static_cast<int>(stored.rows.size()), posted);
        QVERIFY(std::ranges::all_of(stored.rows, [](const auto& row) { return row.count == 10; }));
        AnomalyQuery all;
        all.limit = 0;
        const auto anomalies =
            ask<std::vector<Anomaly>>([&](Database& db) { return db.anomalies(all); });
        QCOMPARE(static_cast<int>(anomalies.size()), posted);
        const auto found = incidents();
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].anomalies, posted);
        QCOMPARE(versions().size(), std::size_t{7});
    }

    void aRestartKeepsTheVersionAndOneCanGoBack()
    {
        RuleSet rules = limit(3);
        rules.alerts.repeat = 30min;
        rules.routes["night"].receivers = {"default"};
        rules.routes["night"].from = "22:00";
        rules.routes["night"].to = "06:00";
        QVERIFY(save(rules).has_value());
        m_monitor->stop();
        start();
        QVERIFY(rulesOf(m_monitor->config()) == rules);
        QCOMPARE(versionInForce(), 1.0);
        QVERIFY(alerts(0, 4));

        const auto known = versions();
        QCOMPARE(known.size(), std::size_t{2});
        QVERIFY(known[1].rules == rulesOf(options().config));
        QVERIFY(save(known[1].rules, "Rui", "Back to version 0: too many").has_value());
        QVERIFY(!alerts(1, 4));
        QVERIFY(rulesOf(m_monitor->config()) == rulesOf(options().config));
        QVERIFY(save(known[0].rules, "Ana", "Back to version 1: too few").has_value());
        QVERIFY(alerts(2, 4));
        QCOMPARE(versions().front().version, 3);
        QVERIFY(versions().front().rules == rules);
    }

    void whatCannotBeSavedLeavesAllAsItWas_data()
    {
        QTest::addColumn<double>("limit");
        QTest::addColumn<QByteArray>("author");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("nobody") << 3.0 << QByteArray(" ") << QByteArray("why")
                                << QByteArray("author: found nothing, expected who changes the "
                                              "rules");
        QTest::newRow("no reason") << 3.0 << QByteArray("Ana") << QByteArray("\t\n")
                                   << QByteArray("reason: found nothing, expected why they change");
        QTest::newRow("an endless reason")
            << 3.0 << QByteArray("Ana") << QByteArray(2001, 'x')
            << QByteArray("reason: found 2001 bytes, expected at most 2000");
        QTest::newRow("a wrong value")
            << -1.0 << QByteArray("Ana") << QByteArray("why")
            << QByteArray("detection.static.failed: found -1, expected a number of transactions a "
                          "minute from 0");
    }

    void whatCannotBeSavedLeavesAllAsItWas()
    {
        QFETCH(const double, limit);
        QFETCH(const QByteArray, author);
        QFETCH(const QByteArray, reason);
        QFETCH(const QByteArray, message);
        const auto saved = save(this->limit(limit), author.constData(), reason.constData());
        QVERIFY(!saved.has_value());
        QCOMPARE(QByteArray::fromStdString(saved.error().message), message);
        QVERIFY(rulesOf(m_monitor->config()) == rulesOf(options().config));
        QCOMPARE(versions().size(), std::size_t{1});
    }

    void aVersionOfANewerVigiaIsSaidAndLeftAside()
    {
        QVERIFY(save(limit(7)).has_value());
        std::optional<bool> written;
        m_monitor->write([&](Result<Database*> database) -> Monitor::Answer {
            const bool added =
                database && (*database)->ruleLog().add(
                                {0, Instant{kTen}, "Zoe", "", "[detection]\nrolling_sigmas = 3\n"});
            return [&written, added] { written = added; };
        });
        QTRY_VERIFY_WITH_TIMEOUT(written == true, kPatience);
        m_monitor->stop();
        start();
        QTRY_COMPARE_WITH_TIMEOUT(
            m_said,
            QStringList{QStringLiteral("version 2 of the rules, saved by Zoe, cannot be read: "
                                       "rules:2: detection.rolling_sigmas: no such key, did you "
                                       "mean detection.rolling_sigma?")},
            kPatience);
        QVERIFY(rulesOf(m_monitor->config()) == rulesOf(options().config));
        QCOMPARE(versionInForce(), 0.0);
        auto known = versions(); // those in force, then those that were saved, then the file's
        QCOMPARE(known.size(), std::size_t{3});
        QCOMPARE(known[0].version, 0);
        QCOMPARE(known[1].version, 1);
        QCOMPARE(known[2].version, 0);
        QVERIFY(alerts(0, 6) && !alerts(1, 5));
        QVERIFY(save(limit(3)).has_value());
        known = versions();
        QCOMPARE(known.size(), std::size_t{3});
        QCOMPARE(known[0].version, 3);
        QCOMPARE(known[1].version, 1);
        QVERIFY(alerts(2, 4));
    }

    void aReceiverThatOnlyAnotherVigiaHasIsSaidAndTheRulesHold()
    {
        std::optional<bool> written;
        m_monitor->write([&](Result<Database*> database) -> Monitor::Answer {
            const bool added =
                database && (*database)->ruleLog().add({0, Instant{kTen}, "Zoe", "",
                                                        "[detection]\ndetectors = [\"static\"]\n"
                                                        "[detection.static]\nfailed = 3\n"
                                                        "[alerts]\nescalate_to = \"boss\"\n"
                                                        "[routes.r]\nreceivers = [\"night\"]\n"});
            return [&written, added] { written = added; };
        });
        QTRY_VERIFY_WITH_TIMEOUT(written == true, kPatience);
        m_monitor->stop();
        start();
        QTRY_COMPARE_WITH_TIMEOUT(
            m_said,
            QStringList{QStringLiteral("version 1 of the rules names receivers that are not "
                                       "configured here: boss, night; the default receiver is "
                                       "told in their place")},
            kPatience);
        QVERIFY(alerts(0, 4));
        QCOMPARE(versions().front().rules.routes.at("r").receivers,
                 std::vector<std::string>{"night"});
        // To save such a route it must be known here.
        const auto saved = save(limit(4));
        QVERIFY(!saved.has_value());
        QVERIFY(QByteArray::fromStdString(saved.error().message)
                    .contains("routes.r.receivers: found \"night\", which is no receiver"));
    }

    void aTrialSaysWhatWouldBeOtherwise()
    {
        QVERIFY(!alerts(0, 4) && alerts(1, 8) && !alerts(2, 1));
        std::optional<Result<RuleTrialOutcome>> outcome;
        const auto trial = m_monitor->tryRules(
            limit(10), 0, [&](Result<RuleTrialOutcome> done) { outcome = std::move(done); });
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), kPatience);
        QVERIFY2(*outcome, *outcome ? "" : outcome->error().message.c_str());
        QCOMPARE(trial->progress(), 1.0);
        QCOMPARE((*outcome)->difference.vanishing.size(), std::size_t{1});
        QVERIFY((*outcome)->difference.vanishing[0].start == kTen + 1min);
        QVERIFY((*outcome)->difference.appearing.empty());
        QVERIFY(alerts(3, 8)); // nothing is in force by trying it

        outcome.reset();
        m_monitor
            ->tryRules(limit(10), 0,
                       [&](Result<RuleTrialOutcome> done) { outcome = std::move(done); })
            ->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), kPatience);
        QVERIFY(!outcome->has_value());
        QCOMPARE(outcome->error().code, ErrorCode::Cancelled);

        outcome.reset();
        m_monitor->tryRules(limit(-1), 0,
                            [&](Result<RuleTrialOutcome> done) { outcome = std::move(done); });
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), kPatience);
        QCOMPARE(outcome->error().code, ErrorCode::InvalidConfig);
    }
};

QTEST_GUILESS_MAIN(TestLiveRules)
#include "tst_live_rules.moc"
