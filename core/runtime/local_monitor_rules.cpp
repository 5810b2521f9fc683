// The rules of the running Vigia: saved, taken from others, and tried.
#include "core/runtime/local_monitor.h"
#include "core/runtime/logging.h"
#include "core/runtime/rule_trial.h"
#include "core/runtime/rule_versions.h"

#include <algorithm>

namespace vigia {

// Writer thread, before the pipeline's engine is built.
Result<void> LocalMonitor::takeStoredRules(Database& database)
{
    const auto record = database.ruleLog().newest();
    if (!record)
        return fail(record.error());
    if (!*record)
        return {};
    auto version = versionOf(**record, m_options.config);
    const std::scoped_lock lock(m_mutex);
    m_rulesSeen = (*record)->version;
    if (!version) {
        qCWarning(lcApp, "%s; the rules of the configuration file are in force",
                  version.error().message.c_str());
        onOwnThread([this, error = version.error()] { emit failed(error); });
        return {};
    }
    Config config = m_options.config;
    apply(version->rules, config);
    m_pipeline->changeRules(config, {});
    m_startRules = std::move(*version);
    return {};
}

void LocalMonitor::warnOfReceivers(const RuleVersion& version)
{
    const std::string missing = missingReceivers(version, m_options.config);
    if (missing.empty() || !m_options.config.ingest.enabled) // who only watches tells nobody
        return;
    qCWarning(lcApp, "%s", missing.c_str());
    onOwnThread([this, missing] { emit failed({ErrorCode::InvalidConfig, missing}); });
}

// What takeStoredRules() found, once the store is open.
void LocalMonitor::applyStartRules()
{
    std::optional<RuleVersion> version;
    {
        const std::scoped_lock lock(m_mutex);
        version = std::exchange(m_startRules, std::nullopt);
    }
    if (!version)
        return;
    apply(version->rules, m_options.config);
    m_rulesVersion = version->version;
    m_sink->changeRoutes(m_options.config);
    qCInfo(lcApp,
           "version %lld of the rules is in force, saved by %s at %s; it goes before [detection], "
           "[alerts] and [routes] of file and environment",
           static_cast<long long>(version->version), version->author.c_str(),
           toRfc3339(version->at).c_str());
    warnOfReceivers(*version);
}

void LocalMonitor::takeRules(const RuleVersion& version, std::function<void()> then)
{
    apply(version.rules, m_options.config);
    m_sink->changeRoutes(m_options.config);
    qCInfo(lcApp, "version %lld of the rules, saved by %s: %s",
           static_cast<long long>(version.version), version.author.c_str(), version.reason.c_str());
    warnOfReceivers(version);
    m_pipeline->changeRules(m_options.config,
                            [this, number = version.version, then = std::move(then)] {
                                m_rulesVersion = number;
                                onOwnThread([this, then] {
                                    emit rulesChanged();
                                    if (then)
                                        then();
                                });
                            });
}

// Others may have saved some.
void LocalMonitor::lookForRules()
{
    if (!m_reader)
        return;
    m_reader->post([this](Result<Database*> database) {
        if (!database)
            return;
        const auto record = (*database)->ruleLog().newest();
        if (record && *record)
            onOwnThread([this, record = **record] { noticeRules(record); });
    });
}

void LocalMonitor::noticeRules(const RuleRecord& record)
{
    if (!m_pipeline)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        if (record.version <= m_rulesSeen)
            return;
        m_rulesSeen = record.version;
    }
    const auto version = versionOf(record, m_options.config);
    if (version) {
        takeRules(*version, {});
        return;
    }
    qCWarning(lcApp, "%s; the rules stay as they are", version.error().message.c_str());
    emit failed(version.error());
}

void LocalMonitor::loadRuleVersions(std::function<void(Result<std::vector<RuleVersion>>)> done)
{
    read([this, done = std::move(done)](Result<Database*> database) -> Answer {
        auto records = database ? (*database)->ruleLog().all()
                                : Result<std::vector<RuleRecord>>(fail(database.error()));
        return [this, done, records = std::move(records)] {
            if (!records) {
                done(fail(records.error()));
                return;
            }
            std::vector<RuleVersion> versions = readable(*records, m_options.config);
            versions.push_back({0, {}, {}, {}, m_fileRules});
            // Where the newest cannot be read, the ones in force stand first all the same.
            const bool newest =
                records->empty() || versions.front().version == (*records)[0].version;
            const auto inForce =
                std::find_if(versions.begin(), versions.end(),
                             [this](const RuleVersion& v) { return v.version == m_rulesVersion; });
            if (!newest && inForce != versions.end() && inForce != versions.begin())
                versions.insert(versions.begin(), RuleVersion(*inForce));
            done(std::move(versions));
        };
    });
}

void LocalMonitor::saveRules(RuleSet rules, QString author, QString reason,
                             std::function<void(Result<RuleVersion>)> done)
{
    auto record = recordOf(rules, author.toStdString(), reason.toStdString(), m_clock->now(),
                           m_options.config);
    if (!record) {
        done(fail(record.error()));
        return;
    }
    write([this, record = std::move(*record),
           done = std::move(done)](Result<Database*> database) mutable -> Answer {
        auto added = database ? (*database)->ruleLog().add(record)
                              : Result<std::int64_t>(fail(database.error()));
        return [this, added, record = std::move(record), done = std::move(done)]() mutable {
            if (!added) {
                done(fail(added.error()));
                return;
            }
            record.version = *added;
            const auto version = versionOf(record, m_options.config);
            if (!version || !m_pipeline) { // it is stored
                done(version);
                return;
            }
            bool newest = false;
            {
                const std::scoped_lock lock(m_mutex);
                newest = record.version >= m_rulesSeen;
                m_rulesSeen = std::max(m_rulesSeen, record.version);
            }
            if (newest)
                takeRules(*version, [done, version] { done(version); });
            else // somebody else has saved others meanwhile
                done(version);
        };
    });
}

std::shared_ptr<RuleTrial>
LocalMonitor::tryRules(RuleSet candidate, int days,
                       std::function<void(Result<RuleTrialOutcome>)> done)
{
    auto trial = std::make_shared<RuleTrial>();
    auto good = checkRules(candidate, m_options.config);
    if (!good || !m_reader) {
        done(fail(good ? Error{ErrorCode::Unavailable, "the store is not open"} : good.error()));
        return trial;
    }
    TrialRequest request{m_options.config, m_options.config, days, m_catalog, m_zone};
    apply(candidate, request.candidate);
    std::erase_if(m_trials, [](const RunningTrial& running) { return running.over->load(); });
    auto over = std::make_shared<std::atomic<bool>>(false);
    auto run = [this, trial, over, request = std::move(request), done = std::move(done)] {
        auto store = openStore(storeOptions(StoreAccess::ReadOnly));
        auto outcome = std::make_shared<Result<RuleTrialOutcome>>(
            store ? runTrial(**store, request, *trial)
                  : Result<RuleTrialOutcome>(fail(store.error())));
        store = fail(ErrorCode::Cancelled, {}); // closed before it is said to be over
        onOwnThread([done, trial, outcome] {
            if (trial->cancelled())
                done(fail(ErrorCode::Cancelled, "the trial of the rules was cancelled"));
            else
                done(std::move(*outcome));
        });
        *over = true;
    };
    m_trials.push_back({trial, over, std::jthread(std::move(run))});
    return trial;
}

void LocalMonitor::endTrials()
{
    for (const RunningTrial& running : m_trials)
        running.trial->cancel();
    m_trials.clear(); // joins
}

} // namespace vigia
