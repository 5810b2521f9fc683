#include "core/runtime/local_monitor.h"

#include "core/notify/notifier_factory.h"
#include "core/runtime/alerts.h"
#include "core/runtime/delivery_watch.h"
#include "core/runtime/logging.h"
#include "core/runtime/time_zone.h"
#include "core/store/postgres_url.h"
#include "core/store/set_aside.h"

#include <QFileInfo>
#include <QUuid>

namespace vigia {
namespace {

constexpr int kHealthMs = 250;
constexpr int kRowsMs = 15'000;
constexpr int kRollUpFirstMs = 3'000; // for a quiet moment after the start

} // namespace

std::unique_ptr<Monitor> Monitor::create(Options options, QObject* parent)
{
    return std::make_unique<LocalMonitor>(std::move(options), parent);
}

void Monitor::retryDelivery(const OutboxEntry& entry, std::function<void(Result<void>)> done)
{
    write([entry, done = std::move(done)](Result<Database*> database) -> Answer {
        OutboxEntry again = entry;
        again.state = DeliveryState::Pending;
        again.nextAttempt = again.created; // due since then
        Result<void> written =
            database ? (*database)->recordAttempt(again) : Result<void>(fail(database.error()));
        return [done, written] { done(written); };
    });
}

LocalMonitor::LocalMonitor(Options options, QObject* parent)
    : Monitor(parent)
    , m_options(std::move(options))
    , m_catalog(std::make_shared<const StatusCatalog>(m_options.config.ingest.extraStatuses))
    , m_zone(std::make_shared<const Zone>())
    , m_clock(std::make_shared<const SystemClock>())
    , m_board(new WatchBoard(this))
    , m_fileRules(rulesOf(m_options.config))
{
    m_healthTimer.setInterval(kHealthMs);
    connect(&m_healthTimer, &QTimer::timeout, this, &Monitor::healthChanged);
    m_rowsTimer.setInterval(kRowsMs);
    connect(&m_rowsTimer, &QTimer::timeout, this, &LocalMonitor::refreshRows);
    m_rollUpTimer.setSingleShot(true);
    connect(&m_rollUpTimer, &QTimer::timeout, this, &LocalMonitor::rollUpDays);
}

LocalMonitor::~LocalMonitor()
{
    stop();
}

void LocalMonitor::onOwnThread(std::function<void()> task)
{
    QMetaObject::invokeMethod(this, std::move(task), Qt::QueuedConnection);
}

Result<void> LocalMonitor::start()
{
    auto zone = loadZone(m_options.config.timeZone);
    if (!zone)
        return fail(zone.error());
    m_zone = std::move(*zone);
    if (m_options.demo) {
        auto data = loadDemo(*m_catalog, *m_zone, m_clock->now(), m_options.demoUntil);
        if (!data)
            return fail(data.error());
        m_demo = std::make_unique<Demo>(std::move(*data));
        connect(m_demo.get(), &Demo::ended, this, [this](const std::optional<Error>& error) {
            if (error)
                qCWarning(lcApp, "the demo stopped: %s", error->message.c_str());
            else
                qCInfo(lcApp, "the demo day is over");
            emit demoEnded();
        });
        m_options.config.dataDir = m_demo->dataDir();
        m_options.config.store.database.clear();
    }
    using Step = Result<void> (LocalMonitor::*)();
    for (const Step step : {&LocalMonitor::startStore, &LocalMonitor::startDelivery,
                            &LocalMonitor::startWatch, &LocalMonitor::startListener}) {
        if (auto done = (this->*step)(); !done) {
            stop();
            return done;
        }
    }
    startImporter();
    if (m_demo) {
        // The listener's requests queue behind the history, so the day is judged with what the week
        // has taught.
        m_pipeline->submit(m_demo->takeHistory(), Pipeline::Arrival::History,
                           [](const Result<IngestAnswer>& answer) {
                               if (!answer)
                                   qCWarning(lcApp, "the demo's history was not stored: %s",
                                             answer.error().message.c_str());
                           });
        if (!m_address.isEmpty())
            m_demo->play(m_address, m_options.config.ingest.token, m_options.demoSpeed, m_catalog);
    }
    m_running = true;
    m_healthTimer.start();
    m_rowsTimer.start();
    m_rollUpTimer.start(kRollUpFirstMs);
    refreshRows();
    return {};
}

StoreOptions LocalMonitor::storeOptions(StoreAccess access) const
{
    StoreOptions options;
    options.database = m_options.config.store.database.empty()
                           ? m_options.config.dataDir + "/vigia.db"
                           : m_options.config.store.database;
    options.catalog = m_catalog;
    options.zone = m_zone;
    options.access = access;
    options.origin = m_origin;
    const std::scoped_lock lock(m_mutex);
    options.lock = m_lock;
    return options;
}

bool LocalMonitor::shared() const
{
    return isPostgresUrl(m_options.config.store.database);
}

Result<void> LocalMonitor::startStore()
{
    apply(m_fileRules, m_options.config);
    m_origin = QUuid::createUuid().toString(QUuid::Id128).left(16).toStdString();
    const auto openReader = [this] { return openStore(storeOptions(StoreAccess::ReadOnly)); };
    const auto openWriter = [this]() -> Result<std::unique_ptr<Store>> {
        auto opened = openStore(storeOptions(StoreAccess::ReadWrite));
        if (!opened && opened.error().code == ErrorCode::Corrupt)
            opened = setAsideAndOpen(opened.error());
        if (!opened)
            return fail(opened.error());
        if (auto taken = takeStoredRules(**opened); !taken)
            return fail(taken.error());
        const std::scoped_lock lock(m_mutex);
        m_lock = (*opened)->lock();
        m_storeDescription = (*opened)->description();
        return std::unique_ptr<Store>(std::move(*opened));
    };
    Pipeline::Options options;
    options.engine = {m_catalog, m_zone, m_options.config.detection,
                      EngineContext::Fits::Background};
    options.queueRequests = static_cast<std::size_t>(m_options.config.ingest.queueRequests);
    options.openWriter = openWriter;
    options.openReader = [openReader]() -> Result<std::unique_ptr<Store>> {
        auto opened = openReader();
        if (!opened)
            return fail(opened.error());
        return std::unique_ptr<Store>(std::move(*opened));
    };
    options.clock = m_clock;
    options.feed = &m_feed;
    m_silences = std::make_shared<SilenceBoard>();
    options.teller = std::make_shared<Alerts>(
        m_options.config, m_catalog, m_zone, m_silences,
        [this](Instant from, Instant to) { m_board->noteSleep(from, to); });
    options.outboxWritten = [this] {
        if (m_delivery)
            m_delivery->wake();
    };
    options.troubled = [this](const Error& error) {
        qCWarning(lcStore, "the store refuses: %s", error.message.c_str());
        onOwnThread([this, error] { emit failed(error); });
    };
    options.recovered = [] { qCInfo(lcStore, "the store takes data again"); };
    options.shared = shared();
    options.mayDecide = m_options.config.ingest.enabled;
    options.dutyChanged = [this](bool decides) {
        qCInfo(lcApp, decides ? "this Vigia decides and notifies"
                              : "another Vigia on this database decides and notifies");
        if (m_delivery)
            m_delivery->wake();
    };
    m_pipeline = std::make_unique<Pipeline>(std::move(options));
    m_reader = std::make_unique<StoreReader>(openReader);
    m_intake = std::make_unique<StoreReader>(openReader);
    m_queries = std::make_unique<StoreReader>(openReader);
    m_sink = std::make_unique<PipelineSink>(
        *m_pipeline, *m_reader, *m_intake,
        PipelineSink::Alerting{m_options.config, m_catalog, m_zone, m_silences});
    if (m_options.config.ingest.watchLatency)
        m_sink->watchLatency(m_catalog->find(kLatencyStatus));
    m_sink->addMetrics([this] { return figures(); });
    startHousekeeping();
    if (auto started = m_pipeline->start(); !started)
        return started;
    applyStartRules();
    if (!shared())
        return {};
    ChangeWatch::Options watched{m_options.config.store.database, m_origin, {}, {}};
    watched.changed = [this](const StoreChange& change) {
        if (change.kind == StoreChange::Kind::Rules)
            onOwnThread([this] { lookForRules(); });
        else
            m_pipeline->noticed(change);
        // Of no particular minutes: what an operator did, which may be a silence.
        if (change.kind == StoreChange::Kind::Alerts && change.minutes.empty())
            lookForSilences();
    };
    watched.missed = [this] {
        onOwnThread([this] { lookForRules(); });
        lookForSilences();
        m_pipeline->missedChanges();
    };
    m_watch = std::make_unique<ChangeWatch>(std::move(watched));
    return {};
}

// What another process has made of them. Any thread.
void LocalMonitor::lookForSilences()
{
    m_reader->post([this](Result<Database*> database) {
        if (database)
            (void)m_silences->reload((*database)->incidentLog(), m_clock->now());
    });
}

// A damaged file is kept under another name, and said; only where the operator has asked for it.
Result<std::unique_ptr<Database>> LocalMonitor::setAsideAndOpen(const Error& damage)
{
    const StoreOptions options = storeOptions(StoreAccess::ReadWrite);
    if (!m_options.config.store.setAsideDamaged || isPostgresUrl(options.database))
        return fail(damage);
    const auto aside = setDatabaseAside(options.database, m_clock->now());
    if (!aside)
        return fail(aside.error());
    const Error said{ErrorCode::Corrupt, "the database " + options.database +
                                             " was damaged and is kept as " + *aside +
                                             "; a new one has begun"};
    qCWarning(lcStore, "%s", said.message.c_str());
    onOwnThread([this, said] { emit failed(said); });
    return openStore(options);
}

void LocalMonitor::startHousekeeping()
{
    Housekeeping::Options options;
    options.config = m_options.config.store;
    options.openStore = [this] { return openStore(storeOptions(StoreAccess::ReadWrite)); };
    options.due = [this] { return m_pipeline->decides(); };
    options.clock = m_clock;
    m_housekeeping = std::make_unique<Housekeeping>(std::move(options));
    m_housekeeping->start();
}

Result<void> LocalMonitor::startDelivery()
{
    if (!m_options.deliver)
        return {};
    auto notifiers = makeNotifiers(m_options.config);
    if (!notifiers)
        return fail(notifiers.error());
    if (notifiers->empty())
        return {};
    DeliveryService::Options options;
    options.openStore = [this]() -> Result<std::unique_ptr<Store>> {
        auto opened = openStore(storeOptions(StoreAccess::ReadWrite));
        if (!opened)
            return fail(opened.error());
        return std::unique_ptr<Store>(std::move(*opened));
    };
    options.notifiers = std::move(*notifiers);
    options.clock = m_clock;
    options.backoff.first = m_options.config.mail.retryFirst;
    if (shared()) {
        options.mayTake = [this](Store& store) -> Result<bool> {
            auto* database = dynamic_cast<Database*>(&store);
            if (!database || !m_pipeline->decides())
                return false;
            return database->courier().tryAcquire();
        };
        options.mayNot = [](Store& store) {
            if (auto* database = dynamic_cast<Database*>(&store))
                database->courier().release();
        };
    }
    options.changed = [this, log = std::make_shared<DeliveryLog>()] {
        log->note(m_delivery->health());
    };
    m_delivery = std::make_unique<DeliveryService>(std::move(options));
    m_sink->addMetrics([this] {
        const std::scoped_lock lock(m_mutex);
        return deliveryMetrics(m_delivery->health(), m_pending, m_clock->now());
    });
    m_delivery->start();
    return {};
}

Result<void> LocalMonitor::startListener()
{
    if (!m_options.listen || !m_options.config.ingest.enabled)
        return {};
    m_listener = std::make_unique<HttpListener>();
    auto address = m_listener->start(m_options.config.ingest,
                                     RouteContext{*m_sink, m_catalog, m_zone, *m_clock});
    if (!address) {
        Error why = address.error();
        if (shared() && why.code == ErrorCode::Unavailable)
            why.message += "; to only watch what others store in this database, use --listen none";
        return fail(std::move(why));
    }
    m_address = *address;
    const std::scoped_lock lock(m_mutex);
    if (m_lock)
        m_lock->setAddress(m_address.toString().toStdString());
    return {};
}

void LocalMonitor::startImporter()
{
    Importer::Options options;
    options.catalog = m_catalog;
    options.zone = m_zone;
    options.clock = m_clock;
    options.store = [this](CountBatch batch, IngestSink::IngestDone done) {
        m_pipeline->submit(std::move(batch), Pipeline::Arrival::History, std::move(done));
    };
    options.storeEvents = [this](EventBatch batch, IngestSink::EventsDone done) {
        m_sink->importEvents(std::move(batch), std::move(done));
    };
    options.storeCodes = [this](std::vector<AuthCodeCount> counts,
                                std::function<void(Result<void>)> done) {
        m_sink->importCodes(std::move(counts), std::move(done));
    };
    options.progressed = [this](const Importer::Progress& p) {
        onOwnThread([this, p] {
            emit importProgressed({QString::fromStdString(p.file), p.bytesDone, p.bytesTotal, 0});
        });
    };
    options.finished = [this](const Importer::Outcome& o) {
        onOwnThread([this, o] {
            ImportOutcome outcome;
            outcome.file = QString::fromStdString(o.file);
            outcome.read = o.read;
            outcome.stored = o.stored;
            outcome.updated = o.updated;
            outcome.refused = o.refused;
            outcome.error = o.error ? QString::fromStdString(o.error->message) : QString();
            outcome.cancelled = o.error && o.error->code == ErrorCode::Cancelled;
            outcome.world =
                o.error && !outcome.cancelled && o.error->code != ErrorCode::InvalidInput;
            emit importFinished(outcome);
            refreshRows();
        });
    };
    m_importer = std::make_unique<Importer>(std::move(options));
}

void LocalMonitor::stop()
{
    m_running = false;
    m_healthTimer.stop();
    m_rowsTimer.stop();
    m_rollUpTimer.stop();
    if (m_demo)
        m_demo->stop();
    // Sources first, so that nothing new comes in; the pipeline commits what is in hand and, as the
    // last one to close the database, lets SQLite fold its log into the file.
    if (m_listener)
        m_listener->stop();
    m_importer.reset();
    endTrials();
    m_housekeeping.reset();
    for (const auto& query : m_queryStops) {
        if (const auto stop = query.lock())
            stop->store(true);
    }
    if (m_heartbeat)
        m_heartbeat->stop(); // it looks at all that follows
    for (StoreReader* reader : {m_queries.get(), m_intake.get(), m_reader.get()}) {
        if (reader)
            reader->stop();
    }
    if (m_delivery)
        m_delivery->stop();
    m_watch.reset();
    if (m_pipeline)
        m_pipeline->stop();
    m_listener.reset();
    m_sink.reset();
    m_heartbeat.reset();
    m_delivery.reset();
    m_pipeline.reset();
    m_queries.reset();
    m_reader.reset();
    m_intake.reset();
    const std::scoped_lock lock(m_mutex);
    m_lock.reset();
}

} // namespace vigia
