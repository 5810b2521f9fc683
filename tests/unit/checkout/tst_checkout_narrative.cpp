// Outages and words on the two days with known answers; the sums are done by hand beside them.
#include "core/checkout/checkout_narrative.h"
#include "known_days.h"

#include <QTest>

using namespace vigia;

namespace {

QString text(const std::vector<NarrativeSection>& sections)
{
    QString out;
    for (const NarrativeSection& section : sections) {
        out += QLatin1Char('[') + QString::fromStdString(section.title) + QStringLiteral("]\n");
        for (const std::string& line : section.lines)
            out += QString::fromStdString(line) + QLatin1Char('\n');
    }
    return out;
}

bool about(double value, double expected)
{
    return std::abs(value - expected) < 1e-9;
}

CheckoutAnalysis hoursFrom(int first, const std::vector<double>& today)
{
    CheckoutDay day{"made.csv", {}};
    for (const double sold : today) {
        const QByteArray time = QByteArray::number(first++).rightJustified(2, '0') + 'h';
        day.rows.push_back({time.toStdString(), sold, 20, 20, 20, 20});
    }
    return analyseCheckout(day);
}

} // namespace

class TestCheckoutNarrative : public QObject
{
    Q_OBJECT

private slots:
    void theFirstDayHasOneOutageWithWhatCameBeforeAndAfter()
    {
        const auto outages = findOutages(analyseCheckout(known::checkout1()));
        QCOMPARE(outages.size(), std::size_t{1});
        const Outage& o = outages[0];
        QCOMPARE(o.lowFrom, std::size_t{6});
        QCOMPARE(o.from, std::size_t{8});
        QCOMPARE(o.to, std::size_t{9});
        QCOMPARE(o.backlog, std::optional<std::size_t>(10)); // 55 >= 1.5 x 29.42 = 44.13
        // 08h and 09h sold 0 + 2.
        QVERIFY(about(o.byAvgLastMonth, 27.49)); // 10.42 + 19.07 - 2
        QVERIFY(about(o.byAvgLastWeek, 26.71));  // 8.71 + 20 - 2
        QVERIFY(about(o.bySameDayLastWeek, 46)); // 18 + 30 - 2
        QVERIFY(about(o.byYesterday, 8));        // 1 + 9 - 2
    }

    void theSecondDayHasOneOutageAndItsLosses()
    {
        const auto outages = findOutages(analyseCheckout(known::checkout2()));
        QCOMPARE(outages.size(), std::size_t{1});
        const Outage& o = outages[0];
        QCOMPARE(o.lowFrom, std::size_t{15});
        QCOMPARE(o.from, std::size_t{15});
        QCOMPARE(o.to, std::size_t{17});
        QVERIFY(!o.backlog); // 13 at 18h, where 16.85 is usual
        QVERIFY(about(o.byAvgLastMonth, 75.98));
        QVERIFY(about(o.byAvgLastWeek, 61.707));
        QVERIFY(about(o.bySameDayLastWeek, 97));
        QVERIFY(about(o.byYesterday, 137));
    }

    void anOutageAtItsBounds_data()
    {
        QTest::addColumn<std::vector<double>>("today");
        QTest::addColumn<QString>("found"); // lowFrom from to backlog
        using Hours = std::vector<double>;
        QTest::newRow("15 % of the averages is next to nothing") << Hours{20, 3, 20} << "1 1 1 -";
        QTest::newRow("a bit more is not") << Hours{20, 3.1, 20} << "";
        QTest::newRow("1.5 times the averages is a backlog") << Hours{20, 0, 30} << "1 1 1 2";
        QTest::newRow("less is not") << Hours{20, 0, 29} << "1 1 1 -";
        QTest::newRow("it may last to the end of the day") << Hours{20, 9, 0, 0} << "1 2 3 -";
        QTest::newRow("and be there from the first hour") << Hours{0, 0, 20} << "0 0 1 -";
        QTest::newRow("half an hour's sales between two make two")
            << Hours{0, 10, 0, 40} << "0 0 0 -; 0 2 2 3";
        QTest::newRow("a usual hour between two parts them")
            << Hours{0, 20, 0} << "0 0 0 -; 2 2 2 -";
    }

