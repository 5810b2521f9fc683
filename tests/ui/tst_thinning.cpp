#include "ui/chart/thinning.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vigia;

class TestThinning : public QObject
{
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void everyPeakSurvives();
    void aDayFitsTwoPointsAColumn();
};

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

QString print(const Polylines& lines)
{
    QStringList out;
    for (const auto& line : lines) {
        QStringList points;
        for (const QPointF& p : line)
            points << QStringLiteral("%1,%2").arg(p.x()).arg(p.y());
        out << points.join(QLatin1Char(' '));
    }
    return out.join(QStringLiteral(" | "));
}

} // namespace

void TestThinning::lines_data()
{
    QTest::addColumn<QVector<double>>("values");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("expected");

    QTest::newRow("nothing to draw") << QVector<double>{} << 0.0 << 10.0 << 10 << "";
    QTest::newRow("few points stay as they are")
        << QVector<double>{1, 2, 3} << 100.0 << 102.0 << 10 << "100,1 101,2 102,3";
    QTest::newRow("a neighbour on each side lets the line leave the chart")
        << QVector<double>{1, 2, 3, 4, 5} << 101.5 << 102.5 << 10 << "101,2 102,3 103,4";
    QTest::newRow("a gap splits the line")
        << QVector<double>{1, 2, kGap, 4, 5} << 100.0 << 104.0 << 10 << "100,1 101,2 | 103,4 104,5";
    QTest::newRow("a minute alone between gaps becomes a dash")
        << QVector<double>{kGap, 7, kGap} << 100.0 << 102.0 << 10 << "100.75,7 101.25,7";
    QTest::newRow("lowest and highest of a column, in the order they came")
        << QVector<double>{5, 9, 1, 6, 2, 2, 8, 3, 4, 4} << 100.0 << 110.0 << 2
        << "101,9 102,1 105,2 106,8";
    QTest::newRow("a column of one value is a dash")
        << QVector<double>{3, 3, 3, 3, 3, 3, 3, 3} << 100.0 << 108.0 << 1 << "99.75,3 100.25,3";
    QTest::newRow("a gap within a column does not split it")
        << QVector<double>{1, kGap, 2, 3, 4, kGap, 6, 7} << 100.0 << 108.0 << 2
        << "100,1 103,3 104,4 107,7";
    QTest::newRow("a column of gaps does") << QVector<double>{1, 2, kGap, kGap, kGap, kGap, 6, 7}
                                           << 100.0 << 108.0 << 3 << "100,1 101,2 | 106,6 107,7";
    QTest::newRow("outside the series")
        << QVector<double>{1, 2, 3} << 200.0 << 210.0 << 10 << "101.75,3 102.25,3";
}

void TestThinning::lines()
{
    QFETCH(QVector<double>, values);
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(int, columns);
    QFETCH(QString, expected);
    const QString got =
        print(thin({100, {values.data(), std::size_t(values.size())}}, from, to, columns));
    QCOMPARE(got, expected);
}

void TestThinning::everyPeakSurvives()
{
    std::vector<double> values(10'080, 100.0);
    values[5'003] = 900;
    values[5'004] = 0;
    double high = 0;
    double low = 1e9;
    for (const auto& line : thin({0, values}, 0, 10'080, 800)) {
        for (const QPointF& p : line) {
            high = std::max(high, p.y());
            low = std::min(low, p.y());
        }
    }
    QCOMPARE(high, 900.0);
    QCOMPARE(low, 0.0);
}

void TestThinning::aDayFitsTwoPointsAColumn()
{
    std::vector<double> values(1'440);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = double((i * 7919) % 101);
    const Polylines lines = thin({0, values}, 0, 1'440, 300);
    QCOMPARE(lines.size(), std::size_t(1));
    QVERIFY(lines.front().size() <= 2 * 301);
}

QTEST_GUILESS_MAIN(TestThinning)
#include "tst_thinning.moc"
