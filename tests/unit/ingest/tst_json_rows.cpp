#include "core/ingest/json_rows.h"

#include <QTest>

#include <algorithm>

using namespace vigia;
using namespace std::chrono;

namespace {

const Minute kMinute = sys_days{year{2025} / 7 / 12} + 13h + 45min;
const Instant kNow = sys_days{year{2025} / 7 / 12} + 14h;
const year_month_day kToday{year{2025} / 7 / 12};

// JSON with ' for ", which reads better here.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::string kRow = "{'time':'2025-07-12T13:45:00Z','status':'denied','count':7}";

struct Reader
{
    RowValidator validator{Zone::fixed("Test/East", 2h), StatusCatalog{}, kToday, kNow};
    JsonRows both{validator};
    JsonRows strict{validator, JsonRows::Readers::StrictOnly};

    // Both readers must say the same.
    Result<ReadCounts> many(const std::string& text)
    {
        Result<ReadCounts> a = both.readMany(text);
        const Result<ReadCounts> b = strict.readMany(text);
        if (a.has_value() != b.has_value() ||
            (a && (a->batch.rows != b->batch.rows || a->batch.sources != b->batch.sources ||
                   a->issues.issues != b->issues.issues || a->rows != b->rows)))
            return fail(ErrorCode::Internal, "the readers differ");
        return a;
    }
};

} // namespace

