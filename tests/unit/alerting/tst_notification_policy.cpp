#include "core/alerting/notification_policy.h"

#include <QTest>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + hours{10};

Target target(const char* channel, const char* recipient, Severity minimum = Severity::Warning)
{
    return {channel, recipient, minimum, Language::English};
}

PolicyRules rules(const Config& config = {})
{
    PolicyRules out;
    out.alerts = config.alerts;
    out.catalog = std::make_shared<StatusCatalog>();
    out.zone = std::make_shared<Zone>();
    out.routing = *makeRouting(config, *out.catalog);
    out.receivers = {{"default", {target("mail", "noc")}},
                     {"lead", {target("mail", "lead")}},
                     {"boss", {target("mail", "boss", Severity::Critical)}},
                     {"pager", {target("pagerduty", "pager")}}};
    return out;
}

Incident incident(int id = 1, int minute = 0)
{
    Incident out;
    out.id = IncidentId{id};
    out.start = out.opened = out.lastAbnormal = kTen + minutes{minute};
    out.statuses = {StatusId::Denied};
    out.sources = {""};
    out.reason = "DENIED is high";
    out.peak.status = StatusId::Denied;
    return out;
}

// The clock, the data, and what was said so far: "10:01:30 opened mail noc".
class Desk
{
public:
    explicit Desk(PolicyRules rules)
        : m_policy(std::move(rules))
    {}

    Instant now = kTen + seconds{20};
    std::optional<Minute> newest; // of the data; none: follows the clock
    std::vector<Silence> silences;
    QStringList said;
    QStringList trail; // "10:01:30 1 told opened: mail noc"
    std::vector<Incident> openAgain;
    int sleeps = 0;

    [[nodiscard]] NotificationPolicy& policy() { return m_policy; }
    [[nodiscard]] Minute data() const { return newest.value_or(floorToMinute(now)); }

    void change(IncidentChangeKind kind, const Incident& incident, NewsOf news = NewsOf::Now,
                bool takenBack = false)
    {
        m_policy.changed({kind, incident, takenBack}, news, data(), now);
        tick();
    }
    void open(const Incident& incident) { change(IncidentChangeKind::Opened, incident); }
    void resolve(Incident incident, int end)
    {
        incident.state = IncidentState::Resolved;
        incident.end = kTen + minutes{end};
        change(IncidentChangeKind::Resolved, incident);
    }
    void acknowledge(Incident incident, std::optional<Instant> until = {})
    {
        incident.state = IncidentState::Acknowledged;
        incident.owner = "ana";
        m_policy.edited(incident, {std::nullopt, until.value_or(Instant{})}, now);
        tick();
    }
    void snooze(const Incident& incident, Instant until)
    {
        m_policy.edited(incident, {until, std::nullopt}, now);
        tick();
    }
    // To so long after ten, second by second as the engine does, or in one jump.
    void wait(seconds until)
    {
        while (now < kTen + until) {
            now += seconds{1};
            tick();
        }
    }
    void jump(seconds until)
    {
        now = kTen + until;
        tick();
    }
    // What a kill and a start leave: the bytes of the state and the incidents of the store.
    void restart(PolicyRules rules)
    {
        std::vector<Incident> known;
        for (const Ticket& ticket : m_policy.state().tickets)
            known.push_back(*m_policy.incident(ticket.incident));
        const auto kept = policyStateFrom(m_saved);
        QVERIFY(kept.has_value());
        m_policy = NotificationPolicy(std::move(rules));
        m_policy.restore(*kept, known);
    }

private:
    [[nodiscard]] QString clock() const
    {
        return QString::fromStdString(toRfc3339(now)).mid(11, 8);
    }
    void tick()
    {
        const PolicyStep step = m_policy.tick(silences, data(), now);
        for (const Outgoing& message : step.messages) {
            const Notice& first = message.notices.front();
            const QString what =
                message.digest
                    ? QStringLiteral("digest of %1").arg(message.notices.size())
                    : QString::fromStdString(
                          std::string(toString(first.kind)) +
                          (first.number > 0 ? ' ' + std::to_string(first.number) : std::string()));
            said << clock() + u' ' + what + u' ' +
                        QString::fromStdString(first.target.channel + ' ' + first.target.recipient);
        }
        for (const TrailLine& line : step.trail)
            trail << clock() + QString::fromStdString(
                                   ' ' + std::to_string(static_cast<int>(line.incident)) + ' ' +
                                   line.action + (line.detail.empty() ? "" : ' ' + line.detail));
        openAgain.insert(openAgain.end(), step.openAgain.begin(), step.openAgain.end());
        sleeps += step.slept ? 1 : 0;
        if (step.changed)
            m_saved = toBytes(m_policy.state());
    }

