// The hand-over of a made-up shift, as Markdown, HTML and SVG, in both languages.
//
// handover/shift.LANGUAGE.md and .html hold what people get. A form without its file fails;
// VIGIA_UPDATE_GOLDEN=1 writes it, and a mismatch writes .actual beside it.
#include "core/message/handover.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>

using namespace vigia;
using namespace std::chrono;

namespace {

const StatusCatalog kCatalog;
const Zone kSaoPaulo = Zone::fixed("America/Sao_Paulo", -180min);
const Minute kDay = sys_days{year{2025} / 7 / 12};

Incident incident(int id, IncidentState state, Severity severity, Minute start)
{
    Incident i;
    i.id = IncidentId{id};
    i.state = state;
    i.severity = severity;
    i.start = i.opened = start;
    i.lastAbnormal = start + 4min;
    if (state == IncidentState::Resolved)
        i.end = start + 5min;
    i.statuses = {StatusId::Approved, StatusId::Denied};
    i.peak.status = StatusId::Denied;
    i.peak.kind = AnomalyKind::Spike;
    i.peak.severity = severity;
    i.reason = "Denials four times above normal since " + std::to_string(id) + ":00";
    return i;
}

Handover shift()
{
    Handover h;
    h.shift = {kDay + 9h, kDay + 17h};
    h.written = kDay + 17h + 2min + 3s;
    h.by = "Ana Souza";
    h.newest = kDay + 16h + 59min;
    h.transactions = 181234;
    HandoverIncident open;
    open.incident = incident(43, IncidentState::Open, Severity::Critical, kDay + 16h + 31min);
    open.approvalsLost = 1604.6;
    open.messagesSent = 2;
    open.messagesFailed = 1;
    HandoverIncident taken;
    taken.incident = incident(42, IncidentState::Acknowledged, Severity::Warning, kDay + 8h);
    taken.incident.owner = "bo";
    taken.acknowledgedAt = kDay + 9h + 3min;
    taken.acknowledgedUntil = kDay + 22h;
    taken.acknowledgedComment = "with the issuer, *ticket* <12>";
    taken.snoozedUntil = kDay + 18h;
    HandoverIncident over;
    over.incident = incident(41, IncidentState::Resolved, Severity::Warning, kDay + 11h);
    over.incident.verdict = IncidentVerdict::KnownCause;
    over.verdictReason = "load test";
    h.incidents = {over, taken, open};
    h.notes = {{IncidentId{42}, kDay + 10h, "bo", "issuer calls back at 16:00\nor _later_"}};
    h.silences = {{3, "status = denied", "bo", "card network maintenance", kDay + 10h, kDay + 20h},
                  {2, "source = acme", "ana", "pilot", kDay - 30h, kDay + 12h}};
    h.gaps = {{kDay + 12h, kDay + 12h + 6min}, {kDay + 14h, kDay + 14h + 1min}};
    HandoverSeries approved{StatusId::Approved, {}};
    HandoverSeries denied{StatusId::Denied, {}};
    for (int m = 0; m < 480; ++m) {
        const bool gap = (m >= 180 && m < 186) || m == 300;
        const double none = std::numeric_limits<double>::quiet_NaN();
        approved.counts.push_back(gap ? none : 300 + m % 40);
        denied.counts.push_back(gap ? none : m >= 451 ? 120 : 30 + m % 7);
    }
    h.series = {approved, denied};
    return h;
}

} // namespace

class TestHandoverGolden : public QObject
{
    Q_OBJECT

private slots:
    void isAsExpected_data();
    void isAsExpected();
    void anEmptyShiftSaysSo();
    void theChartsAreWellFormedAndDrawEveryRun();
    void longShiftsKeepTheirPeaks();
    void foreignTextCannotBecomeMarkup();
    void theNameOfTheFileSaysTheEndOfTheShift();
};

void TestHandoverGolden::isAsExpected_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("file");
    for (const bool portuguese : {false, true}) {
        const QString code = portuguese ? QStringLiteral("pt_BR") : QStringLiteral("en");
        for (const char* form : {"md", "html"}) {
            const QString file = QStringLiteral("shift.%1.%2").arg(code, QLatin1String(form));
            QTest::newRow(qPrintable(file))
                << (portuguese ? Language::Portuguese : Language::English) << file;
        }
    }
}

