#include "core/parse/series_csv.h"

#include <QTest>

#include <cmath>

using namespace vigia;

class TestSeriesCsv : public QObject
{
    Q_OBJECT

private slots:
    void anyNumberIsAValue_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<double>("expected");
        const auto row = [](const char* text, double expected) {
            QTest::newRow(text) << std::string(text) << expected;
        };
        row("0", 0);
        row("-0.5", -0.5);
        row("12345678901234567890", 12345678901234567890.0);
        row("1e308", 1e308);
        row("-1.7976931348623157e308", -1.7976931348623157e308);
        row("5e-324", 5e-324);
        row(".5", 0.5);
        row("1E3", 1000);
    }

    void anyNumberIsAValue()
    {
        QFETCH(std::string, text);
        QFETCH(double, expected);
        const auto read = readSeriesCsv("timestamp,value\n1," + text + "\n");
        QVERIFY2(read.ok(), describe("s.csv", read.report).c_str());
        QCOMPARE(read.value.at(0).value, expected);
        QCOMPARE(read.value.at(0).valueText, text);
    }

    void whatIsNoFiniteNumberIsRefused_data()
    {
        QTest::addColumn<std::string>("text");
        for (const char* text : {"nan", "NaN", "-nan", "inf", "-Infinity", "1e309", "", " 1", "1 ",
                                 "+1", "1,5", "0x10", "1.2.3", "one", "--1", "1e"})
            QTest::newRow(*text == '\0' ? "nothing" : text) << std::string(text);
    }

    void whatIsNoFiniteNumberIsRefused()
    {
        QFETCH(std::string, text);
        const auto read = readSeriesCsv("timestamp,value\n1,2\n3,\"" + text + "\"\n");
        QVERIFY(!read.ok());
        QVERIFY(read.value.empty());
        QCOMPARE(describe("s.csv", read.report),
                 "s.csv:3:3: found \"" + text +
                     "\", expected a finite number as 12, -0.5 or 1.5e300 in column value");
    }

    void timestampsStayAsTheyAreWritten()
    {
        const auto read = readSeriesCsv("label;Value;Timestamp\r\n0;1;2014-04-01 00:05:00\r\n"
                                        "0;2;2014-04-01T00:10:00.500Z\r\n1;3;17\r\n"
                                        "0;4;\"Tuesday; noon\"\r\n0;5;1970-01-01 00:00\r\n");
        QVERIFY2(read.ok(), describe("s.csv", read.report).c_str());
        QCOMPARE(read.value.size(), std::size_t{5});
        QCOMPARE(read.value[0].timestamp, std::string("2014-04-01 00:05:00"));
        QCOMPARE(read.value[0].time, 1396310700.0); // date -u -d '2014-04-01 00:05:00' +%s
        QCOMPARE(read.value[1].time, 1396311000.5);
        QCOMPARE(read.value[2].time, 17.0);
        QCOMPARE(read.value[3].timestamp, std::string("Tuesday; noon"));
        QVERIFY(std::isnan(read.value[3].time));
        QVERIFY(std::isnan(read.value[4].time)); // before what the time parser takes
    }

    void otherFilesAreRefused()
    {
        QVERIFY(describe("s.csv", readSeriesCsv("time,status,count\n1,approved,2\n").report)
                    .starts_with("s.csv:1:1: found a header \"time, status, count\" without one, "
                                 "expected the value column, named value"));
        QVERIFY(describe("s.csv", readSeriesCsv("timestamp,value\n\"a\nb\",1\n").report)
                    .starts_with("s.csv:2:1: found \"a\\nb\", expected 1 to 128 bytes"));
        QVERIFY(!readSeriesCsv("").ok());
        QVERIFY(readSeriesCsv("timestamp,value\n").value.empty());
    }
};

QTEST_APPLESS_MAIN(TestSeriesCsv)
#include "tst_series_csv.moc"
