#include "core/alerting/trend_watch.h"

#include <QTest>

using namespace vigia;
using std::chrono::minutes;

class TestTrendWatch : public QObject
{
    Q_OBJECT
private slots:
    // Two more each minute from a calm level: slope 2 in the end, noise of 5 a minute is far below.
    void aSteadyRiseIsSeenAndACalmLevelIsNot()
    {
        const auto catalog = std::make_shared<StatusCatalog>();
        TrendWatch watch(catalog, std::make_shared<Zone>());
        const Minute ten = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + minutes{600};
        const auto minute = [&](int i, std::uint64_t denied) {
            Bucket bucket{ten + minutes{i}, Fill::Complete,
                          std::vector<std::uint64_t>(catalog->size(), 0)};
            bucket.counts[index(StatusId::Denied)] = denied;
            bucket.counts[index(StatusId::Approved)] = 100 + 10 * denied; // rises as well
            return bucket;
        };
        for (int i = 0; i < 30; ++i)
            QVERIFY(watch.take(minute(i, 5)).empty());
        std::vector<TrendWatch::Rise> found;
        for (int i = 30; i < 60; ++i) {
            for (const TrendWatch::Rise& rise : watch.take(minute(i, 5 + 2 * (i - 29)))) {
                QVERIFY(rise.status == StatusId::Denied); // more approvals are no alarm
                found.push_back(rise);
            }
        }
        QVERIFY(!found.empty());
        QVERIFY(std::abs(found.back().slope - 2.0) < 1e-9);
        QVERIFY(watch.take(minute(59, 500)).empty()); // a minute comes once
    }
};

QTEST_GUILESS_MAIN(TestTrendWatch)
#include "tst_trend_watch.moc"
