#include "core/runtime/bounded_queue.h"

#include <QTest>

#include <thread>

using namespace vigia;
using namespace std::chrono_literals;

class TestBoundedQueue : public QObject
{
    Q_OBJECT

private slots:
    void aFullQueueTakesNoMoreAndLeavesTheItem()
    {
        BoundedQueue<std::string> queue(1);
        std::string first = "first";
        std::string second = "second";
        QVERIFY(queue.tryPush(first));
        QVERIFY(!queue.tryPush(second));
        QCOMPARE(second, std::string("second"));
    }

    void closingWakesTheTakerAndKeepsWhatWaits()
    {
        BoundedQueue<int> queue(4);
        QVERIFY(queue.push(1));
        queue.close();
        QVERIFY(!queue.push(2));
        QVERIFY(!queue.finished());
        QCOMPARE(queue.drain(10s).size(), std::size_t{1}); // does not wait
        QVERIFY(queue.finished());
        QVERIFY(queue.drain(10s).empty());
    }

    void everythingPushedByManyThreadsIsTakenOnceAndInOrderOfEach()
    {
        constexpr int kThreads = 4;
        constexpr int kItems = 5'000;
        BoundedQueue<std::pair<int, int>> queue(16);
        std::vector<std::jthread> pushers;
        for (int t = 0; t < kThreads; ++t) {
            pushers.emplace_back([&queue, t] {
                for (int i = 0; i < kItems; ++i)
                    (void)queue.push({t, i});
            });
        }
        std::vector<int> next(kThreads, 0);
        int total = 0;
        while (total < kThreads * kItems) {
            for (const auto& [t, i] : queue.drain(1s)) {
                QCOMPARE(i, next[static_cast<std::size_t>(t)]);
                ++next[static_cast<std::size_t>(t)];
                ++total;
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestBoundedQueue)
#include "tst_bounded_queue.moc"
