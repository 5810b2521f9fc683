#include "core/notify/outbox_runner.h"
#include "outbox_store.h"

#include <QTest>
#include <deque>

using namespace vigia;
using namespace std::chrono;

namespace {

class TestClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time{hours{480'000}};
};

// Answers as it was told to, then with success; keeps what it delivered.
class ScriptedNotifier final : public Notifier
{
public:
    explicit ScriptedNotifier(std::string channel, std::string receiver = {})
        : m_channel(std::move(channel))
        , m_receiver(std::move(receiver))
    {}

    [[nodiscard]] std::string_view channel() const override { return m_channel; }
    [[nodiscard]] std::string_view receiver() const override { return m_receiver; }
    [[nodiscard]] Outcome deliver(const OutboxEntry& entry) override
    {
        asked.push_back(entry.id);
        if (script.empty())
            return {Delivery::Sent, {}, {}, false};
        const Outcome outcome = script.front();
        script.pop_front();
        return outcome;
    }

    std::deque<Outcome> script;
    std::vector<std::int64_t> asked;

private:
    std::string m_channel;
    std::string m_receiver;
};

const Outcome kLater{Delivery::Retry, "451 later", {}, false};
const Outcome kNever{Delivery::GiveUp, "550 no such user", {}, false};
const Outcome kWrongPassword{Delivery::GiveUp, "535 wrong password", {}, true};
const Outcome kNoTls{Delivery::Retry, "no secure connection", {}, true};

} // namespace

class TestOutboxRunner : public QObject
{
    Q_OBJECT

    FakeOutbox m_table;
    OutboxStore m_store{m_table};
    TestClock m_clock;

    std::int64_t add(const char* channel, const char* recipient = "ops")
    {
        OutboxEntry entry;
        entry.channel = channel;
        entry.recipient = recipient;
        entry.created = m_clock.time;
        entry.nextAttempt = m_clock.time;
        return m_table.add(entry);
    }

private slots:
    void init()
    {
        m_table.entries.clear();
        m_table.full = false;
        m_table.recorded = 0;
        m_clock.time = Instant{hours{480'000}};
    }

    void whatIsDueGoesOutOnce()
    {
        ScriptedNotifier mail("mail");
        OutboxRunner runner({&mail}, {});
        for (int i = 0; i < 3; ++i)
            add("mail");
        const RunResult first = runner.runOnce(m_store, m_clock);
        QCOMPARE(first.sent, 3);
        QCOMPARE(mail.asked, (std::vector<std::int64_t>{1, 2, 3}));
        QCOMPARE(runner.runOnce(m_store, m_clock).sent, 0);
        QVERIFY(m_table.at(1).state == DeliveryState::Sent);
        QCOMPARE(m_table.at(1).attempts, 1);
        QCOMPARE(channelStateText(runner.health(), "mail"), std::string("mail healthy"));
    }

    void aTemporaryRefusalIsTriedAgainLaterAlsoAfterARestart()
    {
        ScriptedNotifier mail("mail");
        mail.script = {kLater, kLater};
        const auto id = add("mail");
        {
            OutboxRunner runner({&mail}, {});
            QCOMPARE(runner.runOnce(m_store, m_clock).retried, 1);
            QCOMPARE(runner.runOnce(m_store, m_clock).retried, 0); // not due yet
            QCOMPARE(channelStateText(runner.health(), "mail"),
                     std::string("mail failing: 451 later"));
        }
        QVERIFY(m_table.at(id).state == DeliveryState::Pending);
        QCOMPARE(m_table.at(id).lastError, std::string("451 later"));
        m_clock.time += 40s;
        OutboxRunner runner({&mail}, {});
        QCOMPARE(runner.runOnce(m_store, m_clock).retried, 1);
        m_clock.time += 80s;
        QCOMPARE(runner.runOnce(m_store, m_clock).sent, 1);
        QCOMPARE(m_table.at(id).attempts, 3);
        QCOMPARE(m_table.at(id).lastError, std::string());
    }

    void aRetryAfterIsKept()
    {
        ScriptedNotifier hook("webhook");
        Outcome limited = kLater;
        limited.retryAfter = 600s;
        hook.script = {limited};
        const auto id = add("webhook");
        OutboxRunner runner({&hook}, {});
        runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(id).nextAttempt == m_clock.time + 600s);
    }

    void aPermanentRefusalIsNotTriedAgain()
    {
        ScriptedNotifier mail("mail");
        mail.script = {kNever};
        const auto refused = add("mail", "gone");
        const auto good = add("mail");
        OutboxRunner runner({&mail}, {});
        runner.runOnce(m_store, m_clock);
        m_clock.time += 48h;
        runner.runOnce(m_store, m_clock);
        QCOMPARE(mail.asked, (std::vector<std::int64_t>{refused, good}));
        QVERIFY(m_table.at(refused).state == DeliveryState::Failed);
        QCOMPARE(m_table.at(refused).lastError, std::string("550 no such user"));
    }

    void itGivesUpVisiblyAfterADay()
    {
        ScriptedNotifier mail("mail");
        mail.script.assign(200, kLater);
        const auto id = add("mail");
        OutboxRunner runner({&mail}, {});
        for (int i = 0; i < 60 * 30; ++i, m_clock.time += 1min)
            runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(id).state == DeliveryState::Failed);
        QVERIFY2(m_table.at(id).lastError.starts_with("given up after "),
                 m_table.at(id).lastError.c_str());
        QVERIFY(m_table.at(id).lastError.ends_with(" attempts: 451 later"));
        QVERIFY(mail.asked.size() > 20 && mail.asked.size() < 40);
    }

