// The running Vigia behind console and `vigiactl serve`: store, engine, listener, outbox and their
// threads, behind one face.
//
// Threads, all owned here: writer (engine and store), listener (HTTP), reader (queries), delivery
// (outbox). The owner's thread (the GUI) calls start(), stop() and the functions below; none of
// them waits for disk or network except stop(). Results come back as calls on the owner's event
// loop. Stop order: listener, pipeline, delivery, readers; each thread is joined.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/engine/minute_engine.h"
#include "core/ingest/ingest_sink.h"
#include "core/model/incident.h"
#include "core/model/outbox_entry.h"
#include "core/notify/outbox_runner.h"
#include "core/runtime/live_feed.h"
#include "core/runtime/rules.h"
#include "core/store/database.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace vigia {

// How an import is going. Copied across threads.
struct ImportProgress
{
    QString file;
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
    qint64 rows = 0;
};

struct ImportOutcome
{
    QString file;
    qint64 read = 0;
    qint64 stored = 0;
    qint64 updated = 0;
    qint64 refused = 0;
    QString error; // "" = all stored; else where, what was found, what was expected: up to 20 lines
                   // and the total
    bool cancelled = false;
    bool world = false; // the store failed, not the file
};

// Who decides where several Vigias share a PostgreSQL database.
enum class Duty {
    Alone,   // nobody else writes it: SQLite
    Decides, // this one judges all rows and notifies
    Follows, // this one stores rows, another decides; it takes over when that one is gone
    Watches, // this one only watches
};

// How the parts are, for the status line, the Health page and /metrics. A coalesced copy, at most 4
// a second.
struct HealthSnapshot
{
    QUrl address; // of the listener; empty while it does not listen
    QString listenError;
    QString storeDescription; // "SQLite, 3.68 M rows, 55 MB"
    QString storeError;       // "" = well
    Duty duty = Duty::Alone;
    double rowsPerSecond = 0; // of the last 10 s
    double answerP99Ms = 0;   // of the last minute
    qint64 queuedRequests = 0;
    qint64 rowsTotal = 0;
    QString mailState; // "no mail configured", "mail healthy", "mail failing: …"
    qint64 outboxPending = 0;
    qint64 outboxFailed = 0;
};

class Monitor : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        Config config;
        bool listen = true;
        bool deliver = true; // send what waits in the outbox
        // A database of its own in a temporary directory, the sample history, and the sample day
        // posted to the own listener.
        bool demo = false;
        double demoSpeed = 600; // minutes of data a minute; 0 = as fast as it goes
        std::optional<std::chrono::minutes> demoUntil; // stop at this local time of the day
    };
    // Opens nothing yet.
    static std::unique_ptr<Monitor> create(Options options, QObject* parent = nullptr);

    // Opens the store, learns history, starts to listen. The world can fail here: port taken,
    // database unreachable or locked, configuration wrong.
    [[nodiscard]] virtual Result<void> start() = 0;
    virtual void stop() = 0; // commits what is in hand; idempotent

    [[nodiscard]] virtual bool demo() const = 0;
    [[nodiscard]] virtual const Config& config() const = 0;
    [[nodiscard]] virtual std::shared_ptr<const StatusCatalog> catalog() const = 0;
    [[nodiscard]] virtual std::shared_ptr<const Zone> zone() const = 0;
    [[nodiscard]] virtual HealthSnapshot health() const = 0;

    // Live data for the owner: take() what came since the last call. See live_feed.h.
    [[nodiscard]] virtual LiveFeed& feed() = 0;

    // From the oldest to one past the newest stored minute, as last known; none while nothing is
    // stored. Costs nothing: kept up to date as data comes.
    [[nodiscard]] virtual std::optional<MinuteRange> storedRange() const = 0;

    // Stored minutes (counts summed over sources, or of one source) with the anomalies and
    // incidents of the range, off this thread; `done` runs on this object's thread.
    virtual void loadMinutes(MinuteRange range, std::optional<std::string> source,
                             std::function<void(Result<LiveDelta>)> done) = 0;

    // Imports transaction files one after the other, each whole or not at all. `date`: the day of
    // files without a date, as YYYY-MM-DD; empty = today. Progress and outcomes come as signals.
    virtual void importFiles(QStringList files, QString date) = 0;
    virtual void cancelImport() = 0;

    // What an operator does to an incident; committed whole, with its step in the audit trail. `at`
    // is set here. `done` runs on this object's thread; what changed comes through the feed too.
    virtual void act(IncidentAction action, std::function<void(Result<Incident>)> done) = 0;

    // Asks the database from the reader's thread. `job` must not throw; what it returns runs on
    // this object's thread (it may be empty). With the error where no database is to be had.
    using Answer = std::function<void()>;
    using Job = std::function<Answer(Result<Database*>)>;
    virtual void read(Job job) = 0;
    // The same with the writer's database, between two commits: for small writes beside the stream.
    virtual void write(Job job) = 0;
    // Runs what a user wrote, read-only and within its limits, without keeping read() waiting.
    // limits.stop ends it; stop() ends all. `done` runs on this object's thread.
    virtual void query(std::string sql, SelectLimits limits,
                       std::function<void(Result<Store::Table>)> done);

    // Figures as GET /metrics shows them. Cheap.
    [[nodiscard]] virtual std::vector<Metric> metrics() const { return {}; }
    // The ways that messages go out by, and how they fare; empty where none is configured.
    [[nodiscard]] virtual std::vector<ChannelHealth> channels() const { return {}; }
    // Tries a message of the outbox again at once, also one that was given up, and a channel that
    // was stopped. `done` runs on this object's thread, once that is written down.
    virtual void retryDelivery(const OutboxEntry& entry, std::function<void(Result<void>)> done);

    // ---- rules: those in force are in config(). Every `done` runs on this object's thread.
    // Newest first; the last is version 0, the configuration file's.
    virtual void loadRuleVersions(std::function<void(Result<std::vector<RuleVersion>>)> done);
    // Checks them, stores them as the newest version and puts them in force; data that comes
    // meanwhile waits and is judged by the new ones. Author and reason are required. An older
    // version is taken back by saving its rules again.
    virtual void saveRules(RuleSet rules, QString author, QString reason,
                           std::function<void(Result<RuleVersion>)> done);
    // Judges the newest `days` of stored history (0: all of it) by the rules in force and by the
    // candidate, in a thread of its own. Cancelled where the trial was.
    virtual std::shared_ptr<RuleTrial> tryRules(RuleSet candidate, int days,
                                                std::function<void(Result<RuleTrialOutcome>)> done);

signals:
    void rulesChanged(); // by whomever: others are in force now
    void importProgressed(const vigia::ImportProgress& progress);
    void importFinished(const vigia::ImportOutcome& outcome);
    void healthChanged();
    void demoEnded(); // the sample day has been posted, or as much of it as was asked for
    void failed(
        const vigia::Error& error); // something the operator must know: store away, listener gone

protected:
    using QObject::QObject;
};

} // namespace vigia
