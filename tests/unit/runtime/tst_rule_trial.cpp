#include "core/runtime/rule_trial.h"

#include "core/store/open_store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 10h;

// A database with minutes in it, and the rules that are in force.
class History
{
public:
    History()
    {
        StoreOptions options;
        options.database = m_dir.filePath(QStringLiteral("vigia.db")).toStdString();
        options.catalog = m_catalog;
        options.zone = m_zone;
        if (auto opened = openStore(options))
            m_store = std::move(*opened);
        request.catalog = m_catalog;
        request.zone = m_zone;
        request.current.detection.detectors = {"static"};
        request.current.mail.host = "localhost";
        request.current.mail.recipients = {"noc@example.org"};
        request.current.receivers["night"].mail = {"night@example.org"};
        request.candidate = request.current;
    }

    // One failed and one denied each minute, but for those that are named.
    using Counts = std::map<Minute, std::uint64_t>;
    void store(MinuteRange range, const Counts& failed, const Counts& denied)
    {
        CountBatch batch{{""}, {}, {}};
        const auto count = [](const Counts& counts, Minute at) {
            const auto known = counts.find(at);
            return known == counts.end() ? std::uint64_t{1} : known->second;
        };
        for (Minute at = range.from; at < range.to; at += 1min) {
            batch.rows.push_back({at, count(failed, at), StatusId::Failed, 0});
            batch.rows.push_back({at, count(denied, at), StatusId::Denied, 0});
        }
        WriteUnit unit;
        unit.counts.push_back(std::move(batch));
        QVERIFY(m_store->write(unit).has_value());
    }

    RuleTrialOutcome run()
    {
        RuleTrial trial;
        auto outcome = runTrial(*m_store, request, trial);
        [&] { QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().message.c_str()); }();
        [&] { QCOMPARE(trial.progress(), 1.0); }();
        return outcome ? std::move(*outcome) : RuleTrialOutcome{};
    }

    Store& store() { return *m_store; }

    TrialRequest request;

private:
    QTemporaryDir m_dir;
    std::shared_ptr<const StatusCatalog> m_catalog = std::make_shared<const StatusCatalog>();
    std::shared_ptr<const Zone> m_zone = std::make_shared<const Zone>();
    std::unique_ptr<Database> m_store;
};

// "failed 10:10-10:11 warning"
QStringList lines(const std::vector<Incident>& incidents)
{
    QStringList out;
    for (const Incident& i : incidents) {
        const auto clock = [](Minute at) {
            return QString::fromStdString(toRfc3339(at)).mid(11, 5);
        };
        const QString status = i.statuses == std::vector{StatusId::Failed}
                                   ? QStringLiteral("failed")
                                   : QStringLiteral("denied");
        out << status + u' ' + clock(i.start) + u'-' + (i.end ? clock(*i.end) : QString()) + u' ' +
                   QString::fromUtf8(i.severity == Severity::Critical ? "critical" : "warning");
    }
    return out;
}

std::int64_t alarms(const BacktestReport& report, StatusId status)
{
    return report.statuses.at(index(status)).alarms;
}

using Told = std::map<std::string, std::int64_t>;

} // namespace

class TestRuleTrial : public QObject
{
    Q_OBJECT

private slots:
    void incidentsThatAppearAndVanishAreNamed()
    {
        History history;
        const MinuteRange range{kTen, kTen + 6h};
        // More than twice the limit is critical; 31 minutes after its end it is not reopened.
        history.store(range, {{kTen + 10min, 8}, {kTen + 130min, 50}}, {{kTen + 250min, 40}});
        history.request.current.detection.staticLimits = {{"failed", 5}};
        history.request.candidate.detection.staticLimits = {{"failed", 20}, {"denied", 10}};
        RouteConfig route;
        route.severities = {"critical"};
        route.receivers = {"night"};
        history.request.candidate.routes["critical"] = route;

        const RuleTrialOutcome outcome = history.run();
        QVERIFY(outcome.range == range);
        QVERIFY(outcome.current.range == range && outcome.candidate.range == range);
        QCOMPARE(lines(outcome.current.incidents),
                 (QStringList{QStringLiteral("failed 10:10-10:11 warning"),
                              QStringLiteral("failed 12:10-12:11 critical")}));
        QCOMPARE(lines(outcome.difference.vanishing),
                 QStringList{QStringLiteral("failed 10:10-10:11 warning")});
        QCOMPARE(lines(outcome.difference.appearing),
                 QStringList{QStringLiteral("denied 14:10-14:11 critical")});
        QCOMPARE(outcome.difference.same, 1);
        QVERIFY(outcome.difference.moved.empty());
        QCOMPARE(outcome.current.alarmsPerDay(), 8.0); // two in a quarter of a day
        QCOMPARE(outcome.candidate.alarmsPerDay(), 8.0);
        QCOMPARE(alarms(outcome.current, StatusId::Failed), 2);
        QCOMPARE(alarms(outcome.candidate, StatusId::Failed), 1);
        QCOMPARE(alarms(outcome.candidate, StatusId::Denied), 1);
        QVERIFY(outcome.toldNow == (Told{{"default", 2}}));
        QVERIFY(outcome.toldThen == (Told{{"default", 0}, {"night", 2}}));
    }

