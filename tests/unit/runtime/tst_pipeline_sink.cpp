// Requests with an Idempotency-Key: done once, answered the same again, also after a restart.
#include "core/runtime/pipeline_sink.h"
#include "core/store/open_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <latch>
#include <thread>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kMinute = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 10h;

class FixedClock final : public Clock
{
public:
    Instant now() const override { return Instant{kMinute} + 2min; }
};

CountBatch denied(std::uint64_t count)
{
    return {{""}, {{kMinute, count, StatusId::Denied, 0}}};
}

EventBatch failures(int count)
{
    EventBatch batch;
    batch.sources = {""};
    for (int i = 0; i < count; ++i)
        batch.events.push_back({Instant{kMinute}, StatusId::Failed, 0, 120.0, "05", {}});
    return batch;
}

template <typename Answer>
Keep<Answer> keyed(const std::string& key, const std::string& fingerprint)
{
    return {key, fingerprint, [](const Answer& answer) {
                return "{\"accepted\":" + std::to_string(answer.accepted) +
                       ",\"anomalies\":" + std::to_string(answer.anomalies.size()) + "}";
            }};
}

// Pipeline and readers on one file.
class Instance
{
public:
    explicit Instance(const QTemporaryDir& dir)
        : m_path(dir.filePath(QStringLiteral("vigia.db")).toStdString())
        , pipeline(options())
        , reader([this] { return open(StoreAccess::ReadOnly); })
        , intake([this] { return open(StoreAccess::ReadOnly); })
        , sink(pipeline, reader, intake)
    {
        started = pipeline.start().has_value();
    }
    ~Instance()
    {
        intake.stop();
        reader.stop();
        pipeline.stop();
    }

    Result<IngestAnswer> ingest(CountBatch batch, const std::string& key,
                                const std::string& fingerprint)
    {
        std::promise<Result<IngestAnswer>> answer;
        sink.ingest(std::move(batch), keyed<IngestAnswer>(key, fingerprint),
                    [&](Result<IngestAnswer> a) { answer.set_value(std::move(a)); });
        return answer.get_future().get();
    }
    Result<EventAnswer> events(EventBatch batch, const std::string& key,
                               const std::string& fingerprint)
    {
        std::promise<Result<EventAnswer>> answer;
        sink.ingestEvents(std::move(batch), keyed<EventAnswer>(key, fingerprint),
                          [&](Result<EventAnswer> a) { answer.set_value(std::move(a)); });
        return answer.get_future().get();
    }
    Result<EventAnswer> importFile(EventBatch batch, const std::string& digest)
    {
        batch.file = digest;
        std::promise<Result<EventAnswer>> answer;
        sink.importEvents(std::move(batch),
                          [&](Result<EventAnswer> a) { answer.set_value(std::move(a)); });
        return answer.get_future().get();
    }
    std::uint64_t stored(StatusId status)
    {
        const auto page = (*open(StoreAccess::ReadOnly))->counts({});
        std::uint64_t sum = 0;
        for (const StoredCount& row : page->rows)
            sum += row.status == status ? row.count : 0;
        return sum;
    }

private:
    Result<std::unique_ptr<Database>> open(StoreAccess access) const
    {
        StoreOptions options;
        options.database = m_path;
        options.access = access;
        return openStore(options);
    }
    Pipeline::Options options()
    {
        Pipeline::Options out;
        out.engine.catalog = std::make_shared<const StatusCatalog>();
        out.engine.zone = std::make_shared<const Zone>();
        out.engine.config.detectors = {"static"};
        out.clock = std::make_shared<const FixedClock>();
        out.openWriter = [this]() -> Result<std::unique_ptr<Store>> {
            auto opened = open(StoreAccess::ReadWrite);
            if (!opened)
                return fail(opened.error());
            return std::unique_ptr<Store>(std::move(*opened));
        };
        out.openReader = [this]() -> Result<std::unique_ptr<Store>> {
            auto opened = open(StoreAccess::ReadOnly);
            if (!opened)
                return fail(opened.error());
            return std::unique_ptr<Store>(std::move(*opened));
        };
        return out;
    }

    std::string m_path;

public:
    Pipeline pipeline;
    StoreReader reader;
    StoreReader intake;
    PipelineSink sink;
    bool started = false;
};

} // namespace

class TestPipelineSink : public QObject
{
    Q_OBJECT

private slots:
    void aRetryGetsTheFirstAnswerAndChangesNothing()
    {
        const QTemporaryDir dir;
        {
            Instance instance(dir);
            QVERIFY(instance.started);
            const auto first = instance.ingest(denied(7), "k1", "f1");
            QVERIFY(first && !first->kept.again);
            QCOMPARE(first->kept.text, std::string("{\"accepted\":1,\"anomalies\":0}"));
            QVERIFY(instance.ingest(denied(9), "k2", "f2")); // a correction comes in between
            const auto again = instance.ingest(denied(7), "k1", "f1");
            QVERIFY(again && again->kept.again);
            QCOMPARE(again->kept.text, first->kept.text);
            QCOMPARE(instance.stored(StatusId::Denied), std::uint64_t{9});
        }
        Instance restarted(dir);
        QVERIFY(restarted.started);
        const auto again = restarted.ingest(denied(7), "k1", "f1");
        QVERIFY(again && again->kept.again);
        QCOMPARE(restarted.stored(StatusId::Denied), std::uint64_t{9});
    }

