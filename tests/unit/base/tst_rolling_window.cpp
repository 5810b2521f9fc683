#include "core/base/rolling_window.h"

#include <QTest>

#include <cmath>

using namespace vigia;

class TestRollingWindow : public QObject
{
    Q_OBJECT

private slots:
    void knowsMeanAndPopulationDeviation_data()
    {
        QTest::addColumn<QList<quint64>>("counts");
        QTest::addColumn<int>("capacity");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("deviation");
        // 2, 4, 4, 4, 5, 5, 7, 9: the textbook example with mean 5 and deviation 2
        QTest::newRow("the textbook eight")
            << QList<quint64>{2, 4, 4, 4, 5, 5, 7, 9} << 8 << 5.0 << 2.0;
        QTest::newRow("the last eight of nine")
            << QList<quint64>{1000000, 2, 4, 4, 4, 5, 5, 7, 9} << 8 << 5.0 << 2.0;
        QTest::newRow("fewer than fit") << QList<quint64>{1, 3} << 60 << 2.0 << 1.0;
        QTest::newRow("one") << QList<quint64>{7} << 60 << 7.0 << 0.0;
        QTest::newRow("none") << QList<quint64>{} << 60 << 0.0 << 0.0;
        QTest::newRow("equal ones have no deviation at all")
            << QList<quint64>{3, 3, 3} << 60 << 3.0 << 0.0;
        // Mean of squares minus squared mean loses this one in doubles.
        const quint64 huge = (quint64{1} << 53) - 1;
        QTest::newRow("a difference of 2 at the largest count")
            << QList<quint64>{huge - 2, huge} << 2 << static_cast<double>(huge - 1) << 1.0;
    }

    void knowsMeanAndPopulationDeviation()
    {
        QFETCH(QList<quint64>, counts);
        QFETCH(int, capacity);
        QFETCH(double, mean);
        QFETCH(double, deviation);
        RollingWindow window(static_cast<std::size_t>(capacity));
        for (const quint64 count : counts)
            window.add(count);
        QCOMPARE(window.mean(), mean);
        QCOMPARE(window.deviation(), deviation);
        QCOMPARE(window.size(),
                 static_cast<std::size_t>(std::min<qsizetype>(capacity, counts.size())));
    }

    void remembersInOrderOfAge()
    {
        RollingWindow window(3);
        for (std::uint64_t i = 1; i <= 5; ++i)
            window.add(i);
        QCOMPARE(window.at(0), std::uint64_t{3});
        QCOMPARE(window.at(2), std::uint64_t{5});
        window.clear();
        QCOMPARE(window.size(), std::size_t{0});
        QCOMPARE(window.deviation(), 0.0);
    }

    void isAsPreciseAfterAYearAsAfterAnHour()
    {
        RollingWindow window(60);
        for (int i = 0; i < 525'600; ++i)
            window.add(i % 2 == 0 ? kLargest : 0);
        for (int i = 0; i < 60; ++i)
            window.add(4);
        QCOMPARE(window.mean(), 4.0);
        QCOMPARE(window.deviation(), 0.0);
    }

private:
    static constexpr std::uint64_t kLargest = (std::uint64_t{1} << 53) - 1;
};

QTEST_APPLESS_MAIN(TestRollingWindow)
#include "tst_rolling_window.moc"
