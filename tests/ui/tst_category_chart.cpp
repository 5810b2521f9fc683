// A chart by category or time: where its points stand, and what it says of them.
#include "ui/chart/category_chart.h"
#include "ui/chart/theme.h"

#include <QLocale>
#include <QTest>
#include <QToolTip>

#include <cmath>
#include <limits>

using namespace vigia;

namespace {

CategoryData threeHours()
{
    const double none = std::numeric_limits<double>::quiet_NaN();
    return {{QStringLiteral("08h"), QStringLiteral("09h"), QStringLiteral("10h")},
            {},
            {{QStringLiteral("today"), {0, 2, 55}}, {QStringLiteral("change"), {none, -50, 10}}}};
}

} // namespace

class TestCategoryChart : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void placesStandAtEqualDistances()
    {
        CategoryChart chart;
        chart.resize(600, 300);
        chart.setData(threeHours());
        const double first = chart.positionOf(1, 0).x() - chart.positionOf(0, 0).x();
        const double second = chart.positionOf(2, 0).x() - chart.positionOf(1, 0).x();
        QVERIFY(first > 100);
        QVERIFY(std::abs(first - second) < 1e-6);
        // 55 above 2 above -50, in proportion: 53 and 52 apart.
        const double up = chart.positionOf(1, 0).y() - chart.positionOf(2, 0).y();
        const double down = chart.positionOf(1, 1).y() - chart.positionOf(1, 0).y();
        QVERIFY(up > 0);
        QVERIFY(std::abs(up / down - 53.0 / 52.0) < 1e-6);
    }

    void instantsStandAtTheirDistance()
    {
        CategoryData data = threeHours();
        data.times = {0, 1000, 4000};
        CategoryChart chart;
        chart.resize(600, 300);
        chart.setKind(CategoryChart::Kind::Lines);
        chart.setData(data);
        const double first = chart.positionOf(1, 0).x() - chart.positionOf(0, 0).x();
        const double second = chart.positionOf(2, 0).x() - chart.positionOf(1, 0).x();
        QVERIFY(std::abs(second - 3 * first) < 1e-6);
    }

    void keysAndPointerTellTheValues()
    {
        CategoryChart chart;
        chart.resize(600, 300);
        chart.setData(threeHours());
        chart.show();
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(chart.current(), std::optional(0));
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.current(), std::optional(1));
        QCOMPARE(QToolTip::text(),
                 Qt::convertFromPlainText(QStringLiteral("09h\ntoday: 2\nchange: -50")));
        QCOMPARE(chart.accessibleDescription(), QStringLiteral("09h today: 2 change: -50"));
        QCOMPARE(chart.textOf(0), QStringLiteral("08h\ntoday: 0\nchange: –"));
        QTest::mouseMove(&chart, chart.positionOf(2, 0).toPoint());
        QTRY_COMPARE(chart.current(), std::optional(2));
    }

    void aGapIsNotDrawnAsZero()
    {
        CategoryChart chart;
        chart.resize(600, 300);
        CategoryData data = threeHours();
        data.series.erase(data.series.begin());
        data.series[0].values = {std::numeric_limits<double>::quiet_NaN(), 50, 50};
        chart.setData(data);
        const auto colours = [&](int place) { // of the column of pixels at the place
            const QImage image = chart.picture();
            QSet<QRgb> found;
            const int x = int(chart.positionOf(place, 0).x() * 2);
            for (int y = 120; y < image.height() - 80; ++y)
                found << image.pixel(x, y);
            return found;
        };
        const QRgb bar = theme().line(StatusId::Approved).rgb(); // of the first series
        QVERIFY(!colours(0).contains(bar));                      // no bar where there is no value
        QVERIFY(colours(1).contains(bar));
    }

    void extremesAndNothingArePainted()
    {
        CategoryChart chart;
        chart.resize(400, 200);
        for (const auto kind : {CategoryChart::Kind::Bars, CategoryChart::Kind::Lines}) {
            chart.setKind(kind);
            chart.setData({});
            QVERIFY(!chart.picture().isNull());
            CategoryData huge;
            for (int i = 0; i < CategoryChart::kMostPlaces + 10; ++i)
                huge.labels << QString::number(i);
            huge.series.resize(CategoryChart::kMostSeries + 2);
            for (CategorySeries& series : huge.series)
                series.values.assign(std::size_t(huge.labels.size()), 1e300);
            chart.setData(huge);
            QCOMPARE(chart.data().labels.size(), qsizetype{CategoryChart::kMostPlaces});
            QCOMPARE(chart.data().series.size(), std::size_t{CategoryChart::kMostSeries});
            QVERIFY(!chart.picture().isNull());
        }
    }
};

QTEST_MAIN(TestCategoryChart)
#include "tst_category_chart.moc"
