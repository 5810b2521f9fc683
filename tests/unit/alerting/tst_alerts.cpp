#include "core/message/incident_message.h"
#include "core/runtime/alerts.h"
#include "core/runtime/incident_deliveries.h"
#include "core/runtime/incident_edit.h"
#include "core/runtime/pipeline.h"
#include "core/runtime/trace.h"
#include "core/store/open_store.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const Minute kTen = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 10h;

class ManualClock final : public Clock
{
public:
    Instant now() const override { return Instant{std::chrono::milliseconds{m_ms}}; }
    void set(Instant now) { m_ms = now.time_since_epoch().count(); }

private:
    std::atomic<std::int64_t> m_ms{0};
};

// A pipeline with its alerts on a database of its own; `static` fires for more than five failed.
class Desk
{
public:
    Desk()
    {
        m_config.mail.host = "localhost";
        m_config.mail.recipients = {"noc@example.org"};
        m_config.detection.detectors = {"static"};
        m_clock->set(kTen);
    }

    Config& config() { return m_config; }
    void setClock(Instant now) { m_clock->set(now); }
    [[nodiscard]] Instant now() const { return m_clock->now(); }

    [[nodiscard]] bool start()
    {
        Pipeline::Options options;
        options.engine = {m_catalog, m_zone, m_config.detection, EngineContext::Fits::Inline};
        options.clock = m_clock;
        options.openWriter = [this] { return open(StoreAccess::ReadWrite); };
        options.openReader = [this] { return open(StoreAccess::ReadOnly); };
        options.teller = std::make_shared<Alerts>(m_config, m_catalog, m_zone, m_board,
                                                  [this](Instant, Instant) { ++m_sleeps; });
        m_pipeline = std::make_unique<Pipeline>(std::move(options));
        return m_pipeline->start().has_value();
    }
    void stop() { m_pipeline.reset(); }

    // A row of `failed` a minute after ten, at that time of the clock.
    void post(int minute, std::uint64_t failed, Pipeline::Arrival arrival = Pipeline::Arrival::Live)
    {
        std::promise<bool> done;
        const Minute time = kTen + std::chrono::minutes{minute};
        if (now() < Instant{time} + 5s)
            setClock(time + 5s);
        m_pipeline->submit({{""}, {{time, failed, StatusId::Failed, 0}}}, arrival,
                           [&](const Result<IngestAnswer>& a) { done.set_value(a.has_value()); });
        QVERIFY(done.get_future().get());
    }
    [[nodiscard]] Result<Incident> act(IncidentAction action)
    {
        std::promise<Result<Incident>> done;
        action.at = now();
        const IncidentId id = action.incident;
        m_pipeline->editIncident(id, editOf(std::move(action)),
                                 [&](Result<Incident> a) { done.set_value(std::move(a)); });
        return done.get_future().get();
    }
    void changeRules()
    {
        std::promise<void> done;
        m_pipeline->changeRules(m_config, [&] { done.set_value(); });
        done.get_future().get();
    }
    // Something small through the writer's store.
    void write(const std::function<void(Database&)>& task)
    {
        std::promise<void> done;
        m_pipeline->withWriter([&](Store& store) {
            task(dynamic_cast<Database&>(store));
            done.set_value();
        });
        done.get_future().get();
    }
    // The database takes no message any more: a commit that has one fails.
    [[nodiscard]] bool refuseMessages(bool on)
    {
        const QString name = QStringLiteral("fault");
        bool done = false;
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            other.setDatabaseName(m_dir.filePath(QStringLiteral("vigia.db")));
            done = other.open();
            QSqlQuery query(other);
            done = done &&
                   query.exec(on ? QStringLiteral("CREATE TRIGGER fault BEFORE INSERT ON outbox "
                                                  "BEGIN SELECT RAISE(ABORT, 'no room'); END")
                                 : QStringLiteral("DROP TRIGGER fault"));
        }
        QSqlDatabase::removeDatabase(name);
        return done;
    }
    [[nodiscard]] bool troubled() const { return m_pipeline->trouble().has_value(); }
    [[nodiscard]] int sleeps() const { return m_sleeps; }
    [[nodiscard]] SilenceBoard& board() { return *m_board; }
    [[nodiscard]] const StatusCatalog& catalog() const { return *m_catalog; }
    [[nodiscard]] const Zone& zone() const { return *m_zone; }

    [[nodiscard]] std::unique_ptr<Database> database(StoreAccess access = StoreAccess::ReadOnly)
    {
        StoreOptions options;
        options.database = m_dir.filePath(QStringLiteral("vigia.db")).toStdString();
        options.catalog = m_catalog;
        options.zone = m_zone;
        options.access = access;
        auto opened = openStore(options);
        return opened ? std::move(*opened) : nullptr;
    }
    // Keys of the outbox, oldest first.
    [[nodiscard]] QStringList said()
    {
        QStringList out;
        const auto entries = database()->outbox(0);
        for (const OutboxEntry& entry : *entries)
            out.prepend(QString::fromStdString(entry.message.key));
        return out;
    }
    [[nodiscard]] QStringList trail(int incident = 1)
    {
        QStringList out;
        const auto steps = database()->incidentLog().steps(IncidentId{incident});
        for (const IncidentStep& step : *steps)
            out << QString::fromStdString(step.who + ": " + step.action);
        return out;
    }
    [[nodiscard]] Incident incident(int id = 1)
    {
        return database()->incident(IncidentId{id}).value().value_or(Incident{});
    }

