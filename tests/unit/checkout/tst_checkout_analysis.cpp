#include "core/checkout/checkout_analysis.h"
#include "known_days.h"

#include <QTest>

using namespace vigia;

namespace {

QString hoursOf(const CheckoutAnalysis& analysis, CheckoutCategory category)
{
    QStringList out;
    for (const CheckoutHour& hour : analysis.hours) {
        if (hour.category == category)
            out << QString::fromStdString(hour.row.time);
    }
    return out.join(QLatin1Char(' '));
}

CheckoutHour only(const CheckoutRow& row)
{
    return analyseCheckout({"one", {row}}).hours.front();
}

} // namespace

class TestCheckoutAnalysis : public QObject
{
    Q_OBJECT

private slots:
    void theKnownDaysGetTheirKnownCategories_data()
    {
        QTest::addColumn<int>("day");
        QTest::addColumn<QString>("critical");
        QTest::addColumn<QString>("moderate");
        QTest::addColumn<QString>("shift");
        QTest::addColumn<QString>("low");
        QTest::newRow("checkout_1") << 1 << "06h 07h 08h 09h 17h"
                                    << "12h"
                                    << "10h 15h"
                                    << "02h 03h 04h";
        QTest::newRow("checkout_2") << 2 << "08h 09h 15h 16h 17h"
                                    << "07h 14h 18h"
                                    << "13h 22h 23h"
                                    << "02h 03h 04h 05h";
    }

    void theKnownDaysGetTheirKnownCategories()
    {
        QFETCH(int, day);
        const CheckoutAnalysis analysis =
            analyseCheckout(day == 1 ? known::checkout1() : known::checkout2());
        QCOMPARE(analysis.hours.size(), std::size_t{24});
        QTEST(hoursOf(analysis, CheckoutCategory::Critical), "critical");
        QTEST(hoursOf(analysis, CheckoutCategory::Moderate), "moderate");
        QTEST(hoursOf(analysis, CheckoutCategory::BaselineShift), "shift");
        QTEST(hoursOf(analysis, CheckoutCategory::LowBaseline), "low");
    }

    void differencesHaveTwoDecimalsAndNoneAgainstZero()
    {
        QCOMPARE(percentDifference(55, 29.42), std::optional(86.95)); // 25.58 / 29.42
        QCOMPARE(percentDifference(0, 18), std::optional(-100.0));
        QCOMPARE(percentDifference(1, 3), std::optional(-66.67));
        QVERIFY(!percentDifference(5, 0).has_value());
    }

    void flagsAtTheirBounds_data()
    {
        QTest::addColumn<double>("today");
        QTest::addColumn<double>("avgWeek");
        QTest::addColumn<double>("avgMonth");
        QTest::addColumn<QString>("flag");
        QTest::newRow("exactly twice both averages is a spike") << 20.0 << 10.0 << 10.0 << "spike";
        QTest::newRow("twice one of them is not") << 20.0 << 10.0 << 10.1 << "ok";
        QTest::newRow("exactly half of both is a drop") << 5.0 << 10.0 << 10.0 << "drop";
        QTest::newRow("half of one of them is not") << 5.0 << 10.0 << 9.9 << "ok";
        QTest::newRow("nothing where nothing is usual is well") << 0.0 << 0.0 << 0.0 << "ok";
        QTest::newRow("something where nothing is usual is a spike")
            << 1.0 << 0.0 << 0.0 << "spike";
    }

    void flagsAtTheirBounds()
    {
        QFETCH(double, today);
        QFETCH(double, avgWeek);
        QFETCH(double, avgMonth);
        const std::string_view flag =
            toString(only({"00h", today, 10, 10, avgWeek, avgMonth}).flag);
        QTEST(QString::fromUtf8(flag.data(), static_cast<qsizetype>(flag.size())), "flag");
    }

    void theStatusLooksTwoDeviationsFromTheMeanOfLastWeeksAverages()
    {
        // checkout_1: mean 371.59 / 24 = 15.4829, population deviation 10.8723 (numpy): High
        // above 37.2275.
        const CheckoutAnalysis analysis = analyseCheckout(known::checkout1());
        QVERIFY(std::abs(analysis.mean - 15.482917) < 1e-6);
        QVERIFY(std::abs(analysis.deviation - 10.872283) < 1e-6);
        QStringList high;
        for (const CheckoutHour& hour : analysis.hours) {
            if (hour.status == CheckoutStatus::High)
                high << QString::number(hourOf(hour.row));
            QVERIFY(hour.status != CheckoutStatus::Low);
        }
        QCOMPARE(high.join(QLatin1Char(' ')), QStringLiteral("10 12 15 16 17"));
    }

    void aReferenceThatWasAnOutageIsMarked()
    {
        const std::vector<CheckoutDay> days{known::checkout1(), known::checkout2()};
        const auto analyses = analyseCheckouts(days);
        for (const CheckoutHour& hour : analyses[1].hours) {
            const bool outage =
                hourOf(hour.row) >= 6 && hourOf(hour.row) <= 9; // critical drops of checkout_1
            QCOMPARE(hour.contaminated.yesterday, outage || hourOf(hour.row) == 17);
        }
        QVERIFY(
            analyses[1].hours[8].reason.find(
                "yesterday was an outage at this hour (0, checkout_1.csv) and is no evidence") !=
            std::string::npos);
        QVERIFY(analyses[0].hours[8].reason.find("no evidence") == std::string::npos);
    }

    void daysThatDoNotFollowMarkNothing()
    {
        CheckoutDay other = known::checkout2();
        other.rows[3].yesterday += 1;
        const std::vector<CheckoutDay> days{known::checkout1(), other};
        for (const CheckoutHour& hour : analyseCheckouts(days)[1].hours)
            QVERIFY(!hour.contaminated.yesterday);
    }

    void anEmptyDayHasNoHours() { QVERIFY(analyseCheckout({"empty", {}}).hours.empty()); }
};

QTEST_APPLESS_MAIN(TestCheckoutAnalysis)
#include "tst_checkout_analysis.moc"
