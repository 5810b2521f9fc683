// How the running Vigia is: what it counts, its health, and the watch over the chain.
#include "core/runtime/chain_watch.h"
#include "core/runtime/delivery_watch.h"
#include "core/runtime/local_monitor.h"
#include "core/runtime/logging.h"

#include <algorithm>

namespace vigia {
namespace {

constexpr std::chrono::minutes kDataWithin{15}; // else ingest is stalled
// Days are rolled up a few at a time beside the stream, then it is looked once a minute.
constexpr int kRollUpNextMs = 200;
constexpr int kRollUpIdleMs = 60'000;
constexpr std::int64_t kRollUpDays = 4; // some 12 ms of the writer

} // namespace

// From the listener's thread.
std::vector<Metric> LocalMonitor::figures() const
{
    using Kind = Metric::Kind;
    std::vector<Metric> out{
        {"vigia_store_count_rows", "Stored counts, looked at a few times a minute.", Kind::Gauge,
         static_cast<double>(std::max<qint64>(m_rows, 0))},
        {"vigia_rules_version", "Version of the rules in force; 0 is the configuration file.",
         Kind::Gauge, static_cast<double>(m_rulesVersion)},
        {"vigia_retention_deleted_total", "Rows deleted since start because of their age.",
         Kind::Counter, static_cast<double>(m_housekeeping->deleted())},
        {"vigia_outbox_messages", "Messages that are not sent, by state.", Kind::Gauge,
         static_cast<double>(m_outboxPending), "state=\"pending\""},
        {"vigia_outbox_messages", "Messages that are not sent, by state.", Kind::Gauge,
         static_cast<double>(m_outboxFailed), "state=\"failed\""}};
    return out;
}

// The chain is watched in any case, so that its troubles are seen and logged; a call goes out where
// an address is configured, and never for a demo.
Result<void> LocalMonitor::startWatch()
{
    ChainView view;
    view.learning = [this] { return m_pipeline->learning(); };
    view.storeTrouble = [this] {
        const auto trouble = m_pipeline->trouble();
        return trouble ? trouble->message : std::string();
    };
    view.sinceRows = [this] { return m_pipeline->meter().idle; };
    view.queued = [this] { return m_pipeline->queued(); };
    view.withWriter = [this](std::function<void(Store&)> task) {
        m_pipeline->withWriter(std::move(task));
    };
    if (m_delivery) {
        view.channels = [this] { return m_delivery->health(); };
        view.outboxTrouble = [this] { return m_delivery->storeError(); };
        view.sinceOutboxLook = [this] { return m_delivery->sinceLastLook(); };
    }
    const HeartbeatConfig& config = m_options.config.heartbeat;
    Heartbeat::Options options;
    options.url = m_options.demo ? std::string() : config.url;
    options.caFile = m_options.config.alerts.caFile;
    options.every = config.every;
    options.clock = m_clock;
    // What lasts is said once, and not again with each minute that it grows older.
    auto last = std::make_shared<std::vector<ChainTrouble>>();
    options.troubles = [this, view, last](const std::atomic<bool>& stop) {
        auto troubles = chainTroubles(view, kDataWithin, *m_clock, stop);
        std::vector<std::string> texts;
        for (const ChainTrouble& trouble : troubles) {
            texts.push_back(trouble.text());
            if (std::ranges::any_of(*last, [&](const auto& t) { return t.isSame(trouble); }))
                continue;
            if (trouble.what == ChainTrouble::What::Learning || view.learning()) // at every start
                qCInfo(lcApp, "not watching yet: %s", texts.back().c_str());
            else
                qCWarning(lcApp, "the watch is impaired: %s", texts.back().c_str());
        }
        if (troubles.empty() && !last->empty() && !stop)
            qCInfo(lcApp, "the whole chain works");
        *last = std::move(troubles);
        showWatch(*last);
        return texts;
    };
    options.changed = [this, last](const HeartbeatState& state) {
        if (!state.error.empty())
            qCWarning(lcNotify, "the heartbeat fails: %s", state.error.c_str());
        showWatch(*last);
    };
    m_heartbeat = std::make_unique<Heartbeat>(std::move(options));
    m_sink->addMetrics([this] { return heartbeatMetrics(m_heartbeat->state(), m_clock->now()); });
    m_heartbeat->start();
    return {};
}

// From the heartbeat's thread.
void LocalMonitor::showWatch(const std::vector<ChainTrouble>& troubles)
{
    const HeartbeatState heartbeat = m_heartbeat->state();
    m_board->put({troubles, true, !m_options.demo && !m_options.config.heartbeat.url.empty(),
                  heartbeat.error, heartbeat.lastSent, std::nullopt});
}

void LocalMonitor::refreshRows()
{
    if (!m_reader)
        return;
    m_reader->post([this](Result<Database*> store) {
        if (!store)
            return;
        // Another collector on the same database may have changed them.
        (void)m_silences->reload((*store)->incidentLog(), m_clock->now());
        const auto number = [&](const char* sql) -> qint64 {
            const auto table = (*store)->select(sql, 1);
            if (!table || table->rows.empty() || !table->rows[0][0])
                return -1;
            return QByteArray::fromStdString(*table->rows[0][0]).toLongLong();
        };
        const qint64 rows = number("SELECT count(*) FROM counts");
        const qint64 pending = number("SELECT count(*) FROM outbox WHERE state = 'pending'");
        const qint64 failed = number("SELECT count(*) FROM outbox WHERE state = 'failed'");
        const auto waits = (*store)->select("SELECT channel, recipient, count(*) FROM outbox "
                                            "WHERE state = 'pending' GROUP BY channel, recipient",
                                            1'000);
        std::vector<PendingDeliveries> byChannel;
        for (const auto& row : waits ? waits->rows : decltype(waits->rows){})
            byChannel.push_back({row[0].value_or(""), row[1].value_or(""),
                                 QByteArray::fromStdString(row[2].value_or("0")).toLongLong()});
        {
            const std::scoped_lock lock(m_mutex);
            m_pending = std::move(byChannel);
        }
        auto range = (*store)->countRange();
        onOwnThread([this, rows, pending, failed, range = range ? *range : std::nullopt] {
            m_rows = rows;
            m_outboxPending = std::max<qint64>(pending, 0);
            m_outboxFailed = std::max<qint64>(failed, 0);
            m_range = range;
        });
    });
}

void LocalMonitor::rollUpDays()
{
    if (shared() && !m_pipeline->decides()) { // the one that decides does it for all
        m_rollUpTimer.start(kRollUpIdleMs);
        return;
    }
    write([this](Result<Database*> database) -> Answer {
        std::int64_t left = 0; // also when it failed: who writes counts hears of the reason
        if (database) {
            if (const auto rolled = (*database)->rollUp(kRollUpDays))
                left = *rolled;
        }
        return [this, left] {
            if (m_running)
                m_rollUpTimer.start(left > 0 ? kRollUpNextMs : kRollUpIdleMs);
        };
    });
}

Duty LocalMonitor::duty() const
{
    if (!shared())
        return Duty::Alone;
    if (m_pipeline && m_pipeline->decides())
        return Duty::Decides;
    return m_options.config.ingest.enabled ? Duty::Follows : Duty::Watches;
}

HealthSnapshot LocalMonitor::health() const
{
    HealthSnapshot out;
    out.address = m_address;
    out.duty = duty();
    if (m_pipeline) {
        const Meter::Snapshot meter = m_pipeline->meter();
        out.rowsPerSecond = meter.rowsPerSecond;
        out.answerP99Ms = meter.p99Ms;
        out.queuedRequests = static_cast<qint64>(m_pipeline->queued());
        if (const auto trouble = m_pipeline->trouble())
            out.storeError = QString::fromStdString(trouble->message);
    }
    out.rowsTotal = m_rows;
    {
        const std::scoped_lock lock(m_mutex);
        out.storeDescription = QString::fromStdString(m_storeDescription);
    }
    const auto channels = m_delivery ? m_delivery->health() : std::vector<ChannelHealth>{};
    out.mailState = QString::fromStdString(channelStateText(channels, "mail"));
    out.outboxPending = m_outboxPending;
    out.outboxFailed = m_outboxFailed;
    return out;
}

} // namespace vigia