    void anotherRequestWithTheSameKeyIsRefused()
    {
        const QTemporaryDir dir;
        Instance instance(dir);
        QVERIFY(instance.ingest(denied(7), "k1", "f1"));
        const auto other = instance.ingest(denied(8), "k1", "f2");
        QVERIFY(!other);
        QCOMPARE(other.error().code, ErrorCode::InvalidInput);
        QCOMPARE(instance.stored(StatusId::Denied), std::uint64_t{7});
        QVERIFY(!instance.events(failures(1), "k1", "f3"));
        QCOMPARE(instance.stored(StatusId::Failed), std::uint64_t{0});
    }

    void eventsAreAddedOnceHoweverOftenTheyAreSent()
    {
        const QTemporaryDir dir;
        {
            Instance instance(dir);
            const auto first = instance.events(failures(20), "k1", "f1");
            QVERIFY(first);
            // `static` alerts above 5 failed: the kept answer has what was found after the commit.
            QCOMPARE(first->kept.text, std::string("{\"accepted\":20,\"anomalies\":1}"));
            const auto again = instance.events(failures(20), "k1", "f1");
            QVERIFY(again && again->kept.again);
            QCOMPARE(again->kept.text, first->kept.text);
        }
        Instance restarted(dir);
        const auto again = restarted.events(failures(20), "k1", "f1");
        QVERIFY(again && again->kept.again);
        QCOMPARE(again->kept.text, std::string("{\"accepted\":20,\"anomalies\":1}"));
        QCOMPARE(restarted.stored(StatusId::Failed), std::uint64_t{20});
    }

    void eventsOfAProgramThatDiedBeforeItJudgedThemAreJudgedAfterTheNextStart()
    {
        const QTemporaryDir dir;
        StoreOptions file;
        file.database = dir.filePath(QStringLiteral("vigia.db")).toStdString();
        {
            auto store = openStore(file);
            QVERIFY(store);
            QVERIFY((*store)->events().addEvents(failures(20))); // and here it died
            QCOMPARE((*store)->collectorLog().unjudged(10)->size(), std::size_t{1});
        }
        {
            Instance restarted(dir);
            QVERIFY(restarted.started);
            QTRY_VERIFY_WITH_TIMEOUT(!restarted.pipeline.learning(), 20'000);
        } // what is in hand is committed
        auto store = openStore(file);
        QVERIFY(store);
        const auto found = (*store)->anomalies({});
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{1});
        QCOMPARE(found->front().count, std::uint64_t{20});
        QCOMPARE((*store)->incidents({})->size(), std::size_t{1});
        QVERIFY((*store)->collectorLog().unjudged(10)->empty());
        QCOMPARE((*store)->counts({})->rows.front().count, std::uint64_t{20});
    }

    void judgedEventsLeaveNoNote()
    {
        const QTemporaryDir dir;
        {
            Instance instance(dir);
            QVERIFY(instance.events(failures(20), {}, {}));
            QVERIFY(instance.events(failures(1), "k1", "f1"));
            QVERIFY(instance.importFile(failures(1), "a file"));
        }
        StoreOptions file;
        file.database = dir.filePath(QStringLiteral("vigia.db")).toStdString();
        auto store = openStore(file);
        QVERIFY(store);
        QVERIFY((*store)->collectorLog().unjudged(10)->empty());
    }

    void aFileOfTransactionsAddsOnceHoweverOftenItIsImported()
    {
        const QTemporaryDir dir;
        Instance instance(dir);
        const auto first = instance.importFile(failures(20), "digest 1");
        QVERIFY(first);
        QCOMPARE(first->accepted, std::int64_t{20});
        QCOMPARE(first->duplicates, std::int64_t{0});
        const auto again = instance.importFile(failures(20), "digest 1");
        QVERIFY(again);
        QCOMPARE(again->accepted, std::int64_t{0});
        QCOMPARE(again->duplicates, std::int64_t{20});
        QVERIFY(instance.importFile(failures(3), "digest 2"));
        QCOMPARE(instance.stored(StatusId::Failed), std::uint64_t{23});
    }

    void ofManyAtOnceOneIsDone()
    {
        const QTemporaryDir dir;
        Instance instance(dir);
        constexpr int kClients = 16;
        std::latch begin(kClients);
        std::vector<Result<EventAnswer>> answers(kClients, fail(ErrorCode::Internal, "none"));
        {
            std::vector<std::jthread> clients;
            for (int i = 0; i < kClients; ++i) {
                clients.emplace_back([&, i] {
                    begin.arrive_and_wait();
                    answers[static_cast<std::size_t>(i)] = instance.events(failures(3), "k1", "f1");
                });
            }
        }
        int firsts = 0;
        for (const auto& answer : answers) {
            QVERIFY(answer);
            QCOMPARE(answer->kept.text, answers.front()->kept.text);
            firsts += answer->kept.again ? 0 : 1;
        }
        QCOMPARE(firsts, 1);
        QCOMPARE(instance.stored(StatusId::Failed), std::uint64_t{3});
    }
};

QTEST_GUILESS_MAIN(TestPipelineSink)
#include "tst_pipeline_sink.moc"
