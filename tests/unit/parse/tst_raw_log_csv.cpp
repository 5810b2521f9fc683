#include "core/parse/code_counts_csv.h"
#include "core/parse/raw_log_csv.h"

#include "tests/unit/parse/zones.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

constexpr Instant kNow = sys_days{year{2025} / 7 / 13} + 12h;
constexpr Instant kNoon = sys_days{year{2025} / 7 / 12} + 15h; // 12:00 in São Paulo

CsvOptions options()
{
    return {.zone = test::saoPaulo(), .date = year{2025} / 7 / 12, .now = kNow};
}

} // namespace

class TestRawLogCsv : public QObject
{
    Q_OBJECT

private slots:
    void transactionsAreReadWithWhatTheyHave()
    {
        const auto read = readRawLogCsv("id;Status;created_at;duration_ms;auth_code;source;note\n"
                                        "t-1;approved;2025-07-12 12:00:00.250;12.5;00;pos;x\n"
                                        ";DENIED;2025-07-12T15:00:01Z;;51;;\n",
                                        options());
        QVERIFY2(read.ok(), describe("f.csv", read.report).c_str());
        const std::vector<RawTransaction> expected = {
            {kNoon + 250ms, StatusId::Approved, 12.5, "00", "pos", "t-1"},
            {kNoon + 1s, StatusId::Denied, std::nullopt, "51", "", ""}};
        QVERIFY(read.value == expected);
    }

    void twoColumnsAreEnough()
    {
        const auto read = readRawLogCsv("created_at,status\n12h 00,failed\n", options());
        QVERIFY(read.ok());
        QVERIFY(read.value ==
                std::vector<RawTransaction>({{kNoon, StatusId::Failed, std::nullopt, "", "", ""}}));
    }

    void badLogsAreRefused_data()
    {
        QTest::addColumn<std::string>("row");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, std::string text, const char* expected) {
            QTest::newRow(name) << std::move(text) << std::string(expected);
        };
        row("a bad time", "12h 60,failed,1,00,pos,a",
            "f.csv:2:1: found \"12h 60\", expected a time");
        row("a bad status", "12h 00,fail,1,00,pos,a", "f.csv:2:8: found \"fail\", expected one of");
        row("a negative duration", "12h 00,failed,-1,00,pos,a",
            "f.csv:2:15: found \"-1\", expected nothing or milliseconds from 0 to 1000000000");
        row("a duration that is no number", "12h 00,failed,nan,00,pos,a",
            "f.csv:2:15: found \"nan\"");
        row("an endless duration", "12h 00,failed,inf,00,pos,a", "f.csv:2:15: found \"inf\"");
        row("two points", "12h 00,failed,1.2.3,00,pos,a", "f.csv:2:15: found \"1.2.3\"");
        row("a point alone", "12h 00,failed,.,00,pos,a", "f.csv:2:15: found \".\"");
        row("a duration of years", "12h 00,failed,1000000001,00,pos,a",
            "f.csv:2:15: found \"1000000001\"");
        row("a long code", "12h 00,failed,1," + std::string(33, '0') + ",pos,a",
            "f.csv:2:17: found \"000000000000000000000000000000000\", expected nothing or 1 to 32");
        row("a line end in an id", "12h 00,failed,1,00,pos,\"a\nb\"",
            "f.csv:2:24: found \"a\\nb\", expected nothing or 1 to 128 bytes");
    }

    void badLogsAreRefused()
    {
        QFETCH(std::string, row);
        QFETCH(std::string, expected);
        const auto read = readRawLogCsv(
            "created_at,status,duration_ms,auth_code,source,id\n" + row + '\n', options());
        QVERIFY(!read.ok());
        QVERIFY(read.value.empty());
        const std::string got = describe("f.csv", read.report);
        QVERIFY2(got.starts_with(expected), got.c_str());
    }

    void codeCountsKeepCodesAsText()
    {
        const auto read = readCodeCountsCsv(
            "timestamp,auth_code,count\n2025-07-12 12:00:00,00,1021\n2025-07-12 12:00:00,051,7\n"
            "2025-07-12 12:01:00,N7,0\n",
            options());
        QVERIFY2(read.ok(), describe("f.csv", read.report).c_str());
        const Minute noon = floorToMinute(kNoon);
        QVERIFY(read.value == std::vector<CodeCount>(
                                  {{noon, "00", 1021}, {noon, "051", 7}, {noon + 1min, "N7", 0}}));
    }

    void badCodeCountsAreRefused_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, std::string text, const char* expected) {
            QTest::newRow(name) << std::move(text) << std::string(expected);
        };
        row("no code", "timestamp,auth_code,count\n12h 00,,1\n",
            "f.csv:2:8: found \"\", expected 1 to 32 bytes of text without control characters in "
            "column auth_code");
        row("a bad count", "timestamp,auth_code,count\n12h 00,00,x\n", "f.csv:2:11: found \"x\"");
        row("a bad time", "timestamp,auth_code,count\nnoon,00,1\n", "f.csv:2:1: found \"noon\"");
        row("a transactions file", "timestamp,status,count\n12h 00,failed,1\n",
            "f.csv:1:1: found a header \"timestamp, status, count\" without one, expected the "
            "auth_code column, named auth_code");
        row("a column that splits the counts",
            "timestamp,bank,auth_code,count\n12h 00,A,00,1\n12h 00,B,00,2\n",
            "f.csv:3:13: found \"2\", expected the same count as before for this time and "
            "auth_code, as the column \"bank\" is not known");
    }

    void badCodeCountsAreRefused()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        const auto read = readCodeCountsCsv(text, options());
        QVERIFY(!read.ok());
        QVERIFY(read.value.empty());
        const std::string got = describe("f.csv", read.report);
        QVERIFY2(got.starts_with(expected), got.c_str());
    }

    void goodRowsCanBeKept()
    {
        CsvOptions lenient = options();
        lenient.badRows = BadRows::LeaveOut;
        const auto log =
            readRawLogCsv("created_at,status\n12h 00,failed\n12h,x\n12h 01,denied\n", lenient);
        QCOMPARE(log.value.size(), std::size_t{2});
        QCOMPARE(log.report.total, std::size_t{1});
        const auto codes = readCodeCountsCsv(
            "time,auth_code,count\n12h 00,00,1\n12h 00,00,-\n12h 01,00,2\n", lenient);
        QCOMPARE(codes.value.size(), std::size_t{2});
        QCOMPARE(codes.report.total, std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestRawLogCsv)
#include "tst_raw_log_csv.moc"
