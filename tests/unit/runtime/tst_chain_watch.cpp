#include "core/runtime/chain_watch.h"
#include "core/runtime/delivery_watch.h"
#include "tests/unit/notify/outbox_store.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const Instant kNow{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 16h};

class TestClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return kNow; }
};

ChannelHealth channel(ChannelState state, std::chrono::minutes since)
{
    ChannelHealth h;
    h.channel = "mail";
    h.state = state;
    h.reason = "451 later";
    h.since = kNow - since;
    return h;
}

} // namespace

class TestChainWatch : public QObject
{
    Q_OBJECT

    FakeOutbox m_table;
    OutboxStore m_store{m_table};
    TestClock m_clock;
    std::atomic<bool> m_stop{false};

    // A chain that works.
    ChainView view()
    {
        ChainView v;
        v.learning = [] { return false; };
        v.storeTrouble = [] { return std::string(); };
        v.sinceRows = [] { return 59s; };
        v.queued = [] { return std::size_t{3}; };
        v.withWriter = [this](const std::function<void(Store&)>& task) { task(m_store); };
        v.channels = [] {
            return std::vector<ChannelHealth>{channel(ChannelState::Healthy, 0min),
                                              channel(ChannelState::Failing, 15min)};
        };
        v.outboxTrouble = [] { return std::string(); };
        v.sinceOutboxLook = [] { return 60s; };
        return v;
    }

    std::vector<std::string> troubles(const ChainView& v, std::chrono::minutes within = 15min)
    {
        std::vector<std::string> out;
        for (const ChainTrouble& trouble : chainTroubles(v, within, m_clock, m_stop))
            out.push_back(trouble.text());
        return out;
    }

private slots:
    void init()
    {
        m_table.setFull(false);
        m_table.values.clear();
        m_stop = false;
    }

    void aChainThatWorksHasNoTroublesAndCommitsAValue()
    {
        QCOMPARE(troubles(view()), std::vector<std::string>());
        QCOMPARE(m_table.values.at("watch.alive"), std::string("2025-07-12T16:00:00Z"));
    }

    void withoutChannelsNobodyAsksForThem()
    {
        ChainView v = view();
        v.channels = nullptr;
        v.outboxTrouble = nullptr;
        v.sinceOutboxLook = nullptr;
        QCOMPARE(troubles(v), std::vector<std::string>());
    }

    void eachPartThatFailsIsNamed()
    {
        ChainView v = view();
        v.learning = [] { return true; };
        v.storeTrouble = [] { return std::string("disk full"); };
        v.sinceRows = [] { return 21min; };
        v.queued = [] { return std::size_t{0}; };
        v.outboxTrouble = [] { return std::string("database is away"); };
        v.channels = [] {
            return std::vector<ChannelHealth>{channel(ChannelState::Stopped, 0min),
                                              channel(ChannelState::Failing, 16min)};
        };
        QCOMPARE(troubles(v),
                 (std::vector<std::string>{"stored history is being learned",
                                           "the store refuses: disk full", "no data for 21 min",
                                           "the outbox cannot be read or written: database is away",
                                           "mail is stopped: 451 later", "mail fails: 451 later"}));
        QVERIFY(m_table.values.empty()); // a store that refuses is not asked again
    }

    void requestsThatWaitAreAStalledEngine()
    {
        ChainView v = view();
        v.sinceRows = [] { return 121s; };
        QCOMPARE(troubles(v),
                 (std::vector<std::string>{"requests wait and none was answered for 2 min"}));
    }

    void whereDataNeedNotComeSilenceIsWell()
    {
        ChainView v = view();
        v.sinceRows = [] { return 24h; };
        v.queued = [] { return std::size_t{0}; };
        QCOMPARE(troubles(v, 0min), std::vector<std::string>());
        QCOMPARE(troubles(v, 15min), std::vector<std::string>{"no data for 1 d 00 h"});
    }

    void aCommitThatFailsIsATrouble()
    {
        m_table.setFull(true);
        QCOMPARE(troubles(view()), std::vector<std::string>{"the store refuses: no room"});
    }

    void aWriterThatNeverComesIsATroubleAndStoppingEndsTheWait()
    {
        ChainView v = view();
        std::function<void(Store&)> late;
        v.withWriter = [&](std::function<void(Store&)> task) { late = std::move(task); };
        m_stop = true;
        QCOMPARE(troubles(v), std::vector<std::string>{"the store did not commit within 10 s"});
        late(m_store); // it comes when nobody waits any more
    }

    void anOutboxThatHangsIsATrouble()
    {
        ChainView v = view();
        v.sinceOutboxLook = [] { return 61s; };
        QCOMPARE(troubles(v), std::vector<std::string>{"the outbox is not looked at"});
    }

    void deliveriesAreFiguresByChannelAndReceiver()
    {
        ChannelHealth mail = channel(ChannelState::Healthy, 0min);
        mail.sent = 7;
        const std::vector<PendingDeliveries> pending{
            {"mail", "a@example.org", 2}, {"mail", "b@example.org", 1}, {"teams", "noc", 5}};
        mail.lastSent = kNow - 90s;
        ChannelHealth night = channel(ChannelState::Stopped, 0min);
        night.channel = "teams";
        night.receiver = "night\"shift";
        night.failed = 3;
        const std::vector<ChannelHealth> both{mail, night};
        const std::string text = prometheusText(deliveryMetrics(both, pending, kNow));
        for (const char* line :
             {"\nvigia_deliveries_sent_total{channel=\"mail\",receiver=\"\"} 7\n"
              "vigia_deliveries_sent_total{channel=\"teams\",receiver=\"night\\\"shift\"} 0\n",
              "vigia_deliveries_failed_total{channel=\"teams\",receiver=\"night\\\"shift\"} 3\n",
              "vigia_deliveries_pending{channel=\"mail\",receiver=\"\"} 3\n",
              "vigia_channel_up{channel=\"mail\",receiver=\"\"} 1\n",
              "vigia_channel_up{channel=\"teams\",receiver=\"night\\\"shift\"} 0\n",
              "vigia_delivery_last_success_age_seconds{channel=\"mail\",receiver=\"\"} 90\n"})
            QVERIFY2(text.find(line) != std::string::npos, (line + ("\nin\n" + text)).c_str());
        // Each name is explained once.
        const std::string help = "# HELP vigia_deliveries_sent_total ";
        QCOMPARE(text.find(help), text.rfind(help));
    }
};

QTEST_APPLESS_MAIN(TestChainWatch)
#include "tst_chain_watch.moc"
