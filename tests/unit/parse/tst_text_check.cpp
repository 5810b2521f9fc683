#include "core/parse/text_check.h"

#include <QTest>

using namespace vigia;

class TestTextCheck : public QObject
{
    Q_OBJECT

private slots:
    void utf8IsToldFromOtherBytes_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* name, std::string text, bool expected) {
            QTest::newRow(name) << std::move(text) << expected;
        };
        row("nothing", "", true);
        row("ASCII", "approved", true);
        row("two, three and four bytes", "\xc3\xa3 \xe2\x82\xac \xf0\x9f\x92\xb3", true);
        row("the last code point", "\xf4\x8f\xbf\xbf", true);
        row("above the last code point", "\xf4\x90\x80\x80", false);
        row("Latin-1", "S\xe3o Paulo", false);
        row("an overlong slash", "\xc0\xaf", false);
        row("an overlong slash of three bytes", "\xe0\x80\xaf", false);
        row("an overlong euro", "\xf0\x82\x82\xac", false);
        row("a surrogate", "\xed\xa0\x80", false);
        row("the last before the surrogates", "\xed\x9f\xbf", true);
        row("a cut character", "a\xe2\x82", false);
        row("a continuation alone", "\x80", false);
        row("five bytes", "\xf8\x88\x80\x80\x80", false);
    }

    void utf8IsToldFromOtherBytes()
    {
        QFETCH(std::string, text);
        QFETCH(bool, expected);
        QCOMPARE(isUtf8(text), expected);
    }

    void plainTextHasNoControlCharacters()
    {
        QVERIFY(isPlainText("gateway-1", 9));
        QVERIFY(!isPlainText("gateway-1", 8));
        QVERIFY(!isPlainText("", 8));
        QVERIFY(!isPlainText("a\nb", 8));
        QVERIFY(!isPlainText(std::string_view("a\0b", 3), 8));
        QVERIFY(!isPlainText("a\x7f", 8));
        QVERIFY(!isPlainText("a\xc2\x85", 8)); // NEXT LINE, a C1 control
        QVERIFY(isPlainText("\xc2\xa0", 8));   // no-break space, the first after them
    }

    void foreignTextIsShownOnOneLine_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, std::string text, std::string expected) {
            QTest::newRow(name) << std::move(text) << std::move(expected);
        };
        row("plain", "12.5", "\"12.5\"");
        row("nothing", "", "\"\"");
        row("line ends and tabs", "a\r\n\tb", "\"a\\r\\n\\tb\"");
        row("a NUL", std::string("a\0", 2), "\"a\\u{00}\"");
        row("an escape sequence", "\x1b[31m", "\"\\u{1b}[31m\"");
        row("right-to-left override",
            "\xe2\x80\xae"
            "abc",
            "\"\\u{202e}abc\"");
        row("letters beyond ASCII stay", "São", "\"São\"");
        row("Latin-1 bytes", "S\xe3o", "\"S\\xe3o\"");
        row("long text is cut", std::string(1000, 'x'), '"' + std::string(60, 'x') + "…\"");
        row("sixty characters are whole", std::string(60, 'x'), '"' + std::string(60, 'x') + '"');
    }

    void foreignTextIsShownOnOneLine()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        QCOMPARE(inQuotes(text), expected);
    }

    void charactersAreCounted()
    {
        QCOMPARE(countCharacters("São €"), std::size_t{5});
        QCOMPARE(countCharacters("S\xe3o"), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestTextCheck)
#include "tst_text_check.moc"
