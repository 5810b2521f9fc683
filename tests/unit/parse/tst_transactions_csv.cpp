#include "core/parse/transactions_csv.h"

#include "core/parse/row_validator.h"
#include "tests/unit/parse/zones.h"

#include <QFile>
#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

constexpr Instant kNow = sys_days{year{2025} / 7 / 13} + 12h;

CsvOptions options()
{
    return {.zone = test::saoPaulo(), .date = year{2025} / 7 / 12, .now = kNow};
}

// `2025-07-12T16:45:00Z approved 116; …`, with ` from S` where a source is named.
std::string shown(const CountBatch& batch)
{
    const StatusCatalog catalog;
    std::string out;
    for (const CountRow& row : batch.rows) {
        out += out.empty() ? "" : "; ";
        out += toRfc3339(row.time) + ' ' + std::string(catalog.name(row.status)) + ' ' +
               std::to_string(row.count);
        if (!batch.sources.at(row.source).empty())
            out += " from " + batch.sources[row.source];
    }
    return out;
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

const std::string kTwoRows = "2025-07-12T16:45:00Z approved 116; 2025-07-12T16:46:00Z denied 0";

} // namespace

class TestTransactionsCsv : public QObject
{
    Q_OBJECT

private slots:
    void everyShapeOfTheContractIsTheSameBatch_data()
    {
        QTest::addColumn<std::string>("text");
        const std::array orders = {"TSC", "TCS", "STC", "SCT", "CTS", "CST"};
        for (const std::string time : {"time", "timestamp", "Timestamp", "TIME"}) {
            for (const std::string count : {"count", "f0_", "F1", "COUNT", "F0_", "f1"}) {
                for (const std::string order : orders) {
                    const auto line = [&](std::string t, std::string s, std::string c) {
                        std::string out;
                        for (const char column : order) {
                            out += out.empty() ? "" : ",";
                            out += column == 'T' ? t : column == 'S' ? s : c;
                        }
                        return out + '\n';
                    };
                    const std::string text = line(time, "status", count) +
                                             line("2025-07-12 13:45:00", "approved", "116") +
                                             line("2025-07-12T13:46", "DENIED", "0");
                    const std::string name = time + " " + count + " in the order " + order;
                    QTest::newRow(name.c_str()) << text;
                }
            }
        }
        const std::string plain =
            "time,status,count\n2025-07-12 13:45:00,approved,116\n2025-07-12 13:46:00,denied,0\n";
        const std::string dayOnly = "time,status,f0_\n13h 45,approved,116\n13h 46,denied,0\n";
        const std::string quoted = "\"time\",\"status\",\"count\"\n"
                                   "\"2025-07-12T16:45:00Z\",\"Approved\",\"116\"\n"
                                   "\"2025-07-12T13:46:30-03:00\",\"denied\",\"0\"\n";
        const std::array<std::pair<const char*, std::string>, 3> shapes = {
            {{"dated", plain}, {"hours and minutes", dayOnly}, {"quoted", quoted}}};
        for (const auto& [shape, text] : shapes) {
            for (const char separator : {',', ';', '\t'}) {
                for (const bool crlf : {false, true}) {
                    for (const bool mark : {false, true}) {
                        for (const bool lastLineEnd : {false, true}) {
                            std::string bytes = replaced(text, ",", std::string(1, separator));
                            if (!lastLineEnd)
                                bytes.pop_back();
                            if (crlf)
                                bytes = replaced(bytes, "\n", "\r\n");
                            if (mark)
                                bytes = "\xef\xbb\xbf" + bytes;
                            const std::string name =
                                std::string(shape) + " separated by " +
                                (separator == '\t' ? std::string("tab")
                                                   : std::string(1, separator)) +
                                (crlf ? ", CRLF" : ", LF") + (mark ? ", BOM" : "") +
                                (lastLineEnd ? "" : ", no line end at the end");
                            QTest::newRow(name.c_str()) << bytes;
                        }
                    }
                }
            }
        }
        QTest::newRow("blank lines") << replaced(plain, "\n", "\n\n\r\n");
        QTest::newRow("leading zeros")
            << replaced(replaced(plain, ",116", ",0116"), ",0\n", ",00\n");
        QTest::newRow("an unknown column that loses nothing")
            << std::string("day,time,status,count\nSat,13h 45,approved,116\nSat,13h 46,denied,0\n");
        QTest::newRow("a separator after every row")
            << std::string("time,status,count,\n13h 45,approved,116,\n13h 46,denied,0,\n");
        QTest::newRow("mixed shapes of time") << std::string(
            "time,status,count\n13h 45,approved,116\n2025-07-12T16:46:00Z,denied,0\n");
        QTest::newRow("an empty source column")
            << std::string("time,source,status,count\n13h 45,,approved,116\n13h 46,,denied,0\n");
    }

