#include "core/message/payloads.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace vigia;

namespace {

const StatusCatalog kCatalog;
const Zone kZone;
const MessageContext kContext{kCatalog, kZone};

// More, and longer, than any channel takes.
Story hugeStory()
{
    Story story;
    story.title = std::string(5'000, 'T');
    story.generatedAt = "Generated at: now";
    story.headline = std::string(5'000, '<');
    for (int g = 0; g < 2; ++g) {
        StoryGroup group;
        group.heading = "Critical Incidents: 300";
        for (int i = 0; i < 300; ++i) {
            std::string reason;
            for (int c = 0; c < 2'000; ++c)
                reason += "\u00E7&";
            group.items.push_back({{"Incident", "7"}, {"Reason", reason}, {"Status", "[a](b)"}});
        }
        story.groups.push_back(group);
    }
    return story;
}

QJsonObject parsed(const std::string& json)
{
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

} // namespace

class TestPayloads : public QObject
{
    Q_OBJECT

private slots:
    void aTeamsCardStaysBelowItsLimit()
    {
        const std::string card = teamsCard(hugeStory());
        QVERIFY2(card.size() < 20'000, std::to_string(card.size()).c_str());
        const QJsonObject message = parsed(card);
        QCOMPARE(message.value(QLatin1String("type")).toString(), QStringLiteral("message"));
        const QJsonObject content = message.value(QLatin1String("attachments"))
                                        .toArray()
                                        .first()
                                        .toObject()
                                        .value(QLatin1String("content"))
                                        .toObject();
        QCOMPARE(content.value(QLatin1String("version")).toString(), QStringLiteral("1.4"));
        QVERIFY(card.find("+ 29") != std::string::npos);   // says what was left out
        QVERIFY(card.find("\xC3\"") == std::string::npos); // cut between characters
    }

    void textFromOutsideIsNoLinkInTeams()
    {
        Story story;
        story.facts = {{"Source", "[click](https://evil.example.org) **now** `x`"}};
        const std::string card = teamsCard(story);
        QVERIFY(card.find("\\\\[click\\\\](https") != std::string::npos);
        QVERIFY(card.find("\\\\*\\\\*now") != std::string::npos);
    }

    void slackBlocksStayWithinTheirLimits()
    {
        const QJsonObject body = parsed(slackBody(std::string(9'000, 's'), hugeStory()));
        const QJsonArray blocks = body.value(QLatin1String("blocks")).toArray();
        QVERIFY(!blocks.isEmpty());
        QVERIFY(blocks.size() <= 50);
        for (const auto& block : blocks) {
            const QString text = block.toObject()
                                     .value(QLatin1String("text"))
                                     .toObject()
                                     .value(QLatin1String("text"))
                                     .toString();
            const bool header =
                block.toObject().value(QLatin1String("type")).toString() == QLatin1String("header");
            QVERIFY(!text.isEmpty());
            QVERIFY(text.size() <= (header ? 150 : 3'000));
        }
    }

    void textFromOutsideMentionsNobodyInSlack()
    {
        Story story;
        story.facts = {{"Source", "<!channel> & <https://evil.example.org|x>"}};
        const std::string body = slackBody("s", story);
        QVERIFY(body.find("&lt;!channel&gt; &amp; &lt;https") != std::string::npos);
        QVERIFY(body.find("<!channel") == std::string::npos);
    }

    void alertmanagersShapeIsComplete()
    {
        IncidentNote note;
        note.kind = NoticeKind::Resolved;
        note.incident.id = IncidentId{12};
        note.incident.state = IncidentState::Resolved;
        note.incident.start = Minute{std::chrono::minutes{29'000'000}};
        note.incident.end = note.incident.start + std::chrono::minutes{9};
        note.incident.peak.status = StatusId::Failed;
        note.receiver = "noc";
        const QJsonObject body = parsed(alertmanagerBody(std::span(&note, 1), kContext));
        // The members that the documentation of webhook_config lists.
        for (const char* key :
             {"version", "groupKey", "truncatedAlerts", "status", "receiver", "groupLabels",
              "commonLabels", "commonAnnotations", "externalURL", "alerts"})
            QVERIFY2(body.contains(QLatin1String(key)), key);
        QCOMPARE(body.value(QLatin1String("version")).toString(), QStringLiteral("4"));
        QCOMPARE(body.value(QLatin1String("status")).toString(), QStringLiteral("resolved"));
        const QJsonObject alert = body.value(QLatin1String("alerts")).toArray().first().toObject();
        for (const char* key : {"status", "labels", "annotations", "startsAt", "endsAt",
                                "generatorURL", "fingerprint"})
            QVERIFY2(alert.contains(QLatin1String(key)), key);
        QCOMPARE(alert.value(QLatin1String("endsAt")).toString().toStdString(),
                 toRfc3339(*note.incident.end));
        QCOMPARE(
            body.value(QLatin1String("incident")).toObject().value(QLatin1String("id")).toInteger(),
            12);
    }

    void pagerDutyKnowsThreeActions_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("action");
        QTest::newRow("opened") << int(NoticeKind::Opened) << QStringLiteral("trigger");
        QTest::newRow("reminder") << int(NoticeKind::Reminder) << QStringLiteral("trigger");
        QTest::newRow("raised") << int(NoticeKind::Raised) << QStringLiteral("trigger");
        QTest::newRow("acknowledged")
            << int(NoticeKind::Acknowledged) << QStringLiteral("acknowledge");
        QTest::newRow("resolved") << int(NoticeKind::Resolved) << QStringLiteral("resolve");
    }

    void pagerDutyKnowsThreeActions()
    {
        QFETCH(int, kind);
        QFETCH(QString, action);
        IncidentNote note;
        note.kind = NoticeKind(kind);
        note.thread = "incident-7-20250712T1731Z";
        note.incident.reason = std::string(3'000, 'r');
        const QJsonObject event = parsed(pagerDutyEvent(note, kContext));
        QCOMPARE(event.value(QLatin1String("event_action")).toString(), action);
        QCOMPARE(event.value(QLatin1String("dedup_key")).toString(),
                 QStringLiteral("incident-7-20250712T1731Z"));
        if (action == QLatin1String("trigger"))
            QVERIFY(event.value(QLatin1String("payload"))
                        .toObject()
                        .value(QLatin1String("summary"))
                        .toString()
                        .size() <= 1'024);
    }

    void filledInTextIsNotFilledAgain()
    {
        QCOMPARE(filled("%1 and %2, 100%", {"%2", "b"}), std::string("%2 and b, 100%"));
    }
};

QTEST_APPLESS_MAIN(TestPayloads)
#include "tst_payloads.moc"
