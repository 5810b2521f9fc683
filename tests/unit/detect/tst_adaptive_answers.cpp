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

// What it says of itself, its state, and of input that nobody expects.
class TestAdaptiveAnswers : public QObject
{
    Q_OBJECT

private slots:
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

QTEST_APPLESS_MAIN(TestAdaptiveAnswers)
#include "tst_adaptive_answers.moc"