    void whoHearsOnlyOfTheCriticalIsToldOfThose()
    {
        History history;
        history.store({kTen, kTen + 4h}, {{kTen + 10min, 8}, {kTen + 130min, 50}}, {});
        history.request.candidate.alerts.receivers = {"night", "default"};
        history.request.candidate.alerts.minimumSeverity = {{"noc@example.org", "critical"}};
        const RuleTrialOutcome outcome = history.run();
        QCOMPARE(outcome.difference.same, 2);
        QVERIFY(outcome.toldNow == (Told{{"default", 2}}));
        QVERIFY(outcome.toldThen == (Told{{"default", 1}, {"night", 2}}));
    }

    void routesGoByTheClockAtWhichItIsTold()
    {
        History history;
        history.store({kTen, kTen + 4h}, {{kTen + 119min, 50}, {kTen + 180min, 50}}, {});
        RouteConfig route; // 11:59 is told when it is over and the wait too: past noon
        route.from = "10:00";
        route.to = "12:00";
        route.receivers = {"night"};
        history.request.candidate.routes["morning"] = route;
        QVERIFY(history.run().toldThen == (Told{{"default", 2}, {"night", 0}}));
        history.request.candidate.routes["morning"].to = "12:01";
        QVERIFY(history.run().toldThen == (Told{{"default", 1}, {"night", 1}}));
    }

    void onlyTheNewestDaysAreReportedAndWhatIsBeforeIsLearned()
    {
        History history;
        const Minute newest = kTen + 48h;
        History::Counts failed{{newest - 24h, 50}, {kTen + 60min, 50}};
        for (Minute at = newest - 26h; at < newest - 24h; at += 2min)
            failed[at] = 3; // so that there is a deviation to be above of
        history.store({kTen, newest}, failed, {});
        history.request.days = 1;
        for (Config* config : {&history.request.current, &history.request.candidate})
            config->detection.detectors = {"rolling_zscore"};
        history.request.current.detection.history = std::chrono::days{1};
        const RuleTrialOutcome outcome = history.run();
        QVERIFY(outcome.range == (MinuteRange{newest - 24h, newest}));
        // The very first reported minute: nothing would have been ready without the day before.
        QCOMPARE(lines(outcome.current.incidents).first(),
                 QStringLiteral("failed 10:00-10:01 critical"));
        QCOMPARE(outcome.difference.same,
                 static_cast<std::int64_t>(outcome.current.incidents.size()));
        history.request.days = 30; // more than there is
        QVERIFY(history.run().range == (MinuteRange{kTen, newest}));
    }

    void nothingStoredIsNoError()
    {
        History history;
        const RuleTrialOutcome outcome = history.run();
        QVERIFY(outcome.range.empty());
        QVERIFY(outcome.current.incidents.empty() && outcome.candidate.incidents.empty());
        QCOMPARE(outcome.current.alarmsPerDay(), 0.0);
    }

    void aTrialThatIsCancelledSaysSo()
    {
        History history;
        history.store({kTen, kTen + 1h}, {}, {});
        RuleTrial trial;
        trial.cancel();
        const auto outcome = runTrial(history.store(), history.request, trial);
        QVERIFY(!outcome.has_value());
        QCOMPARE(outcome.error().code, ErrorCode::Cancelled);
        QVERIFY(trial.progress() < 1);
    }
};

QTEST_GUILESS_MAIN(TestRuleTrial)
#include "tst_rule_trial.moc"
