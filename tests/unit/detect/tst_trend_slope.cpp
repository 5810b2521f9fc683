#include "core/detect/trend_slope.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vigia;

class TestTrendSlope : public QObject
{
    Q_OBJECT

private slots:
    void slopeIsThatOfTheLastEighteenMinutes_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<double>("slope");
        QTest::addColumn<Trend>("trend");
        const auto line = [](int n, double start, double step) {
            QList<double> values;
            for (int i = 0; i < n; ++i)
                values.append(start + step * i);
            return values;
        };
        QTest::newRow("a line") << line(18, 10, 2) << 2.0 << Trend::RisingALot;
        QTest::newRow("a falling line") << line(18, 100, -2) << -2.0 << Trend::FallingALot;
        QTest::newRow("flat") << line(18, 7, 0) << 0.0 << Trend::Stable;
        QTest::newRow("what came before does not count")
            << QList<double>(40, 900.0) + line(18, 0, 0.25) << 0.25 << Trend::Rising;
        // One step at the middle of 18: covariance = 9 * 4.5, variance = 484.5.
        QTest::newRow("a step of one")
            << QList<double>(9, 0.0) + QList<double>(9, 1.0) << 40.5 / 484.5 << Trend::Stable;
        QTest::newRow("a step of two")
            << QList<double>(9, 0.0) + QList<double>(9, 2.0) << 81.0 / 484.5 << Trend::Rising;
        QTest::newRow("a step down of six") << QList<double>(9, 6.0) + QList<double>(9, 0.0)
                                            << -243.0 / 484.5 << Trend::FallingALot;
        QTest::newRow("a gap inside a line")
            << QList<double>{0, 1, std::nan(""), std::nan(""), 4, 5} << 1.0 << Trend::RisingALot;
        QTest::newRow("one value has no slope") << QList<double>{5} << 0.0 << Trend::Stable;
        QTest::newRow("no value has no slope") << QList<double>{} << 0.0 << Trend::Stable;
        QTest::newRow("gaps only") << QList<double>(18, std::nan("")) << 0.0 << Trend::Stable;
    }

    void slopeIsThatOfTheLastEighteenMinutes()
    {
        QFETCH(QList<double>, values);
        QFETCH(double, slope);
        QFETCH(Trend, trend);
        const TrendResult result = trendOf(std::span(values.constData(), values.size()));
        QVERIFY2(std::abs(result.slope - slope) < 1e-12, qPrintable(QString::number(result.slope)));
        QVERIFY(result.trend == trend);
    }

    void theFiveClassesHaveExactThresholds_data()
    {
        QTest::addColumn<double>("slope");
        QTest::addColumn<QByteArray>("words");
        const double inf = std::numeric_limits<double>::infinity();
        QTest::newRow("0.4") << 0.4 << QByteArray("rising");
        QTest::newRow("just above 0.4") << std::nextafter(0.4, inf) << QByteArray("rising a lot");
        QTest::newRow("0.1") << 0.1 << QByteArray("stable");
        QTest::newRow("just above 0.1") << std::nextafter(0.1, inf) << QByteArray("rising");
        QTest::newRow("0") << 0.0 << QByteArray("stable");
        QTest::newRow("-0.1") << -0.1 << QByteArray("stable");
        QTest::newRow("just below -0.1") << std::nextafter(-0.1, -inf) << QByteArray("falling");
        QTest::newRow("-0.4") << -0.4 << QByteArray("falling");
        QTest::newRow("just below -0.4")
            << std::nextafter(-0.4, -inf) << QByteArray("falling a lot");
    }

    void theFiveClassesHaveExactThresholds()
    {
        QFETCH(double, slope);
        QFETCH(QByteArray, words);
        QCOMPARE(QByteArray::fromStdString(std::string(toString(trendOfSlope(slope)))), words);
    }
};

QTEST_APPLESS_MAIN(TestTrendSlope)
#include "tst_trend_slope.moc"
