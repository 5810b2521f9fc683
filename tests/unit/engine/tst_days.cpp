// Whole days through `adaptive`: the real one that issue 3 speaks of, and the shipped sample.
#include "core/engine/backtest.h"
#include "core/parse/transactions_csv.h"
#include "engine_testing.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace vigia;
using namespace vigia::testing;
using std::chrono::minutes;

namespace {

constexpr std::chrono::year_month_day kDate{std::chrono::year{2025} / 7 / 12};

Minute clock(int hour, int minute)
{
    return std::chrono::sys_days{kDate} + std::chrono::hours{hour} + minutes{minute};
}

std::optional<CountBatch> realDay()
{
    QFile file(QDir(qEnvironmentVariable("VIGIA_SHARED"))
                   .filePath(QStringLiteral("data/transactions_1.csv")));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.readAll();
    CsvOptions options;
    options.date = kDate;
    options.now = Instant{std::chrono::sys_days{std::chrono::year{2030} / 1 / 1}};
    auto parsed =
        readTransactionsCsv({bytes.constData(), static_cast<std::size_t>(bytes.size())}, options);
    return std::move(parsed.value);
}

// What was known of incidents once the rows before `until` had come, minute by minute.
Findings knownBy(const CountBatch& day, Minute until)
{
    auto engine = vigia::testing::engine({"adaptive"});
    Findings found;
    for (std::size_t i = 0; i < day.rows.size() && day.rows[i].time < until;) {
        std::size_t end = i;
        while (end < day.rows.size() && day.rows[end].time == day.rows[i].time)
            ++end;
        found.take(engine->apply(batch({day.rows.begin() + static_cast<std::ptrdiff_t>(i),
                                        day.rows.begin() + static_cast<std::ptrdiff_t>(end)})));
        i = end;
    }
    return found;
}

bool isGapAt(const Findings& found, Minute from, Minute to)
{
    return std::any_of(found.anomalies().begin(), found.anomalies().end(), [&](const auto& entry) {
        return entry.second.kind == AnomalyKind::Gap && from <= entry.second.time &&
               entry.second.time < to;
    });
}

} // namespace

class TestDays : public QObject
{
    Q_OBJECT

private slots:
    void theStormOfTheRealDayIsOneIncident()
    {
        const auto day = realDay();
        if (!day)
            QSKIP("the shared data is not here");
        const Findings found = knownBy(*day, kLatestMinute);
        QVERIFY2(found.incidents().size() <= 6,
                 qPrintable(QString::number(found.incidents().size())));
        int storms = 0;
        for (const Incident& incident : found.incidentList()) {
            const Minute end = incident.end.value_or(kLatestMinute);
            if (incident.start < clock(19, 0) && end > clock(14, 31)) {
                ++storms;
                QCOMPARE(incident.start, clock(14, 31));
                QVERIFY(end >= clock(18, 42) && end <= clock(19, 0));
                QVERIFY(incident.severity == Severity::Critical);
                QVERIFY(incident.statuses.size() >= 3);
                QCOMPARE(incident.reason.substr(0, 9), std::string("Reversals"));
            }
            QVERIFY2(end <= clock(4, 0) || incident.start > clock(4, 30), incident.reason.c_str());
        }
        QCOMPARE(storms, 1);
    }

    void theStormIsOpenWithinFiveMinutes()
    {
        const auto day = realDay();
        if (!day)
            QSKIP("the shared data is not here");
        const Findings found = knownBy(*day, clock(14, 36));
        QVERIFY(!found.incidents().empty());
        const Incident last = found.incidentList().back();
        QCOMPARE(last.start, clock(14, 31));
        QVERIFY(!last.end);
    }

    void theStormIsClosedBySeven()
    {
        const auto day = realDay();
        if (!day)
            QSKIP("the shared data is not here");
        for (const Incident& incident : knownBy(*day, clock(19, 0)).incidentList())
            QVERIFY2(incident.state == IncidentState::Resolved, incident.reason.c_str());
    }

    void theSilencesOfTheRealDayAreRecognised()
    {
        const auto day = realDay();
        if (!day)
            QSKIP("the shared data is not here");
        const Findings found = knownBy(*day, kLatestMinute);
        QVERIFY(isGapAt(found, clock(18, 29), clock(18, 34)));
        QVERIFY(isGapAt(found, clock(23, 47), clock(23, 53)));
        QVERIFY(!isGapAt(found, clock(0, 0), clock(14, 31))); // nine quiet minutes at 04:07
    }

    void eachSceneOfASampleDayIsOneIncident_data()
    {
        QTest::addColumn<int>("seed");
        for (const int seed : {14, 101, 102})
            QTest::newRow(std::to_string(seed).c_str()) << seed;
    }
    void eachSceneOfASampleDayIsOneIncident()
    {
        QFETCH(int, seed);
        const std::chrono::local_days monday{std::chrono::year{2025} / 7 / 7};
        const SampleOptions options{static_cast<std::uint64_t>(seed), 8, monday,
                                    SampleIncidents::OnLastDay};
        const Sample sample = generateSample(options);
        const Minute last{(monday + std::chrono::days{7}).time_since_epoch()};
        Backtest backtest = std::move(*Backtest::create(context({"adaptive"}), last));
        backtest.add(batch(sampleRows(options)));
        const BacktestReport report = backtest.finish();
        for (const SampleIncident& scene : sample.incidents) {
            const Minute from{scene.from.time_since_epoch()};
            const Minute to{scene.to.time_since_epoch()};
            const auto hits = std::count_if(
                report.incidents.begin(), report.incidents.end(), [&](const Incident& i) {
                    return i.start < to && i.end.value_or(kLatestMinute) > from;
                });
            QVERIFY2(hits == 1, toRfc3339(from).c_str());
        }
        QVERIFY2(report.incidents.size() <= sample.incidents.size() + 1,
                 qPrintable(QString::number(report.incidents.size())));
    }
};

QTEST_GUILESS_MAIN(TestDays)
#include "tst_days.moc"
