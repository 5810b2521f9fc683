#include "tests/support/fake_monitor.h"

#include "core/runtime/incident_edit.h"
#include "core/store/open_store.h"

#include <QTimer>

#include <algorithm>

namespace vigia::test {

FakeMonitor::FakeMonitor(Afternoon stored)
    : m_zone(std::make_shared<Zone>(Zone::fixed("America/Sao_Paulo", std::chrono::minutes{-180})))
    , m_stored(std::move(stored))
{
    m_health.address = QUrl(QStringLiteral("http://127.0.0.1:8000"));
    m_health.storeDescription = QStringLiteral("SQLite, 3.68 M rows, 55 MB");
    m_health.mailState = QStringLiteral("no mail configured");
    m_health.rowsPerSecond = 1842;
    m_health.answerP99Ms = 6;
}

std::optional<MinuteRange> FakeMonitor::storedRange() const
{
    if (m_stored.minutes.empty())
        return std::nullopt;
    return MinuteRange{m_stored.minutes.front().time,
                       m_stored.minutes.back().time + std::chrono::minutes{1}};
}

void FakeMonitor::loadMinutes(MinuteRange range, std::optional<std::string>,
                              std::function<void(Result<LiveDelta>)> done)
{
    loads.push_back(range);
    QTimer::singleShot(0, this, [this, range, done = std::move(done)] {
        if (m_loadError) {
            done(fail(*m_loadError));
            return;
        }
        LiveDelta delta;
        for (const LiveMinute& m : m_stored.minutes) {
            if (range.contains(m.time))
                delta.minutes.push_back(m);
        }
        for (const Anomaly& a : m_stored.anomalies) {
            if (range.contains(a.time))
                delta.anomalies.push_back(a);
        }
        for (const Incident& i : m_stored.incidents) {
            if (i.start < range.to && (!i.end || *i.end > range.from))
                delta.incidents.push_back(i);
        }
        done(delta);
    });
}

void FakeMonitor::importFiles(QStringList files, QString date)
{
    imports.emplace_back(std::move(files), std::move(date));
}

void FakeMonitor::act(IncidentAction action, std::function<void(Result<Incident>)> done)
{
    action.at = Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12}};
    actions.push_back(action);
    if (action.kind == IncidentAction::Kind::Acknowledge)
        acknowledged.emplace_back(action.incident, QString::fromStdString(action.who));
    const auto at = std::find_if(m_stored.incidents.begin(), m_stored.incidents.end(),
                                 [&](const Incident& i) { return i.id == action.incident; });
    if (at == m_stored.incidents.end()) {
        done(fail(ErrorCode::NotFound, "there is no such incident"));
        return;
    }
    Incident edited = *at;
    WriteUnit unit;
    if (auto allowed = editOf(std::move(action))(edited, unit); !allowed) {
        done(fail(allowed.error()));
        return;
    }
    *at = edited;
    unit.incidents.push_back(edited);
    (void)stored().write(unit);
    LiveDelta delta;
    delta.incidents.push_back(edited);
    m_feed.push(std::move(delta));
    done(edited);
}

Result<Database*> FakeMonitor::database()
{
    if (m_database)
        return m_database.get();
    StoreOptions options;
    options.database = ":memory:";
    options.catalog = m_catalog;
    options.zone = m_zone;
    auto opened = openStore(options);
    if (!opened)
        return fail(opened.error());
    m_database = std::move(*opened);
    WriteUnit unit;
    CountBatch batch;
    batch.sources = {""};
    for (const LiveMinute& m : m_stored.minutes) {
        for (std::size_t s = 0; !m.gap && s < m.counts.size(); ++s)
            batch.rows.push_back({m.time, m.counts[s], static_cast<StatusId>(s), 0});
    }
    unit.counts.push_back(std::move(batch));
    unit.anomalies = m_stored.anomalies;
    unit.incidents = m_stored.incidents;
    if (auto written = m_database->write(unit); !written)
        return fail(written.error());
    return m_database.get();
}

Database& FakeMonitor::stored()
{
    const auto opened = database();
    if (!opened)
        qFatal("%s", opened.error().message.c_str());
    return **opened;
}

void FakeMonitor::read(Job job)
{
    QTimer::singleShot(0, this, [this, job = std::move(job)] {
        if (const Answer answer = job(database()))
            answer();
    });
}

void FakeMonitor::loadRuleVersions(std::function<void(Result<std::vector<RuleVersion>>)> done)
{
    QTimer::singleShot(0, this, [this, done = std::move(done)] {
        std::vector<RuleVersion> all = m_versions;
        all.push_back({0, {}, {}, {}, m_fileRules.value_or(rulesOf(m_config))});
        done(all);
    });
}

void FakeMonitor::saveElsewhere(const RuleSet& rules, const std::string& author,
                                const std::string& reason)
{
    if (!m_fileRules)
        m_fileRules = rulesOf(m_config);
    RuleVersion version;
    version.version = m_versions.empty() ? 1 : m_versions.front().version + 1;
    version.at = Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12}} +
                 std::chrono::hours{17 + version.version};
    version.author = author;
    version.reason = reason;
    version.rules = rules;
    m_versions.insert(m_versions.begin(), version);
    apply(rules, m_config);
    emit rulesChanged();
}

void FakeMonitor::saveRules(RuleSet rules, QString author, QString reason,
                            std::function<void(Result<RuleVersion>)> done)
{
    QTimer::singleShot(0, this,
                       [this, rules = std::move(rules), author, reason, done = std::move(done)] {
                           if (m_saveError)
                               return done(fail(*m_saveError));
                           if (const auto good = checkRules(rules, m_config); !good)
                               return done(fail(good.error()));
                           saveElsewhere(rules, author.toStdString(), reason.toStdString());
                           done(m_versions.front());
                       });
}

std::shared_ptr<RuleTrial> FakeMonitor::tryRules(RuleSet candidate, int days,
                                                 std::function<void(Result<RuleTrialOutcome>)> done)
{
    trials.push_back({std::move(candidate), days, std::make_shared<RuleTrial>(), std::move(done)});
    return trials.back().trial;
}

void FakeMonitor::finishTrial(Result<RuleTrialOutcome> outcome)
{
    trials.back().done(std::move(outcome));
}

void FakeMonitor::setHealth(const HealthSnapshot& health)
{
    m_health = health;
    emit healthChanged();
}

void FakeMonitor::post(const LiveDelta& delta)
{
    for (const LiveMinute& m : delta.minutes) {
        const auto at = std::lower_bound(
            m_stored.minutes.begin(), m_stored.minutes.end(), m.time,
            [](const LiveMinute& stored, Minute time) { return stored.time < time; });
        if (at != m_stored.minutes.end() && at->time == m.time)
            *at = m;
        else
            m_stored.minutes.insert(at, m);
    }
    m_stored.anomalies.insert(m_stored.anomalies.end(), delta.anomalies.begin(),
                              delta.anomalies.end());
    for (const Incident& i : delta.incidents) {
        const auto at = std::find_if(m_stored.incidents.begin(), m_stored.incidents.end(),
                                     [&](const Incident& stored) { return stored.id == i.id; });
        if (at != m_stored.incidents.end())
            *at = i;
        else
            m_stored.incidents.push_back(i);
    }
    m_feed.push(delta);
}

} // namespace vigia::test
