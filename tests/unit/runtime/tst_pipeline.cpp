#include "core/runtime/pipeline.h"
#include "core/store/open_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 10h;

// A clock long after the rows, so that they count as replayed and no clock closes their minutes.
class LaterClock final : public Clock
{
public:
    Instant now() const override { return Instant{kStart} + 60 * 24h; }
};

// Lets every call through, but fails the writes as long as it is told to.
class FailingStore final : public Store
{
public:
    FailingStore(std::unique_ptr<Store> store, std::shared_ptr<std::atomic<bool>> failing)
        : m_store(std::move(store))
        , m_failing(std::move(failing))
    {}

    Result<std::vector<WriteCounts>> write(const WriteUnit& unit) override
    {
        if (*m_failing)
            return fail(ErrorCode::Full, "the disk is full");
        return m_store->write(unit);
    }
    Result<void> putValue(const std::string& key, const std::string& bytes) override
    {
        if (*m_failing)
            return fail(ErrorCode::Full, "the disk is full");
        return m_store->putValue(key, bytes);
    }
    Result<CountPage> counts(const CountQuery& q) override { return m_store->counts(q); }
    Result<void> forEachCount(const CountQuery& q,
                              const std::function<bool(const StoredCount&)>& each) override
    {
        return m_store->forEachCount(q, each);
    }
    Result<std::optional<MinuteRange>> countRange() override { return m_store->countRange(); }
    Result<std::vector<Anomaly>> anomalies(const AnomalyQuery& q) override
    {
        return m_store->anomalies(q);
    }
    Result<std::vector<Incident>> incidents(const IncidentQuery& q) override
    {
        return m_store->incidents(q);
    }
    Result<std::optional<Incident>> incident(IncidentId id) override
    {
        return m_store->incident(id);
    }
    Result<IncidentId> nextIncidentId() override { return m_store->nextIncidentId(); }
    Result<std::vector<OutboxEntry>> dueDeliveries(Instant now, std::size_t n) override
    {
        return m_store->dueDeliveries(now, n);
    }
    Result<void> recordAttempt(const OutboxEntry& e) override { return m_store->recordAttempt(e); }
    Result<std::vector<OutboxEntry>> outbox(std::size_t n) override { return m_store->outbox(n); }
    Result<std::optional<std::string>> value(const std::string& key) override
    {
        return m_store->value(key);
    }
    Result<Table> select(const std::string& sql, std::size_t n) override
    {
        return m_store->select(sql, n);
    }

private:
    std::unique_ptr<Store> m_store;
    std::shared_ptr<std::atomic<bool>> m_failing;
};

class Bench
{
public:
    explicit Bench(const QTemporaryDir& dir)
        : m_path(dir.filePath(QStringLiteral("vigia.db")).toStdString())
    {}

    std::unique_ptr<Pipeline> pipeline()
    {
        Pipeline::Options options;
        options.engine.catalog = m_catalog;
        options.engine.zone = std::make_shared<const Zone>();
        options.engine.config.detectors = {"rolling_zscore"};
        options.clock = std::make_shared<const LaterClock>();
        options.feed = &feed;
        options.openWriter = [this]() -> Result<std::unique_ptr<Store>> {
            auto store = open(StoreAccess::ReadWrite);
            if (!store)
                return store;
            return std::unique_ptr<Store>(
                std::make_unique<FailingStore>(std::move(*store), failing));
        };
        options.openReader = [this] { return open(StoreAccess::ReadOnly); };
        options.queueRequests = 1000;
        return std::make_unique<Pipeline>(std::move(options));
    }

    Result<std::unique_ptr<Store>> open(StoreAccess access) const
    {
        StoreOptions options;
        options.database = m_path;
        options.catalog = m_catalog;
        options.access = access;
        auto opened = openStore(options);
        if (!opened)
            return fail(opened.error());
        return std::unique_ptr<Store>(std::move(*opened));
    }

    LiveFeed feed;
    std::shared_ptr<std::atomic<bool>> failing = std::make_shared<std::atomic<bool>>(false);

private:
    std::string m_path;
    std::shared_ptr<const StatusCatalog> m_catalog = std::make_shared<const StatusCatalog>();
};

