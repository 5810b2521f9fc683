#include "core/message/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <limits>

using namespace vigia;

class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void stringsAreEscaped_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("plain text stays") << QByteArray("abc /~") << QByteArray("\"abc /~\"");
        QTest::newRow("quote and backslash")
            << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
        QTest::newRow("line ends and tab")
            << QByteArray("a\r\n\tb") << QByteArray("\"a\\r\\n\\tb\"");
        QTest::newRow("control characters")
            << QByteArray("\x01\x1f\x7f\0", 4) << QByteArray("\"\\u0001\\u001f\\u007f\\u0000\"");
        QTest::newRow("UTF-8 of two, three and four bytes stays")
            << QByteArray("é€😀") << QByteArray("\"é€😀\"");
        QTest::newRow("a lone continuation byte is replaced")
            << QByteArray("a\x80z") << QByteArray("\"a\xEF\xBF\xBDz\"");
        QTest::newRow("an overlong slash is replaced, byte by byte")
            << QByteArray("\xC0\xAF") << QByteArray("\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
        QTest::newRow("a cut sequence is replaced")
            << QByteArray("\xE2\x82") << QByteArray("\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    }
    void stringsAreEscaped()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, json);
        std::string out;
        appendJsonString(out,
                         std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QCOMPARE(QByteArray::fromStdString(out), json);
    }

    // Unicode 15, table 3-7: well-formed UTF-8 byte sequences.
    void utf8IsJudgedByTheTableOfUnicode_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("length");
        QTest::newRow("ASCII") << QByteArray("a") << 1;
        QTest::newRow("smallest of two bytes") << QByteArray("\xC2\x80") << 2;
        QTest::newRow("overlong of two bytes") << QByteArray("\xC1\xBF") << 0;
        QTest::newRow("smallest of three bytes") << QByteArray("\xE0\xA0\x80") << 3;
        QTest::newRow("overlong of three bytes") << QByteArray("\xE0\x9F\xBF") << 0;
        QTest::newRow("last before the surrogates") << QByteArray("\xED\x9F\xBF") << 3;
        QTest::newRow("a surrogate") << QByteArray("\xED\xA0\x80") << 0;
        QTest::newRow("smallest of four bytes") << QByteArray("\xF0\x90\x80\x80") << 4;
        QTest::newRow("overlong of four bytes") << QByteArray("\xF0\x8F\xBF\xBF") << 0;
        QTest::newRow("U+10FFFF") << QByteArray("\xF4\x8F\xBF\xBF") << 4;
        QTest::newRow("beyond U+10FFFF") << QByteArray("\xF4\x90\x80\x80") << 0;
        QTest::newRow("no such lead byte") << QByteArray("\xFF\x80\x80\x80") << 0;
        QTest::newRow("nothing") << QByteArray() << 0;
    }
    void utf8IsJudgedByTheTableOfUnicode()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, length);
        QCOMPARE(static_cast<int>(utf8SequenceLength(bytes.toStdString())), length);
    }

    void numbersReadBackExactly_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("a third") << 1.0 / 3.0;
        QTest::newRow("a tenth") << 0.1;
        QTest::newRow("the largest") << DBL_MAX;
        QTest::newRow("the smallest") << std::numeric_limits<double>::denorm_min();
        QTest::newRow("negative") << -26.26;
    }
    void numbersReadBackExactly()
    {
        QFETCH(double, value);
        JsonWriter json;
        json.number(value);
        QCOMPARE(std::strtod(json.text().c_str(), nullptr), value);
        QVERIFY(
            !QJsonDocument::fromJson(QByteArray::fromStdString("[" + json.text() + "]")).isNull());
    }

    void whatJsonCannotSayIsNull()
    {
        JsonWriter json;
        json.beginArray().number(std::nan("")).number(HUGE_VAL).number(-HUGE_VAL).null().endArray();
        QCOMPARE(json.text(), std::string("[null,null,null,null]"));
    }

    void integersKeepAllDigits()
    {
        JsonWriter json;
        json.beginArray()
            .number((std::uint64_t{1} << 53) - 1)
            .number(std::numeric_limits<std::int64_t>::min())
            .number(7)
            .endArray();
        QCOMPARE(json.text(), std::string("[9007199254740991,-9223372036854775808,7]"));
    }

    void commasStandBetweenMembersAndElementsOnly()
    {
        JsonWriter json;
        json.beginObject();
        json.key("a").beginArray().endArray();
        json.key("b:").beginArray().string("x:").string("{").beginObject().endObject().endArray();
        json.key("c").boolean(false);
        json.key("d").raw("{\"e\":1}");
        json.endObject();
        QCOMPARE(json.text(),
                 std::string("{\"a\":[],\"b:\":[\"x:\",\"{\",{}],\"c\":false,\"d\":{\"e\":1}}"));
    }
};

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
