#include "core/parse/csv_reader.h"

#include <QTest>

#ifdef VIGIA_HAVE_LIBCSV
#include <csv.h>
#endif

#include <random>

using namespace vigia;

namespace {

using Records = std::vector<std::vector<std::string>>;

// Fields in brackets, records by blanks: [a][b] [c][d]; a fault at the end as !line:column found.
std::string readAll(std::string_view bytes)
{
    CsvReader reader(bytes);
    std::string out;
    while (reader.next()) {
        out += out.empty() ? "" : " ";
        for (const std::string_view field : reader.fields())
            out += '[' + std::string(field) + ']';
    }
    if (reader.fault())
        out += "!" + std::to_string(reader.fault()->line) + ":" +
               std::to_string(reader.fault()->column) + " " + reader.fault()->found;
    return out;
}

} // namespace

class TestCsvReader : public QObject
{
    Q_OBJECT

private slots:
    void textIsReadAsRecords_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, std::string text, std::string expected) {
            QTest::newRow(name) << std::move(text) << std::move(expected);
        };
        row("commas", "a,b\n1,2\n", "[a][b] [1][2]");
        row("semicolons", "a;b\n1;2\n", "[a][b] [1][2]");
        row("tabs", "a\tb\n1\t2\n", "[a][b] [1][2]");
        row("the header decides on the separator", "a;b\n1,5;2,5\n", "[a][b] [1,5][2,5]");
        row("separators in quotes do not count", "\"a,b,c\";d\n1;2\n", "[a,b,c][d] [1][2]");
        row("one column", "a\n1\n", "[a] [1]");
        row("no line end at the end", "a,b\n1,2", "[a][b] [1][2]");
        row("CRLF", "a,b\r\n1,2\r\n", "[a][b] [1][2]");
        row("CRLF after a quoted field", "\"a\",\"b\"\r\n\"1\",\"2\"\r\n", "[a][b] [1][2]");
        row("mixed line ends", "a,b\r\n1,2\n3,4\r\n", "[a][b] [1][2] [3][4]");
        row("a byte order mark",
            "\xef\xbb\xbf"
            "a,b\n1,2\n",
            "[a][b] [1][2]");
        row("a byte order mark before quotes", "\xef\xbb\xbf\"a\",b\n1,2\n", "[a][b] [1][2]");
        row("blank lines anywhere", "\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n", "[a][b] [1][2] [3][4]");
        row("quotes", "\"a\",\"b\"\n\"1\",2\n", "[a][b] [1][2]");
        row("doubled quotes", "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", "[a][b] [say \"hi\"][\"]");
        row("doubled quotes in several fields", "a,b\n\"x\"\"y\",\"z\"\"w\"\n",
            "[a][b] [x\"y][z\"w]");
        row("a line end in quotes", "a,b\n\"1\n2\",3\n", "[a][b] [1\n2][3]");
        row("a separator in quotes", "a,b\n\"1,2\",3\n", "[a][b] [1,2][3]");
        row("empty fields", "a,b,c\n,,\n\"\",x,\n", "[a][b][c] [][][] [][x][]");
        row("blanks belong to the field", "a, b\n 1 ,2\n", "[a][ b] [ 1 ][2]");
        row("UTF-8", "a,b\nSão,€\n", "[a][b] [São][€]");
        row("a quoted field at the very end", "a,b\n1,\"2\"", "[a][b] [1][2]");
        row("short and long records are the caller's business", "a,b\n1\n1,2,3\n",
            "[a][b] [1] [1][2][3]");
    }

    void textIsReadAsRecords()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        QCOMPARE(readAll(text), expected);
    }

    void whatCannotBeReadIsNamedWithItsPlace_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, std::string text, std::string expected) {
            QTest::newRow(name) << std::move(text) << std::move(expected);
        };
        row("no bytes", "", "!1:1 an empty file");
        row("a byte order mark alone", "\xef\xbb\xbf", "!1:1 an empty file");
        row("blank lines alone", "\r\n\n \n", "!1:1 an empty file");
        row("endless blanks", std::string(100'000, '\n'),
            "!1:1 a file that begins with only blanks");
        row("endless NULs", std::string(1'000'000, '\0'), "!1:1 binary data");
        row("UTF-16, little endian",
            std::string("\xff\xfe"
                        "a\0,\0b\0\n\0",
                        10),
            "!1:1 UTF-16 text");
        row("UTF-16, big endian", std::string("\xfe\xff\0a\0,\0b\0\n", 10), "!1:1 UTF-16 text");
        row("UTF-16 without a mark", std::string("a\0,\0b\0\n\0", 8), "!1:1 UTF-16 text");
        row("UTF-32", std::string("\xff\xfe\0\0a\0\0\0", 8), "!1:1 UTF-32 text");
        row("an Excel workbook", std::string("PK\3\4\x14\0\6\0", 8),
            "!1:1 an Excel workbook or zip archive");
        row("an old Excel workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "!1:1 an old Excel workbook");
        row("gzip", "\x1f\x8b\x08", "!1:1 a gzip archive");
        row("SQLite", "SQLite format 3", "!1:1 an SQLite database");
        row("HTML", "\n<!DOCTYPE html>\n<html>", "!1:1 HTML or XML");
        row("JSON", "[{\"time\": 1}]", "!1:1 JSON");
        row("CR alone", "a,b\r1,2\r3,4", "!1:1 text with CR alone as line end");
        row("an executable",
            std::string("\x7f"
                        "ELF\2\1\1\0\0\0",
                        10),
            "!1:1 binary data");
        row("a NUL in a field",
            std::string("a,b\n1,2\n", 8) + std::string(5000, 'x') + std::string("\0,2\n", 4),
            "[a][b] [1][2]!3:5001 the byte \"\\u{00}\"");
        row("a control character", "a,b\n1,\x1b[31m\n", "[a][b]!2:3 the byte \"\\u{1b}\"");
        row("a control character in quotes", "a,b\n1,\"x\n\x08\"\n",
            "[a][b]!3:1 the byte \"\\u{08}\"");
        row("Latin-1", "a,b\n1,2\nx,S\xe3o\n", "[a][b] [1][2]!3:3 \"S\\xe3o\"");
        row("Latin-1 in quotes", "a,b\n\"\xe3\",1\n", "[a][b]!2:1 \"\\xe3\"");
        row("a quote inside a field", "a,b\n1,5\"6\n",
            "[a][b]!2:4 a quote inside an unquoted field");
        row("text after a closing quote", "a,b\n\"1\"x,2\n",
            "[a][b]!2:4 text after a closing quote");
        row("CR alone after a closing quote", "a,b\n1,\"2\"\r3\n",
            "[a][b]!2:6 text after a closing quote");
        row("an open quote", "a,b\n1,2\n3,\"4\n5,6\n",
            "[a][b] [1][2]!3:3 a quote that is not closed");
        row("an open quote over a doubled one", "a,b\n\"\"\"",
            "[a][b]!2:1 a quote that is not closed");
        row("columns count characters", "a,b\né,5\"6\n",
            "[a][b]!2:4 a quote inside an unquoted field");
        row("lines count inside quotes", "a,b\n\"x\ny\",2\n3,4\"\n",
            "[a][b] [x\ny][2]!4:4 a quote inside an unquoted field");
        row("a line that does not end", "a,b\n" + std::string(200'000, 'x'),
            "[a][b]!2:1 a record of more than 64 KiB");
        row("a header that does not end", std::string(200'000, 'x'),
            "!1:1 a record of more than 64 KiB");
        row("a quote that closes too late", "a,b\n\"" + std::string(100'000, 'x') + "\",1\n",
            "[a][b]!2:1 a quote that is not closed");
    }

    void whatCannotBeReadIsNamedWithItsPlace()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        QCOMPARE(readAll(text), expected);
    }

    // The bound cuts records at, before and inside pairs of quotes.
    void theBoundOfARecordIsExact_data()
    {
        QTest::addColumn<std::string>("record");
        QTest::addColumn<bool>("good");
        const auto filled = [](std::size_t size, std::string head, std::string tail) {
            return head + std::string(size - head.size() - tail.size(), 'x') + tail;
        };
        QTest::newRow("the longest record at the end") << filled(kMaxRecordBytes, "", "") << true;
        QTest::newRow("one byte more") << filled(kMaxRecordBytes + 1, "", "") << false;
        QTest::newRow("the longest record and its line end")
            << filled(kMaxRecordBytes, "", "\n") << true;
        QTest::newRow("the longest quoted record") << filled(kMaxRecordBytes, "\"", "\"") << true;
        QTest::newRow("a quoted one of a byte more")
            << filled(kMaxRecordBytes + 1, "\"", "\"") << false;
        QTest::newRow("all doubled quotes")
            << "\"" + std::string(kMaxRecordBytes - 2, '"') + "\"" << true;
        QTest::newRow("a doubled quote across the bound")
            << filled(kMaxRecordBytes - 1, "\"", "") + "\"\"\"" << false;
    }

    void theBoundOfARecordIsExact()
    {
        QFETCH(std::string, record);
        QFETCH(bool, good);
        const std::string text = "h\n" + record;
        CsvReader reader(text);
        QVERIFY(reader.next());
        QCOMPARE(reader.next(), good);
        QCOMPARE(reader.fault().has_value(), !good);
        QVERIFY(!reader.next()); // a fault is final, and so is the end
    }

    void fieldsKnowTheirPlace()
    {
        CsvReader reader("a,b,c\n\n\"x\nyé\",\"q\"\"\",3\r\n4,é,6\n");
        QVERIFY(reader.next());
        QVERIFY(reader.next());
        const auto at = [&](std::size_t field) {
            const auto place = reader.place(field);
            return std::to_string(place.line) + ":" + std::to_string(place.column);
        };
        QCOMPARE(at(0), std::string("3:1"));
        QCOMPARE(at(1), std::string("4:5"));
        QCOMPARE(at(2), std::string("4:11"));
        QVERIFY(reader.next());
        QCOMPARE(at(0), std::string("5:1"));
        QCOMPARE(at(2), std::string("5:5"));
        QVERIFY(!reader.next());
        QVERIFY(!reader.fault());
    }

    // libcsv reads the same out of random tables, written with random quotes.
    void libcsvReadsTheSame()
    {
#ifdef VIGIA_HAVE_LIBCSV
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            const std::size_t columns = 1 + random() % 5;
            Records written;
            std::string text;
            for (std::size_t r = 0; r < 1 + random() % 20; ++r) {
                written.emplace_back();
                for (std::size_t c = 0; c < columns; ++c) {
                    std::string field;
                    for (std::size_t i = random() % 8; i > 0; --i)
                        field += "ab1,\"\n;é"[random() % 7];
                    // libcsv trims blanks and skips empty lines; neither is made here
                    if (columns == 1 && field.empty())
                        field = "x";
                    const bool needs = field.find_first_of(",\"\n;") != std::string::npos;
                    std::string cell = field;
                    if (needs || random() % 3 == 0) {
                        cell = "\"";
                        for (const char ch : field)
                            cell += ch == '"' ? std::string("\"\"") : std::string(1, ch);
                        cell += '"';
                    }
                    text += (c == 0 ? "" : ",") + cell;
                    written.back().push_back(std::move(field));
                }
                text += random() % 2 == 0 ? "\n" : "\r\n";
            }
            struct Sink
            {
                Records records;
                std::vector<std::string> current;
            } sink;
            csv_parser parser{};
            QCOMPARE(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
            const auto onField = [](void* data, std::size_t size, void* to) {
                static_cast<Sink*>(to)->current.emplace_back(static_cast<char*>(data), size);
            };
            const auto onRecord = [](int, void* to) {
                auto* const s = static_cast<Sink*>(to);
                s->records.push_back(std::move(s->current));
                s->current.clear();
            };
            QCOMPARE(csv_parse(&parser, text.data(), text.size(), onField, onRecord, &sink),
                     text.size());
            csv_fini(&parser, onField, onRecord, &sink);
            csv_free(&parser);

            Records ours;
            CsvReader reader(text);
            while (reader.next())
                ours.emplace_back(reader.fields().begin(), reader.fields().end());
            QVERIFY2(!reader.fault(), text.c_str());
            QVERIFY2(sink.records == written, text.c_str());
            QVERIFY2(ours == written, text.c_str());
        }
#else
        QSKIP("libcsv-dev is not installed");
#endif
    }
};

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
