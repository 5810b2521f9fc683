// The page is handed on and opened anywhere: nothing in it runs, loads, or comes from a file name.
#include "core/checkout/checkout_html.h"
#include "known_days.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace vigia;

namespace {

const std::string kHostile =
    "\"'><img src=x onerror=alert(1)></pre></title><script>1</script>&.csv";

QString page(const CheckoutDay& day, Language language)
{
    const std::vector<CheckoutDay> days{known::checkout1(), day};
    return QString::fromStdString(checkoutHtml(analyseCheckouts(days), language));
}

} // namespace

class TestCheckoutHtml : public QObject
{
    Q_OBJECT

private slots:
    void aHostileNameIsShownAndNotObeyed_data()
    {
        QTest::addColumn<bool>("hostileIsYesterday"); // named in the reasons of the day after it
        QTest::newRow("of the day") << false;
        QTest::newRow("of the day before") << true;
    }

    void aHostileNameIsShownAndNotObeyed()
    {
        QFETCH(bool, hostileIsYesterday);
        std::vector<CheckoutDay> days{known::checkout1(), known::checkout2()};
        days[hostileIsYesterday ? 0 : 1].file = kHostile;
        const QString html =
            QString::fromStdString(checkoutHtml(analyseCheckouts(days), Language::English));
        QVERIFY(html.contains(QStringLiteral("&lt;img src=x onerror=alert(1)&gt;")));
        QVERIFY(!html.contains(QStringLiteral("<img")));
        QVERIFY(!html.contains(QStringLiteral("<script")));
        QCOMPARE(html.count(QStringLiteral("</title>")),
                 html.count(QRegularExpression(QStringLiteral("<title>"))));
        QCOMPARE(html.count(QStringLiteral("</pre>")), 2); // one for each day
        if (hostileIsYesterday)
            QVERIFY(html.contains(QStringLiteral("(0, &quot;&#39;&gt;&lt;img src=x")));
    }

    void nothingRunsAndNothingIsLoaded()
    {
        for (const Language language : {Language::English, Language::Portuguese}) {
            const QString html = page(known::checkout2(), language);
            QVERIFY(html.startsWith(QStringLiteral("<!doctype html>\n")));
            const qsizetype policy = html.indexOf(
                QStringLiteral("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                               "'none'; style-src 'unsafe-inline'\">"));
            QVERIFY(policy >= 0);
            QVERIFY(policy < html.indexOf(QStringLiteral("<style>")));
            for (const char* forbidden : {"<script", "<link", "<iframe", "<img", "http:", "https:",
                                          "url(", "@import", "javascript:", " src=", " href="})
                QVERIFY2(!html.contains(QLatin1String(forbidden)), forbidden);
            QVERIFY(!html.contains(QRegularExpression(QStringLiteral("<[^>]*\\son[a-z]+\\s*="))));
        }
    }

    void thePageIsInItsLanguage()
    {
        QVERIFY(page(known::checkout2(), Language::English)
                    .contains(QStringLiteral("<html lang=\"en\">")));
        const QString portuguese = page(known::checkout2(), Language::Portuguese);
        QVERIFY(portuguese.contains(QStringLiteral("<html lang=\"pt-BR\">")));
        QVERIFY(portuguese.contains(QString::fromUtf8("▼ queda")));
        QVERIFY(portuguese.contains(QString::fromUtf8("Interrupção 15h-17h")));
    }

    void everyHourHasItsRow()
    {
        const QString html = page(known::checkout2(), Language::English);
        // 24 hours and the head, of two days.
        QCOMPARE(html.count(QStringLiteral("<tr")), 50);
        QVERIFY(html.contains(QStringLiteral(
            "<tr class=\"critical\"><td>15h</td><td class=\"n\">0</td><td class=\"n\">51</td><td "
            "class=\"n\">42</td><td class=\"n\">22.43</td><td class=\"n\">27.78</td><td "
            "class=\"n\">-100.00</td>")));
        // Yesterday had none at 08h: no percent to it, and it was an outage.
        QVERIFY(html.contains(QStringLiteral(
            "<td>08h</td><td class=\"n\">25</td><td class=\"n\">(0)</td><td class=\"n\">12</td><td "
            "class=\"n\">3.71</td><td class=\"n\">9.82</td><td class=\"n\"></td>")));
    }

    void theCategorySaysThatAReferenceIsNoEvidence()
    {
        QVERIFY(page(known::checkout2(), Language::English)
                    .contains(QStringLiteral("<td>critical<br><small>yesterday: an outage, no "
                                             "evidence</small></td><td>25 sales, at least twice")));
        QVERIFY(page(known::checkout2(), Language::Portuguese)
                    .contains(QString::fromUtf8(
                        "<td>crítica<br><small>ontem: interrupção, não é evidência</small></td>"
                        "<td>25 vendas, pelo menos o dobro de 3,71")));
    }

    void theChartIsWellFormedAndMarksWhatIsFlagged()
    {
        CheckoutDay day = known::checkout1();
        day.file = kHostile;
        // By the rules: drops 06h 07h 08h 09h; spikes 17h (45 >= 2 x 22.28) and those of the first
        // hours; moderate 12h. Counted here from the analysis, drawn there.
        const CheckoutAnalysis analysis = analyseCheckout(day);
        int marked = 0;
        for (const CheckoutHour& hour : analysis.hours)
            marked += hour.flag != CheckoutFlag::Ok || hour.category == CheckoutCategory::Moderate;
        QXmlStreamReader xml(QString::fromStdString(checkoutSvg(analysis, Language::English)));
        int lines = 0;
        int polygons = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            lines += xml.name() == QLatin1String("polyline");
            polygons += xml.name() == QLatin1String("polygon");
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(lines, 5);
        QVERIFY(marked >= 6);
        QCOMPARE(polygons, marked);
    }

    void thereIsAPageForNoDayAndForNoHour()
    {
        QVERIFY(checkoutHtml({}, Language::English).find("</html>") != std::string::npos);
        QVERIFY(checkoutSvg({}, Language::English).find("nan") == std::string::npos);
        const CheckoutAnalysis one = analyseCheckout({"one.csv", {{"12h", 0, 0, 0, 0, 0}}});
        QVERIFY(checkoutSvg(one, Language::English).find("nan") == std::string::npos);
    }

    void aChartOfLargeNumbersHasNoExponent()
    {
        const CheckoutAnalysis large =
            analyseCheckout({"large.csv", {{"12h", 400000, 1, 1, 1, 1}}});
        const std::string svg = checkoutSvg(large, Language::English);
        QVERIFY(svg.find(">400000<") != std::string::npos);
        QVERIFY(svg.find("e+") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestCheckoutHtml)
#include "tst_checkout_html.moc"
