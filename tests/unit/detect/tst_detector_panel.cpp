#include "core/detect/detector_panel.h"
#include "tests/support/taught_detector.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestDetectorPanel : public QObject
{
    Q_OBJECT

private:
    static DetectionConfig twoDetectors()
    {
        DetectionConfig config;
        config.detectors = {"rolling_zscore"};
        config.detectorsByStatus = {{"failed", {"static", "rolling_zscore"}}};
        return config;
    }

private slots:
    void eachStatusHasTheDetectorsThatAreConfigured()
    {
        auto panel = DetectorPanel::create(context(twoDetectors()));
        QVERIFY(panel);
        QCOMPARE(panel->detectors().size(), std::size_t{2}); // rolling_zscore exists once
        const auto verdicts = panel->score(minute(at(0), {}));
        QCOMPARE(verdicts.size(), kKnownStatuses);
        for (const PanelVerdict& verdict : verdicts) {
            std::vector<std::string_view> names;
            for (const PanelVote& vote : verdict.votes)
                names.push_back(vote.detector->name());
            if (verdict.status == StatusId::Failed)
                QVERIFY((names == std::vector<std::string_view>{"static", "rolling_zscore"}));
            else
                QVERIFY((names == std::vector<std::string_view>{"rolling_zscore"}));
        }
    }

    void verdictsAreThoseOfTheDetectors()
    {
        auto panel = DetectorPanel::create(context(twoDetectors()));
        for (int i = 0; i < 60; ++i)
            panel->learn(minute(at(i), {{StatusId::Denied, 5}}));
        const Bucket jump = minute(at(60), {{StatusId::Failed, 15}, {StatusId::Denied, 8}});
        const auto verdicts = panel->score(jump);
        QVERIFY(verdicts[index(StatusId::Failed)].votes[0].verdict.fired);
        QVERIFY(verdicts[index(StatusId::Failed)].votes[1].verdict.fired);
        QVERIFY(!verdicts[index(StatusId::Denied)].votes[0].verdict.fired);
        QVERIFY(panel->score(jump, StatusId::Failed).votes[1].verdict.fired);
        // Scoring has not taught it the jump.
        QCOMPARE(panel->score(jump, StatusId::Failed).votes[1].verdict.expected, 0.0);
    }

    void aMovedPanelStillPointsAtItsVotes()
    {
        auto made = DetectorPanel::create(context(twoDetectors()));
        DetectorPanel panel = std::move(*made);
        const auto verdicts = panel.score(minute(at(0), {{StatusId::Failed, 6}}));
        QVERIFY(verdicts[index(StatusId::Failed)].votes[0].verdict.fired);
    }

    void aWrongConfigurationIsRefusedByKey_data()
    {
        QTest::addColumn<QStringList>("all");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QStringList>("ofStatus");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no detector") << QStringList{} << QString() << QStringList{}
                                     << QByteArray("detection.detectors: names no detector");
        QTest::newRow("one twice")
            << QStringList{QStringLiteral("static"), QStringLiteral("static")} << QString()
            << QStringList{} << QByteArray("detection.detectors: names \"static\" twice");
        QTest::newRow("unknown detector")
            << QStringList{QStringLiteral("statik")} << QString() << QStringList{}
            << QByteArray("unknown detector \"statik\"; did you mean \"static\"?");
        QTest::newRow("unknown status")
            << QStringList{QStringLiteral("static")} << QStringLiteral("declined")
            << QStringList{QStringLiteral("static")}
            << QByteArray("detection.status.declined: unknown status; known are approved, denied");
        QTest::newRow("no detector for a status")
            << QStringList{QStringLiteral("static")} << QStringLiteral("denied") << QStringList{}
            << QByteArray("detection.status.denied.detectors: names no detector");
    }

    void aWrongConfigurationIsRefusedByKey()
    {
        QFETCH(QStringList, all);
        QFETCH(QString, status);
        QFETCH(QStringList, ofStatus);
        QFETCH(QByteArray, message);
        const auto names = [](const QStringList& list) {
            std::vector<std::string> out;
            for (const QString& name : list)
                out.push_back(name.toStdString());
            return out;
        };
        DetectionConfig config;
        config.detectors = names(all);
        if (!status.isEmpty())
            config.detectorsByStatus[status.toStdString()] = names(ofStatus);
        const auto panel = DetectorPanel::create(context(config));
        QVERIFY(!panel);
        QCOMPARE(panel.error().code, ErrorCode::InvalidConfig);
        QVERIFY2(panel.error().message.find(message.toStdString()) != std::string::npos,
                 panel.error().message.c_str());
    }

    void stateSurvivesSaveAndLoad()
    {
        auto panel = DetectorPanel::create(context(twoDetectors()));
        for (int i = 0; i < 60; ++i)
            panel->learn(minute(at(i), {{StatusId::Denied, static_cast<unsigned>(i % 7)}}));
        const std::string bytes = panel->save();
        auto loaded = DetectorPanel::create(context(twoDetectors()));
        QVERIFY(loaded->load(bytes));
        const Bucket bucket = minute(at(60), {{StatusId::Denied, 9}});
        QCOMPARE(loaded->score(bucket, StatusId::Denied).votes[0].verdict.score,
                 panel->score(bucket, StatusId::Denied).votes[0].verdict.score);
    }

    // Live fits in the background, files and backtest inline, and history skips the fits that are
    // overtaken: the verdicts are the same.
    void fitsAreAdoptedAtTheSameMinuteHoweverTheyRun()
    {
        DetectionConfig config;
        config.detectors = {"isolation_forest"};
        auto inlined = DetectorPanel::create(context(config), DetectorPanel::Training::Inline);
        auto live = DetectorPanel::create(context(config), DetectorPanel::Training::Background);
        auto history = DetectorPanel::create(context(config), DetectorPanel::Training::Background);
        MinuteStream stream(1);
        constexpr int kMinutes = 3 * 1440 + 60;
        int ready = 0;
        for (int i = 0; i < kMinutes; ++i) {
            const Bucket bucket = stream.next();
            const Verdict a = inlined->score(bucket, StatusId::Denied).votes[0].verdict;
            const Verdict b = live->score(bucket, StatusId::Denied).votes[0].verdict;
            QCOMPARE(a.ready, b.ready);
            QCOMPARE(a.score, b.score);
            QCOMPARE(a.threshold, b.threshold);
            // Asked for after the 1440th minute, adopted after the one 30 minutes later.
            QCOMPARE(a.ready, i >= 1440 + 30);
            ready += a.ready ? 1 : 0;
            inlined->learn(bucket);
            live->learn(bucket);
            history->learn(bucket);
        }
        QVERIFY(ready > 0);
        const Bucket bucket = stream.next();
        const Verdict a = inlined->score(bucket, StatusId::Denied).votes[0].verdict;
        const Verdict c = history->score(bucket, StatusId::Denied).votes[0].verdict;
        QVERIFY(c.ready);
        QCOMPARE(a.score, c.score);
        QCOMPARE(a.threshold, c.threshold);
    }

    void aPanelMayGoWhileAFitRuns()
    {
        DetectionConfig config;
        config.detectors = {"isolation_forest"};
        auto panel = DetectorPanel::create(context(config), DetectorPanel::Training::Background);
        MinuteStream stream(2);
        for (int i = 0; i < 1440; ++i) {
            const Bucket bucket = stream.next();
            (void)panel->score(bucket);
            panel->learn(bucket);
        }
        const auto fits = panel->score(stream.next(), StatusId::Denied).votes;
        QVERIFY(!fits[0].verdict.ready); // under way, or done and not due
    }

    void foreignBytesChangeNothing()
    {
        auto panel = DetectorPanel::create(context(twoDetectors()));
        for (int i = 0; i < 60; ++i)
            panel->learn(minute(at(i), {{StatusId::Denied, 5}}));
        const std::string bytes = panel->save();
        DetectionConfig other;
        other.detectors = {"static"};
        QVERIFY(!panel->load(DetectorPanel::create(context(other))->save()));
        for (std::size_t cut = 0; cut < bytes.size(); ++cut)
            QVERIFY(!panel->load(bytes.substr(0, cut)));
        QVERIFY(!panel->load(bytes + "x"));
        QCOMPARE(panel->score(minute(at(60), {}), StatusId::Denied).votes[0].verdict.expected, 5.0);
    }
};

QTEST_APPLESS_MAIN(TestDetectorPanel)
#include "tst_detector_panel.moc"