    void anOutageAtItsBounds()
    {
        QFETCH(std::vector<double>, today);
        QStringList found;
        for (const Outage& o : findOutages(hoursFrom(8, today)))
            found << QStringLiteral("%1 %2 %3 %4")
                         .arg(o.lowFrom)
                         .arg(o.from)
                         .arg(o.to)
                         .arg(o.backlog ? QString::number(*o.backlog) : QStringLiteral("-"));
        QTEST(found.join(QStringLiteral("; ")), "found");
    }

    void tooFewSalesAreNoOutage()
    {
        // No sale where 4.9 are usual; where 5 are.
        CheckoutDay day{"few.csv", {{"05h", 0, 5, 5, 4.9, 5}}};
        QVERIFY(findOutages(analyseCheckout(day)).empty());
        day.rows[0].avgLastWeek = 5;
        QCOMPARE(findOutages(analyseCheckout(day)).size(), std::size_t{1});
    }

    void theWordsHoldTheNumbers_data()
    {
        QTest::addColumn<int>("day");
        QTest::addColumn<bool>("english");
        QTest::addColumn<QString>("says");
        const auto says = [](const char* name, int day, bool english, const char* words) {
            QTest::newRow(name) << day << english << QString::fromUtf8(words);
        };
        says("the story of day one", 1, true,
             "[Outage 08h-09h]\nNext to nothing was sold: 2 where last month's average has 29.5. "
             "It was low already from 06h. 10h with 55, against 29.4 (+87 %) by last week's "
             "average, looks like the backlog of it: one story, not two.\n");
        says("its losses", 1, true,
             "Sales not made: about 27 by last month's average, and between 8 and 46 by the "
             "others: 27 by last week's average, 46 by the same day last week, 8 by yesterday.\n");
        says("the story in Portuguese", 1, false,
             "[Interrupção 08h-09h]\nQuase nada foi vendido: 2 onde a média do mês passado tem "
             "29,5. As vendas já estavam baixas desde 06h. 10h com 55, contra 29,4 (+87 %) pela "
             "média da semana passada, parece a demanda represada: uma história, não duas.\n");
        says("the morning of day one", 1, true,
             "[Morning (06h-09h)]\n5 sales; yesterday 14 (-64 %), the same day last week 62 (-92 "
             "%), last week's average 37.1 (-87 %), last month's average 37 (-86 %).\n"
             "Far too few at 06h (1, usually 2.3 to 2.9), 07h (2, usually 5.2 to 5.6), 08h (0, "
             "usually 8.7 to 10.4), 09h (2, usually 19.1 to 20): probably an operational issue.\n");
        says("a shift of day one", 1, true,
             "Away from the averages at 10h (55, usually 28.4 to 29.4), as yesterday or last week "
             "already were: rather a shift than an incident.\n");
        says("a spike of day one", 1, true,
             "Far more than history knows at 17h (45, usually 20.4 to 22.3): a campaign, retries "
             "or duplicates; worth a look.\n");
        says("the list of day one", 1, true,
             "[Possible anomalies]\nCritical: 06h, 07h, 08h, 09h, 17h.\nModerate: 12h.\n"
             "Seasonal or a shift: 10h, 15h.\nToo few sales to judge: 02h, 03h, 04h.\n");
        says("the losses of day two", 2, true,
             "Sales not made: about 76 by last month's average, and between 62 and 137 by the "
             "others: 62 by last week's average, 97 by the same day last week, 137 by "
             "yesterday.\n");
        says("the losses in Portuguese", 2, false,
             "Vendas não realizadas: cerca de 76 pela média do mês passado, e entre 62 e 137 "
             "pelas outras referências: 62 pela média da semana passada, 97 pelo mesmo dia da "
             "semana passada, 137 por ontem.\n");
        says("the list in Portuguese", 2, false,
             "[Possíveis anomalias]\nCríticas: 08h, 09h, 15h, 16h, 17h.\nModeradas: 07h, 14h, "
             "18h.\nSazonais ou mudança de patamar: 13h, 22h, 23h.\nPoucas vendas para julgar: "
             "02h, 03h, 04h, 05h.\n");
        says("its limits", 2, true, "One day is no firm conclusion.");
        says("its limits in Portuguese", 2, false, "Um dia não permite conclusão firme.");
    }

