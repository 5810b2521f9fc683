#include "core/checkout/checkout_words.h"
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
            QCOMPARE(hour.contaminated.yesterday.has_value(), outage || hourOf(hour.row) == 17);
        }
        QVERIFY(
            analyses[1].hours[8].reason.find(
                "yesterday was an outage at this hour (0, checkout_1.csv) and is no evidence") !=
            std::string::npos);
        QVERIFY(analyses[0].hours[8].reason.find("no evidence") == std::string::npos);
    }

    void theReasonSaysWhatTheOtherReferencesLeaveOfTheCategory()
    {
        // 07h of checkout_2: 10 against 3 and 5.03 is far above both; it is moderate only for being
        // at least twice yesterday's 2, an outage. Against the same day last week's 9 alone
        // (10 < 1.3 x 9) history shows the like: a baseline shift.
        const std::vector<CheckoutDay> days{known::checkout1(), known::checkout2()};
        const auto analyses = analyseCheckouts(days);
        for (const CheckoutHour& hour : analyses[1].hours)
            QCOMPARE(hour.otherwise.has_value(), hourOf(hour.row) == 7);
        const CheckoutHour& seven = analyses[1].hours[7];
        QVERIFY(seven.category == CheckoutCategory::Moderate);
        QVERIFY(seven.otherwise == CheckoutCategory::BaselineShift);
        QVERIFY(seven.reason.ends_with("yesterday was an outage at this hour (2, checkout_1.csv) "
                                       "and is no evidence; without it the hour would be: baseline "
                                       "shift"));
    }

    void theReasonInPortuguese_data()
    {
        QTest::addColumn<int>("day");
        QTest::addColumn<int>("hour");
        QTest::addColumn<QString>("reason");
        const auto says = [](const char* name, int day, int hour, const char* reason) {
            QTest::newRow(name) << day << hour << QString::fromUtf8(reason);
        };
        // 45 / 20.42 = 2.204, 45 / 22.28 = 2.020
        says("a critical spike", 1, 17,
             "45 vendas, pelo menos o dobro de 20,42 (média da semana passada, +120 %) e 22,28 (a "
             "do mês passado, +102 %); ontem houve 30 e no mesmo dia da semana passada 29; o "
             "histórico não mostra nada parecido");
        // 2 / 20 = 0.1, 2 / 19.07 = 0.105
        says("a critical drop", 1, 9,
             "2 vendas, no máximo a metade de 20 (média da semana passada, -90 %) e 19,07 (a do "
             "mês passado, -90 %); ontem houve 9 e no mesmo dia da semana passada 30");
        // 55 / 29.42 = 1.869, 55 / 28.35 = 1.940
        says("a baseline shift", 1, 10,
             "55 vendas contra 29,42 (média da semana passada, +87 %) e 28,35 (a do mês passado, "
             "+94 %), longe de ambas, mas ontem houve 51 e no mesmo dia da semana passada 45: mais "
             "uma mudança de patamar");
        says("one sale where less is usual", 1, 3,
             "1 venda onde o usual é menos de uma: poucas para julgar");
        // 30 / 18.71 = 1.603, 30 / 17.57 = 1.707
        says("a usual hour", 1, 21,
             "30 vendas contra 18,71 (média da semana passada, +60 %) e 17,57 (a do mês passado, "
             "+71 %): como de costume");
        // 25 / 3.71 = 6.739, 25 / 9.82 = 2.546
        says("a spike after an outage", 2, 8,
             "25 vendas, pelo menos o dobro de 3,71 (média da semana passada, +574 %) e 9,82 (a do "
             "mês passado, +155 %); ontem houve 0 e no mesmo dia da semana passada 12; o "
             "histórico não mostra nada parecido; ontem houve uma interrupção nesta hora (0, "
             "checkout_1.csv), que não serve de evidência");
    }

    void theReasonInPortuguese()
    {
        QFETCH(int, day);
        QFETCH(int, hour);
        const std::vector<CheckoutDay> days{known::checkout1(), known::checkout2()};
        const auto analyses = analyseCheckouts(days);
        const CheckoutHour& found = analyses[std::size_t(day - 1)].hours[std::size_t(hour)];
        QTEST(QString::fromStdString(checkoutReason(found, Language::Portuguese)), "reason");
        QCOMPARE(checkoutReason(found, Language::English), found.reason);
    }

    void theSameDayLastWeekIsMarkedToo()
    {
        CheckoutDay weekAfter = known::checkout2();
        weekAfter.file = "a_week_after.csv";
        for (std::size_t i = 0; i < weekAfter.rows.size(); ++i)
            weekAfter.rows[i].sameDayLastWeek = known::checkout1().rows[i].today;
        for (CheckoutRow& row : weekAfter.rows)
            row.yesterday += 1; // of no loaded day
        const std::vector<CheckoutDay> days{known::checkout1(), weekAfter};
        const auto analyses = analyseCheckouts(days);
        const Contamination& eight = analyses[1].hours[8].contaminated;
        QVERIFY(!eight.yesterday);
        QVERIFY(eight.sameDayLastWeek == (AbnormalDay{"checkout_1.csv", CheckoutFlag::Drop, 0}));
        QVERIFY(analyses[1].hours[8].reason.find(
                    "the same day last week was an outage at this hour (0, checkout_1.csv)") !=
                std::string::npos);
    }

    void daysThatDoNotFollowMarkNothing()
    {
        CheckoutDay other = known::checkout2();
        other.rows[3].yesterday += 1;
        const std::vector<CheckoutDay> days{known::checkout1(), other};
        const auto analyses = analyseCheckouts(days);
        for (const CheckoutHour& hour : analyses[1].hours)
            QVERIFY(!hour.contaminated.yesterday);
    }

    void anEmptyDayHasNoHours() { QVERIFY(analyseCheckout({"empty", {}}).hours.empty()); }
};

QTEST_APPLESS_MAIN(TestCheckoutAnalysis)
#include "tst_checkout_analysis.moc"
