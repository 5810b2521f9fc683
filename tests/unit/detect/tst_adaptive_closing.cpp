#include "core/detect/adaptive_closing.h"
#include "tests/unit/detect/adaptive_testing.h"

#include <QTest>

#include <algorithm>

using namespace vigia;
using namespace vigia::test;
using namespace std::chrono;

namespace {

// A Monday; what follows counts days and minutes from it.
constexpr local_days kStart{year{2025} / 6 / 2};

LocalMinute on(int day, int minuteOfDay)
{
    return kStart + days{day} + minutes{minuteOfDay};
}

} // namespace

class TestAdaptiveClosing : public QObject
{
    Q_OBJECT

private slots:
    void whatWasSilentOnMostDaysIsExpectedToBe_data()
    {
        QTest::addColumn<QList<int>>("silent"); // days, at 03:00
        QTest::addColumn<int>("day");           // asked for, the source is known from day 0 on
        QTest::addColumn<bool>("closed");
        QTest::newRow("nothing is known") << QList<int>{} << 3 << false;
        QTest::newRow("one night is no rule") << QList<int>{0} << 1 << false;
        QTest::newRow("two nights of two are") << QList<int>{0, 1} << 2 << true;
        QTest::newRow("two of four are not") << QList<int>{0, 1} << 4 << false;
        QTest::newRow("three of four are") << QList<int>{0, 1, 3} << 4 << true;
        QTest::newRow("four of the last six, whatever was before")
            << QList<int>{14, 15, 17, 19} << 20 << true;
        QTest::newRow("three of the last six are not") << QList<int>{15, 17, 19} << 20 << false;
        QTest::newRow("a weekend does not explain a Monday")
            << QList<int>{5, 6, 12, 13} << 14 << false;
        QTest::newRow("nor a long one") << QList<int>{5, 6, 11, 12, 13} << 14 << false;
        QTest::newRow("two Sundays explain a third") << QList<int>{6, 13} << 20 << true;
        QTest::newRow("and not a Monday") << QList<int>{6, 13} << 21 << false;
        QTest::newRow("nor one of four a fifth") << QList<int>{6} << 34 << false;
    }

    void whatWasSilentOnMostDaysIsExpectedToBe()
    {
        QFETCH(QList<int>, silent);
        QFETCH(int, day);
        QFETCH(bool, closed);
        AdaptiveClosing closing;
        for (const int past : silent)
            closing.remember(on(past, 180));
        QCOMPARE(closing.at(on(day, 180), on(0, 0)), closed);
        QVERIFY(!closing.at(on(day, 181), on(0, 0)));

        ByteWriter out;
        closing.save(out);
        const std::string bytes = out.take();
        ByteReader in(bytes);
        AdaptiveClosing loaded;
        QVERIFY(loaded.load(in));
        QVERIFY(in.finished());
        QCOMPARE(loaded.at(on(day, 180), on(0, 0)), closed);
    }

    void aClockThatGoesBackTeachesNothing()
    {
        AdaptiveClosing closing;
        closing.remember(on(3, 180));
        closing.remember(on(1, 180));
        closing.remember(on(2, 180));
        QVERIFY(!closing.at(on(4, 180), on(0, 0)));
    }

    void daysOutOfOrderAreForeign()
    {
        ByteWriter out;
        out.u64(2);
        for (const std::int64_t date : {5, 5}) {
            out.i64(date);
            for (int i = 0; i < 23; ++i)
                out.u64(0);
        }
        const std::string bytes = out.take();
        ByteReader in(bytes);
        QVERIFY(!AdaptiveClosing().load(in));
    }

    // A shop that is open from 07:00 to 23:00. Nobody wants to hear of its closing each night, and
    // everybody that it does not open.
    void aShopThatClosesEveryNightIsNoNewsAfterTwo()
    {
        const auto d = detector();
        Random random(5);
        const auto shop = [](int m, Rates& rates) {
            if (m % kDay < 7 * kHour || m % kDay >= 23 * kHour)
                rates[0] = -1;
        };
        const auto first = feed(*d, random, 0, 2 * kDay + 12 * kHour, shop);
        QVERIFY(std::ranges::any_of(first, [](const Fired& f) { return f.minute >= 23 * kHour; }));
        const auto later = feed(*d, random, 2 * kDay + 12 * kHour, 6 * kDay, shop);
        QVERIFY2(later.empty(), listed(later).constData());

        // Silent at noon, and shut in the morning.
        const auto broken =
            feed(*d, random, 6 * kDay, 7 * kDay + 9 * kHour, [&](int m, Rates& rates) {
                shop(m, rates);
                const bool atNoon = m >= 6 * kDay + 12 * kHour && m < 6 * kDay + 12 * kHour + 10;
                if (atNoon || m >= 7 * kDay)
                    rates[0] = -1;
            });
        QVERIFY(!broken.empty());
        QCOMPARE(broken.front().minute, 6 * kDay + 12 * kHour);
        QVERIFY(broken.front().verdict.kind == AnomalyKind::Gap);
        const auto shut = std::ranges::find_if(
            broken, [](const Fired& f) { return f.minute >= 6 * kDay + 12 * kHour + 30; });
        QVERIFY(shut != broken.end());
        QVERIFY2(shut->minute >= 7 * kDay + 7 * kHour && shut->minute <= 7 * kDay + 7 * kHour + 3,
                 listed(broken).constData());

        Bucket night{kMonday + minutes{7 * kDay + 9 * kHour}, Fill::Gap, {}};
        night.time = kMonday + days{8} + hours{2};
        night.counts.assign(kKnownStatuses, 0);
        const Verdict verdict = d->score(night, StatusId::Approved);
        QVERIFY(!verdict.fired);
        const std::string words = d->explain(night, StatusId::Approved, verdict);
        QVERIFY2(words.find("as at this time of most days") != std::string::npos, words.c_str());
    }
};

QTEST_APPLESS_MAIN(TestAdaptiveClosing)
#include "tst_adaptive_closing.moc"
