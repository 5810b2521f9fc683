// When the console rings, by hand: what waits, how often, and when it is quiet.
#include "ui/desktop/alarm_rule.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const Minute kNow = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 15h;

Incident incident(int id, Severity severity, Minute lastAbnormal = kNow,
                  IncidentState state = IncidentState::Open)
{
    Incident i;
    i.id = IncidentId{id};
    i.severity = severity;
    i.state = state;
    i.lastAbnormal = lastAbnormal;
    return i;
}

Instant at(std::chrono::seconds s)
{
    return Instant{kNow} + s;
}

} // namespace

class TestAlarmRule : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatIsOpenFreshAndNotMutedWaits()
    {
        const std::vector<Incident> all{
            incident(1, Severity::Critical),
            incident(2, Severity::Critical, kNow, IncidentState::Acknowledged),
            incident(3, Severity::Critical, kNow, IncidentState::Resolved),
            incident(4, Severity::Warning, kNow - 2h),
            incident(5, Severity::Warning, kNow - 2h - 1min),
            incident(6, Severity::Critical),
        };
        std::vector<int> ids;
        for (const Incident& i : unanswered(all, {IncidentId{6}}, kNow))
            ids.push_back(int(i.id));
        QCOMPARE(ids, (std::vector<int>{1, 4}));
    }

    void criticalSoundsEveryTwentySecondsUntilAnswered()
    {
        AlarmRule rule;
        const std::vector<Incident> waiting{incident(1, Severity::Critical)};
        QVERIFY(rule.due(waiting, false, at(0s)) == Severity::Critical);
        QVERIFY(!rule.due(waiting, false, at(1s)));
        QVERIFY(!rule.due(waiting, false, at(19s)));
        QVERIFY(rule.due(waiting, false, at(20s)) == Severity::Critical);
        QVERIFY(!rule.due({}, false, at(40s)));
        QVERIFY(rule.due(waiting, false, at(41s)) == Severity::Critical); // it is back
    }

    void aWarningSoundsEveryTwoMinutesAndAtOnceWhenItRises()
    {
        AlarmRule rule;
        QVERIFY(rule.due({incident(1, Severity::Warning)}, false, at(0s)) == Severity::Warning);
        QVERIFY(!rule.due({incident(1, Severity::Warning)}, false, at(119s)));
        QVERIFY(rule.due({incident(1, Severity::Warning)}, false, at(120s)) == Severity::Warning);
        QVERIFY(rule.due({incident(1, Severity::Critical)}, false, at(121s)) == Severity::Critical);
        QVERIFY(rule.due({incident(1, Severity::Critical), incident(2, Severity::Warning)}, false,
                         at(122s)) == Severity::Critical); // a second one, with the worst sound
    }

    void whatBeganInQuietHoursSoundsAfterThem()
    {
        AlarmRule rule;
        const std::vector<Incident> waiting{incident(1, Severity::Warning)};
        QVERIFY(!rule.due(waiting, true, at(0s)));
        QVERIFY(!rule.due(waiting, true, at(300s)));
        QVERIFY(rule.due(waiting, false, at(301s)) == Severity::Warning);
    }

    void aClockThatIsSetBackDoesNotSilenceIt()
    {
        AlarmRule rule;
        const std::vector<Incident> waiting{incident(1, Severity::Critical)};
        QVERIFY(rule.due(waiting, false, at(0s)));
        QVERIFY(rule.due(waiting, false, at(-3600s)));
    }

    void quietIs_data()
    {
        QTest::addColumn<int>("volume");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("now");
        QTest::addColumn<bool>("quiet");
        QTest::newRow("volume 0 is silent") << 0 << ""
                                            << ""
                                            << "15:00" << true;
        QTest::newRow("no hours") << 60 << ""
                                  << ""
                                  << "03:00" << false;
        QTest::newRow("at the first minute") << 60 << "22:00"
                                             << "06:00"
                                             << "22:00" << true;
        QTest::newRow("over midnight") << 60 << "22:00"
                                       << "06:00"
                                       << "03:00" << true;
        QTest::newRow("at the last") << 60 << "22:00"
                                     << "06:00"
                                     << "06:00" << false;
        QTest::newRow("before it") << 60 << "22:00"
                                   << "06:00"
                                   << "21:59" << false;
        QTest::newRow("within a day") << 60 << "12:00"
                                      << "13:00"
                                      << "12:30" << true;
        QTest::newRow("outside of it") << 60 << "12:00"
                                       << "13:00"
                                       << "14:00" << false;
    }

    void quietIs()
    {
        QFETCH(int, volume);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, now);
        QFETCH(bool, quiet);
        const auto time = [](const QString& t) {
            return QTime::fromString(t, QStringLiteral("HH:mm"));
        };
        const AlarmSettings settings{volume, time(from), time(to), std::nullopt};
        QCOMPARE(isQuiet(settings, Instant{kNow}, time(now)), quiet);
    }

    void anHourOfQuietEnds()
    {
        AlarmSettings settings;
        settings.quietUntil = at(3600s);
        QVERIFY(isQuiet(settings, at(3599s), QTime(15, 59)));
        QVERIFY(!isQuiet(settings, at(3600s), QTime(16, 0)));
    }
};

QTEST_GUILESS_MAIN(TestAlarmRule)
#include "tst_alarm_rule.moc"
