#include "core/base/random.h"
#include "core/detect/adaptive_count_model.h"
#include "tests/eval/day_file.h"

#include <QTest>

#include <cmath>
#include <limits>
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
            "denied half as high again", 2 * kDay + 600, [](int, Rates& r) { r[1] *= 1.5; }, 12,
            Denied, AnomalyKind::Shift);
        row(
            "denied five times as high", 2 * kDay + 600, [](int, Rates& r) { r[1] *= 5; }, 0,
            Denied, AnomalyKind::Spike);
        row(
            "denied creeping up to double within an hour", 2 * kDay + 600,
            [](int i, Rates& r) { r[1] *= 1 + i / 60.0; }, 25, Denied, AnomalyKind::Trend);
        row(
            "approved halved", 2 * kDay + 600, [](int, Rates& r) { r[0] *= 0.5; }, 1, Approved,
            AnomalyKind::Drop);
        row(
            "approved halved, in the first hour", 50, [](int, Rates& r) { r[0] *= 0.5; }, 3,
            Approved, AnomalyKind::Drop);
        row(
            "a quarter of approved missing, denied as ever", 2 * kDay + 600,
            [](int, Rates& r) { r[0] *= 0.75; }, 8, Approved, AnomalyKind::Drop);
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
        QTEST(static_cast<int>(first->verdict.kind), "kind");
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