Result<IngestAnswer> post(Pipeline& pipeline, CountBatch batch,
                          Pipeline::Arrival arrival = Pipeline::Arrival::Live)
{
    auto promise = std::make_shared<std::promise<Result<IngestAnswer>>>();
    auto answer = promise->get_future();
    pipeline.submit(std::move(batch), arrival,
                    [promise](Result<IngestAnswer> a) { promise->set_value(std::move(a)); });
    return answer.get();
}

CountBatch minute(int i, std::uint64_t failed, std::uint64_t denied, std::uint64_t reversed)
{
    const Minute t = kStart + std::chrono::minutes{i};
    return {{""},
            {{t, failed, StatusId::Failed, 0},
             {t, denied, StatusId::Denied, 0},
             {t, reversed, StatusId::Reversed, 0}}};
}

std::size_t storedRows(const Bench& bench)
{
    const auto store = bench.open(StoreAccess::ReadOnly);
    if (!store)
        return 0;
    return (*store)->counts({}).value().rows.size();
}

} // namespace

// The known answer of rolling_zscore (design/detection.md): sixty minutes of failed 0, denied 5,
// reversed 1, then failed 15, denied 8, reversed 2 gives exactly one alert, failed.
class TestPipeline : public QObject
{
    Q_OBJECT

private slots:
    void anAnswerComesAfterTheCommitWithItsAnomalies()
    {
        const QTemporaryDir dir;
        Bench bench(dir);
        const auto pipeline = bench.pipeline();
        QVERIFY(pipeline->start().has_value());
        for (int i = 0; i < 60; ++i) {
            const auto answer = post(*pipeline, minute(i, 0, 5, 1));
            QVERIFY(answer.has_value());
            QCOMPARE(answer->accepted, std::int64_t{3});
            QVERIFY(answer->anomalies.empty());
        }
        const auto answer = post(*pipeline, minute(60, 15, 8, 2));
        QCOMPARE(storedRows(bench),
                 std::size_t{61 * 3}); // before stop(): the answer is after the commit
        QCOMPARE(answer->anomalies.size(), std::size_t{1});
        QVERIFY(answer->anomalies[0].status == StatusId::Failed);
        QCOMPARE(answer->anomalies[0].count, std::uint64_t{15});
    }

    void aRepeatedRowChangesNothing()
    {
        const QTemporaryDir dir;
        Bench bench(dir);
        const auto pipeline = bench.pipeline();
        QVERIFY(pipeline->start().has_value());
        QVERIFY(post(*pipeline, minute(0, 0, 5, 1)).has_value());
        const auto same = post(*pipeline, minute(0, 0, 5, 1));
        QCOMPARE(same->accepted, std::int64_t{3});
        QCOMPARE(same->updated, std::int64_t{0});
        const auto other = post(*pipeline, minute(0, 0, 6, 1));
        QCOMPARE(other->updated, std::int64_t{1});
        QCOMPARE(storedRows(bench), std::size_t{3});
    }

    void aRestartGoesOnWithWhatWasLearned()
    {
        const QTemporaryDir dir;
        Bench bench(dir);
        {
            const auto pipeline = bench.pipeline();
            QVERIFY(pipeline->start().has_value());
            for (int i = 0; i < 60; ++i)
                QVERIFY(post(*pipeline, minute(i, 0, 5, 1)).has_value());
        }
        const auto pipeline = bench.pipeline();
        QVERIFY(pipeline->start().has_value());
        const auto answer = post(*pipeline, minute(60, 15, 8, 2));
        QCOMPARE(answer->anomalies.size(), std::size_t{1});
        QVERIFY(answer->anomalies[0].status == StatusId::Failed);
        const LiveDelta shown = bench.feed.take();
        QCOMPARE(shown.minutes.size(), std::size_t{61}); // the window gets the learned minutes too
    }

