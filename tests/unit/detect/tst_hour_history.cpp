#include "core/base/random.h"
#include "core/base/stats.h"
#include "core/detect/hour_history.h"

#include <QTest>

#include <algorithm>
#include <deque>

using namespace vigia;

class TestHourHistory : public QObject
{
    Q_OBJECT

private slots:
    void statisticsAreThoseOfTheLastMinutes_data()
    {
        QTest::addColumn<quint64>("range");
        QTest::newRow("few different counts") << quint64{3};
        QTest::newRow("many different counts") << quint64{100'000};
        QTest::newRow("all equal") << quint64{1};
    }

    void statisticsAreThoseOfTheLastMinutes()
    {
        QFETCH(quint64, range);
        constexpr std::size_t kCapacity = 50;
        HourHistory history(kCapacity);
        std::deque<std::uint64_t> last;
        Random random(1);
        for (int i = 0; i < 1'000; ++i) {
            const std::uint64_t count = random.below(range);
            history.add(count);
            last.push_back(count);
            if (last.size() > kCapacity)
                last.pop_front();
            std::vector<std::uint64_t> sorted(last.begin(), last.end());
            std::sort(sorted.begin(), sorted.end());
            const std::span<const std::uint64_t> span(sorted);
            QCOMPARE(history.size(), sorted.size());
            for (const double q : {0.01, 0.05, 0.5, 0.95, 0.99})
                QCOMPARE(history.quantile(q), quantileOfSorted(span, q));
            QCOMPARE(history.mad(), madOfSorted(span));
        }
    }
};

QTEST_APPLESS_MAIN(TestHourHistory)
#include "tst_hour_history.moc"
