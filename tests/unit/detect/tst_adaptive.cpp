#include "tests/eval/day_file.h"
#include "tests/unit/detect/adaptive_testing.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

using namespace vigia;
using namespace vigia::test;
using namespace std::chrono;
using enum StatusId;

class TestAdaptive : public QObject
{
    Q_OBJECT

private slots:
    void whatIsOnlyTrafficDoesNotAlert_data()
    {
        using Bend = std::function<void(int, Rates&)>;
        QTest::addColumn<Bend>("bend");
        const auto from = 3 * kDay + 10 * kHour; // Thursday, 10:00
        QTest::newRow("four ordinary days") << Bend(calm);
        QTest::newRow("everything doubles at once for two hours")
            << Bend([=](int m, Rates& r) { scale(r, m >= from && m < from + 120 ? 2 : 1); });
        QTest::newRow("everything triples slowly over four hours") << Bend([=](int m, Rates& r) {
            if (m >= from && m < from + 240)
                scale(r, 1 + 2 * std::sin(std::numbers::pi * (m - from) / 240));
        });
        QTest::newRow("a push message doubles everything for five minutes")
            << Bend([=](int m, Rates& r) { scale(r, m >= from && m < from + 5 ? 2 : 1); });
        QTest::newRow("approved alone surges")
            << Bend([=](int m, Rates& r) { r[0] *= m >= from && m < from + 30 ? 1.8 : 1; });
        QTest::newRow("a common dip of 30 %")
            << Bend([=](int m, Rates& r) { scale(r, m >= from && m < from + 180 ? 0.7 : 1); });
        QTest::newRow("a step up of 30 % that stays")
            << Bend([=](int m, Rates& r) { scale(r, m >= from ? 1.3 : 1); });
        QTest::newRow("a pay day")
            << Bend([=](int m, Rates& r) { scale(r, m >= 3 * kDay ? 1.3 : 1); });
        QTest::newRow("a holiday")
            << Bend([=](int m, Rates& r) { scale(r, m >= 3 * kDay ? 0.65 : 1); });
    }

    void whatIsOnlyTrafficDoesNotAlert()
    {
        QFETCH(std::function<void(int, Rates&)>, bend);
        const auto d = detector();
        Random random{11};
        const auto fired = feed(*d, random, 0, 4 * kDay, bend);
        QVERIFY2(fired.empty(), listed(fired).constData());
    }