    void everyShapeOfTheContractIsTheSameBatch()
    {
        QFETCH(std::string, text);
        const auto read = readTransactionsCsv(text, options());
        QVERIFY2(read.ok(), describe("f.csv", read.report).c_str());
        QCOMPARE(shown(read.value), kTwoRows);
    }

    void valuesAtTheirBoundsAreTaken()
    {
        const auto read = readTransactionsCsv("time,status,count\n"
                                              "2000-01-01T00:00:00Z,backend_reversed,0\n"
                                              "2025-07-14T12:00:00Z,Processing,9007199254740991\n"
                                              "2025-07-12 23:59:59,REFUNDED,1\n",
                                              options());
        QVERIFY2(read.ok(), describe("f.csv", read.report).c_str());
        QCOMPARE(shown(read.value), std::string("2000-01-01T00:00:00Z backend_reversed 0; "
                                                "2025-07-14T12:00:00Z processing 9007199254740991; "
                                                "2025-07-13T02:59:00Z refunded 1"));
    }

    void sourcesAreKept()
    {
        const auto read = readTransactionsCsv("time,source,status,count\n13h 45,pos,approved,1\n"
                                              "13h 45,,approved,2\n13h 45,web,denied,3\n"
                                              "13h 46,pos,approved,4\n",
                                              options());
        QVERIFY2(read.ok(), describe("f.csv", read.report).c_str());
        QCOMPARE(shown(read.value), std::string("2025-07-12T16:45:00Z approved 1 from pos; "
                                                "2025-07-12T16:45:00Z approved 2; "
                                                "2025-07-12T16:45:00Z denied 3 from web; "
                                                "2025-07-12T16:46:00Z approved 4 from pos"));
        QCOMPARE(read.value.sources, (std::vector<std::string>{"pos", "", "web"}));
    }

    void aHeaderWithoutRowsIsAnEmptyBatch()
    {
        const auto read = readTransactionsCsv("time,status,count\r\n", options());
        QVERIFY(read.ok());
        QVERIFY(read.value.empty());
    }

    void repeatedRowsStayInTheirOrder()
    {
        const auto read = readTransactionsCsv(
            "time,status,count\n13h 45,approved,1\n13h 45,approved,2\n", options());
        QVERIFY(read.ok()); // the later one wins where they are stored
        QCOMPARE(shown(read.value),
                 std::string("2025-07-12T16:45:00Z approved 1; 2025-07-12T16:45:00Z approved 2"));
    }

    void configuredStatusesAreTaken()
    {
        CsvOptions with = options();
        const std::vector<std::string> extra{"chargeback"};
        with.catalog = StatusCatalog(extra);
        const auto read = readTransactionsCsv("time,status,count\n13h 45,CHARGEBACK,3\n", with);
        QVERIFY(read.ok());
        QCOMPARE(index(read.value.rows.at(0).status), kKnownStatuses);
        QVERIFY(!readTransactionsCsv("time,status,count\n13h 45,chargeback,3\n", options()).ok());
    }