    void aWrongPasswordStopsTheChannelAndOnlyIt()
    {
        ScriptedNotifier mail("mail"), teams("teams");
        mail.script = {kWrongPassword};
        const auto first = add("mail");
        const auto second = add("mail");
        OutboxRunner runner({&mail, &teams}, {});
        add("teams");
        for (int i = 0; i < 100; ++i, m_clock.time += 1min)
            runner.runOnce(m_store, m_clock);
        QCOMPARE(mail.asked, (std::vector<std::int64_t>{first})); // no hammering
        QCOMPARE(teams.asked.size(), std::size_t{1});
        QVERIFY(m_table.at(first).state == DeliveryState::Failed);
        QVERIFY(m_table.at(second).state == DeliveryState::Pending);
        QCOMPARE(channelStateText(runner.health(), "mail"),
                 std::string("mail stopped: 535 wrong password"));
        runner.resume("mail");
        runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(second).state == DeliveryState::Sent);
    }

    void whatWaitsADayForAStoppedChannelIsGivenUp()
    {
        ScriptedNotifier mail("mail");
        mail.script = {kWrongPassword};
        add("mail");
        const auto second = add("mail");
        OutboxRunner runner({&mail}, {});
        runner.runOnce(m_store, m_clock);
        m_clock.time += 24h + 1min;
        runner.runOnce(m_store, m_clock);
        QCOMPARE(mail.asked.size(), std::size_t{1});
        QVERIFY(m_table.at(second).state == DeliveryState::Failed);
        QVERIFY(m_table.at(second).lastError.find("535 wrong password") != std::string::npos);
    }

    void aMissingTlsKeepsTheRowAndIsTriedSparingly()
    {
        ScriptedNotifier mail("mail");
        mail.script.assign(1000, kNoTls);
        for (int i = 0; i < 20; ++i)
            add("mail");
        OutboxRunner runner({&mail}, {});
        for (int i = 0; i < 60; ++i, m_clock.time += 1min)
            runner.runOnce(m_store, m_clock);
        QVERIFY2(mail.asked.size() < 60, std::to_string(mail.asked.size()).c_str());
        for (std::int64_t id = 1; id <= 20; ++id)
            QVERIFY(m_table.at(id).state == DeliveryState::Pending);
        mail.script.clear(); // the certificate was mended
        for (int i = 0; i < 120; ++i, m_clock.time += 1min)
            runner.runOnce(m_store, m_clock);
        for (std::int64_t id = 1; id <= 20; ++id)
            QVERIFY(m_table.at(id).state == DeliveryState::Sent);
    }

    void aServerThatIsDownIsNotAskedForEachEntry()
    {
        ScriptedNotifier mail("mail");
        mail.script.assign(1000, kLater);
        for (int i = 0; i < 100; ++i)
            add("mail");
        OutboxRunner runner({&mail}, {});
        runner.runOnce(m_store, m_clock);
        QCOMPARE(mail.asked.size(), std::size_t{3});
        mail.script.clear();
        m_clock.time += 5min;
        runner.runOnce(m_store, m_clock);
        for (std::int64_t id = 1; id <= 100; ++id)
            QVERIFY(m_table.at(id).state == DeliveryState::Sent);
    }

    void whatSleptForDaysIsTriedBeforeItIsGivenUp()
    {
        ScriptedNotifier mail("mail");
        mail.script.assign(5, kLater); // the network is not up yet
        for (int i = 0; i < 20; ++i)
            add("mail");
        OutboxRunner runner({&mail}, {});
        m_clock.time += 49h;
        for (int i = 0; i < 120; ++i, m_clock.time += 1min)
            runner.runOnce(m_store, m_clock);
        for (std::int64_t id = 1; id <= 20; ++id)
            QVERIFY2(m_table.at(id).state == DeliveryState::Sent, m_table.at(id).lastError.c_str());
    }