private:
    [[nodiscard]] Result<std::unique_ptr<Store>> open(StoreAccess access)
    {
        auto opened = database(access);
        if (!opened)
            return fail(ErrorCode::Unavailable, "the test's database cannot be opened");
        return std::unique_ptr<Store>(std::move(opened));
    }

    QTemporaryDir m_dir;
    std::atomic<int> m_sleeps{0};
    Config m_config;
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();
    std::shared_ptr<const StatusCatalog> m_catalog = std::make_shared<const StatusCatalog>();
    std::shared_ptr<const Zone> m_zone = std::make_shared<const Zone>();
    std::shared_ptr<SilenceBoard> m_board = std::make_shared<SilenceBoard>();
    std::unique_ptr<Pipeline> m_pipeline;
};

const QString kOpened = QStringLiteral("incident-1-20250712T1000Z");

IncidentAction action(IncidentAction::Kind kind, int incident = 1)
{
    IncidentAction out;
    out.kind = kind;
    out.incident = IncidentId{incident};
    out.who = "ana";
    return out;
}

} // namespace

class TestAlerts : public QObject
{
    Q_OBJECT

private slots:
    void anIncidentIsToldInItsTurnAndStaysToldOverARestart()
    {
        Desk desk;
        QVERIFY(desk.start());
        desk.post(0, 50);
        desk.post(1, 50);
        QTest::qWait(600); // two ticks of the engine: it is not yet due
        QCOMPARE(desk.said(), QStringList());
        desk.setClock(kTen + 90s);
        QTRY_COMPARE(desk.said(), QStringList{kOpened});
        const auto entry = desk.database()->outbox(0).value().front();
        QCOMPARE(entry.channel, std::string("mail"));
        QVERIFY(entry.message.text.find("FAILED") != std::string::npos);
        QVERIFY(!entry.message.chart.empty());

        desk.stop();
        QVERIFY(desk.start());
        desk.setClock(kTen + 3h);
        QTest::qWait(600);
        QCOMPARE(desk.said(), QStringList{kOpened});
        desk.setClock(kTen + 90s + 4h);
        QTRY_COMPARE(desk.said().size(), 2);
        QCOMPARE(desk.said().last(), kOpened + QStringLiteral("-reminder-1"));
        QVERIFY(desk.trail().contains(QStringLiteral("vigia: opened")));
        QCOMPARE(desk.trail().count(QStringLiteral("vigia: told")), 2);
    }