    NotificationPolicy m_policy;
    std::string m_saved;
};

QStringList lines(const char* text)
{
    return QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
}

Silence silence(Instant from, Instant to)
{
    Silence out;
    out.id = 3;
    out.owner = "ana";
    out.reason = "maintenance";
    out.matchers = {{"status", "denied", false, true}};
    out.starts = from;
    out.ends = to;
    return out;
}

Config escalating()
{
    Config config;
    config.alerts.escalateTo = "lead";
    config.alerts.escalateAfter = minutes{15};
    return config;
}

} // namespace

class TestNotificationPolicy : public QObject
{
    Q_OBJECT
private slots:
    void itIsToldHalfAMinuteAfterItsMinuteEnded()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{10});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc"));
        QCOMPARE(desk.trail, lines("10:00:20 1 opened DENIED is high\n"
                                   "10:01:30 1 told opened: mail noc"));
    }

    void whatItsMinuteDidNotConfirmIsNotTold()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(seconds{65});
        Incident over = incident();
        over.state = IncidentState::Resolved;
        over.end = over.lastAbnormal + minutes{1};
        desk.change(IncidentChangeKind::Resolved, over, NewsOf::Now, true);
        desk.wait(hours{1});
        QCOMPARE(desk.said, QStringList());
    }

    void dataOfThePastIsToldAsSoonAsTheDataHasGoneOn()
    {
        Desk desk(rules());
        desk.now = kTen + std::chrono::days{90};
        desk.newest = kTen;
        desk.open(incident());
        QCOMPARE(desk.said.size(), 0);
        desk.newest = kTen + minutes{1};
        desk.change(IncidentChangeKind::Updated, incident());
        QCOMPARE(desk.said.size(), 0);
        desk.newest = kTen + minutes{2};
        desk.change(IncidentChangeKind::Updated, incident());
        QCOMPARE(desk.said, lines("10:00:00 opened mail noc"));
        desk.newest = kTen + minutes{20};
        desk.resolve(incident(), 10);
        QCOMPARE(desk.said.size(), 1);
        desk.newest = kTen + minutes{41};
        desk.change(IncidentChangeKind::Updated, incident(2, 41));
        QCOMPARE(desk.said.last(), QStringLiteral("10:00:00 resolved mail noc"));
    }

    void whereThePastEndsTheClockDecides()
    {
        Desk desk(rules());
        desk.now = kTen + std::chrono::days{90};
        desk.newest = kTen;
        desk.open(incident());
        desk.wait(std::chrono::days{90} + seconds{10});
        QCOMPARE(desk.said, lines("10:00:05 opened mail noc"));
    }

    void importedDataIsNotAnnounced()
    {
        Desk desk(rules());
        desk.change(IncidentChangeKind::Opened, incident(), NewsOf::Past);
        desk.wait(hours{5});
        QCOMPARE(desk.said, QStringList());
        // Live data goes on with it: that is news.
        Incident later = incident();
        later.opened = kTen + hours{5};
        desk.change(IncidentChangeKind::Updated, later);
        desk.wait(hours{5} + minutes{5});
        QCOMPARE(desk.said, lines("15:01:30 opened mail noc"));
    }

    void itIsRepeatedWhileItIsOpen()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(hours{9});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "14:01:30 reminder 1 mail noc\n"
                                  "18:01:30 reminder 2 mail noc"));
    }

    void whatSomebodyLooksAfterIsNotRepeated_data()
    {
        QTest::addColumn<QString>("how");
        for (const char* how : {"acknowledged", "snoozed", "false alarm", "known cause"})
            QTest::newRow(how) << QString::fromUtf8(how);
    }
    void whatSomebodyLooksAfterIsNotRepeated()
    {
        QFETCH(QString, how);
        Desk desk(rules(escalating()));
        desk.open(incident());
        desk.wait(minutes{5});
        Incident judged = incident();
        if (how == QStringLiteral("acknowledged")) {
            desk.acknowledge(incident());
        } else if (how == QStringLiteral("snoozed")) {
            desk.snooze(incident(), kTen + hours{10});
        } else {
            judged.verdict = how == QStringLiteral("false alarm") ? IncidentVerdict::False
                                                                  : IncidentVerdict::KnownCause;
            desk.policy().edited(judged, {}, desk.now);
        }
        desk.wait(hours{9});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc"));
    }

    void nobodyAcknowledgesSoASecondReceiverIsTold()
    {
        Desk desk(rules(escalating()));
        desk.open(incident());
        desk.wait(hours{5});
        // From then on both are reminded.
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "10:16:30 escalated 1 mail lead\n"
                                  "14:01:30 reminder 1 mail noc\n"
                                  "14:01:30 reminder 1 mail lead"));
        desk.resolve(incident(), 290);
        desk.wait(hours{6});
        QCOMPARE(desk.said.mid(4), lines("15:20:00 resolved mail noc\n"
                                         "15:20:00 resolved mail lead"));
    }

    void otherRulesKeepWhatWasToldAndMoveTheReminders_data()
    {
        QTest::addColumn<int>("before"); // minutes between reminders
        QTest::addColumn<int>("after");
        QTest::addColumn<QString>("said");
        QTest::newRow("sooner, counted from when it was told")
            << 240 << 30
            << QStringLiteral("10:31:30 reminder 1 mail noc\n"
                              "11:01:30 reminder 2 mail noc");
        QTest::newRow("so much sooner that it is due at once")
            << 240 << 10
            << QStringLiteral("10:21:00 reminder 1 mail noc\n"
                              "10:31:00 reminder 2 mail noc\n"
                              "10:41:00 reminder 3 mail noc\n"
                              "10:51:00 reminder 4 mail noc\n"
                              "11:01:00 reminder 5 mail noc");
        QTest::newRow("later") << 30 << 60 << QStringLiteral("11:01:30 reminder 1 mail noc");
        QTest::newRow("never any more") << 30 << 0 << QString();
        QTest::newRow("from now on") << 0 << 30 << QStringLiteral("10:51:00 reminder 1 mail noc");
        QTest::newRow("as before") << 30 << 30
                                   << QStringLiteral("10:31:30 reminder 1 mail noc\n"
                                                     "11:01:30 reminder 2 mail noc");
    }

    void otherRulesKeepWhatWasToldAndMoveTheReminders()
    {
        QFETCH(const int, before);
        QFETCH(const int, after);
        QFETCH(const QString, said);
        Config config;
        config.alerts.repeat = minutes{before};
        Desk desk(rules(config));
        desk.open(incident());
        desk.wait(minutes{21} - seconds{1});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc"));
        config.alerts.repeat = minutes{after};
        desk.policy().changeRules(rules(config), kTen + minutes{21});
        desk.wait(minutes{62} - seconds{1});
        QCOMPARE(desk.said.mid(1).join(u'\n'), said);
    }

    void otherRulesKeepEscalationsThatRun()
    {
        Config config = escalating();
        Desk desk(rules(config));
        desk.open(incident());
        desk.wait(minutes{5});
        config.alerts.escalateAfter = minutes{30};
        desk.policy().changeRules(rules(config), desk.now);
        desk.wait(hours{1});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "10:31:30 escalated 1 mail lead"));
        desk.policy().changeRules(rules(config), desk.now); // told once is told
        desk.wait(hours{2});
        QCOMPARE(desk.said.size(), 2);
    }

    void anEscalationThatIsNoLongerWantedIsDropped()
    {
        Desk desk(rules(escalating()));
        desk.open(incident());
        desk.wait(minutes{5});
        desk.policy().changeRules(rules(), desk.now);
        desk.wait(hours{2});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc"));
        desk.policy().changeRules(rules(escalating()), desk.now); // begins now
        desk.wait(hours{3});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "12:15:00 escalated 1 mail lead"));
    }

    void otherRoutesTellNobodyTwice()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{5});
        Config config;
        config.alerts.receivers = {"lead"};
        desk.policy().changeRules(rules(config), desk.now);
        desk.open(incident(2, 5));
        desk.wait(hours{1});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "10:06:30 opened mail lead"));
        desk.resolve(incident(), 60); // who was told of it hears of its end
        desk.wait(hours{2});
        QCOMPARE(desk.said.mid(2), lines("11:30:00 resolved mail noc"));
    }

    void otherRulesAreKeptWithTheStateOverARestart()
    {
        Config config;
        Desk desk(rules(config));
        desk.open(incident());
        desk.wait(minutes{5});
        config.alerts.repeat = minutes{30};
        desk.policy().changeRules(rules(config), desk.now);
        desk.wait(minutes{6});
        desk.restart(rules(config));
        desk.wait(minutes{40});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "10:31:30 reminder 1 mail noc"));
    }

    void anAcknowledgementThatEndsPutsItBackToOpen()
    {
        Desk desk(rules(escalating()));
        desk.open(incident());
        desk.wait(minutes{5});
        desk.acknowledge(incident(), kTen + minutes{60});
        desk.wait(minutes{80});
        QCOMPARE(desk.openAgain.size(), std::size_t{1});
        QVERIFY(desk.openAgain[0].state == IncidentState::Open);
        QCOMPARE(desk.openAgain[0].owner, std::string());
        QVERIFY(desk.trail.contains(
            QStringLiteral("11:00:00 1 acknowledgement ended of ana: open again")));
        // Said at once, and the escalation begins anew.
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "11:00:00 reminder 1 mail noc\n"
                                  "11:15:00 escalated 1 mail lead"));
    }

    void whatWasAgreedForItsLengthIsOverWithIt()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{5});
        desk.acknowledge(incident(), kTen + hours{10});
        Incident held = incident();
        held.state = IncidentState::Acknowledged;
        desk.snooze(held, kTen + hours{10});
        desk.resolve(incident(), 4);
        desk.wait(hours{11});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n10:34:00 resolved mail noc"));
        QVERIFY(!desk.policy().state().tickets.front().snoozedUntil);
        QVERIFY(!desk.policy().state().tickets.front().acknowledgedUntil);
        QCOMPARE(desk.openAgain.size(), std::size_t{0});
    }

    void aSnoozeThatEndsIsSaidAtOnce()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{5});
        desk.snooze(incident(), kTen + minutes{30});
        desk.wait(minutes{40});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "10:30:00 reminder 1 mail noc"));
        QVERIFY(desk.trail.contains(QStringLiteral("10:30:00 1 snooze ended")));
    }

    void severityThatRisesIsToldAtOnce_data()
    {
        QTest::addColumn<QString>("meanwhile");
        for (const char* meanwhile : {"open", "acknowledged", "snoozed"})
            QTest::newRow(meanwhile) << QString::fromUtf8(meanwhile);
    }
    void severityThatRisesIsToldAtOnce()
    {
        QFETCH(QString, meanwhile);
        Config config;
        config.alerts.receivers = {"default", "boss"};
        Desk desk(rules(config));
        desk.open(incident());
        desk.wait(minutes{5});
        Incident worse = incident();
        if (meanwhile == QStringLiteral("acknowledged")) {
            desk.acknowledge(worse);
            worse.state = IncidentState::Acknowledged;
        } else if (meanwhile == QStringLiteral("snoozed")) {
            desk.snooze(worse, kTen + hours{1});
        }
        worse.severity = Severity::Critical;
        desk.change(IncidentChangeKind::SeverityRaised, worse);
        desk.wait(minutes{10});
        // The boss is told of critical ones only, and so for the first time.
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "10:05:00 severity_raised mail noc\n"
                                  "10:05:00 opened mail boss"));
    }

    void itsEndIsToldOnceItCanNoLongerBeReopened()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{22});
        desk.resolve(incident(), 12);
        desk.wait(hours{2});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n10:42:00 resolved mail noc"));
    }

    void whatIsReopenedBeforeItsEndWasToldGoesOnSilently()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{22});
        desk.resolve(incident(), 12);
        desk.wait(minutes{35});
        Incident again = incident();
        again.lastAbnormal = kTen + minutes{34};
        desk.change(IncidentChangeKind::Reopened, again);
        desk.wait(minutes{50});
        desk.resolve(again, 40);
        desk.wait(hours{2});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n11:10:00 resolved mail noc"));
    }

    void whatIsReopenedAfterItsEndWasToldIsSaid()
    {
        Desk desk(rules());
        desk.newest = kTen; // the data stopped, so the clock decided that it was over
        desk.open(incident());
        desk.wait(minutes{12});
        desk.resolve(incident(), 1);
        desk.wait(minutes{60});
        desk.change(IncidentChangeKind::Reopened, incident());
        desk.wait(minutes{70});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n10:31:00 resolved mail noc\n"
                                  "11:00:00 reopened 1 mail noc"));
    }

    void whatIsMutedIsToldWhenTheSilenceIsOver()
    {
        Desk desk(rules());
        desk.silences = {silence(kTen - hours{1}, kTen + hours{1})};
        desk.open(incident());
        desk.wait(hours{2});
        QCOMPARE(desk.said, lines("11:00:00 opened mail noc"));
        QVERIFY(desk.trail.contains(
            QStringLiteral("10:00:20 1 muted by silence 3 of ana (maintenance)")));
        QVERIFY(desk.trail.contains(QStringLiteral("11:00:00 1 unmuted")));
    }

    void whatCameAndWentWhileMutedIsNotTold()
    {
        Desk desk(rules());
        desk.silences = {silence(kTen - hours{1}, kTen + hours{1})};
        desk.open(incident());
        desk.wait(minutes{15});
        desk.resolve(incident(), 5);
        desk.wait(hours{5});
        QCOMPARE(desk.said, QStringList());
    }

    void aSilenceHoldsBackRepeatsButNotTheEnd()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{5});
        desk.silences = {silence(kTen, kTen + hours{20})};
        desk.wait(hours{9});
        desk.resolve(incident(), 530);
        desk.wait(hours{11});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n19:20:00 resolved mail noc"));
    }

    void tenWithinTenMinutesBecomeOneDigest()
    {
        Desk desk(rules());
        for (int i = 1; i <= 12; ++i)
            desk.open(incident(i));
        desk.wait(minutes{5});
        QCOMPARE(desk.said, lines("10:01:30 digest of 12 mail noc"));
        // While it goes on, the next digest comes after the window.
        desk.open(incident(13, 5));
        desk.open(incident(14, 5));
        desk.wait(minutes{30});
        QCOMPARE(desk.said.mid(1), lines("10:11:30 digest of 2 mail noc"));
        // And then all is as before.
        desk.open(incident(15, 30));
        desk.wait(minutes{35});
        QCOMPARE(desk.said.mid(2), lines("10:31:30 opened mail noc"));
    }

    void aFloodThatGrowsIsNamedWhole()
    {
        Desk desk(rules());
        for (int i = 0; i < 10; ++i) {
            desk.wait(seconds{i * 50});
            desk.open(incident(i + 1, i * 50 / 60));
        }
        desk.wait(minutes{20});
        // Nine had been told one by one when the tenth showed that it is a flood.
        QCOMPARE(desk.said.size(), 10);
        QVERIFY(desk.said.last().endsWith(QStringLiteral("digest of 10 mail noc")));
    }

    void aPagerIsToldOfEachAndOfWhoTookIt()
    {
        Config config;
        config.alerts.receivers = {"pager"};
        Desk desk(rules(config));
        for (int i = 1; i <= 12; ++i)
            desk.open(incident(i));
        desk.wait(minutes{5});
        QCOMPARE(desk.said.size(), 12);
        desk.acknowledge(incident(4));
        QCOMPARE(desk.said.mid(12), lines("10:05:00 acknowledged 1 pagerduty pager"));
        // A flood leaves nothing open there: each is resolved under the key that it was opened
        // with.
        for (int i = 1; i <= 12; ++i)
            desk.resolve(incident(i), 6);
        desk.wait(minutes{45});
        const QStringList ends = desk.said.mid(13);
        QCOMPARE(ends.size(), 12);
        for (const QString& end : ends)
            QVERIFY2(end.contains(QStringLiteral(" resolved ")), qPrintable(end));
    }

    void afterASleepThereIsOneMessageAndOneEntry()
    {
        Config config = escalating();
        config.alerts.floodIncidents = 0;
        Desk desk(rules(config));
        for (int i = 1; i <= 5; ++i)
            desk.open(incident(i));
        desk.wait(minutes{5});
        QCOMPARE(desk.said.size(), 5);
        desk.jump(hours{30});
        desk.wait(hours{30} + minutes{10});
        QCOMPARE(desk.sleeps, 1);
        QCOMPARE(desk.said.mid(5), lines("16:00:00 digest of 5 mail noc\n"
                                         "16:00:00 digest of 5 mail lead"));
    }

    void aClockThatIsSetBackHoldsNothingBack()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(hours{1});
        desk.newest = kTen + hours{1};
        desk.jump(-hours{23}); // a day back: 3 h 01:30 were left
        desk.wait(-hours{19});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n14:01:30 reminder 1 mail noc"));
    }

    void aKillAtAnyMomentNeitherLosesNorDoubles_data()
    {
        QTest::addColumn<int>("second");
        for (const int second : {21, 60, 89, 90, 91, 600, 990, 991, 14'489, 14'490, 14'491})
            QTest::addRow("%d s after ten", second) << second;
    }
    void aKillAtAnyMomentNeitherLosesNorDoubles()
    {
        QFETCH(int, second);
        Desk desk(rules(escalating()));
        desk.open(incident());
        desk.wait(seconds{second});
        desk.restart(rules(escalating()));
        desk.wait(hours{5});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "10:16:30 escalated 1 mail lead\n"
                                  "14:01:30 reminder 1 mail noc\n"
                                  "14:01:30 reminder 1 mail lead"));
    }

    void aLongStopEndsWithOneReminder()
    {
        Desk desk(rules());
        desk.open(incident());
        desk.wait(minutes{5});
        desk.restart(rules());
        desk.jump(hours{50});
        desk.wait(hours{50} + minutes{10});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n12:00:00 reminder 1 mail noc"));
        QCOMPARE(desk.sleeps, 0); // nobody was there to sleep
    }

    void hoursDecideWhoIsToldAndReminded()
    {
        Config config;
        config.routes["day"].receivers = {"default"};
        config.routes["day"].from = "07:00";
        config.routes["day"].to = "12:00";
        config.routes["late"].receivers = {"lead"};
        config.routes["late"].from = "12:00";
        config.routes["late"].to = "07:00";
        Desk desk(rules(config));
        desk.open(incident());
        desk.wait(hours{9});
        QCOMPARE(desk.said, lines("10:01:30 opened mail noc\n"
                                  "14:01:30 opened mail lead\n"
                                  "18:01:30 reminder 2 mail lead"));
    }

    void withoutAReceiverTheTrailSaysSo()
    {
        PolicyRules nobody = rules();
        nobody.receivers.clear();
        Desk desk(std::move(nobody));
        desk.open(incident());
        desk.wait(hours{5});
        QCOMPARE(desk.said, QStringList());
        QVERIFY(
            desk.trail.contains(QStringLiteral("10:01:30 1 not told no receiver is configured")));
    }

    void aStatusThatRisesALotIsToldOnce()
    {
        NotificationPolicy policy(rules());
        const auto rose = [&](int minute, std::span<const Silence> silences = {}) {
            return policy.rose(StatusId::Denied, 1.5, kTen + minutes{minute}, silences,
                               kTen + minutes{minute + 1});
        };
        const std::vector<Silence> mute = {silence(kTen - hours{1}, kTen + minutes{2})};
        QVERIFY(rose(0, mute).empty());
        QCOMPARE(rose(5).size(), std::size_t{1}); // it is still rising after the silence
        QVERIFY(rose(6).empty());
        QVERIFY(rose(50).empty());
        QCOMPARE(rose(200).size(), std::size_t{1}); // another rise
    }

    void aRiseThatIsAnIncidentIsNotToldTwice()
    {
        Desk desk(rules());
        desk.open(incident());
        QVERIFY(desk.policy().rose(StatusId::Denied, 1.5, kTen + minutes{3}, {}, desk.now).empty());
        QCOMPARE(desk.policy().rose(StatusId::Failed, 1.5, kTen + minutes{3}, {}, desk.now).size(),
                 std::size_t{1});
    }

    void foreignBytesAreNoState()
    {
        QVERIFY(!policyStateFrom("").has_value());
        QVERIFY(!policyStateFrom("policy 1").has_value());
        const std::string good = toBytes(PolicyState{});
        QVERIFY(policyStateFrom(good).has_value());
        QVERIFY(!policyStateFrom(good + "x").has_value());
        QVERIFY(!policyStateFrom(good.substr(0, good.size() - 1)).has_value());
    }
};

QTEST_GUILESS_MAIN(TestNotificationPolicy)
#include "tst_notification_policy.moc"