    void afterThreeDaysItIsGivenUpHoweverSeldomItWasTried()
    {
        ScriptedNotifier mail("mail");
        mail.script.assign(1000, kLater);
        const auto id = add("mail");
        OutboxRunner runner({&mail}, {});
        m_clock.time += 73h;
        runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(id).state == DeliveryState::Failed);
    }

    void whatWasAskedForByOneAnswerHoldsForTheChannel()
    {
        ScriptedNotifier mail("mail");
        mail.script = {{Delivery::Retry, "429 slow down", 600s, false}};
        add("mail");
        add("mail");
        OutboxRunner runner({&mail}, {});
        runner.runOnce(m_store, m_clock);
        m_clock.time += 599s;
        runner.runOnce(m_store, m_clock);
        QCOMPARE(mail.asked.size(), std::size_t{1});
        m_clock.time += 3min; // the jitter of the first one is over as well
        runner.runOnce(m_store, m_clock);
        QCOMPARE(mail.asked.size(), std::size_t{3});
    }

    void theLastSuccessIsKnown()
    {
        ScriptedNotifier mail("mail");
        OutboxRunner runner({&mail}, {});
        QVERIFY(!runner.health().front().lastSent);
        add("mail");
        runner.runOnce(m_store, m_clock);
        QVERIFY(runner.health().front().lastSent == m_clock.time);
    }

    void aFullChannelDoesNotStarveAnother()
    {
        ScriptedNotifier mail("mail"), hook("webhook");
        mail.script = {kWrongPassword};
        for (int i = 0; i < 500; ++i)
            add("mail");
        const auto last = add("webhook");
        OutboxRunner runner({&mail, &hook}, {});
        runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(last).state == DeliveryState::Sent);
    }

    void receiversOfOneChannelAreApart()
    {
        ScriptedNotifier a("webhook", "a"), b("webhook", "b");
        a.script.assign(10, kLater);
        add("webhook", "a");
        const auto forB = add("webhook", "b");
        OutboxRunner runner({&a, &b}, {});
        runner.runOnce(m_store, m_clock);
        QCOMPARE(b.asked, (std::vector<std::int64_t>{forB}));
        QCOMPARE(a.asked.size(), std::size_t{1});
        QCOMPARE(channelStateText(runner.health(), "webhook"),
                 std::string("webhook failing: 451 later"));
    }

    void aChannelThatIsNotConfiguredKeepsItsRow()
    {
        OutboxRunner runner({}, {});
        const auto id = add("teams");
        runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(id).state == DeliveryState::Pending);
        QCOMPARE(m_table.at(id).lastError, std::string("no channel teams is configured"));
        QCOMPARE(channelStateText(runner.health(), "mail"), std::string("no mail configured"));
    }

    void aSuccessThatCouldNotBeRecordedIsNotSentAgain()
    {
        ScriptedNotifier mail("mail");
        const auto id = add("mail");
        OutboxRunner runner({&mail}, {});
        m_table.setFull(true);
        QVERIFY(runner.runOnce(m_store, m_clock).storeError.has_value());
        m_clock.time += 1h;
        QVERIFY(runner.runOnce(m_store, m_clock).storeError.has_value());
        QCOMPARE(mail.asked.size(), std::size_t{1});
        m_table.setFull(false);
        QVERIFY(!runner.runOnce(m_store, m_clock).storeError.has_value());
        QCOMPARE(mail.asked.size(), std::size_t{1});
        QVERIFY(m_table.at(id).state == DeliveryState::Sent);
    }

    void byHandAFailedEntryGoesOutAgainAndASentOneDoesNot()
    {
        ScriptedNotifier mail("mail");
        mail.script = {kWrongPassword};
        const auto id = add("mail");
        OutboxRunner runner({&mail}, {});
        runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(id).state == DeliveryState::Failed);
        QVERIFY(runner.retry(m_store, id, m_clock.time).has_value());
        runner.runOnce(m_store, m_clock);
        QVERIFY(m_table.at(id).state == DeliveryState::Sent);
        const auto again = runner.retry(m_store, id, m_clock.time);
        QVERIFY(!again && again.error().code == ErrorCode::Conflict);
        const auto unknown = runner.retry(m_store, 99, m_clock.time);
        QVERIFY(!unknown && unknown.error().code == ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(TestOutboxRunner)
#include "tst_outbox_runner.moc"
