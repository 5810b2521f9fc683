// Every message in every channel's form, in both languages, as people and receivers get it.
//
// messages/CASE.LANGUAGE.txt holds the forms one after the other. A case without its file fails;
// VIGIA_UPDATE_GOLDEN=1 writes it, and a mismatch writes .actual beside it.
#include "core/message/incident_message.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

const StatusCatalog kCatalog;
const Zone kSaoPaulo = Zone::fixed("America/Sao_Paulo", -180min);
const Minute kDay = sys_days{year{2025} / 7 / 12};
const Instant kNow = kDay + 21h + 46min + 5s;

Anomaly anomaly(StatusId status, Minute time, std::uint64_t count, double score, Severity severity,
                AnomalyKind kind, std::string reason)
{
    Anomaly a;
    a.time = time;
    a.status = status;
    a.count = count;
    a.expected = 1.5;
    a.low = 0;
    a.high = 4;
    a.score = score;
    a.severity = severity;
    a.kind = kind;
    a.detectors = {{"adaptive", score, true}};
    a.reason = std::move(reason);
    return a;
}

IncidentNote note(NoticeKind kind, const MessageContext& context)
{
    IncidentNote n;
    n.kind = kind;
    Incident& i = n.incident;
    i.id = IncidentId{7};
    i.severity = Severity::Critical;
    i.start = i.opened = kDay + 17h + 31min;
    i.lastAbnormal = kDay + 21h + 41min;
    i.statuses = {StatusId::Approved, StatusId::Reversed};
    i.sources = {""};
    n.worst = {anomaly(StatusId::Reversed, kDay + 17h + 45min, 275, 58.5, Severity::Critical,
                       AnomalyKind::Spike, "275 reversed, expected 0 to 4 <&> \"quoted\""),
               anomaly(StatusId::Approved, kDay + 18h, 0, 12.25, Severity::Warning,
                       AnomalyKind::Drop, "0 approved, expected 290 to 370")};
    i.peak = n.worst[0];
    i.anomalies = 212;
    i.reason = "Reversals x130 above normal, approvals collapsing, since 14:31";
    if (kind == NoticeKind::Acknowledged) {
        i.state = IncidentState::Acknowledged;
        i.owner = "Ana Souza";
    }
    if (kind == NoticeKind::Resolved) {
        i.state = IncidentState::Resolved;
        i.end = kDay + 21h + 42min;
    }
    if (kind == NoticeKind::Reminder || kind == NoticeKind::Reopened)
        n.number = 1;
    n.thread = incidentThread(i);
    n.subject = incidentSubject(i, context);
    n.receiver = "default";
    n.lastFiveMinutes = 1834;
    return n;
}

Message messageOf(const QString& name, const std::string& channel, const MessageContext& context)
{
    for (const NoticeKind kind :
         {NoticeKind::Opened, NoticeKind::Raised, NoticeKind::Reminder, NoticeKind::Reopened,
          NoticeKind::Escalated, NoticeKind::Acknowledged, NoticeKind::Resolved}) {
        if (name.toStdString() == toString(kind))
            return incidentMessage(note(kind, context), channel, context, kNow);
    }
    if (name == QLatin1String("digest")) {
        std::vector<IncidentNote> notes;
        for (int i = 0; i < 3; ++i) {
            notes.push_back(note(i == 2 ? NoticeKind::Resolved : NoticeKind::Opened, context));
            notes.back().incident.id = IncidentId{7 + i};
            notes.back().thread = incidentThread(notes.back().incident);
        }
        notes[1].incident.severity = Severity::Warning;
        return digestMessage(notes, channel, context, kNow);
    }
    if (name == QLatin1String("rising"))
        return risingMessage({StatusId::BackendReversed, 0.625, kDay + 21h + 40min, 1834}, channel,
                             context, kNow);
    if (name == QLatin1String("test"))
        return testMessageFor("test-1", channel, context, kNow);
    return anomalyMessage(note(NoticeKind::Opened, context).worst, channel, context, kNow);
}

QByteArray shown(const QString& name, Language language)
{
    const MessageContext context{kCatalog, kSaoPaulo, language, "https://vigia.example.org/"};
    QByteArray out;
    for (const char* channel : {"mail", "teams", "slack", "webhook", "pagerduty"}) {
        const Message m = messageOf(name, channel, context);
        if (qstrcmp(channel, "mail") == 0)
            out += "subject: " + QByteArray::fromStdString(m.subject) +
                   "\nkey: " + QByteArray::fromStdString(m.key) +
                   "\nthread: " + QByteArray::fromStdString(m.thread) + "\n\n" +
                   QByteArray::fromStdString(m.text) + "\n==== html\n" +
                   QByteArray::fromStdString(m.html);
        else
            out += QByteArray("\n==== ") + channel + '\n' +
                   QJsonDocument::fromJson(QByteArray::fromStdString(m.json)).toJson();
    }
    return out;
}

} // namespace

class TestMessageGolden : public QObject
{
    Q_OBJECT

private slots:
    void everyMessageIsAsItWasAgreed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("language");
        for (const char* name :
             {"opened", "severity_raised", "reminder", "reopened", "escalated", "acknowledged",
              "resolved", "digest", "rising", "test", "anomalies"}) {
            for (const char* language : {"en", "pt_BR"})
                QTest::addRow("%s in %s", name, language)
                    << QString::fromLatin1(name) << QString::fromLatin1(language);
        }
    }

    void everyMessageIsAsItWasAgreed()
    {
        QFETCH(QString, name);
        QFETCH(QString, language);
        const QByteArray actual = shown(name, *languageNamed(language.toStdString()));
        const QString path = qEnvironmentVariable("VIGIA_SOURCE") +
                             QStringLiteral("/tests/golden/messages/%1.%2.txt").arg(name, language);
        const auto write = [&](const QString& to) {
            QFile file(to);
            return file.open(QIODevice::WriteOnly) && file.write(actual) == actual.size();
        };
        if (qEnvironmentVariableIntValue("VIGIA_UPDATE_GOLDEN") == 1)
            QVERIFY(write(path));
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), "no expected message");
        const QByteArray expected = file.readAll();
        if (actual != expected) {
            write(path + QStringLiteral(".actual"));
            const QList<QByteArray> a = actual.split('\n');
            const QList<QByteArray> e = expected.split('\n');
            for (qsizetype i = 0; i < qMin(a.size(), e.size()); ++i)
                QCOMPARE(a[i], e[i]);
            QCOMPARE(a.size(), e.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestMessageGolden)
#include "tst_message_golden.moc"