void TestHandoverGolden::isAsExpected()
{
    QFETCH(Language, language);
    QFETCH(QString, file);
    const MessageContext context{kCatalog, kSaoPaulo, language};
    const Handover h = shift();
    const QByteArray actual =
        QByteArray::fromStdString(file.endsWith(QLatin1String(".md")) ? handoverMarkdown(h, context)
                                                                      : handoverHtml(h, context));
    const QString path = QStringLiteral("%1/tests/golden/handover/%2")
                             .arg(qEnvironmentVariable("VIGIA_SOURCE"), file);
    const auto write = [&](const QString& name) {
        QFile out(name);
        QVERIFY2(out.open(QIODevice::WriteOnly), qPrintable(name));
        out.write(actual);
    };
    if (qEnvironmentVariableIsSet("VIGIA_UPDATE_GOLDEN"))
        write(path);
    QFile golden(path);
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(path + QStringLiteral(" is missing")));
    if (golden.readAll() != actual) {
        write(path + QStringLiteral(".actual"));
        QFAIL(qPrintable(QStringLiteral("diff -u %1 %1.actual").arg(path)));
    }
}

void TestHandoverGolden::anEmptyShiftSaysSo()
{
    Handover h;
    h.shift = {kDay, kDay + 8h};
    h.written = kDay + 8h;
    const MessageContext context{kCatalog, kSaoPaulo};
    const std::string text = handoverMarkdown(h, context);
    QVERIFY(text.find("Nothing is stored.") != std::string::npos);
    QVERIFY(text.find("Open and unacknowledged: 0, acknowledged: 0, resolved: 0") !=
            std::string::npos);
    QVERIFY(handoverSvg(h, context).empty());
    QVERIFY(handoverHtml(h, context).find("<svg") == std::string::npos);
}

void TestHandoverGolden::theChartsAreWellFormedAndDrawEveryRun()
{
    const Handover h = shift();
    const std::string svg = handoverSvg(h, {kCatalog, kSaoPaulo});
    QXmlStreamReader xml(QByteArray::fromStdString(svg));
    int lines = 0;
    int areas = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString shape = xml.attributes().value(QLatin1String("d")).toString();
        if (shape.count(QLatin1Char('M')) == 3) // three runs between two gaps
            ++lines;
        areas += xml.name() == QLatin1String("rect") ? 1 : 0;
        QVERIFY(xml.name() != QLatin1String("script") && xml.name() != QLatin1String("style"));
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(lines, 2);
    QCOMPARE(areas, 1 + 2 * (3 + 2)); // the ground; in each strip three incidents and two gaps
}

void TestHandoverGolden::longShiftsKeepTheirPeaks()
{
    Handover h = shift();
    h.shift.to = h.shift.from + hours{24 * 7};
    h.series = {{StatusId::Denied, std::vector<double>(7 * 24 * 60, 10.0)}};
    h.series[0].counts[5000] = 1000; // one minute of ten thousand
    const std::string svg = handoverSvg(h, {kCatalog, kSaoPaulo});
    QVERIFY(svg.find("most 1000") != std::string::npos);
    QVERIFY(svg.find(",22 L") != std::string::npos); // the top of the plot: 4 + 18
    QVERIFY(svg.size() < 60'000);
}

void TestHandoverGolden::foreignTextCannotBecomeMarkup()
{
    Handover h = shift();
    h.by = "<script>alert(1)</script>";
    h.notes[0].text = "![x](http://evil) [a](b) <img src=x> \u202Etxt";
    const MessageContext context{kCatalog, kSaoPaulo};
    const std::string html = handoverHtml(h, context);
    QVERIFY(html.find("<script") == std::string::npos);
    QVERIFY(html.find("<img") == std::string::npos);
    const std::string markdown = handoverMarkdown(h, context);
    QVERIFY(markdown.find("\\!") == std::string::npos);
    QVERIFY(markdown.find("!\\[x\\](http://evil)") != std::string::npos);
    QVERIFY(markdown.find("\u202E") == std::string::npos);
}

void TestHandoverGolden::theNameOfTheFileSaysTheEndOfTheShift()
{
    QCOMPARE(handoverFileName(shift(), kSaoPaulo), std::string("vigia-handover-2025-07-12-1400"));
}

QTEST_GUILESS_MAIN(TestHandoverGolden)
#include "tst_handover_golden.moc"
