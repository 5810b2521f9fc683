#include "core/alerting/time_window.h"
#include "core/base/zone.h"

#include <QTest>

using namespace vigia;
using std::chrono::minutes;

namespace {

const Minute kMonday = std::chrono::sys_days{std::chrono::year{2025} / 7 / 7};

LocalMinute local(int day, int hour, int minute = 0)
{
    return LocalMinute{kMonday.time_since_epoch() + std::chrono::days{day} +
                       minutes{hour * 60 + minute}};
}

} // namespace

class TestTimeWindow : public QObject
{
    Q_OBJECT
private slots:
    void hoursAndDaysDecide_data()
    {
        QTest::addColumn<QString>("days");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("day"); // 0 = Monday
        QTest::addColumn<int>("hour");
        QTest::addColumn<bool>("inside");
        QTest::newRow("nothing said is always") << ""
                                                << ""
                                                << "" << 6 << 3 << true;
        QTest::newRow("the first minute is inside") << ""
                                                    << "09:00"
                                                    << "17:00" << 0 << 9 << true;
        QTest::newRow("the last one is not") << ""
                                             << "09:00"
                                             << "17:00" << 0 << 17 << false;
        QTest::newRow("a night spans midnight") << ""
                                                << "22:00"
                                                << "06:00" << 0 << 2 << true;
        QTest::newRow("and ends in the morning") << ""
                                                 << "22:00"
                                                 << "06:00" << 0 << 6 << false;
        QTest::newRow("a night belongs to the day it began") << "fri"
                                                             << "22:00"
                                                             << "06:00" << 5 << 2 << true;
        QTest::newRow("so Friday's early morning is Thursday's night")
            << "fri"
            << "22:00"
            << "06:00" << 4 << 2 << false;
        QTest::newRow("Sunday's night reaches into Monday") << "sun"
                                                            << "22:00"
                                                            << "06:00" << 0 << 2 << true;
        QTest::newRow("days alone are whole days") << "sat sun"
                                                   << ""
                                                   << "" << 5 << 0 << true;
        QTest::newRow("and no other day") << "sat sun"
                                          << ""
                                          << "" << 4 << 23 << false;
        QTest::newRow("the same hour twice is the whole day") << "mon"
                                                              << "08:00"
                                                              << "08:00" << 0 << 7 << true;
    }
    void hoursAndDaysDecide()
    {
        QFETCH(QString, days);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, day);
        QFETCH(int, hour);
        std::vector<std::string> names;
        for (const QString& name : days.split(u' ', Qt::SkipEmptyParts))
            names.push_back(name.toStdString());
        const auto window = makeTimeWindow(names, from.toStdString(), to.toStdString());
        QVERIFY(window.has_value());
        QCOMPARE(daysOf(*window).size(), names.size());
        QTEST(window->contains(local(day, hour)), "inside");
    }

    void whatIsNoTimeOrDayIsRefused_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("a day that is none") << "monday"
                                            << ""
                                            << "";
        QTest::newRow("hour 24") << "mon"
                                 << "24:00"
                                 << "06:00";
        QTest::newRow("minute 60") << "mon"
                                   << "22:60"
                                   << "06:00";
        QTest::newRow("one digit") << "mon"
                                   << "7:00"
                                   << "08:00";
        QTest::newRow("a beginning alone") << "mon"
                                           << "07:00"
                                           << "";
    }
    void whatIsNoTimeOrDayIsRefused()
    {
        QFETCH(QString, day);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto window =
            makeTimeWindow({day.toStdString()}, from.toStdString(), to.toStdString());
        QVERIFY(!window);
        QVERIFY(window.error().message.find("expected") != std::string::npos);
    }

    // Chatham, 2025-09-28: 02:45 becomes 03:45.
    void anHourThatIsSkippedNeverComes()
    {
        const Zone zone(
            "Pacific/Chatham",
            {{Minute{}, minutes{12 * 60 + 45}},
             {std::chrono::sys_days{std::chrono::year{2025} / 9 / 27} + minutes{14 * 60},
              minutes{13 * 60 + 45}}});
        const auto window = makeTimeWindow({"sun"}, "02:30", "03:30");
        QVERIFY(window.has_value());
        int inside = 0;
        const Minute from = std::chrono::sys_days{std::chrono::year{2025} / 9 / 27};
        for (Minute m = from; m < from + minutes{1440}; m += minutes{1})
            inside += window->contains(zone.toLocal(m)) ? 1 : 0;
        QCOMPARE(inside, 15); // 02:30 to 02:45
    }

    // Sao Paulo had it until 2019: 2019-02-17 00:00 became 2019-02-16 23:00.
    void anHourThatIsRepeatedIsInsideTwice()
    {
        const Zone zone("America/Sao_Paulo",
                        {{Minute{}, minutes{-120}},
                         {std::chrono::sys_days{std::chrono::year{2019} / 2 / 17} + minutes{120},
                          minutes{-180}}});
        const auto window = makeTimeWindow({"sat"}, "23:00", "00:00");
        QVERIFY(window.has_value());
        int inside = 0;
        const Minute from = std::chrono::sys_days{std::chrono::year{2019} / 2 / 16};
        for (Minute m = from; m < from + minutes{2880}; m += minutes{1})
            inside += window->contains(zone.toLocal(m)) ? 1 : 0;
        QCOMPARE(inside, 120);
    }
};

QTEST_GUILESS_MAIN(TestTimeWindow)
#include "tst_time_window.moc"