    // The message and what is remembered of it are one transaction: both fail, and are made again.
    void whatACommitCouldNotKeepIsToldOnceAfterwards()
    {
        Desk desk;
        QVERIFY(desk.start());
        desk.post(0, 50);
        desk.post(1, 50);
        QVERIFY(desk.refuseMessages(true));
        desk.setClock(kTen + 90s);
        QTRY_VERIFY(desk.troubled());
        for (int i = 1; i <= 3; ++i) { // it is tried again, and fails again
            desk.setClock(kTen + 90s + i * 10s);
            QTest::qWait(300);
        }
        QCOMPARE(desk.said(), QStringList());
        QVERIFY(!desk.trail().contains(QStringLiteral("vigia: told")));
        QCOMPARE(desk.incident().anomalies, 2); // what was committed before stays

        QVERIFY(desk.refuseMessages(false));
        desk.setClock(kTen + 150s);
        QTRY_COMPARE(desk.said(), QStringList{kOpened});
        QTRY_VERIFY(!desk.troubled());
        desk.post(3, 50);
        desk.setClock(kTen + 5min);
        QTest::qWait(600);
        QCOMPARE(desk.said(), QStringList{kOpened});
        QCOMPARE(desk.trail().count(QStringLiteral("vigia: told")), 1);
        desk.stop();
        QVERIFY(desk.start());
        desk.setClock(kTen + 6min);
        QTest::qWait(600);
        QCOMPARE(desk.said(), QStringList{kOpened});
    }

    void digestsAndRisesAreFoundWithTheirIncident()
    {
        Desk desk;
        const auto database = desk.database(StoreAccess::ReadWrite);
        Incident incident;
        incident.id = IncidentId{7};
        incident.state = IncidentState::Resolved;
        incident.start = incident.opened = kTen;
        incident.lastAbnormal = kTen + 20min;
        incident.end = kTen + 21min;
        incident.statuses = {StatusId::Denied};
        incident.sources = {""};
        const auto entry = [](std::string key, std::string thread, Instant created,
                              std::string to = "noc@example.org") {
            OutboxEntry e;
            e.channel = "mail";
            e.recipient = std::move(to);
            e.message.key = std::move(key);
            e.message.thread = std::move(thread);
            e.created = e.nextAttempt = created;
            return e;
        };
        const Instant told{kTen + 90s + 123ms};
        WriteUnit unit;
        unit.incidents = {incident};
        unit.steps = {{0, incident.id, told, "vigia", "told",
                       "opened in a digest of 12 incidents: mail noc@example.org"}};
        unit.outbox = {
            entry("digest-abc", "", told),
            entry("digest-abc", "", told, "risk@example.org"), // does not hold this incident
            entry("digest-def", "", told + 1ms),
            entry("incident-7-20250712T1000Z-resolved", "incident-7-20250712T1000Z", told + 1h),
            entry("incident-70-20250712T1000Z", "incident-70-20250712T1000Z", told),
            entry(risingKey(StatusId::Denied, kTen - 5min), "", told),
            entry(risingKey(StatusId::Denied, kTen + 20min), "", told),
            entry(risingKey(StatusId::Denied, kTen + 22min), "", told),
            entry(risingKey(StatusId::Denied, kTen - 31min), "", told),
            entry(risingKey(StatusId::Failed, kTen), "", told),
        };
        QVERIFY(database->write(unit).has_value());
        const auto steps = database->incidentLog().steps(incident.id);
        QVERIFY(steps.has_value());
        const auto found = incidentDeliveries(*database, incident, *steps);
        QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
        QStringList keys;
        for (const OutboxEntry& e : *found)
            keys << QString::fromStdString(e.message.key + ' ' + e.recipient);
        const QStringList expected = {
            QStringLiteral("digest-abc noc@example.org"),
            QStringLiteral("incident-7-20250712T1000Z-resolved noc@example.org"),
            QStringLiteral("rising-1-20250712T0955Z noc@example.org"),
            QStringLiteral("rising-1-20250712T1020Z noc@example.org")};
        QCOMPARE(keys, expected);
    }

    void theMachinesSleepIsOneEntry()
    {
        Desk desk;
        QVERIFY(desk.start());
        desk.post(0, 1);
        QCOMPARE(desk.sleeps(), 0);
        desk.setClock(kTen + 5h);
        QTRY_COMPARE(desk.sleeps(), 1);
        desk.setClock(kTen + 5h + 1min);
        QTest::qWait(600);
        QCOMPARE(desk.sleeps(), 1);
    }

