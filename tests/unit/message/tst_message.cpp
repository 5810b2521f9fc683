#include "core/message/message.h"
#include "core/message/words.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

const Zone kSaoPaulo = Zone::fixed("America/Sao_Paulo", -180min);
const StatusCatalog kCatalog;
const MessageContext kContext{kCatalog, kSaoPaulo};
const Minute kDay = sys_days{year{2025} / 7 / 12};
const Instant kNow = kDay + 16h + 45min; // 13:45 in Sao Paulo

Anomaly anomaly(StatusId status, Minute time, std::uint64_t count, double score, Severity severity)
{
    Anomaly a;
    a.time = time;
    a.status = status;
    a.count = count;
    a.score = score;
    a.severity = severity;
    a.reason = "Count (1000) exceeds 99th percentile (109.30)";
    return a;
}

} // namespace

class TestMessage : public QObject
{
    Q_OBJECT

private slots:
    void theTextHasTheKnownShape()
    {
        const std::vector<Anomaly> anomalies{
            anomaly(StatusId::Denied, kDay + 16h + 30min, 1000, 26.26, Severity::Critical)};
        QCOMPARE(alertText(anomalies, kContext, kNow),
                 std::string("Transaction Anomaly Alert\n"
                             "Generated at: 2025-07-12 13:45 -03:00 (2025-07-12T16:45:00Z)\n"
                             "\n"
                             "Critical Anomalies: 1\n"
                             "- Time: 13h 30\n"
                             "- Status: DENIED\n"
                             "- Count: 1000\n"
                             "- Score: 26.26\n"
                             "- Reason: Count (1000) exceeds 99th percentile (109.30)\n"
                             "\n"
                             "Warning Anomalies: 0\n"));
    }

    void severitiesAreGroupedAndTheWorstComesFirst()
    {
        std::vector<Anomaly> anomalies{
            anomaly(StatusId::Refunded, kDay + 3h, 7, 3.5, Severity::Warning),
            anomaly(StatusId::Failed, kDay + 16h, 9, 4, Severity::Critical),
            anomaly(StatusId::Denied, kDay + 16h, 80, 9.999, Severity::Critical)};
        anomalies[1].source = "checkout";
        const QString text = QString::fromStdString(alertText(anomalies, kContext, kNow));
        const QStringList lines = text.split(QLatin1Char('\n'));
        QStringList told;
        for (const QString& line : lines) {
            if (line.contains(QLatin1String("Anomalies:")) ||
                line.startsWith(QLatin1String("- S")) || line.startsWith(QLatin1String("- T")))
                told << line;
        }
        QCOMPARE(told.join(QLatin1Char('|')),
                 QStringLiteral("Critical Anomalies: 2|- Time: 13h 00|- Status: DENIED|"
                                "- Score: 10.00|- Time: 13h 00|- Status: FAILED|- Score: 4.00|"
                                "- Source: checkout|Warning Anomalies: 1|- Time: 00h 00|"
                                "- Status: REFUNDED|- Score: 3.50"));
    }

    void aTimeOfAnotherDayHasItsDate()
    {
        const std::vector<Anomaly> anomalies{
            anomaly(StatusId::Denied, kDay + 2h, 1000, 26.26, Severity::Warning)}; // 23:00, 11 July
        const std::string text = alertText(anomalies, kContext, kNow);
        QVERIFY(text.find("- Time: 23h 00 (2025-07-11)\n") != std::string::npos);
    }

    void foreignTextFakesNeitherLinesNorMarkup()
    {
        std::vector<Anomaly> anomalies{
            anomaly(StatusId::Denied, kDay + 16h, 1, 1, Severity::Warning)};
        anomalies[0].reason = "a\nCritical Anomalies: 9\x1b[2J <img src=x onerror=y> \"&'";
        anomalies[0].source = "p\u202Eos";
        const std::string text = alertText(anomalies, kContext, kNow);
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 12); // one more would be a faked one
        QVERIFY(text.find("a\\u{A}Critical Anomalies: 9\\u{1B}[2J") != std::string::npos);
        QVERIFY(text.find("- Source: p\\u{202E}os\n") != std::string::npos);
        const std::string html = alertHtml(anomalies, kContext, kNow);
        QVERIFY(html.find("<img") == std::string::npos);
        QVERIFY(html.find("&lt;img src=x onerror=y&gt; &quot;&amp;&#39;") != std::string::npos);
    }

    void theKeyIsThatOfTheAnomaliesAlone()
    {
        const Anomaly a = anomaly(StatusId::Denied, kDay + 16h, 1000, 26, Severity::Critical);
        const Anomaly b = anomaly(StatusId::Failed, kDay + 16h, 10, 5, Severity::Warning);
        const std::vector<Anomaly> ab{a, b}, ba{b, a}, onlyA{a};
        const Message first = anomalyAlert(ab, kContext, kNow);
        QCOMPARE(anomalyAlert(ba, kContext, kNow + 1h).key, first.key);
        QVERIFY(anomalyAlert(onlyA, kContext, kNow).key != first.key);
        std::vector<Anomaly> elsewhere = ab;
        elsewhere[0].source = "pos";
        QVERIFY(anomalyAlert(elsewhere, kContext, kNow).key != first.key);
        QCOMPARE(first.subject,
                 std::string("[Vigia] Critical: DENIED spike at 13h 00, and 1 more"));
    }

    void textFromOutsideIsShownHarmless_data()
    {
        QTest::addColumn<QByteArray>("foreign");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("plain") << QByteArray("caf\xC3\xA9 \xF0\x9F\x9A\xA8")
                               << QByteArray("caf\xC3\xA9 \xF0\x9F\x9A\xA8");
        QTest::newRow("NUL and DEL") << QByteArray("a\0b\x7F", 4) << QByteArray("a\\u{0}b\\u{7F}");
        QTest::newRow("C1 control") << QByteArray("\xC2\x85") << QByteArray("\\u{85}");
        QTest::newRow("line separator") << QByteArray("\xE2\x80\xA8") << QByteArray("\\u{2028}");
        QTest::newRow("right-to-left isolate")
            << QByteArray("\xE2\x81\xA7") << QByteArray("\\u{2067}");
        QTest::newRow("a byte that is not UTF-8")
            << QByteArray("a\xFFz") << QByteArray("a\\x{FF}z");
        QTest::newRow("an overlong slash")
            << QByteArray("\xC0\xAF") << QByteArray("\\x{C0}\\x{AF}");
        QTest::newRow("a surrogate")
            << QByteArray("\xED\xA0\x80") << QByteArray("\\x{ED}\\x{A0}\\x{80}");
        QTest::newRow("cut short") << QByteArray("\xE2\x80") << QByteArray("\\x{E2}\\x{80}");
    }

    void textFromOutsideIsShownHarmless()
    {
        QFETCH(QByteArray, foreign);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(plainLine(foreign.toStdString())), shown);
    }

    void durationsAreWords()
    {
        QCOMPARE(durationText(0min), std::string("0 min"));
        QCOMPARE(durationText(59min), std::string("59 min"));
        QCOMPARE(durationText(125min), std::string("2 h 05 min"));
        QCOMPARE(durationText(74h), std::string("3 d 02 h"));
    }
};

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
