// A Monitor without threads, network or disk: the window's other side in tests and previews.
//
// Answers like the real one, later and on this thread: loadMinutes() from what it was given,
// act() with the changed incident in the feed, read() and write() from a
// database in memory that holds the same.
#pragma once

#include "core/base/clock.h"
#include "core/runtime/monitor.h"
#include "tests/support/afternoon.h"

#include <QStringList>

namespace vigia::test {

class FixedClock final : public Clock
{
public:
    explicit FixedClock(Instant now)
        : m_now(now)
    {}
    [[nodiscard]] Instant now() const override { return m_now; }
    void set(Instant now) { m_now = now; }

private:
    Instant m_now;
};

class FakeMonitor final : public Monitor
{
public:
    explicit FakeMonitor(Afternoon stored = {});

    Result<void> start() override { return {}; }
    void stop() override {}
    bool demo() const override { return false; }
    const Config& config() const override { return m_config; }
    std::shared_ptr<const StatusCatalog> catalog() const override { return m_catalog; }
    std::shared_ptr<const Zone> zone() const override { return m_zone; }
    HealthSnapshot health() const override { return m_health; }
    LiveFeed& feed() override { return m_feed; }
    std::optional<MinuteRange> storedRange() const override;
    void loadMinutes(MinuteRange range, std::optional<std::string> source,
                     std::function<void(Result<LiveDelta>)> done) override;
    void importFiles(QStringList files, QString date) override;
    void cancelImport() override { ++cancelled; }
    void act(IncidentAction action, std::function<void(Result<Incident>)> done) override;
    void read(Job job) override;
    void write(Job job) override { read(std::move(job)); }
    void loadRuleVersions(std::function<void(Result<std::vector<RuleVersion>>)> done) override;
    void saveRules(RuleSet rules, QString author, QString reason,
                   std::function<void(Result<RuleVersion>)> done) override;
    // Answers when finishTrial() is called.
    std::shared_ptr<RuleTrial>
    tryRules(RuleSet candidate, int days,
             std::function<void(Result<RuleTrialOutcome>)> done) override;

    // What the database holds, for tests that need more in it.
    [[nodiscard]] Database& stored();

    // What the window asked for.
    std::vector<std::pair<QStringList, QString>> imports;
    std::vector<std::pair<IncidentId, QString>> acknowledged;
    std::vector<IncidentAction> actions; // all that act() was given
    std::vector<MinuteRange> loads;
    int cancelled = 0;
    struct Trial
    {
        RuleSet candidate;
        int days = 0;
        std::shared_ptr<RuleTrial> trial;
        std::function<void(Result<RuleTrialOutcome>)> done;
    };
    std::vector<Trial> trials;

    // The last trial ends so.
    void finishTrial(Result<RuleTrialOutcome> outcome);
    // Another console saves these.
    void saveElsewhere(const RuleSet& rules, const std::string& author, const std::string& reason);
    void failSaves(Error error) { m_saveError = std::move(error); }
    [[nodiscard]] Config& settings() { return m_config; } // before there is a window

    void setHealth(const HealthSnapshot& health);
    void setConfig(Config config) { m_config = std::move(config); }
    void setChannels(std::vector<ChannelHealth> channels) { m_channels = std::move(channels); }
    void setMetrics(std::vector<Metric> metrics) { m_metrics = std::move(metrics); }
    std::vector<ChannelHealth> channels() const override { return m_channels; }
    std::vector<Metric> metrics() const override { return m_metrics; }
    void failLoads(Error error) { m_loadError = std::move(error); }
    // Stores further minutes and feeds them, as a post would.
    void post(const LiveDelta& delta);

private:
    [[nodiscard]] Result<Database*> database();

    std::unique_ptr<Database> m_database; // opened when first asked for
    Config m_config;
    std::shared_ptr<const StatusCatalog> m_catalog = std::make_shared<StatusCatalog>();
    std::shared_ptr<const Zone> m_zone;
    HealthSnapshot m_health;
    std::vector<ChannelHealth> m_channels;
    std::vector<Metric> m_metrics;
    LiveFeed m_feed;
    Afternoon m_stored;
    std::optional<Error> m_loadError;
    std::vector<RuleVersion> m_versions; // newest first, without the file's
    std::optional<RuleSet> m_fileRules;  // since something was saved
    std::optional<Error> m_saveError;
};

} // namespace vigia::test
