#include "core/base/zone.h"
#include "core/engine/checkout_generator.h"
#include "core/engine/sample_generator.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace vigia;
using std::chrono::minutes;

namespace {

constexpr std::chrono::local_days kMonday{std::chrono::year{2025} / 7 / 7};

// Counts of a sample by minute; a minute that is not there is a gap.
using Minutes = std::map<LocalMinute, std::array<std::uint64_t, kKnownStatuses>>;

Minutes byMinute(const Sample& sample)
{
    Minutes out;
    for (const SampleRow& row : sample.rows)
        out[row.time][index(row.status)] = row.count;
    return out;
}

double meanOf(const Minutes& all, StatusId status, LocalMinute from, LocalMinute to)
{
    double sum = 0;
    double n = 0;
    for (auto i = all.lower_bound(from); i != all.lower_bound(to); ++i, ++n)
        sum += static_cast<double>(i->second[index(status)]);
    return n > 0 ? sum / n : 0;
}

} // namespace

class TestSampleGenerator : public QObject
{
    Q_OBJECT

private slots:
    void theSameSeedGivesTheSameDays()
    {
        const SampleOptions options{7, 2, kMonday, SampleIncidents::OnLastDay};
        QVERIFY(generateSample(options).rows == generateSample(options).rows);
        SampleOptions other = options;
        other.seed = 8;
        QVERIFY(generateSample(options).rows != generateSample(other).rows);
    }

    void rowsAreInOrderAndNeverZero()
    {
        const Sample sample = generateSample({1, 1, kMonday, SampleIncidents::OnLastDay});
        for (std::size_t i = 0; i < sample.rows.size(); ++i) {
            QVERIFY(sample.rows[i].count > 0);
            if (i > 0) {
                const SampleRow& before = sample.rows[i - 1];
                QVERIFY(std::pair(before.time, before.status) <
                        std::pair(sample.rows[i].time, sample.rows[i].status));
            }
        }
    }

    void countsAreNearlyPoissonAroundAnHourThatIsFlat()
    {
        // 10:00 to 12:00 on ten Mondays: variance over mean within the hour, averaged.
        double ratio = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const Minutes day = byMinute(generateSample({seed, 1, kMonday}));
            const LocalMinute from = kMonday + minutes{630};
            const LocalMinute to = kMonday + minutes{660};
            const double mean = meanOf(day, StatusId::Approved, from, to);
            double squares = 0;
            for (auto i = day.lower_bound(from); i != day.lower_bound(to); ++i)
                squares += std::pow(static_cast<double>(i->second[0]) - mean, 2);
            ratio += squares / 29 / mean / 10;
            QVERIFY(mean > 300 && mean < 400);
        }
        QVERIFY2(ratio > 0.8 && ratio < 1.6, qPrintable(QString::number(ratio)));
    }

    void failedIsZeroInMostMinutesAndNightsAreQuiet()
    {
        const Minutes day = byMinute(generateSample({2, 1, kMonday}));
        int failed = 0;
        for (const auto& [time, counts] : day)
            failed += counts[index(StatusId::Failed)] > 0 ? 1 : 0;
        QVERIFY2(failed > 5 && failed < 100, qPrintable(QString::number(failed)));
        const double night =
            meanOf(day, StatusId::Approved, kMonday + minutes{180}, kMonday + minutes{240});
        QVERIFY(night > 0.5 && night < 3);
    }

    void sundaysAreQuieterThanFridays()
    {
        const Minutes week = byMinute(generateSample({3, 7, kMonday}));
        const auto noon = [&](int day) {
            const LocalMinute from = kMonday + std::chrono::days{day} + minutes{600};
            return meanOf(week, StatusId::Approved, from, from + minutes{360});
        };
        QVERIFY(noon(6) < 0.7 * noon(4));
    }

    void onlyTheLastDayHasIncidents()
    {
        const Sample sample = generateSample({4, 3, kMonday, SampleIncidents::OnLastDay});
        QCOMPARE(sample.incidents.size(), 5u);
        for (const SampleIncident& incident : sample.incidents)
            QVERIFY(incident.from >= kMonday + std::chrono::days{2});
        QVERIFY(generateSample({4, 3, kMonday}).incidents.empty());
    }

    void theStoryIsInTheNumbers()
    {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const Sample sample = generateSample({seed, 1, kMonday, SampleIncidents::OnLastDay});
            const Minutes day = byMinute(sample);
            for (const SampleIncident& incident : sample.incidents) {
                const auto during = [&](StatusId s) {
                    return meanOf(day, s, incident.from, incident.to);
                };
                const auto before = [&](StatusId s) {
                    return meanOf(day, s, incident.from - minutes{30}, incident.from);
                };
                switch (incident.kind) {
                case SampleIncidentKind::DenialBurst:
                    QVERIFY(during(StatusId::Denied) > 3 * before(StatusId::Denied));
                    break;
                case SampleIncidentKind::ApprovalDrop:
                    QVERIFY(during(StatusId::Approved) < 0.6 * before(StatusId::Approved));
                    break;
                case SampleIncidentKind::ReversalStorm:
                    QVERIFY(during(StatusId::Reversed) > 20 * before(StatusId::Reversed));
                    break;
                case SampleIncidentKind::Silence:
                    QVERIFY(day.lower_bound(incident.from) == day.lower_bound(incident.to));
                    QVERIFY(day.contains(incident.from - minutes{1}));
                    QVERIFY(day.contains(incident.to));
                    break;
                }
            }
        }
    }

    void csvHasOneLineARow()
    {
        const Sample sample{{{kMonday + minutes{1005}, StatusId::Approved, 312},
                             {kMonday + minutes{1005}, StatusId::BackendReversed, 2}},
                            {}};
        QCOMPARE(QString::fromStdString(sampleCsv(sample)),
                 QStringLiteral("time,status,count\n2025-07-07 16:45:00,approved,312\n"
                                "2025-07-07 16:45:00,backend_reversed,2\n"));
    }

    void yesterdayOfTheSecondCheckoutDayIsTheFirst()
    {
        const auto days = generateCheckout(5);
        std::uint64_t outage = 0;
        for (std::size_t h = 0; h < 24; ++h)
            QCOMPARE(days[1][h].yesterday, days[0][h].today);
        for (std::size_t h = 14; h < 16; ++h)
            outage += days[0][h].today;
        QVERIFY(outage <= 6); // against about fifty on ordinary days
        QVERIFY(days[0][14].averageLastMonth > 15);
    }

    void checkoutCsvIsOfTheSharedShape()
    {
        SampleCheckoutDay day{};
        day[0] = {9, 12, 11, 6.42, 4.85};
        const QStringList lines =
            QString::fromStdString(checkoutCsv(day)).split(QStringLiteral("\n"));
        QCOMPARE(lines.size(), 26); // header, 24 hours, the end
        QCOMPARE(lines.at(0), QStringLiteral("time,today,yesterday,same_day_last_week,"
                                             "avg_last_week,avg_last_month"));
        QCOMPARE(lines.at(1), QStringLiteral("00h,9,12,11,6.42,4.85"));
        QCOMPARE(lines.at(24), QStringLiteral("23h,0,0,0,0.00,0.00"));
    }
};

QTEST_GUILESS_MAIN(TestSampleGenerator)
#include "tst_sample_generator.moc"
