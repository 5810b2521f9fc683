#include "core/notify/delivery_service.h"
#include "outbox_store.h"

#include <QTest>
#include <atomic>
#include <semaphore>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

// Waits in deliver() until it is let go or aborted.
class GatedNotifier final : public Notifier
{
public:
    explicit GatedNotifier(std::string channel, bool open)
        : m_channel(std::move(channel))
        , m_open(open)
    {}

    [[nodiscard]] std::string_view channel() const override { return m_channel; }
    [[nodiscard]] Outcome deliver(const OutboxEntry&) override
    {
        ++entered;
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_open || m_aborted; });
        if (m_open)
            return {Delivery::Sent, {}, {}, false};
        return {Delivery::Retry, "stopped", {}, false};
    }
    void abort() override
    {
        const std::lock_guard lock(m_mutex);
        m_aborted = true;
        m_changed.notify_all();
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }

    std::atomic<int> entered{0};

private:
    std::string m_channel;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
    bool m_aborted = false;
};

} // namespace

class TestDeliveryService : public QObject
{
    Q_OBJECT

    FakeOutbox m_table;

    std::int64_t add(const char* channel)
    {
        OutboxEntry entry;
        entry.channel = channel;
        entry.created = SystemClock{}.now();
        entry.nextAttempt = entry.created;
        return m_table.add(entry);
    }

    DeliveryService::Options options(std::vector<std::unique_ptr<Notifier>> notifiers)
    {
        DeliveryService::Options o;
        o.openStore = [this]() -> Result<std::unique_ptr<Store>> {
            return std::make_unique<OutboxStore>(m_table);
        };
        o.notifiers = std::move(notifiers);
        o.clock = std::make_shared<SystemClock>();
        o.poll = 20ms;
        return o;
    }

private slots:
    void init() { m_table.entries.clear(); }

    void aNotifierThatHangsDelaysNoOther()
    {
        std::vector<std::unique_ptr<Notifier>> notifiers;
        notifiers.push_back(std::make_unique<GatedNotifier>("mail", false));
        notifiers.push_back(std::make_unique<GatedNotifier>("teams", true));
        auto* mail = static_cast<GatedNotifier*>(notifiers[0].get());
        const auto stuck = add("mail");
        const auto waiting = add("mail");
        DeliveryService service(options(std::move(notifiers)));
        service.start();
        QTRY_COMPARE(mail->entered.load(), 1);
        for (int i = 0; i < 5; ++i) {
            const auto id = add("teams");
            service.wake();
            QTRY_VERIFY(m_table.at(id).state == DeliveryState::Sent);
        }
        QVERIFY(m_table.at(stuck).state == DeliveryState::Pending);
        mail->open();
        QTRY_VERIFY(m_table.at(waiting).state == DeliveryState::Sent);
        QVERIFY(m_table.at(stuck).state == DeliveryState::Sent);
        QTRY_COMPARE(channelStateText(service.health(), "mail"), std::string("mail healthy"));
    }

    void stoppingEndsATransferAndLeavesItsRowAsItWas()
    {
        std::vector<std::unique_ptr<Notifier>> notifiers;
        notifiers.push_back(std::make_unique<GatedNotifier>("mail", false));
        auto* mail = static_cast<GatedNotifier*>(notifiers[0].get());
        const auto id = add("mail");
        add("mail");
        const OutboxEntry before = m_table.at(id);
        DeliveryService service(options(std::move(notifiers)));
        service.start();
        QTRY_COMPARE(mail->entered.load(), 1);
        service.stop();
        QVERIFY(m_table.at(id) == before);
        service.stop(); // harmless
    }

    void aSuccessOnTheWayOutIsStillRecorded()
    {
        for (int round = 0; round < 20; ++round) {
            std::vector<std::unique_ptr<Notifier>> notifiers;
            notifiers.push_back(std::make_unique<GatedNotifier>("mail", false));
            auto* mail = static_cast<GatedNotifier*>(notifiers[0].get());
            const auto id = add("mail");
            DeliveryService service(options(std::move(notifiers)));
            service.start();
            QTRY_COMPARE(mail->entered.load(), 1);
            mail->open();
            service.stop();
            QVERIFY(m_table.at(id).state == DeliveryState::Sent);
        }
    }

    void anOutboxThatCannotBeOpenedIsSaidAndTriedAgain()
    {
        std::vector<std::unique_ptr<Notifier>> notifiers;
        notifiers.push_back(std::make_unique<GatedNotifier>("mail", true));
        auto o = options(std::move(notifiers));
        std::atomic<bool> away{true};
        o.openStore = [&]() -> Result<std::unique_ptr<Store>> {
            if (away)
                return fail(ErrorCode::Unavailable, "database is away");
            return std::make_unique<OutboxStore>(m_table);
        };
        const auto id = add("mail");
        DeliveryService service(std::move(o));
        service.start();
        QTRY_COMPARE(service.storeError(), std::string("database is away"));
        away = false;
        service.wake();
        QTRY_VERIFY(m_table.at(id).state == DeliveryState::Sent);
        QTRY_COMPARE(service.storeError(), std::string());
    }
};

QTEST_GUILESS_MAIN(TestDeliveryService)
#include "tst_delivery_service.moc"
