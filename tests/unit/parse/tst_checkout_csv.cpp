// Hourly checkout files: what is read, and what is refused with its place. Lines and columns are
// counted by hand in the texts beside them.
#include "core/parse/checkout_csv.h"

#include <QTest>

using namespace vigia;

namespace {

const QByteArray kHeader("time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n");

Parsed<CheckoutDay> read(const QByteArray& text)
{
    return readCheckoutCsv({text.constData(), static_cast<std::size_t>(text.size())}, "day.csv");
}

QByteArray hours(int count)
{
    QByteArray out = kHeader;
    for (int i = 0; i < count; ++i)
        out += QByteArray::number(i).rightJustified(2, '0') + "h,1,2,3,4.5,5.25\n";
    return out;
}

} // namespace

class TestCheckoutCsv : public QObject
{
    Q_OBJECT

private slots:
    void twoHoursReadTheSameFromEveryDress_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << kHeader + "07h,4,2,9,5.86,7.00\n08h,13,0,12,10.86,11.67\n";
        QTest::newRow("no last line end") << kHeader + "07h,4,2,9,5.86,7\n08h,13,0,12,10.86,11.67";
        QTest::newRow("later hour first")
            << kHeader + "08h,13,0,12,10.86,11.67\n07h,4,2,9,5.86,7\n";
        QTest::newRow("with minutes")
            << kHeader + "07h 00,4,2,9,5.86,7\n08h 00,13,0,12,10.86,11.67\n";
        QTest::newRow("capital H") << kHeader + "07H,4,2,9,5.86,7\n08H 00,13,0,12,10.86,11.67\n";
        QTest::newRow("byte order mark, CRLF, semicolons")
            << QByteArray("\xef\xbb\xbftime;today;yesterday;same_day_last_week;avg_last_week;avg_"
                          "last_month\r\n07h;4;2;9;5.86;7.00\r\n08h;13;0;12;10.86;11.67\r\n");
        QTest::newRow("tabs") << QByteArray(
            "time\ttoday\tyesterday\tsame_day_last_week\tavg_last_week\tavg_last_month\n"
            "07h\t4\t2\t9\t5.86\t7\n08h\t13\t0\t12\t10.86\t11.67\n");
        QTest::newRow("other order, other case, a column more") << QByteArray(
            "AVG_LAST_MONTH,note,Today,same_day_last_week,yesterday,avg_last_week,Time\n"
            "7.00,\"a, b\",4,9,2,5.86,07h\n11.67,,13,12,0,10.86,08h\n");
        QTest::newRow("quoted, blank lines") << "\n" + kHeader +
                                                    "\n\"07h\",\"4\",2,9,5.86,7\n\n"
                                                    "08h,13,0,12,10.86,11.67\n\n";
    }

    void twoHoursReadTheSameFromEveryDress()
    {
        QFETCH(QByteArray, text);
        const auto day = read(text);
        QVERIFY2(day.ok(), day.ok() ? "" : describe("day.csv", day.report).c_str());
        const CheckoutDay expected{"day.csv",
                                   {{"07h", 4, 2, 9, 5.86, 7}, {"08h", 13, 0, 12, 10.86, 11.67}}};
        QVERIFY(day.value == expected);
    }

    void whatIsWrongIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        const auto number = [](const char* column) {
            return QStringLiteral(
                       "a number of sales from 0 to 1000000000000, such as 12 or 8.71 in column ") +
                   QLatin1String(column);
        };
        const auto hour = QStringLiteral("an hour from 00h to 23h in column time");
        const auto every = QStringLiteral("every hour between the first and the last");

        QTest::newRow("an empty file")
            << QByteArray()
            << QStringLiteral("d:1:1: found an empty file, expected CSV text in "
                              "UTF-8 with a header line, separated by comma, "
                              "semicolon or tab");
        QTest::newRow("a header alone")
            << kHeader
            << QStringLiteral("d:1:1: found a header alone, expected at least one hour below it");
        QTest::newRow("a missing column")
            << QByteArray("time,today,yesterday,avg_last_week,avg_last_month\n00h,1,2,3,4\n")
            << QStringLiteral("d:1:1: found a header \"time, today, yesterday, avg_last_week, "
                              "avg_last_month\" without one, expected the same_day_last_week "
                              "column, named same_day_last_week");
        QTest::newRow("a short row")
            << kHeader + "00h,1,2,3,4\n"
            << QStringLiteral("d:2:11: found 5 fields, expected 6 as in the header");
        QTest::newRow("text for a number")
            << kHeader + "00h,ten,7,2,4.71,6.27\n"
            << QStringLiteral("d:2:5: found \"ten\", expected ") + number("today");
        QTest::newRow("a negative number")
            << kHeader + "00h,10,-7,2,4.71,6.27\n"
            << QStringLiteral("d:2:8: found \"-7\", expected ") + number("yesterday");
        QTest::newRow("no number")
            << kHeader + "00h,10,7,,4.71,6.27\n"
            << QStringLiteral("d:2:10: found \"\", expected ") + number("same_day_last_week");
        QTest::newRow("an exponent")
            << kHeader + "00h,10,7,2,4e1,6.27\n"
            << QStringLiteral("d:2:12: found \"4e1\", expected ") + number("avg_last_week");
        QTest::newRow("a decimal comma in quotes")
            << kHeader + "00h,10,7,2,\"4,71\",6.27\n"
            << QStringLiteral("d:2:12: found \"4,71\", expected ") + number("avg_last_week");
        QTest::newRow("two points")
            << kHeader + "00h,10,7,2,4.71,6.2.7\n"
            << QStringLiteral("d:2:17: found \"6.2.7\", expected ") + number("avg_last_month");
        QTest::newRow("more than can be sold")
            << kHeader + "00h,1000000000001,7,2,4.71,6.27\n"
            << QStringLiteral("d:2:5: found \"1000000000001\", expected ") + number("today");
        QTest::newRow("next to zero, which no percent can stand on")
            << kHeader + "00h,1,7,2,4.71,0.0000001\n"
            << QStringLiteral("d:2:16: found \"0.0000001\", expected ") + number("avg_last_month");
        for (const char* time : {"24h", "8h", "08", "08h 30", "08:00", "-1h", "x8h", "29h", ""}) {
            QTest::newRow(qPrintable(QStringLiteral("\"%1\" is no hour").arg(QLatin1String(time))))
                << kHeader + "07h,1,2,3,4,5\n" + time + ",1,2,3,4,5\n"
                << QStringLiteral("d:3:1: found \"%1\", expected ").arg(QLatin1String(time)) + hour;
        }
        QTest::newRow("an hour twice")
            << kHeader + "00h,1,2,3,4,5\n01h,1,2,3,4,5\n00h 00,1,2,3,4,5\n"
            << QStringLiteral("d:4:1: found \"00h 00\", expected each hour once, but 00h was there "
                              "already in column time");
        QTest::newRow("25 rows repeat an hour")
            << hours(24) + "23h,1,2,3,4,5\n"
            << QStringLiteral("d:26:1: found \"23h\", expected each hour once, but 23h was there "
                              "already in column time");
        QTest::newRow("a hole") << kHeader + "00h,1,2,3,4,5\n02h,1,2,3,4,5\n"
                                << QStringLiteral("d:3:1: found \"02h\" after \"00h\", expected ") +
                                       every;
        QTest::newRow("a hole, where the rows are out of order")
            << QByteArray("today,time,yesterday,same_day_last_week,avg_last_week,avg_last_month\n\n"
                          "12,05h,2,3,4,5\n1,04h,2,3,4,5\n1,02h,2,3,4,5\n")
            << QStringLiteral("d:4:3: found \"04h\" after \"02h\", expected ") + every;
    }

    void whatIsWrongIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto day = read(text);
        QVERIFY(!day.ok());
        QVERIFY(day.value.rows.empty());
        QCOMPARE(day.report.total, std::size_t{1});
        QCOMPARE(QString::fromStdString(describe("d", day.report.issues.at(0))), message);
    }

    void everyWrongFieldOfARowIsNamed()
    {
        const auto day = read(kHeader + "99h,a,b,c,d,e\n");
        QCOMPARE(day.report.total, std::size_t{6});
        const std::size_t columns[]{1, 5, 7, 9, 11, 13};
        for (std::size_t i = 0; i < 6; ++i)
            QCOMPARE(day.report.issues.at(i).column, columns[i]);
    }

    void theBoundsThemselvesAreRead()
    {
        const auto day = read(kHeader + "23h 00,1000000000000,0,0.000001,0.0,12.\n");
        QVERIFY(day.ok());
        QVERIFY(day.value.rows.at(0) == (CheckoutRow{"23h", 1e12, 0, 1e-6, 0, 12}));
    }

    void aPartOfADayIsReadAndRemarkedOn()
    {
        const auto whole = read(hours(24));
        QVERIFY(whole.ok());
        QCOMPARE(whole.value.rows.size(), std::size_t{24});

        const auto part = read(kHeader + "09h,1,2,3,4,5\n08h,1,2,3,4,5\n10h,1,2,3,4,5\n");
        QVERIFY(part.ok());
        QCOMPARE(part.value.rows.size(), std::size_t{3});
        QCOMPARE(part.value.rows.front().time, std::string("08h"));
    }
};

QTEST_APPLESS_MAIN(TestCheckoutCsv)
#include "tst_checkout_csv.moc"
