#include "core/ingest/strict_json.h"

#include <QTest>

using namespace vigia;

namespace {

// The fault of a document that is only passed over; "" when it is good.
std::string faultOf(std::string_view text)
{
    StrictJson json(text);
    json.skip();
    (void)json.finish();
    return json.fault();
}

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

class TestStrictJson : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNotJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const QByteArray& text) {
            QTest::newRow(name) << text;
        };
        row("nothing", "");
        row("blanks", " \n\t ");
        row("a word", "hello");
        row("a cut array", "[1");
        row("a cut object", "{\"a\":1");
        row("a cut string", "\"abc");
        row("a cut word", "tru");
        row("a word that goes on", "truex");
        row("two documents", "[] []");
        row("text behind it", "{} x");
        row("a comma too many in an array", "[1,]");
        row("a comma too many in an object", "{\"a\":1,}");
        row("a comma first", "[,1]");
        row("no comma", "[1 2]");
        row("a missing value", "{\"a\":}");
        row("a missing colon", "{\"a\" 1}");
        row("a name without quotes", "{a:1}");
        row("a name in single quotes", "{'a':1}");
        row("a closing bracket of the other kind", "[1}");
        row("a comment", "[1] // one");
        row("a comment within", "[/* one */1]");
        row("NaN", "[NaN]");
        row("Infinity", "[Infinity]");
        row("minus Infinity", "[-Infinity]");
        row("a leading zero", "[01]");
        row("a plus sign", "[+1]");
        row("a point without digits behind it", "[1.]");
        row("a point without digits before it", "[.5]");
        row("an exponent without digits", "[1e]");
        row("a lone minus", "[-]");
        row("a hexadecimal number", "[0x10]");
        row("a number no double holds", "[1e400]");
        row("two points", "[1.2.3]");
        row("a repeated name", "{\"a\":1,\"a\":2}");
        row("a repeated name, once escaped", "{\"a\":1,\"\\u0061\":2}");
        row("a repeated name, deep inside", "[{\"b\":{\"a\":1,\"a\":1}}]");
        row("a lone high surrogate", "[\"\\ud800\"]");
        row("a lone low surrogate", "[\"\\udc00\"]");
        row("surrogates the wrong way round", "[\"\\udc00\\ud800\"]");
        row("a high surrogate before a letter", "[\"\\ud800x\"]");
        row("an escaped NUL", "[\"\\u0000\"]");
        row("an escaped bell", "[\"\\u0007\"]");
        row("an escaped backspace", "[\"\\b\"]");
        row("a raw line end in a string", "[\"a\nb\"]");
        row("a raw tab in a string", "[\"a\tb\"]");
        row("a raw NUL in a string", QByteArray("[\"a\0b\"]", 7));
        row("a raw NUL behind the document", QByteArray("[]\0", 3));
        row("an unknown escape", "[\"\\x41\"]");
        row("a short escape", "[\"\\u12\"]");
        row("an escape that is not hexadecimal", "[\"\\u12g4\"]");
        row("bytes that are not UTF-8", "[\"\xFF\"]");
        row("an overlong slash", "[\"\xC0\xAF\"]");
        row("a surrogate in UTF-8", "[\"\xED\xA0\x80\"]");
        row("UTF-16", QByteArray("[\0]\0", 4));
        row("a byte order mark", "\xEF\xBB\xBF[]");
        row("33 levels", QByteArray::fromStdString(nested(33)));
        row("100,000 levels", QByteArray(100'000, '['));
        row("100,000 levels of objects", QByteArray("{\"a\":").repeated(100'000));
    }
    void whatIsNotJsonIsRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!faultOf(text.toStdString()).empty());
    }

    void whatIsJsonPasses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a scalar") << QByteArray("0");
        QTest::newRow("blanks around") << QByteArray(" \r\n\t[ ] \n");
        QTest::newRow("all kinds")
            << QByteArray("{\"a\":[null,true,false,-0,1.5e-3,\"x\"],\"b\":{}}");
        QTest::newRow("32 levels") << QByteArray::fromStdString(nested(32));
        QTest::newRow("a pair of surrogates") << QByteArray("\"\\uD83D\\uDE00\"");
        QTest::newRow("line ends, escaped") << QByteArray("\"a\\r\\n\\tb\\u000a\"");
        QTest::newRow("the same name on two levels")
            << QByteArray("{\"a\":{\"a\":1},\"b\":{\"a\":1}}");
        QTest::newRow("a number too small for a double") << QByteArray("1e-400");
    }
    void whatIsJsonPasses()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(faultOf(text.toStdString()), std::string());
    }

    void manyNamesAreStillTold()
    {
        std::string text = "{";
        for (int i = 0; i < 1000; ++i)
            text += "\"n" + std::to_string(i) + "\":0,";
        QCOMPARE(faultOf(text + "\"m\":0}"), std::string());
        QVERIFY(!faultOf(text + "\"n999\":0}").empty());
        QVERIFY(!faultOf(text + "\"n3\":0}").empty());
    }

    void theFaultNamesThePlace()
    {
        QCOMPARE(faultOf("[1,\n  2 3]"), std::string("line 2, column 5: expected a comma or ]"));
        QCOMPARE(faultOf("[\"é\" x]"), std::string("line 1, column 6: expected a comma or ]"));
        StrictJson later("{", 7);
        later.skip();
        QVERIFY(later.fault().starts_with("line 7, column 2"));
    }

    void stringsAreUnescaped()
    {
        StrictJson json("\"a\\\"\\\\\\/\\u00e9\\u20ac\\ud83d\\ude00\"");
        QCOMPARE(json.peek(), StrictJson::Kind::String);
        QCOMPARE(json.readString(), std::string("a\"\\/é€😀"));
        QVERIFY(json.finish());
    }

    void aWalkSeesMembersAndElements()
    {
        StrictJson json("{\"a\": [1, true, \"x\"], \"b\": null}");
        std::string name;
        json.enter();
        QVERIFY(json.nextMember(name));
        QCOMPARE(name, std::string("a"));
        json.enter();
        QVERIFY(json.nextElement());
        QCOMPARE(json.readNumber(), std::string_view("1"));
        QVERIFY(json.nextElement());
        QVERIFY(json.readBoolean());
        QVERIFY(json.nextElement());
        QCOMPARE(json.readString(), std::string("x"));
        QVERIFY(!json.nextElement());
        QVERIFY(json.nextMember(name));
        QCOMPARE(name, std::string("b"));
        QCOMPARE(json.peek(), StrictJson::Kind::Null);
        json.skip();
        QVERIFY(!json.nextMember(name));
        QVERIFY(json.finish());
    }
};

QTEST_APPLESS_MAIN(TestStrictJson)
#include "tst_strict_json.moc"