class TestJsonRows : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("source");
        const auto row = [](const char* name, const std::string& text, const char* source = "") {
            QTest::newRow(name) << QByteArray::fromStdString(json(text)) << QByteArray(source);
        };
        row("an array", "[" + kRow + "]");
        row("an object with an array", "{'transactions':[" + kRow + "]}");
        row("an object with more in it", "{'a':[1,{}],'transactions':[" + kRow + "],'b':null}");
        row("blanks and line ends", " \n{ 'transactions' :\r\n[\t" + kRow + " ] } \n");
        row("members in another order",
            "[{'count':7,'status':'denied','time':'2025-07-12T13:45:00Z'}]");
        row("an offset", "[{'time':'2025-07-12T10:45:00-03:00','status':'denied','count':7}]");
        row("wall clock of the zone", "[{'time':'2025-07-12 15:45','status':'denied','count':7}]");
        row("the hour of today", "[{'time':'15h 45','status':'denied','count':7}]");
        row("status in capitals", "[{'time':'2025-07-12T13:45:00Z','status':'DENIED','count':7}]");
        row("F1", "[{'time':'2025-07-12T13:45:00Z','status':'denied','F1':7}]");
        row("f0_ and timestamp",
            "[{'timestamp':'2025-07-12T13:45:00Z','status':'denied','f0_':7}]");
        row("an escaped name and value",
            "[{'t\\u0069me':'2025-07-12T13:45:00Z','status':'den\\u0069ed','count':7}]");
        row("a member of another name",
            "[{'id':[1,2],'time':'2025-07-12T13:45:00Z','status':'denied','count':7}]");
        row("a source",
            "[{'time':'2025-07-12T13:45:00Z','status':'denied','count':7,'source':'pos 1'}]",
            "pos 1");
        row("a source with an escape",
            "[{'time':'2025-07-12T13:45:00Z','status':'denied','count':7,'source':'\\u00e9'}]",
            "\xC3\xA9");
        row("an empty source",
            "[{'time':'2025-07-12T13:45:00Z','status':'denied','count':7,'source':''}]");
    }
    void rowsAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, source);
        Reader reader;
        const auto read = reader.many(text.toStdString());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->issues.empty());
        const std::vector<CountRow> rows{
            {.time = kMinute, .count = 7, .status = StatusId::Denied, .source = 0}};
        QCOMPARE(read->batch.rows, rows);
        QCOMPARE(read->batch.sources, std::vector<std::string>{source.toStdString()});
    }

    void numbersAreExactOrRefused_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<qulonglong>("count");
        QTest::addColumn<QByteArray>("outcome"); // "good", "wrong" (422) or "no JSON" (400)
        const auto row = [](const char* number, qulonglong count, const char* outcome) {
            QTest::newRow(number) << QByteArray(number) << count << QByteArray(outcome);
        };
        row("0", 0, "good");
        row("9007199254740991", 9007199254740991ULL, "good");
        row("9007199254740992", 0, "wrong");
        row("9223372036854775808", 0, "wrong");
        row("18446744073709551616", 0, "wrong");
        row("100000000000000000000000000", 0, "wrong");
        row("-1", 0, "wrong");
        row("-0", 0, "wrong");
        row("5.0", 0, "wrong");
        row("1.5", 0, "wrong");
        row("1e2", 0, "wrong");
        row("1E2", 0, "wrong");
        row("\"5\"", 0, "wrong");
        row("true", 0, "wrong");
        row("null", 0, "wrong");
        row("[]", 0, "wrong");
        row("{}", 0, "wrong");
        row("01", 0, "no JSON");
        row("+1", 0, "no JSON");
        row("1e400", 0, "no JSON");
        row("NaN", 0, "no JSON");
        row("1 2", 0, "no JSON");
        row("1x", 0, "no JSON");
        row("", 0, "no JSON");
    }
    void numbersAreExactOrRefused()
    {
        QFETCH(QByteArray, number);
        QFETCH(qulonglong, count);
        QFETCH(QByteArray, outcome);
        Reader reader;
        const auto read =
            reader.many(json("[{'time':'2025-07-12T13:45:00Z','status':'denied','count':") +
                        number.toStdString() + "}]");
        if (outcome == "no JSON") {
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::InvalidInput);
            QVERIFY(read.error().message.starts_with("line 1, column"));
            return;
        }
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        if (outcome == "wrong") {
            QCOMPARE(read->issues.total, std::size_t{1});
            QCOMPARE(read->issues.issues.front().pointer, std::string("/0/count"));
            QVERIFY(read->batch.empty());
            return;
        }
        QCOMPARE(read->batch.rows.at(0).count, std::uint64_t{count});
    }

    void eachWrongValueIsPointedAt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("pointers");
        const auto row = [](const char* name, const std::string& text, const char* pointers) {
            QTest::newRow(name) << QByteArray::fromStdString(json(text)) << QByteArray(pointers);
        };
        row("a number", "5", "");
        row("null", "null", "");
        row("a string", "'x'", "");
        row("a row that stands alone", kRow, "");
        row("transactions that are no array", "{'transactions':{}}", "");
        row("elements that are no objects", "[1,null,'x',[]," + kRow + "]", "/0 /1 /2 /3");
        row("members that are not there", "[" + kRow + ",{}]", "/1/time /1/status /1/count");
        row("in the wrapped form too", "{'transactions':[" + kRow + ",{'time':1}]}",
            "/transactions/1/time /transactions/1/status /transactions/1/count");
        row("a time that is none", "[{'time':'soon','status':'denied','count':7}]", "/0/time");
        row("a time of tomorrow's tomorrow",
            "[{'time':'2025-07-14T14:00:00Z','status':'denied','count':7}]", "/0/time");
        row("a time of 1999", "[{'time':'1999-12-31T23:59:00Z','status':'denied','count':7}]",
            "/0/time");
        row("a time that is a number", "[{'time':1752327900,'status':'denied','count':7}]",
            "/0/time");
        row("a status nobody knows",
            "[{'time':'2025-07-12T13:45:00Z','status':'chargeback','count':7}]", "/0/status");
        row("an empty status", "[{'time':'2025-07-12T13:45:00Z','status':'','count':7}]",
            "/0/status");
        row("a source that is too long",
            "[{'time':'2025-07-12T13:45:00Z','status':'denied','count':7,'source':'" +
                std::string(129, 'x') + "'}]",
            "/0/source");
        row("a source that is null",
            "[{'time':'2025-07-12T13:45:00Z','status':'denied','count':7,'source':null}]",
            "/0/source");
        row("a count under two names",
            "[{'time':'2025-07-12T13:45:00Z','status':'denied','count':7,'F1':7}]", "/0/F1");
        row("two values of one row", "[{'time':'x','status':'y','count':7}]", "/0/time /0/status");
    }
    void eachWrongValueIsPointedAt()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, pointers);
        Reader reader;
        const auto read = reader.many(text.toStdString());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QByteArrayList found;
        for (const FieldIssue& issue : read->issues.issues) {
            found.append(QByteArray::fromStdString(issue.pointer));
            QVERIFY(issue.detail.starts_with("found "));
        }
        QVERIFY(!found.isEmpty());
        QCOMPARE(found.join(' '), pointers);
    }

    void theGoodRowsAreKeptBesideTheBad()
    {
        Reader reader;
        const auto read = reader.many(json("[" + kRow + ",{'count':-1}," + kRow + "]"));
        QVERIFY(read);
        QCOMPARE(read->rows, std::size_t{3});
        QCOMPARE(read->batch.rows.size(), std::size_t{2});
        QCOMPARE(read->issues.total, std::size_t{3});
    }

    void theFirstHundredIssuesAreListedAndAllAreCounted()
    {
        Reader reader;
        std::string text = "[1";
        for (int i = 0; i < 499; ++i)
            text += ",1";
        const auto read = reader.many(text + "]");
        QVERIFY(read);
        QCOMPARE(read->issues.total, std::size_t{500});
        QCOMPARE(read->issues.issues.size(), std::size_t{100});
        QCOMPARE(read->issues.issues.back().pointer, std::string("/99"));
    }

    void anEmptyListHasNoRows()
    {
        Reader reader;
        for (const char* text : {"[]", "{\"transactions\":[]}"}) {
            const auto read = reader.many(text);
            QVERIFY(read && read->rows == 0 && read->issues.empty());
        }
    }

    void sourcesAreNumberedInOrder()
    {
        Reader reader;
        std::string text;
        for (const char* source : {"b", "a", "b", "a", "c"}) {
            text += (text.empty() ? "[" : ",") +
                    json("{'time':'2025-07-12T13:45:00Z','status':'denied','count':1,'source':'") +
                    source + "\"}";
        }
        const auto read = reader.many(text + "]");
        QVERIFY(read);
        QCOMPARE(read->batch.sources, (std::vector<std::string>{"b", "a", "c"}));
        QCOMPARE(read->batch.rows.at(3).source, 1U);
    }

    void aLargeBodyIsReadLikeASmallOne()
    {
        Reader reader;
        std::string text = "[" + json(kRow);
        while (text.size() < 3U << 20U)
            text += "," + json(kRow);
        const auto read = reader.both.readMany(text + "]");
        QVERIFY(read && read->issues.empty());
        QVERIFY(read->batch.rows.size() > 40'000);
        QVERIFY(!reader.both.readMany(text)); // without its end
    }

    void oneRowIsReadAlone()
    {
        Reader reader;
        const auto good = reader.both.readOne(json(kRow));
        QVERIFY(good && good->batch.rows.size() == 1);
        const auto wrong = reader.both.readOne(json("[" + kRow + "]"));
        QVERIFY(wrong);
        QCOMPARE(wrong->issues.issues.front().pointer, std::string());
        const auto member = reader.both.readOne(json("{'time':5,'status':'denied','count':1}"));
        QVERIFY(member);
        QCOMPARE(member->issues.issues.front().pointer, std::string("/time"));
        QVERIFY(!reader.both.readOne(""));
    }

    void linesAreReadOneByOne()
    {
        Reader reader;
        const auto good = reader.both.readLines(json(kRow + "\r\n\n" + kRow + "\n"));
        QVERIFY(good && good->issues.empty());
        QCOMPARE(good->batch.rows.size(), std::size_t{2});
        const auto wrong = reader.both.readLines(json(kRow + "\n\n{'count':1}"));
        QVERIFY(wrong);
        QCOMPARE(wrong->issues.issues.front().pointer, std::string("/1/time"));
        const auto broken = reader.both.readLines(json(kRow + "\n{" + "\n" + kRow));
        QVERIFY(!broken);
        QVERIFY(broken.error().message.starts_with("line 2, column 2"));
        const auto twoOnALine = reader.both.readLines(json(kRow + kRow));
        QVERIFY(!twoOnALine);
        const auto nothing = reader.both.readLines("\n");
        QVERIFY(nothing && nothing->rows == 0);
    }
};

QTEST_APPLESS_MAIN(TestJsonRows)
#include "tst_json_rows.moc"