    void theWordsHoldTheNumbers()
    {
        QFETCH(int, day);
        QFETCH(bool, english);
        QFETCH(QString, says);
        const QString all =
            text(narrate(analyseCheckout(day == 1 ? known::checkout1() : known::checkout2()),
                         english ? Language::English : Language::Portuguese));
        QVERIFY2(all.contains(says), qPrintable(QStringLiteral("not in:\n") + all));
    }

    void aReferenceThatWasAbnormalIsSaidToBeNoEvidence()
    {
        // On day one 06h to 09h were critical drops, 17h a critical spike: day two's yesterday.
        const std::vector<CheckoutDay> days{known::checkout1(), known::checkout2()};
        const auto both = analyseCheckouts(days);
        const QString english = text(narrate(both[1], Language::English));
        QVERIFY(english.contains(
            QStringLiteral("Yesterday was itself abnormal at 06h, 07h, 08h, 09h, 17h and is no "
                           "evidence there.\n")));
        QVERIFY(english.contains(
            QStringLiteral("137 by yesterday (which was itself abnormal and is no evidence).\n")));
        const QString portuguese = text(narrate(both[1], Language::Portuguese));
        QVERIFY(portuguese.contains(QString::fromUtf8(
            "Ontem também foi anormal às 06h, 07h, 08h, 09h, 17h e não serve de evidência")));
        QVERIFY(!text(narrate(both[0], Language::English)).contains(QStringLiteral("evidence")));
    }

    void thereAreNoExponentsInLargeNumbers()
    {
        CheckoutDay day{"large.csv", {{"12h", 100000, 1e12, 200000, 1000000, 1000000}}};
        const CheckoutAnalysis analysis = analyseCheckout(day);
        const QString all = text(narrate(analysis, Language::English)) +
                            QString::fromStdString(analysis.hours[0].reason);
        QVERIFY2(all.contains(QStringLiteral("100000 sales; yesterday 1000000000000 (-100 %)")),
                 qPrintable(all));
        QVERIFY2(!all.contains(QStringLiteral("e+")), qPrintable(all));
    }

    void aPartOfADayHasOnlyItsStretches()
    {
        const QString all = text(narrate(hoursFrom(9, {20, 20}), Language::English));
        QVERIFY(all.contains(QStringLiteral("[Morning (09h)]\n")));
        QVERIFY(all.contains(QStringLiteral("[Peak (10h)]\n")));
        QVERIFY(all.contains(QStringLiteral("Nothing that history does not show.\n")));
        QVERIFY(!all.contains(QStringLiteral("[Afternoon")));
    }

    void aPartOfADaySaysWhatThatMeans()
    {
        const CheckoutAnalysis part = hoursFrom(9, {20, 20, 20});
        QVERIFY(text(narrate(part, Language::English))
                    .contains(QStringLiteral(
                        "The file has 3 of 24 hours (09h to 11h): the status compares with the "
                        "mean of these hours alone, and nothing is said of the others.\n")));
        QVERIFY(text(narrate(part, Language::Portuguese))
                    .contains(QString::fromUtf8("O arquivo tem 3 de 24 horas (09h a 11h): o status "
                                                "compara com a média apenas dessas horas, e nada é "
                                                "dito das demais.\n")));
        QVERIFY(checkoutRemark(analyseCheckout(known::checkout1()), Language::English).empty());
        QVERIFY(checkoutRemark({}, Language::English).empty());
    }

    void thereIsNothingToSayOfNoHours()
    {
        QVERIFY(findOutages({}).empty());
        QVERIFY(narrate({}, Language::English).empty());
        QVERIFY(narrate({}, Language::Portuguese).empty());
    }
};

QTEST_APPLESS_MAIN(TestCheckoutNarrative)
#include "tst_checkout_narrative.moc"
