#include "core/base/random.h"
#include "core/detect/adaptive_count_model.h"
#include "tests/eval/day_file.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <set>

using namespace vigia;
using namespace std::chrono;
using enum StatusId;

namespace {

const Minute kMonday = sys_days{year{2025} / 6 / 2};
constexpr int kHour = 60;
constexpr int kDay = 1440;

DetectorContext context(double budget = 1)
{
    DetectorContext made;
    made.catalog = std::make_shared<StatusCatalog>();
    made.zone = std::make_shared<Zone>();
    made.config.falseAlarmsPerDay = budget;
    return made;
}

std::unique_ptr<Detector> detector(double budget = 1)
{
    auto made = AdaptiveCountModel::create(context(budget));
    return made ? std::move(*made) : nullptr;
}

using Rates = std::array<double, kKnownStatuses>;

// A merchant of 200 approved a minute on average, 80 at night and 320 at noon.
Rates ratesAt(int minute, double swing = 120)
{
    const double approved = 200 - swing * std::cos(2 * std::numbers::pi * (minute % kDay) / kDay);
    return {approved,         0.1 * approved,   0.04, 0.005 * approved,
            0.003 * approved, 0.003 * approved, 0.002};
}

Bucket draw(Random& random, int minute, const Rates& rates)
{
    Bucket bucket{kMonday + minutes{minute}, Fill::Complete, {}};
    for (const double rate : rates)
        bucket.counts.push_back(random.poisson(rate));
    return bucket;
}

struct Fired
{
    int minute;
    StatusId status;
    Verdict verdict;
};

// Feeds minutes [from, to), bent by `bend`, and returns what fired.
template <typename Bend>
std::vector<Fired> feed(Detector& d, Random& random, int from, int to, Bend bend,
                        double swing = 120)
{
    std::vector<Fired> fired;
    for (int m = from; m < to; ++m) {
        Rates rates = ratesAt(m, swing);
        bend(m, rates);
        Bucket bucket = draw(random, m, rates);
        if (rates[0] < 0) { // lost
            bucket.fill = Fill::Gap;
            bucket.counts.assign(kKnownStatuses, 0);
        }
        for (std::size_t s = 0; s < kKnownStatuses; ++s) {
            const Verdict v = d.score(bucket, static_cast<StatusId>(s));
            if (v.ready && v.fired)
                fired.push_back({m, static_cast<StatusId>(s), v});
        }
        d.learn(bucket);
    }
    return fired;
}

void calm(int, Rates&) {}

void scale(Rates& rates, double factor)
{
    for (double& rate : rates)
        rate *= factor;
}

QByteArray listed(const std::vector<Fired>& fired)
{
    QByteArray text;
    for (const Fired& f : fired)
        text += QByteArray::number(f.minute) + " status " +
                QByteArray::number(static_cast<int>(f.status)) + " score " +
                QByteArray::number(f.verdict.score) + "; ";
    return text;
}

} // namespace

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

    void theCounterfactualHolds()
    {
        const auto d = detector();
        Random random{18};
        int checked = 0;
        for (int m = 0; m < 3 * kDay; ++m) {
            Rates rates = ratesAt(m);
            if (m > kDay && m % 180 < 12) {
                rates[m / 180 % 6 + 1] += m % 7 * 4;
                rates[0] *= m / 180 % 3 == 0 ? 0.5 : 1;
            }
            const Bucket bucket = draw(random, m, rates);
            for (std::size_t s = 0; s < kKnownStatuses; ++s) {
                const auto status = static_cast<StatusId>(s);
                const Verdict v = d->score(bucket, status);
                if (!v.ready || !v.fired)
                    continue;
                const auto fires = [&](double count) {
                    Bucket other = bucket;
                    other.counts[s] = static_cast<std::uint64_t>(count);
                    return d->score(other, status).fired;
                };
                if (s == 0) {
                    QVERIFY(!fires(v.low) && fires(v.low - 1));
                } else if (v.high < 0) {
                    QVERIFY(fires(0)); // the minutes before fire at any count
                } else {
                    QVERIFY(!fires(v.high) && fires(v.high + 1));
                }
                ++checked;
            }
            d->learn(bucket);
        }
        QVERIFY2(checked > 100, qPrintable(QString::number(checked)));
    }

    void theStateSurvivesARestart()
    {
        const auto d = detector();
        Random random{19};
        feed(*d, random, 0, 2 * kDay + 777, [](int m, Rates& r) {
            r[index(Refunded)] += m % kHour == 0 ? 20 : 0;
            r[0] *= m > 2 * kDay + 760 ? 0.3 : 1; // in the middle of an incident
        });
        const auto copy = d->clone();
        const auto loaded = detector();
        QVERIFY(loaded->load(d->save()));
        QCOMPARE(loaded->save(), d->save());
        Random first{20};
        Random second{20};
        Random third{20};
        const auto storm = [](int m, Rates& r) { r[1] *= m % 500 < 20 ? 3 : 1; };
        const auto expected = listed(feed(*d, first, 2 * kDay + 777, 4 * kDay, storm));
        QVERIFY(!expected.isEmpty());
        QCOMPARE(listed(feed(*loaded, second, 2 * kDay + 777, 4 * kDay, storm)), expected);
        QCOMPARE(listed(feed(*copy, third, 2 * kDay + 777, 4 * kDay, storm)), expected);
    }

    void foreignStateIsRefusedAndChangesNothing()
    {
        const auto d = detector();
        Random random{21};
        feed(*d, random, 0, 500, calm);
        const std::string good = d->save();
        QVERIFY(!d->load(""));
        QVERIFY(!d->load("not ours at all, whatever it is"));
        QVERIFY(!d->load(std::string_view(good).substr(0, good.size() - 1)));
        QVERIFY(!d->load(good + "x"));
        for (std::size_t at = 0; at < good.size();
             at += 997) { // may be taken or refused, not crash
            std::string bent = good;
            bent[at] = static_cast<char>(bent[at] ^ 0xff);
            const auto victim = detector();
            if (victim->load(bent)) {
                Random other{22};
                for (const Fired& f : feed(*victim, other, 500, 560, calm))
                    QVERIFY(std::isfinite(f.verdict.score));
            }
        }
        QCOMPARE(d->save(), good);
    }

    void strangeInputGivesFiniteAnswers_data()
    {
        using Shape = std::function<Bucket(int)>;
        QTest::addColumn<Shape>("shape");
        const auto plain = [](int m, std::uint64_t count) {
            return Bucket{kMonday + minutes{m}, Fill::Complete,
                          std::vector<std::uint64_t>(kKnownStatuses, count)};
        };
        const std::uint64_t most = (std::uint64_t{1} << 53) - 1;
        QTest::newRow("only zeros") << Shape([=](int m) { return plain(m, 0); });
        QTest::newRow("only the largest count") << Shape([=](int m) { return plain(m, most); });
        QTest::newRow("nothing and the largest in turn")
            << Shape([=](int m) { return plain(m, m % 2 ? most : 0); });
        QTest::newRow("the largest once")
            << Shape([=](int m) { return plain(m, m == 300 ? most : 5); });
        QTest::newRow("bad ones without approved ones") << Shape([=](int m) {
            Bucket b = plain(m, 3);
            b.counts[0] = 0;
            return b;
        });
        QTest::newRow("a clock that jumps a year ahead and a day back") << Shape([=](int m) {
            Bucket b = plain(m, 7);
            b.time += m < 300 ? minutes{0} : m < 600 ? minutes{525'600} : minutes{524'160};
            return b;
        });
        QTest::newRow("a month of silence") << Shape([=](int m) {
            Bucket b = plain(m, m < 200 ? 9 : 0);
            b.fill = m < 200 ? Fill::Complete : Fill::Gap;
            return b;
        });
        QTest::newRow("only gaps") << Shape([=](int m) {
            Bucket b = plain(m, 0);
            b.fill = Fill::Gap;
            return b;
        });
    }

    void strangeInputGivesFiniteAnswers()
    {
        QFETCH(std::function<Bucket(int)>, shape);
        const auto d = detector();
        for (int m = 0; m<30 * kDay; m += m> 2000 ? 7 : 1) {
            const Bucket bucket = shape(m);
            for (std::size_t s = 0; s < kKnownStatuses; ++s) {
                const Verdict v = d->score(bucket, static_cast<StatusId>(s));
                for (const double x : {v.score, v.threshold, v.expected, v.low, v.high})
                    QVERIFY2(std::isfinite(x), qPrintable(QString::number(m)));
                if (m % 100 == 0)
                    QVERIFY(!d->explain(bucket, static_cast<StatusId>(s), v).empty());
            }
            d->learn(bucket);
        }
    }

    void itSaysWhatItSaw()
    {
        const auto d = detector();
        Random random{23};
        Bucket bucket = draw(random, 0, ratesAt(0));
        QVERIFY(!d->score(bucket, Denied).ready);
        QVERIFY(d->explain(bucket, Denied, d->score(bucket, Denied)).find("15 minutes") !=
                std::string::npos);
        feed(*d, random, 0, 700, calm);
        bucket = Bucket{kMonday + minutes{700}, Fill::Complete, {318, 33, 40, 1, 1, 1, 0}};
        const Verdict v = d->score(bucket, Failed);
        const std::string words = d->explain(bucket, Failed, v);
        QVERIFY2(words.starts_with("failed is too high: 4"), words.c_str());
        const std::string bound =
            "would not have fired at or below " + std::to_string(static_cast<long long>(v.high));
        QVERIFY2(words.ends_with(bound), words.c_str());
        const std::string calmWords = d->explain(bucket, Denied, d->score(bucket, Denied));
        QVERIFY2(calmWords.find("margin") != std::string::npos, calmWords.c_str());
    }

    void theRealDayIsJudgedAsAPersonWould()
    {
        const auto day = eval::readDay(qEnvironmentVariable("VIGIA_SHARED").toStdString() +
                                       "/data/transactions_1.csv");
        if (day.empty())
            QSKIP("no sample day here");
        const auto d = detector();
        std::set<int> abnormal;
        std::array<double, kKnownStatuses> before{};
        for (const Bucket& bucket : day) {
            const int minute = static_cast<int>((bucket.time - day.front().time).count());
            for (std::size_t s = 0; s < kKnownStatuses; ++s) {
                const Verdict v = d->score(bucket, static_cast<StatusId>(s));
                if (v.fired)
                    abnormal.insert(minute);
                if (minute == 14 * 60 + 29)
                    before[s] = v.expected;
                if (minute == 18 * 60 && before[s] > 0) // the storm has taught it nothing
                    QVERIFY2(std::abs(v.expected / before[s] - 1) < 0.05,
                             qPrintable(QString::number(s)));
            }
            d->learn(bucket);
        }
        const auto between = [&](int from, int to) {
            return std::distance(abnormal.lower_bound(from), abnormal.lower_bound(to));
        };
        QCOMPARE(between(0, 12 * 60), 0);                   // 04:07 has nine quiet minutes
        QVERIFY(between(14 * 60 + 31, 14 * 60 + 36) >= 4);  // the storm is seen at once
        QVERIFY(between(14 * 60 + 36, 18 * 60 + 42) > 220); // and to its end
        QCOMPARE(between(18 * 60 + 50, 21 * 60), 0);        // quiet soon after
        QCOMPARE(between(18 * 60 + 29, 18 * 60 + 34), 5);   // silence within it
        QCOMPARE(between(23 * 60 + 47, 23 * 60 + 53), 6);   // and before midnight
    }
};

QTEST_APPLESS_MAIN(TestAdaptive)
#include "tst_adaptive.moc"