    void afterAFailedCommitEngineAndStoreAgree()
    {
        const QTemporaryDir dir;
        Bench bench(dir);
        const auto pipeline = bench.pipeline();
        QVERIFY(pipeline->start().has_value());
        for (int i = 0; i < 60; ++i)
            QVERIFY(post(*pipeline, minute(i, 0, 5, 1)).has_value());
        *bench.failing = true;
        for (int i = 60; i < 70; ++i) { // would have taught the engine that 15 is usual
            const auto refused = post(*pipeline, minute(i, 15, 5, 1));
            QVERIFY(!refused.has_value());
            QVERIFY(refused.error().code == ErrorCode::Full);
        }
        QVERIFY(pipeline->trouble().has_value());
        *bench.failing = false;
        const auto answer = post(*pipeline, minute(60, 15, 8, 2));
        QVERIFY(answer.has_value());
        QVERIFY(!pipeline->trouble().has_value());
        QCOMPARE(answer->anomalies.size(), std::size_t{1});
        QCOMPARE(storedRows(bench), std::size_t{61 * 3});
    }

    void historyThatIsImportedLaterIsJudgedByWhatWasBeforeIt()
    {
        const QTemporaryDir dir;
        Bench bench(dir);
        const auto pipeline = bench.pipeline();
        QVERIFY(pipeline->start().has_value());
        for (int i = 100; i < 160; ++i) // the present, quiet
            QVERIFY(post(*pipeline, minute(i, 0, 5, 1)).has_value());
        CountBatch past{{""}, {}};
        for (int i = 0; i < 61; ++i) {
            const CountBatch one = i < 60 ? minute(i, 0, 5, 1) : minute(60, 15, 8, 2);
            past.rows.insert(past.rows.end(), one.rows.begin(), one.rows.end());
        }
        QVERIFY(post(*pipeline, past, Pipeline::Arrival::History).has_value());
        pipeline->stop();
        const auto store = bench.open(StoreAccess::ReadOnly);
        const auto anomalies = (*store)->anomalies({}).value();
        QCOMPARE(anomalies.size(), std::size_t{1});
        QVERIFY(anomalies[0].status == StatusId::Failed);
        QVERIFY(anomalies[0].time == kStart + 60min);
        QVERIFY(anomalies[0].late);
        QVERIFY((*store)->incidents({}).value().empty()); // history opens no incident behind
                                                          // decided minutes
    }

    void aStartFromTheKeptSnapshotJudgesAsOneThatLearnsAll()
    {
        const QTemporaryDir dir;
        Bench bench(dir);
        CountBatch days{{""}, {}};
        for (int i = 0; i < 20 * 1440; ++i) {
            const CountBatch one = minute(i, 0, 5 + static_cast<std::uint64_t>(i % 3), 1);
            days.rows.insert(days.rows.end(), one.rows.begin(), one.rows.end());
        }
        {
            const auto pipeline = bench.pipeline();
            QVERIFY(pipeline->start().has_value());
            QVERIFY(post(*pipeline, days, Pipeline::Arrival::History).has_value());
        }
        QVERIFY(!bench.open(StoreAccess::ReadOnly)
                     .value()
                     ->value("engine_snapshot")
                     .value()
                     .has_value());
        {
            const auto learner =
                bench.pipeline(); // learns all, keeps what lies before the shown days
            QVERIFY(learner->start().has_value());
            QTRY_VERIFY_WITH_TIMEOUT(!learner->learning(), 30'000);
        }
        QVERIFY(bench.open(StoreAccess::ReadOnly)
                    .value()
                    ->value("engine_snapshot")
                    .value()
                    .has_value());
        const auto pipeline = bench.pipeline();
        QVERIFY(pipeline->start().has_value());
        const auto answer = post(*pipeline, minute(20 * 1440, 15, 5, 1));
        QCOMPARE(answer->anomalies.size(), std::size_t{1});
        QVERIFY(answer->anomalies[0].status == StatusId::Failed);
    }

    void whatIsInHandAtStopIsCommittedAndAnswered()
    {
        const QTemporaryDir dir;
        Bench bench(dir);
        std::atomic<int> answered = 0;
        {
            const auto pipeline = bench.pipeline();
            QVERIFY(pipeline->start().has_value());
            for (int i = 0; i < 200; ++i) {
                pipeline->submit(minute(i, 0, 5, 1), Pipeline::Arrival::Live,
                                 [&answered](const Result<IngestAnswer>& a) {
                                     if (a)
                                         ++answered;
                                 });
            }
            pipeline->stop();
        }
        QCOMPARE(answered.load(), 200);
        QCOMPARE(storedRows(bench), std::size_t{600});
    }
};

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