    void otherRulesKeepWhatWasTold()
    {
        Desk desk;
        desk.config().receivers["night"].mail = {"night@example.org"};
        QVERIFY(desk.start());
        desk.post(0, 50);
        desk.post(1, 50);
        desk.setClock(kTen + 90s);
        QTRY_COMPARE(desk.said(), QStringList{kOpened});

        desk.config().alerts.receivers = {"night"};
        desk.config().detection.staticLimits = {{"failed", 40}}; // the history is learned anew
        desk.changeRules();
        desk.post(2, 45); // the same incident
        QCOMPARE(desk.incident().anomalies, 3);
        for (int minute = 3; minute < 60; ++minute)
            desk.post(minute, 30); // too few for the new limit: it ends
        QVERIFY(desk.incident().state == IncidentState::Resolved);
        QVERIFY(desk.incident().lastAbnormal == kTen + 2min);
        QTRY_COMPARE(desk.said().size(), 2);
        QCOMPARE(desk.said().last(), kOpened + QStringLiteral("-resolved"));
        desk.post(60, 50);
        desk.post(61, 50);
        desk.post(62, 50);
        QTRY_COMPARE(desk.said().size(), 3);
        const auto entries = desk.database()->outbox(0).value(); // newest first
        QCOMPARE(entries[0].recipient, std::string("night@example.org"));
        QCOMPARE(entries[1].recipient, std::string("noc@example.org"));
        QCOMPARE(entries[2].recipient, std::string("noc@example.org"));
    }

    void whereTheReceiverOfTheRulesIsUnknownTheDefaultOneIsTold()
    {
        Desk desk;
        QVERIFY(desk.start());
        desk.config().alerts.receivers = {"of another Vigia"};
        desk.changeRules();
        desk.post(0, 50);
        desk.setClock(kTen + 90s);
        QTRY_COMPARE(desk.said(), QStringList{kOpened});
        QCOMPARE(desk.database()->outbox(0).value().front().recipient,
                 std::string("noc@example.org"));
    }

    void anAcknowledgementThatEndsOpensItAgain()
    {
        Desk desk;
        QVERIFY(desk.start());
        desk.post(0, 50);
        desk.setClock(kTen + 90s);
        QTRY_COMPARE(desk.said().size(), 1);
        IncidentAction acknowledge = action(IncidentAction::Kind::Acknowledge);
        acknowledge.until = kTen + 1h;
        QVERIFY(desk.act(acknowledge).has_value());
        QCOMPARE(desk.incident().owner, std::string("ana"));
        desk.stop();
        QVERIFY(desk.start()); // the timer is in the store
        desk.setClock(kTen + 1h);
        QTRY_VERIFY(desk.incident().state == IncidentState::Open);
        QCOMPARE(desk.incident().owner, std::string());
        QVERIFY(desk.trail().contains(QStringLiteral("vigia: acknowledgement ended")));
        QCOMPARE(desk.said().last(), kOpened + QStringLiteral("-reminder-1"));
        QVERIFY(desk.database()->incidentLog().timers().value().empty());
    }

    void importedIncidentsAreNotTold()
    {
        Desk desk;
        QVERIFY(desk.start());
        desk.post(0, 50, Pipeline::Arrival::History);
        desk.post(1, 50, Pipeline::Arrival::History);
        desk.post(2, 0, Pipeline::Arrival::History);
        desk.setClock(kTen + 5h);
        QTest::qWait(600);
        QCOMPARE(desk.incident().id, IncidentId{1});
        QCOMPARE(desk.said(), QStringList());
    }

    void aSilenceMutesAndIsMarkedAsMatched()
    {
        Desk desk;
        {
            const auto database = desk.database(StoreAccess::ReadWrite);
            Silence silence;
            silence.owner = "ana";
            silence.reason = "maintenance";
            silence.matchers = {{"status", "failed", false, true}};
            silence.starts = kTen - 1h;
            silence.ends = kTen + 1h;
            QCOMPARE(saveSilence(database->incidentLog(), silence, kTen).value(), std::int64_t{1});
        }
        QVERIFY(desk.start());
        desk.post(0, 50);
        desk.setClock(kTen + 5min);
        QTRY_VERIFY(desk.trail().contains(QStringLiteral("vigia: muted")));
        QVERIFY(desk.database()->incidentLog().silences(kTen).value().front().lastMatch);
        QCOMPARE(desk.said(), QStringList());
        // It is ended by hand, and the incident is still open.
        desk.write([&](Database& database) {
            QVERIFY(expireSilence(database.incidentLog(), 1, desk.now()).has_value());
            QVERIFY(desk.board().reload(database.incidentLog(), desk.now()).has_value());
        });
        desk.setClock(kTen + 6min);
        QTRY_COMPARE(desk.said(), QStringList{kOpened});
    }

