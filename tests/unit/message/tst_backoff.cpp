#include "core/message/backoff.h"

#include <QTest>
#include <set>

using namespace vigia;
using namespace std::chrono;

class TestBackoff : public QObject
{
    Q_OBJECT

private slots:
    void delaysDoubleFromHalfAMinuteToAnHour_data()
    {
        QTest::addColumn<int>("attempts");
        QTest::addColumn<int>("least"); // seconds
        QTest::addColumn<int>("most");
        QTest::newRow("first") << 1 << 30 << 39;
        QTest::newRow("second") << 2 << 60 << 78;
        QTest::newRow("third") << 3 << 120 << 156;
        QTest::newRow("seventh") << 7 << 1920 << 2496;
        QTest::newRow("eighth") << 8 << 3600 << 3600;
        QTest::newRow("after a very long time") << 100'000 << 3600 << 3600;
    }

    void delaysDoubleFromHalfAMinuteToAnHour()
    {
        QFETCH(int, attempts);
        QFETCH(int, least);
        QFETCH(int, most);
        for (std::int64_t entry = 0; entry < 200; ++entry) {
            const auto delay = retryDelay({}, attempts, entry);
            QVERIFY(delay >= seconds{least});
            QVERIFY(delay <= seconds{most});
        }
    }

    void entriesThatFailTogetherComeBackApart()
    {
        std::set<milliseconds> delays;
        for (std::int64_t entry = 0; entry < 100; ++entry)
            delays.insert(retryDelay({}, 3, entry));
        QVERIFY(delays.size() > 90);
    }

    void theSameSeedGivesTheSameTimes()
    {
        Backoff a, b;
        a.seed = 7;
        b.seed = 8;
        QVERIFY(retryDelay(a, 2, 5) == retryDelay(a, 2, 5));
        QVERIFY(retryDelay(a, 2, 5) != retryDelay(b, 2, 5));
    }

    void whatTheOtherSideAsksForIsKeptUpToAnHour_data()
    {
        QTest::addColumn<int>("asked"); // seconds
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("less than the backoff") << 5 << 30 << 39;
        QTest::newRow("more") << 600 << 600 << 600;
        QTest::newRow("a day") << 86'400 << 3600 << 3600;
        QTest::newRow("nonsense") << -5 << 30 << 39;
    }

    void whatTheOtherSideAsksForIsKeptUpToAnHour()
    {
        QFETCH(int, asked);
        QFETCH(int, least);
        QFETCH(int, most);
        const Instant now{hours{480'000}};
        const auto next = nextAttempt({}, 1, 1, now, now, seconds{asked});
        QVERIFY(next.has_value());
        QVERIFY(*next - now >= seconds{least});
        QVERIFY(*next - now <= seconds{most});
    }

    void itGivesUpAfterADay()
    {
        const Instant created{hours{480'000}};
        Instant now = created;
        int attempts = 0;
        for (;;) {
            const auto next = nextAttempt({}, ++attempts, 1, created, now, std::nullopt);
            if (!next)
                break;
            QVERIFY(*next > now);
            now = *next;
        }
        QVERIFY(now - created <= hours{24});
        QVERIFY(now - created > hours{22});
        // 30 s doubling to 1 h takes about an hour, then one attempt an hour.
        QVERIFY(attempts >= 28 && attempts <= 33);
    }

    void aClockSetBackDoesNotEndAnEntry()
    {
        const Instant created{hours{480'000}};
        QVERIFY(
            nextAttempt({}, 1, 1, created, created - hours{24 * 365}, std::nullopt).has_value());
    }
};

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