    void whatIsWrongAlerts_data()
    {
        using Bend = std::function<void(int, Rates&)>;
        QTest::addColumn<int>("warmUp"); // minutes of history before
        QTest::addColumn<Bend>("bend");  // by minutes since the trouble began
        QTest::addColumn<int>("within"); // minutes
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, int warmUp, Bend bend, int within, StatusId status,
                            AnomalyKind kind) {
            QTest::newRow(name) << warmUp << bend << within << static_cast<int>(status)
                                << static_cast<int>(kind);
        };
        const Bend spike = [](int, Rates& r) { r[index(Failed)] += 12; };
        row("a spike of failed, after two days", 2 * kDay + 600, spike, 0, Failed,
            AnomalyKind::Spike);
        row("a spike of failed, in the first hour", 50, spike, 0, Failed, AnomalyKind::Spike);
        row(
            "denied half as high again, seen as it rises", 2 * kDay + 600,
            [](int, Rates& r) { r[1] *= 1.5; }, 12, Denied, AnomalyKind::Trend);
        row(
            "denied five times as high", 2 * kDay + 600, [](int, Rates& r) { r[1] *= 5; }, 0,
            Denied, AnomalyKind::Spike);
        row(
            "denied creeping up to double within an hour", 2 * kDay + 600,
            [](int i, Rates& r) { r[1] *= 1 + i / 60.0; }, 40, Denied, AnomalyKind::Trend);
        row(
            "approved halved", 2 * kDay + 600, [](int, Rates& r) { r[0] *= 0.5; }, 1, Approved,
            AnomalyKind::Drop);
        row(
            "approved halved, in the first hour", 50, [](int, Rates& r) { r[0] *= 0.5; }, 3,
            Approved, AnomalyKind::Drop);
        row(
            "a quarter of approved missing, denied as ever", 2 * kDay + 600,
            [](int, Rates& r) { r[0] *= 0.75; }, 15, Approved, AnomalyKind::Drop);
        row(
            "silence at noon", 2 * kDay + 720, [](int, Rates& r) { r[0] = -1; }, 0, Approved,
            AnomalyKind::Gap);
        row(
            "a quarter of approved denied instead, same total", 2 * kDay + 600,
            [](int, Rates& r) {
                r[1] += 0.25 * r[0];
                r[0] *= 0.75;
            },
            1, Denied, AnomalyKind::Shift);
    }

    void whatIsWrongAlerts()
    {
        QFETCH(int, warmUp);
        QFETCH(std::function<void(int, Rates&)>, bend);
        QFETCH(int, within);
        QFETCH(int, status);
        const auto d = detector();
        Random random{12};
        const auto before = feed(*d, random, 0, warmUp, calm);
        QVERIFY2(before.empty(), listed(before).constData());
        const auto fired = feed(*d, random, warmUp, warmUp + within + 1,
                                [&](int m, Rates& r) { bend(m - warmUp, r); });
        const auto first = std::ranges::find_if(
            fired, [&](const Fired& f) { return static_cast<int>(f.status) == status; });
        QVERIFY2(first != fired.end(), listed(fired).constData());
        QFETCH(int, kind);
        QVERIFY2(std::ranges::any_of(fired,
                                     [&](const Fired& f) {
                                         return static_cast<int>(f.status) == status &&
                                                static_cast<int>(f.verdict.kind) == kind;
                                     }),
                 listed(fired).constData());
    }

    void aJobThatRecursIsNormalAtItsMinuteOnly()
    {
        const auto d = detector();
        Random random{13};
        // refunds posted at every full hour from 9 to 17, a settlement at 03:00
        const auto bend = [](int m, Rates& r) {
            const int hour = m % kDay / kHour;
            if (m % kHour == 0 && hour >= 9 && hour < 18)
                r[index(Refunded)] += 25;
            if (m % kDay == 3 * kHour)
                r[index(Reversed)] += 20;
        };
        std::map<StatusId, std::vector<int>> at;
        for (const Fired& f : feed(*d, random, 0, 5 * kDay, bend))
            at[f.status].push_back(f.minute);
        for (const int m : at[Refunded]) // the first two hours of the first day
            QVERIFY2(m < 11 * kHour, qPrintable(QString::number(m)));
        for (const int m : at[Reversed]) // the first two days
            QVERIFY2(m < kDay + 4 * kHour, qPrintable(QString::number(m)));
        QCOMPARE(at.size(), std::size_t(2));

        const auto late =
            feed(*d, random, 5 * kDay, 5 * kDay + 14 * kHour + 18, [&](int m, Rates& r) {
                bend(m, r);
                if (m == 5 * kDay + 14 * kHour + 17)
                    r[index(Refunded)] += 25;
            });
        QVERIFY2(!late.empty(), "the same batch at 14:17 is an incident");
        QCOMPARE(late.front().minute, 5 * kDay + 14 * kHour + 17);
        const auto large = feed(*d, random, 5 * kDay + 14 * kHour + 18, 5 * kDay + 16 * kHour + 1,
                                [&](int m, Rates& r) {
                                    bend(m, r);
                                    if (m == 5 * kDay + 16 * kHour)
                                        r[index(Refunded)] += 75;
                                });
        QVERIFY2(!large.empty(), "four times the batch at its minute is an incident");
    }

    void anOutageNeverBecomesNormal()
    {
        const auto d = detector();
        Random random{14};
        const int start = 3 * kDay + 10 * kHour;
        QVERIFY(feed(*d, random, 0, start, calm).empty());
        const auto fired = feed(*d, random, start, start + 240, [](int, Rates& r) {
            r[0] *= 0.4;
            r[1] *= 4;
        });
        std::set<int> minutes;
        for (const Fired& f : fired)
            minutes.insert(f.minute);
        QVERIFY2(minutes.size() > 235, qPrintable(QString::number(minutes.size())));
        // the trouble is over: quiet within ten minutes, and the level is the old one
        const auto after = feed(*d, random, start + 240, start + 360, calm);
        for (const Fired& f : after)
            QVERIFY2(f.minute < start + 250, listed(after).constData());
        Random other{1};
        const Bucket next = draw(other, start + 360, ratesAt(start + 360));
        const double approved = ratesAt(start + 360)[0];
        QVERIFY(std::abs(d->score(next, Approved).expected / approved - 1) < 0.06);
        QVERIFY(std::abs(d->score(next, Denied).expected / (0.1 * approved) - 1) < 0.12);
    }

    void silenceIsJudgedByHowUnlikelyItIs_data()
    {
        QTest::addColumn<double>("rate"); // approved a minute
        QTest::addColumn<int>("silent");  // minutes
        QTest::addColumn<bool>("fires");
        QTest::newRow("nine minutes where 0.7 are expected") << 0.7 << 9 << false;
        QTest::newRow("forty minutes where 0.7 are expected") << 0.7 << 40 << true;
        QTest::newRow("one minute where three are expected") << 3.0 << 1 << false;
        QTest::newRow("eight minutes where three are expected") << 3.0 << 8 << true;
        QTest::newRow("one minute where three hundred are expected") << 300.0 << 1 << true;
    }

    void silenceIsJudgedByHowUnlikelyItIs()
    {
        QFETCH(double, rate);
        QFETCH(int, silent);
        QFETCH(bool, fires);
        const auto d = detector();
        Random random{15};
        for (int m = 0; m < 2 * kDay; ++m) {
            Bucket bucket = draw(random, m, {rate, 0.1 * rate, 0, 0, 0, 0, 0});
            if (bucket.counts[0] + bucket.counts[1] == 0)
                bucket.fill = Fill::Gap; // no transaction, no row
            d->learn(bucket);
        }
        Verdict v;
        for (int i = 0; i < silent; ++i) {
            const Bucket gap{kMonday + minutes{2 * kDay + i}, Fill::Gap,
                             std::vector<std::uint64_t>(kKnownStatuses)};
            v = d->score(gap, Approved);
            QVERIFY(!d->score(gap, Denied).fired);
            d->learn(gap);
        }
        QCOMPARE(v.fired, fires);
        if (fires)
            QVERIFY(v.kind == AnomalyKind::Gap);
    }

    void aFillingMinuteFiresForSpikesOnly()
    {
        const auto d = detector();
        Random random{16};
        feed(*d, random, 0, 600, calm);
        Bucket bucket{kMonday + minutes{600}, Fill::Filling, {3, 0, 25, 0, 0, 0, 0}};
        QVERIFY(!d->score(bucket, Approved).fired);
        QVERIFY(d->score(bucket, Failed).fired);
        bucket.fill = Fill::Complete;
        QVERIFY(d->score(bucket, Approved).fired);
        QVERIFY(d->score(bucket, Failed).fired);
    }

    void aLowerBudgetNeverAlarmsMore()
    {
        std::vector<std::set<std::pair<int, StatusId>>> fired;
        for (const double budget : {0.01, 0.1, 1.0, 10.0, 1000.0}) {
            const auto d = detector(budget);
            Random random{17};
            auto& set = fired.emplace_back();
            // weak trouble of every size, so that each budget draws its line elsewhere
            for (const Fired& f : feed(*d, random, 0, 4 * kDay, [](int m, Rates&r) {
                     if (m % 97 < 3 && m > kDay)
                         r[1] *= 1 + (m / 97 % 12) * 0.08;
                 }))
                set.insert({f.minute, f.status});
        }
        for (std::size_t i = 1; i < fired.size(); ++i)
            QVERIFY(std::ranges::includes(fired[i], fired[i - 1]));
        QVERIFY(fired.back().size() > fired.front().size());
    }
};

QTEST_APPLESS_MAIN(TestAdaptive)
#include "tst_adaptive.moc"
