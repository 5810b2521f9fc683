#include "core/runtime/housekeeping.h"

#include "core/store/open_store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr Minute kNoon = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 12h;

StoreConfig keeping(int days)
{
    StoreConfig config;
    config.countsDays = days;
    config.rawLogDays = days;
    config.anomaliesDays = days;
    config.messagesDays = days;
    return config;
}

StoreNewest rawLogOf(Minute newest)
{
    StoreNewest out;
    out.rawLog = newest;
    return out;
}

class FixedClock final : public Clock
{
public:
    Instant now() const override { return Instant{kNoon}; }
};

} // namespace

class TestHousekeeping : public QObject
{
    Q_OBJECT

private slots:
    void ageIsCountedFromTheNewestRow_data()
    {
        QTest::addColumn<qint64>("newest"); // minutes from noon
        QTest::addColumn<qint64>("now");
        QTest::addColumn<qint64>("reference");
        QTest::newRow("rows that come now") << qint64{0} << qint64{1} << qint64{0};
        QTest::newRow("nobody feeds it for a year") << qint64{0} << qint64{365 * 1440} << qint64{0};
        QTest::newRow("a clock ten years ahead") << qint64{0} << qint64{3652 * 1440} << qint64{0};
        QTest::newRow("a clock a day behind") << qint64{0} << qint64{-1440} << qint64{-1440};
        QTest::newRow("a row of tomorrow") << qint64{1440} << qint64{0} << qint64{0};
    }
    void ageIsCountedFromTheNewestRow()
    {
        QFETCH(qint64, newest);
        QFETCH(qint64, now);
        QFETCH(qint64, reference);
        RetentionMemory memory;
        const auto cut = planRetention(keeping(7), rawLogOf(kNoon + std::chrono::minutes{newest}),
                                       Instant{kNoon + std::chrono::minutes{now}}, 1min, memory);
        QVERIFY(cut.rawLog == kNoon + std::chrono::minutes{reference} - std::chrono::days{7});
        QVERIFY(memory.rawLog == kNoon + std::chrono::minutes{reference});
        QVERIFY(!cut.counts && !cut.anomalies && !cut.messages); // nothing stored of these
    }

    void aLeapIsFollowedByADayAnHour()
    {
        RetentionMemory memory;
        memory.rawLog = kNoon;
        const Minute future = kNoon + std::chrono::days{3652};
        const auto cut = planRetention(keeping(7), rawLogOf(future), Instant{future}, 1h, memory);
        QVERIFY(cut.rawLog == kNoon + std::chrono::days{1} - std::chrono::days{7});
        // What is mended goes back at once.
        const auto mended = planRetention(keeping(7), rawLogOf(kNoon), Instant{kNoon}, 1h, memory);
        QVERIFY(mended.rawLog == kNoon - std::chrono::days{7});
    }

    void zeroDaysKeepAll()
    {
        RetentionMemory memory;
        const auto cut = planRetention(keeping(0), rawLogOf(kNoon), Instant{kNoon}, 1min, memory);
        QVERIFY(!cut.rawLog && !cut.counts && !cut.anomalies && !cut.messages);
        QVERIFY(cut.answers && *cut.answers <= Instant{kNoon} - 24h);
    }

    void whatIsRememberedReadsBack()
    {
        RetentionMemory memory;
        memory.counts = kNoon;
        memory.messages = kNoon - 5min;
        QCOMPARE(retentionMemoryFrom(toText(memory)), memory);
        QCOMPARE(retentionMemoryFrom("counts x\nnothing\nraw_log 12 3\n"), RetentionMemory{});
    }

    void oldRowsGoInTheBackgroundAndTheRestStays()
    {
        const QTemporaryDir dir;
        const auto open = [&]() -> Result<std::unique_ptr<Database>> {
            StoreOptions options;
            options.database = dir.filePath(QStringLiteral("vigia.db")).toStdString();
            return openStore(options);
        };
        {
            auto store = open();
            QVERIFY(store);
            WriteUnit unit;
            unit.counts.push_back({{""},
                                   {{kNoon - std::chrono::days{8}, 1, StatusId::Denied, 0},
                                    {kNoon - std::chrono::days{6}, 2, StatusId::Denied, 0},
                                    {kNoon, 3, StatusId::Denied, 0}}});
            QVERIFY((*store)->write(unit));
        }
        Housekeeping::Options options;
        options.config = keeping(7);
        options.openStore = open;
        options.clock = std::make_shared<const FixedClock>();
        options.first = 1ms;
        Housekeeping housekeeping(std::move(options));
        housekeeping.start();
        QTRY_COMPARE_WITH_TIMEOUT(housekeeping.deleted(), std::int64_t{1}, 20'000);
        housekeeping.stop();
        const auto page = (*open())->counts({});
        QCOMPARE(page->rows.size(), std::size_t{2});
        QCOMPARE(page->rows.front().count, std::uint64_t{2});
    }

    void deletesNothingUntilItIsItsTurn()
    {
        const QTemporaryDir dir;
        StoreOptions file;
        file.database = dir.filePath(QStringLiteral("vigia.db")).toStdString();
        const auto open = [&] { return openStore(file); };
        {
            auto store = open();
            QVERIFY(store);
            WriteUnit unit;
            unit.counts.push_back({{""},
                                   {{kNoon - std::chrono::days{8}, 1, StatusId::Denied, 0},
                                    {kNoon, 3, StatusId::Denied, 0}}});
            QVERIFY((*store)->write(unit));
        }
        std::atomic<int> asked = 0;
        std::atomic<bool> turn = false;
        Housekeeping::Options options;
        options.config = keeping(7);
        options.openStore = open;
        options.due = [&] {
            ++asked;
            return turn.load();
        };
        options.clock = std::make_shared<const FixedClock>();
        options.first = 1ms;
        options.interval = 1ms;
        Housekeeping housekeeping(std::move(options));
        housekeeping.start();
        QTRY_VERIFY_WITH_TIMEOUT(asked > 3, 20'000);
        QCOMPARE(housekeeping.deleted(), std::int64_t{0});
        turn = true; // the one that decided is gone
        QTRY_COMPARE_WITH_TIMEOUT(housekeeping.deleted(), std::int64_t{1}, 20'000);
    }
};

QTEST_GUILESS_MAIN(TestHousekeeping)
#include "tst_housekeeping.moc"