    void badFilesAreRefusedWithPlaceFoundAndExpected_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected"); // begin of the description
        const auto row = [](const char* name, std::string text, const char* expected) {
            QTest::newRow(name) << std::move(text) << std::string(expected);
        };
        const std::string head = "time,status,count\n13h 45,approved,1\n";
        row("a fraction", head + "13h 46,approved,1.0\n",
            "f.csv:3:17: found \"1.0\", expected a whole number from 0 to 9007199254740991 in "
            "column count");
        row("a minus", head + "13h 46,approved,-1\n", "f.csv:3:17: found \"-1\", expected a whole");
        row("a plus", head + "13h 46,approved,+1\n", "f.csv:3:17: found \"+1\"");
        row("minus zero", head + "13h 46,approved,-0\n", "f.csv:3:17: found \"-0\"");
        row("an exponent", head + "13h 46,approved,1e3\n", "f.csv:3:17: found \"1e3\"");
        row("thousands", head + "13h 46,approved,\"1,000\"\n", "f.csv:3:17: found \"1,000\"");
        row("a blank", head + "13h 46,approved, 5\n", "f.csv:3:17: found \" 5\"");
        row("no count", head + "13h 46,approved,\n", "f.csv:3:17: found \"\", expected a whole");
        row("NULL", head + "13h 46,approved,NULL\n", "f.csv:3:17: found \"NULL\"");
        row("2^53", head + "13h 46,approved,9007199254740992\n",
            "f.csv:3:17: found \"9007199254740992\"");
        row("2^64 + 1", head + "13h 46,approved,18446744073709551617\n",
            "f.csv:3:17: found \"18446744073709551617\"");
        row("digits of another script", head + "13h 46,approved,١\n", "f.csv:3:17: found \"١\"");
        row("an unknown status", head + "13h 46,aproved,1\n",
            "f.csv:3:8: found \"aproved\", expected one of approved, denied, failed, reversed, "
            "backend_reversed, refunded, processing in column status");
        row("a status with a blank", head + "13h 46,approved ,1\n",
            "f.csv:3:8: found \"approved \", expected one of");
        row("no status", head + "13h 46,,1\n", "f.csv:3:8: found \"\", expected one of");
        row("a formula", head + "13h 46,=cmd|' /C calc'!A0,1\n",
            "f.csv:3:8: found \"=cmd|' /C calc'!A0\", expected one of");
        row("24h 00", head + "24h 00,approved,1\n",
            "f.csv:3:1: found \"24h 00\", expected an hour from 00 to 23");
        row("the future", head + "2025-07-14T12:01:00Z,approved,1\n",
            "f.csv:3:1: found \"2025-07-14T12:01:00Z\", expected a time at most a day ahead");
        row("the past", head + "1999-12-31 20:00:00,approved,1\n",
            "f.csv:3:1: found \"1999-12-31 20:00:00\", expected a time from 2000");
        row("a comment", head + "# end\n", "f.csv:3:1: found 1 field, expected 3 as in the header");
        row("a short row", head + "13h 46,approved\n",
            "f.csv:3:8: found 2 fields, expected 3 as in the header");
        row("a long row", head + "13h 46,approved,1,2\n",
            "f.csv:3:19: found 4 fields, expected 3 as in the header");
        row("a lone CR in a row", head + "13h 46,approved,1\r2\n", "f.csv:3:17: found \"1\\r2\"");
        row("an open quote", head + "\"13h 46,approved,1\n",
            "f.csv:3:1: found a quote that is not closed, expected the closing quote");
        row("a NUL", head + std::string("13h 46,appr\0ved,1\n", 18),
            "f.csv:3:12: found the byte \"\\u{00}\", expected text");
        row("a bad byte", head + "13h 46,\xff,1\n", "f.csv:3:8: found \"\\xff\", expected text in");
        row("a control character as source", "time,status,count,source\n13h 46,failed,1,\"a\nb\"\n",
            "f.csv:2:17: found \"a\\nb\", expected nothing or 1 to 128 bytes");
        row("a long source",
            "time,status,count,source\n13h 46,failed,1," + std::string(129, 'x') + "\n",
            "f.csv:2:17: found \"xxx");
        row("no count column", "time,status\n13h 46,failed\n",
            "f.csv:1:1: found a header \"time, status\" without one, expected the count column, "
            "named "
            "count, f0_ or f1");
        row("no time column", "status,count\nfailed,1\n",
            "f.csv:1:1: found a header \"status, count\" without one, expected the time column, "
            "named "
            "time or timestamp");
        row("two counts", "time,status,count,f0_\n13h 46,failed,1,2\n",
            "f.csv:1:19: found \"f0_\" after \"count\", expected one count column");
        row("the same column twice", "time,Status,count,status\n13h 46,failed,1,failed\n",
            "f.csv:1:19: found \"status\" after \"Status\", expected one status column");
        row("rows without a header", "13h 45,approved,1\n13h 46,approved,2\n",
            "f.csv:1:1: found a header \"13h 45, approved, 1\" without one, expected the time");
        row("a pipe as separator", "time|status|count\n13h 46|failed|1\n",
            "f.csv:1:1: found a header \"time|status|count\" without one");
        row("a column that splits the counts",
            "time,merchant,status,count\n13h 46,A,failed,1\n13h 46,B,failed,2\n",
            "f.csv:3:17: found \"2\", expected the same count as before for this time and status, "
            "as the column \"merchant\" is not known");
        row("a workbook", std::string("PK\3\4\x14\0\6\0", 8),
            "f.csv:1:1: found an Excel workbook or zip archive, expected CSV text in UTF-8");
        row("nothing", "", "f.csv:1:1: found an empty file, expected CSV text");
    }

    void badFilesAreRefusedWithPlaceFoundAndExpected()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        const auto read = readTransactionsCsv(text, options());
        QVERIFY(!read.ok());
        QVERIFY(read.value.empty() && read.value.sources.empty());
        const std::string got = describe("f.csv", read.report);
        QVERIFY2(got.starts_with(expected), got.c_str());
        const Error error = toError("f.csv", read.report);
        QVERIFY(error.code == ErrorCode::InvalidInput && error.message == got);
    }

    void hoursWithoutADateAreRefused()
    {
        CsvOptions without = options();
        without.date.reset();
        const auto read = readTransactionsCsv("time,status,count\n13h 45,approved,1\n", without);
        QCOMPARE(describe("f.csv", read.report),
                 std::string("f.csv:2:1: found \"13h 45\", expected a time with its date, or the "
                             "day of these times given as --date YYYY-MM-DD in column time"));
    }

    void theFirstIssuesAreKeptAndAllCounted()
    {
        std::string text = "time,status,count\n";
        for (int i = 0; i < 1000; ++i)
            text += "13h 45,nope,x\n";
        const auto read = readTransactionsCsv(text, options());
        QCOMPARE(read.report.total, std::size_t{2000}); // status and count of each row
        QCOMPARE(read.report.issues.size(), std::size_t{20});
        QCOMPARE(read.report.issues.back().line, std::size_t{11});
        QCOMPARE(read.report.issues.back().row, std::size_t{9});
        QVERIFY(describe("f.csv", read.report)
                    .ends_with("\nf.csv: 2000 errors in all, the first 20 are shown"));
    }

    void goodRowsCanBeKept()
    {
        CsvOptions lenient = options();
        lenient.badRows = BadRows::LeaveOut;
        const auto read = readTransactionsCsv(
            "time,status,count\n13h 45,approved,116\n13h 45,denied,x\n13h\n13h 46,denied,0\n",
            lenient);
        QVERIFY(!read.ok());
        QCOMPARE(shown(read.value), kTwoRows);
        QCOMPARE(read.report.total, std::size_t{2});
        QCOMPARE(read.report.issues[0].row, std::size_t{1});
        QCOMPARE(read.report.issues[1].row, std::size_t{2});
    }

    void progressIsToldAndCanCancel()
    {
        std::string text = "time,status,count\n";
        for (int i = 0; i < 200'000; ++i)
            text += "13h 45,approved,1\n";
        std::vector<std::size_t> told;
        CsvOptions watched = options();
        watched.progress = [&](std::size_t bytes) {
            told.push_back(bytes);
            return true;
        };
        QCOMPARE(readTransactionsCsv(text, watched).value.rows.size(), std::size_t{200'000});
        QCOMPARE(told.size(), std::size_t{3}); // 65,536 rows each
        QVERIFY(told[0] < told[1] && told[1] < told[2] && told[2] < text.size());

        watched.progress = [&](std::size_t) { return false; };
        const auto cancelled = readTransactionsCsv(text, watched);
        QVERIFY(cancelled.report.cancelled && !cancelled.ok());
        QVERIFY(cancelled.value.empty());
        QVERIFY(toError("f.csv", cancelled.report).code == ErrorCode::Cancelled);
    }

    // Numbers of the file counted with awk.
    void theRealDayIsReadWhole()
    {
        QFile file(qEnvironmentVariable("VIGIA_SHARED") +
                   QStringLiteral("/data/transactions_1.csv"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("the shared data is not here");
        const QByteArray bytes = file.readAll();
        const auto read = readTransactionsCsv(
            {bytes.constData(), static_cast<std::size_t>(bytes.size())}, options());
        QVERIFY2(read.ok(), describe("f.csv", read.report).c_str());
        QCOMPARE(read.value.rows.size(), std::size_t{4234});
        std::array<std::uint64_t, kKnownStatuses> sums{};
        for (const CountRow& row : read.value.rows)
            sums[index(row.status)] += row.count;
        QCOMPARE(sums[index(StatusId::Approved)], std::uint64_t{208'838});
        QCOMPARE(sums[index(StatusId::Denied)], std::uint64_t{26'126});
        QCOMPARE(sums[index(StatusId::Failed)], std::uint64_t{68});
        QCOMPARE(sums[index(StatusId::Reversed)], std::uint64_t{16'096});
        QCOMPARE(sums[index(StatusId::BackendReversed)], std::uint64_t{1'619});
        QCOMPARE(sums[index(StatusId::Refunded)], std::uint64_t{953});
        QCOMPARE(sums[index(StatusId::Processing)], std::uint64_t{970});
        QVERIFY(read.value.rows.front().time == sys_days{year{2025} / 7 / 12} + 3h);
        QVERIFY(read.value.rows.back().time == sys_days{year{2025} / 7 / 13} + 2h + 59min);
    }
};

QTEST_APPLESS_MAIN(TestTransactionsCsv)
#include "tst_transactions_csv.moc"
