#include "core/model/status.h"
#include "ui/chart/format.h"

#include <QLocale>
#include <QTest>

#include <cmath>

using namespace vigia;
using std::chrono::minutes;
using std::chrono::seconds;

class TestFormat : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void texts_data();
    void texts();
    void numbersFollowTheLocale();
    void foreignText_data();
    void foreignText();
};

void TestFormat::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const Zone zone = Zone::fixed("America/Sao_Paulo", minutes{-180});
    using namespace std::chrono;
    const Minute m = sys_days{year{2025} / 7 / 12} + hours{17} + std::chrono::minutes{57};
    const QString nan = QStringLiteral("–");

    QTest::newRow("a count is grouped") << format::count(19204) << "19,204";
    QTest::newRow("no count") << format::count(std::nan("")) << nan;
    QTest::newRow("a small expectation keeps a decimal") << format::expected(0.43) << "0.4";
    QTest::newRow("a tiny one is not nothing") << format::expected(0.02) << "<0.1";
    QTest::newRow("nothing is expected") << format::expected(0) << "0";
    QTest::newRow("a large one does not") << format::expected(299.6) << "300";
    QTest::newRow("a percentage") << format::percent(0.572) << QStringLiteral("57\u00a0%");
    QTest::newRow("a range is rounded inwards")
        << format::range(27.2, 46.9) << QStringLiteral("28\u00a0–\u00a046");
    QTest::newRow("a range of one") << format::range(-3, 0.7) << "0";
    QTest::newRow("many times more") << format::deviation(206, 1.58) << QStringLiteral("×130");
    QTest::newRow("a few times more") << format::deviation(9, 3) << QStringLiteral("×3.0");
    QTest::newRow("somewhat more") << format::deviation(140, 100) << QStringLiteral("+40\u00a0%");
    QTest::newRow("less") << format::deviation(43, 100) << QStringLiteral("−57\u00a0%");
    QTest::newRow("nothing was expected") << format::deviation(5, 0) << "";
    QTest::newRow("a short axis label") << format::axis(1200) << "1,200";
    QTest::newRow("a longer one") << format::axis(12500) << QStringLiteral("12.5\u00a0k");
    QTest::newRow("millions") << format::axis(1.5e6) << QStringLiteral("1.5\u00a0M");
    QTest::newRow("the clock of the zone") << format::clock(m, zone) << "14:57";
    QTest::newRow("with seconds") << format::clockSeconds(m + milliseconds{12'900}, zone)
                                  << "14:57:12";
    QTest::newRow("a day and a time") << format::dateClock(m, zone) << "Sat 12 Jul 14:57";
    QTest::newRow("UTC beside it") << format::utcClock(m) << "17:57 UTC";
    QTest::newRow("an offset west") << format::zoneOffset(m, zone) << QStringLiteral("UTC−3");
    QTest::newRow("an offset with minutes")
        << format::zoneOffset(m, Zone::fixed("Pacific/Chatham", std::chrono::minutes{765}))
        << "UTC+12:45";
    QTest::newRow("no offset") << format::zoneOffset(m, Zone()) << "UTC";
    QTest::newRow("seconds") << format::duration(seconds{8}) << QStringLiteral("8\u00a0s");
    QTest::newRow("minutes") << format::duration(seconds{1630}) << QStringLiteral("27\u00a0min");
    QTest::newRow("hours and minutes")
        << format::duration(seconds{7500}) << QStringLiteral("2\u00a0h\u00a05\u00a0min");
    QTest::newRow("whole hours") << format::duration(seconds{7200}) << QStringLiteral("2\u00a0h");
    QTest::newRow("days") << format::duration(seconds{277'200})
                          << QStringLiteral("3\u00a0d\u00a05\u00a0h");
    QTest::newRow("a clock that went back")
        << format::duration(seconds{-5}) << QStringLiteral("0\u00a0s");
}

void TestFormat::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(text, expected);
}

void TestFormat::numbersFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::Portuguese, QLocale::Brazil));
    QCOMPARE(format::count(19204), QStringLiteral("19.204"));
    QCOMPARE(format::expected(0.43), QStringLiteral("0,4"));
}

void TestFormat::foreignText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("gateway-1 ação") << QStringLiteral("gateway-1 ação");
    QTest::newRow("markup is only text") << "<b>x</b>"
                                         << "<b>x</b>";
    QTest::newRow("line breaks") << "a\nb\r\tc"
                                 << "a b  c";
    QTest::newRow("a bell") << QStringLiteral("a\u0007b") << "a\\u0007b";
    QTest::newRow("right to left override")
        << QStringLiteral("a\u202eb") << QStringLiteral("a\\u202eb");
    QTest::newRow("a zero width joiner") << QStringLiteral("a\u200db") << "a\\u200db";
    QTest::newRow("beyond the first plane stays")
        << QString::fromUtf8("\xf0\x9f\x92\xb3") << QString::fromUtf8("\xf0\x9f\x92\xb3");
}

void TestFormat::foreignText()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(format::foreign(text), expected);
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
