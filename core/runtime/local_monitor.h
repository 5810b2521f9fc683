// The Monitor that runs everything in this process: see monitor.h for what it promises.
#pragma once

#include "core/ingest/http_listener.h"
#include "core/notify/delivery_service.h"
#include "core/notify/heartbeat.h"
#include "core/runtime/change_watch.h"
#include "core/runtime/delivery_watch.h"
#include "core/runtime/demo.h"
#include "core/runtime/housekeeping.h"
#include "core/runtime/importer.h"
#include "core/runtime/monitor.h"
#include "core/runtime/pipeline.h"
#include "core/runtime/pipeline_sink.h"
#include "core/runtime/silences.h"
#include "core/runtime/store_reader.h"
#include "core/runtime/watch_board.h"
#include "core/store/open_store.h"

#include <QTimer>

#include <atomic>
#include <mutex>
#include <thread>

namespace vigia {

class LocalMonitor final : public Monitor
{
    Q_OBJECT

public:
    LocalMonitor(Options options, QObject* parent);
    ~LocalMonitor() override; // stop()

    Result<void> start() override;
    void stop() override;
    bool demo() const override { return m_options.demo; }
    const Config& config() const override { return m_options.config; }
    std::shared_ptr<const StatusCatalog> catalog() const override { return m_catalog; }
    std::shared_ptr<const Zone> zone() const override { return m_zone; }
    HealthSnapshot health() const override;
    LiveFeed& feed() override { return m_feed; }
    std::optional<MinuteRange> storedRange() const override { return m_range; }
    void loadMinutes(MinuteRange range, std::optional<std::string> source,
                     std::function<void(Result<LiveDelta>)> done) override;
    void importFiles(QStringList files, QString date) override;
    void cancelImport() override;
    void act(IncidentAction action, std::function<void(Result<Incident>)> done) override;
    std::vector<Metric> metrics() const override;
    std::vector<ChannelHealth> channels() const override;
    void retryDelivery(const OutboxEntry& entry, std::function<void(Result<void>)> done) override;
    void read(Job job) override;
    void write(Job job) override;
    void query(std::string sql, SelectLimits limits,
               std::function<void(Result<Store::Table>)> done) override;
    void loadRuleVersions(std::function<void(Result<std::vector<RuleVersion>>)> done) override;
    void saveRules(RuleSet rules, QString author, QString reason,
                   std::function<void(Result<RuleVersion>)> done) override;
    std::shared_ptr<RuleTrial>
    tryRules(RuleSet candidate, int days,
             std::function<void(Result<RuleTrialOutcome>)> done) override;

private:
    struct RunningTrial
    {
        std::shared_ptr<RuleTrial> trial;
        std::shared_ptr<std::atomic<bool>> over;
        std::jthread thread;
    };
    [[nodiscard]] Result<void> startStore();
    [[nodiscard]] bool shared() const; // other processes write the database too
    [[nodiscard]] Duty duty() const;
    [[nodiscard]] Result<void> startDelivery();
    [[nodiscard]] Result<void> startListener();
    [[nodiscard]] Result<void> startWatch();
    [[nodiscard]] StoreOptions storeOptions(StoreAccess access) const;
    [[nodiscard]] Result<std::unique_ptr<Database>> setAsideAndOpen(const Error& damage);
    void startHousekeeping();
    [[nodiscard]] std::vector<Metric> figures() const;
    void showWatch(const std::vector<ChainTrouble>& troubles);
    void lookForSilences();
    void startImporter();
    void refreshRows();
    void rollUpDays();
    // local_monitor_rules.cpp
    [[nodiscard]] Result<void> takeStoredRules(Database& database);
    void applyStartRules();
    void takeRules(const RuleVersion& version, std::function<void()> then);
    void warnOfReceivers(const RuleVersion& version);
    void lookForRules();
    void noticeRules(const RuleRecord& record);
    void endTrials();
    void onOwnThread(std::function<void()> task);

    Options m_options;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::shared_ptr<const Clock> m_clock;
    WatchBoard* m_board = nullptr; // a child
    LiveFeed m_feed;
    RuleSet m_fileRules;        // of the configuration file
    mutable std::mutex m_mutex; // guards the next four, which threads of the pipeline set
    std::shared_ptr<InstanceLock> m_lock;
    std::string m_storeDescription;
    std::optional<RuleVersion> m_startRules;      // found when the store was opened
    std::int64_t m_rulesSeen = 0;                 // newest version, also one that cannot be read
    std::atomic<std::int64_t> m_rulesVersion = 0; // in force; 0 = the file's
    std::string m_origin; // tells changes of ours in a shared database from those of others
    std::shared_ptr<SilenceBoard> m_silences;
    std::unique_ptr<Pipeline> m_pipeline;
    std::unique_ptr<ChangeWatch> m_watch; // of a shared database
    std::unique_ptr<StoreReader> m_reader;
    std::unique_ptr<StoreReader> m_intake;  // for PipelineSink: requests that must look first
    std::unique_ptr<StoreReader> m_queries; // what users write may take seconds
    std::vector<std::weak_ptr<std::atomic<bool>>> m_queryStops;
    std::unique_ptr<PipelineSink> m_sink;
    std::unique_ptr<DeliveryService> m_delivery;
    std::vector<PendingDeliveries> m_pending; // by channel, as last counted; guarded by m_mutex
    std::unique_ptr<Heartbeat> m_heartbeat;
    std::unique_ptr<HttpListener> m_listener;
    std::vector<RunningTrial> m_trials;
    std::unique_ptr<Importer> m_importer;
    std::unique_ptr<Housekeeping> m_housekeeping;
    std::unique_ptr<Demo> m_demo;
    QUrl m_address;
    QTimer m_healthTimer;
    QTimer m_rowsTimer;
    QTimer m_rollUpTimer;
    std::atomic<qint64> m_rows = -1;    // stored; -1 = not counted yet
    std::optional<MinuteRange> m_range; // of the stored counts, as last read
    std::atomic<qint64> m_outboxPending = 0;
    std::atomic<qint64> m_outboxFailed = 0;
    bool m_running = false;
};

} // namespace vigia