    void oldIncidentsCanBeAnnotatedToo()
    {
        Desk desk;
        {
            const auto database = desk.database(StoreAccess::ReadWrite);
            WriteUnit unit;
            for (int i = 1; i <= 300; ++i) {
                Incident incident;
                incident.id = IncidentId{i};
                incident.state = IncidentState::Resolved;
                incident.start = incident.opened = incident.lastAbnormal = kTen - 24h * (400 - i);
                incident.end = incident.start + 1min;
                incident.statuses = {StatusId::Failed};
                incident.sources = {""};
                incident.reason = "old";
                unit.incidents.push_back(incident);
            }
            QVERIFY(database->write(unit).has_value());
        }
        QVERIFY(desk.start());
        IncidentAction note = action(IncidentAction::Kind::Note, 3);
        note.text = "it was the acquirer";
        const auto done = desk.act(note);
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        QCOMPARE(desk.trail(3), QStringList{QStringLiteral("ana: note")});
        QVERIFY(desk.act(action(IncidentAction::Kind::Wake, 999)).error().code ==
                ErrorCode::NotFound);
    }

    void aSilenceWithoutOwnerReasonOrEndIsRefused_data()
    {
        QTest::addColumn<int>("missing");
        for (const int missing : {0, 1, 2, 3})
            QTest::addRow("part %d", missing) << missing;
    }
    void aSilenceWithoutOwnerReasonOrEndIsRefused()
    {
        QFETCH(int, missing);
        Desk desk;
        const auto database = desk.database(StoreAccess::ReadWrite);
        Silence silence;
        silence.owner = missing == 0 ? "" : "ana";
        silence.reason = missing == 1 ? "" : "maintenance";
        if (missing != 2)
            silence.matchers = {{"status", "failed", false, true}};
        silence.starts = kTen;
        silence.ends = missing == 3 ? kTen : kTen + 1h;
        const auto saved = saveSilence(database->incidentLog(), silence, kTen);
        QVERIFY(!saved);
        QVERIFY(saved.error().code == ErrorCode::InvalidInput);
    }

    void theTraceOfAMinuteTellsItsWholeWay()
    {
        Desk desk;
        QVERIFY(desk.start());
        desk.post(0, 50);
        desk.post(1, 0);
        desk.setClock(kTen + 90s);
        QTRY_COMPARE(desk.said().size(), 1);
        const auto database = desk.database();
        const auto trace = [&](Minute time, StatusId status) {
            QStringList stages;
            const auto found =
                traceMinute(*database, desk.catalog(), desk.zone(), time, status, desk.now());
            for (const TraceLine& line : found->lines) {
                const QString stage = QString::fromStdString(line.stage);
                if (stages.isEmpty() || stages.last() != stage)
                    stages << stage;
            }
            return stages.join(u' ');
        };
        QCOMPARE(trace(kTen, StatusId::Failed),
                 QStringLiteral("received sealed scored incident opened told waiting"));
        QCOMPARE(trace(kTen, StatusId::Denied), QStringLiteral("received sealed scored"));
        QCOMPARE(trace(kTen + 1min, StatusId::Failed), QStringLiteral("received sealed scored"));
        QCOMPARE(trace(kTen + 5min, StatusId::Failed), QStringLiteral("received"));
        const auto whole =
            traceMinute(*database, desk.catalog(), desk.zone(), kTen, StatusId::Failed, desk.now());
        QCOMPARE(whole->lines.front().text,
                 std::string("50 failed for 10:00 from the unnamed source"));
        QVERIFY(whole->lines.back().text.find("waits to be sent to mail noc@example.org") !=
                std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestAlerts)
#include "tst_alerts.moc"
