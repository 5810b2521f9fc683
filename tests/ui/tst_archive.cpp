// The stored history behind the charts: blocks by the minute, hour and day, and what is asked for
// when.
#include "tests/support/fake_monitor.h"
#include "ui/chart/thinning.h"
#include "ui/models/archive.h"
#include "ui/models/archive_table.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace vigia;
using namespace std::chrono_literals;
using std::chrono::minutes;

namespace {

constexpr Minute kDay = std::chrono::sys_days{std::chrono::year{2025} / 7 / 1};

StoredCount row(Minute time, StatusId status, std::uint64_t count, std::string source = {})
{
    return {time, status, std::move(source), count};
}

WriteUnit unitOf(const std::vector<StoredCount>& rows)
{
    CountBatch batch;
    for (const StoredCount& r : rows) {
        auto place = std::ranges::find(batch.sources, r.source);
        if (place == batch.sources.end())
            place = batch.sources.insert(batch.sources.end(), r.source);
        batch.rows.push_back(
            {r.time, r.count, r.status, static_cast<std::uint32_t>(place - batch.sources.begin())});
    }
    WriteUnit unit;
    unit.counts.push_back(std::move(batch));
    return unit;
}

// `days` days of one approval more each minute of the hour, and a denial at each full hour; nothing
// in the third hour of each day.
test::Afternoon steadyDays(int days)
{
    test::Afternoon out;
    for (int m = 0; m < days * 24 * 60; ++m) {
        if (m / 60 % 24 == 3)
            continue;
        LiveMinute minute;
        minute.time = kDay + minutes{m};
        minute.counts.assign(kKnownStatuses, 0);
        minute.counts[index(StatusId::Approved)] = static_cast<std::uint64_t>(m % 60);
        minute.counts[index(StatusId::Denied)] = m % 60 == 0 ? 6 : 0;
        out.minutes.push_back(std::move(minute));
    }
    return out;
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private slots:
    void minutesOfADay();
    void hoursOfADay();
    void hoursThatAreFilteredOutAreNeitherDataNorGap();
    void hoursReachOverMidnight();
    void daysAreMadeOfHours();
    void fineWhereFewDaysAreInViewAndRolledUpWhereMany();
    void nothingIsAskedForWhileAsleep();
    void whatChangedIsReadAgain();
    void anErrorOfTheStoreIsTold();
    void marksAreOfTheWholeStretch();
    void gapsAreHoursWithoutARow();
    void theTableShowsWhatIsInView();

private:
    test::FakeMonitor m_empty;
};

void TestArchive::minutesOfADay()
{
    Database& db = m_empty.stored();
    QVERIFY(db.write(
        unitOf({row(kDay + 5min, StatusId::Denied, 3), row(kDay + 5min, StatusId::Denied, 4, "pix"),
                row(kDay + 7min, StatusId::Approved, 1)})));
    const MinuteRange day{kDay, kDay + 24h};
    const auto all = readMinuteBlock(db, day, {}, kKnownStatuses, Zone());
    QVERIFY(all);
    const auto& denied = all->counts[index(StatusId::Denied)];
    QCOMPARE(denied.size(), std::size_t{1440});
    QCOMPARE(denied[5], 7.0);       // summed over sources
    QVERIFY(std::isnan(denied[6])); // no row of any status: a gap
    QCOMPARE(denied[7], 0.0);       // another status has a row
    ArchiveFilter pix;
    pix.source = "pix";
    const auto one = readMinuteBlock(db, day, pix, kKnownStatuses, Zone());
    QVERIFY(one);
    QCOMPARE(one->counts[index(StatusId::Denied)][5], 4.0);
    QVERIFY(std::isnan(one->counts[index(StatusId::Denied)][7]));
}

void TestArchive::hoursOfADay()
{
    test::FakeMonitor monitor(steadyDays(2));
    const auto hours =
        readHourBlock(monitor.stored(), {kDay, kDay + 48h}, {}, kKnownStatuses, Zone());
    QVERIFY(hours);
    QCOMPARE(hours->minutes.size(), std::size_t{48});
    QCOMPARE(hours->minutes[0], std::int16_t{60});
    QCOMPARE(hours->mean[index(StatusId::Approved)][0], 29.5); // of 0..59
    QCOMPARE(hours->smallest[index(StatusId::Approved)][0], 0.0F);
    QCOMPARE(hours->largest[index(StatusId::Approved)][0], 59.0F);
    QCOMPARE(hours->mean[index(StatusId::Denied)][0], 0.1); // 6 in 60 minutes
    QCOMPARE(hours->minutes[3], std::int16_t{0});
    QVERIFY(std::isnan(hours->mean[0][3]));
}

void TestArchive::hoursThatAreFilteredOutAreNeitherDataNorGap()
{
    test::FakeMonitor monitor(steadyDays(1));
    ArchiveFilter filter;
    filter.fromHour = 2;
    filter.toHour = 4;
    const Zone zone = Zone::fixed("three", -180min); // 2:00 there is 5:00 of UTC
    const auto hours =
        readHourBlock(monitor.stored(), {kDay, kDay + 24h}, filter, kKnownStatuses, zone);
    QVERIFY(hours);
    QCOMPARE(hours->mean[0][4], kNotAsked);
    QCOMPARE(hours->mean[0][5], 29.5);
    QCOMPARE(hours->mean[0][6], 29.5);
    QCOMPARE(hours->mean[0][7], kNotAsked);
    const auto fine =
        readMinuteBlock(monitor.stored(), {kDay, kDay + 24h}, filter, kKnownStatuses, zone);
    QVERIFY(fine);
    QCOMPARE(fine->counts[0][4 * 60 + 59], kNotAsked);
    QCOMPARE(fine->counts[0][5 * 60 + 1], 1.0);
    // The line goes on from one day's hours to the next.
    const Polylines lines = thin({0, fine->counts[0]}, 0, 1440, 2000);
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines[0].size(), qsizetype{120});
}

void TestArchive::hoursReachOverMidnight()
{
    ArchiveFilter night;
    night.fromHour = 22;
    night.toHour = 2;
    QVERIFY(night.contains(kDay + 23h, Zone()));
    QVERIFY(night.contains(kDay + 1h + 59min, Zone()));
    QVERIFY(!night.contains(kDay + 2h, Zone()));
    QVERIFY(!night.contains(kDay + 12h, Zone()));
}

void TestArchive::daysAreMadeOfHours()
{
    test::FakeMonitor monitor(steadyDays(2));
    const auto hours =
        readHourBlock(monitor.stored(), {kDay, kDay + 48h}, {}, kKnownStatuses, Zone());
    QVERIFY(hours);
    const HourBlock utc = daysOf(*hours, 0min);
    QCOMPARE(utc.minutes.size(), std::size_t{2});
    QCOMPARE(utc.minutes[0], std::int16_t{23 * 60});
    QCOMPARE(utc.mean[0][1], 29.5);
    QCOMPARE(utc.largest[index(StatusId::Denied)][1], 6.0F);
    // A day that begins at 3:00 of UTC: three hours, a whole day, and the rest.
    const HourBlock shifted = daysOf(*hours, 180min);
    QCOMPARE(shifted.range.from, kDay - 21h);
    QCOMPARE(shifted.minutes.size(), std::size_t{3});
    QCOMPARE(shifted.minutes[0], std::int16_t{3 * 60});
    QCOMPARE(shifted.minutes[1], std::int16_t{23 * 60});
    QCOMPARE(shifted.minutes[2], std::int16_t{20 * 60});
}

void TestArchive::fineWhereFewDaysAreInViewAndRolledUpWhereMany()
{
    test::FakeMonitor monitor(steadyDays(30));
    Archive archive(monitor);
    QSignalSpy changed(&archive, &Archive::changed);
    archive.setBounds({kDay, kDay + 24h * 30});
    archive.look({kDay + 240h, kDay + 264h}, 24 * 60);
    QCOMPARE(archive.step(), 60); // hours stand in until the minutes have come
    QTRY_COMPARE(archive.step(), 1);
    const auto at = archive.indexAt(kDay + 250h + 17min);
    QVERIFY(at);
    QCOMPARE(archive.counts(StatusId::Approved)[*at], 17.0);
    QCOMPARE(archive.rangeOf(*at).from, kDay + 250h + 17min);
    QCOMPARE(archive.first(), double(toEpochMinutes(archive.rangeOf(0).from)));

    archive.look({kDay, kDay + 24h * 30}, 30 * 24 * 60);
    QCOMPARE(archive.step(), 60);
    QTRY_VERIFY(archive.minutesOf(0) == 60);
    QCOMPARE(archive.first(), double(toEpochMinutes(kDay)) + 29.5);
    QCOMPARE(archive.smallest(StatusId::Approved).size(), std::size_t{720});
    archive.look({kDay - 24h * 50, kDay + 24h * 60}, 110 * 24 * 60);
    QCOMPARE(archive.step(), 1440);
}

void TestArchive::nothingIsAskedForWhileAsleep()
{
    test::FakeMonitor monitor(steadyDays(3));
    Archive archive(monitor);
    archive.setAwake(false);
    archive.setBounds({kDay, kDay + 72h});
    archive.look({kDay, kDay + 24h}, 24 * 60);
    QVERIFY(!archive.loading());
    archive.setAwake(true);
    QVERIFY(archive.loading());
    QTRY_COMPARE(archive.step(), 1);
}

void TestArchive::whatChangedIsReadAgain()
{
    test::FakeMonitor monitor(steadyDays(3));
    Archive archive(monitor);
    archive.setBounds({kDay, kDay + 72h});
    archive.look({kDay + 24h, kDay + 48h}, 24 * 60);
    QTRY_COMPARE(archive.step(), 1);
    QTRY_VERIFY(!archive.loading());
    const Minute corrected = kDay + 30h + 5min;
    QVERIFY(monitor.stored().write(unitOf({row(corrected, StatusId::Approved, 777)})));
    archive.outdate({corrected, corrected + 1min});
    QTRY_COMPARE(archive.counts(StatusId::Approved)[*archive.indexAt(corrected)], 777.0);
    QTRY_COMPARE(archive.hours().largest[0][30], 777.0F);
}

void TestArchive::anErrorOfTheStoreIsTold()
{
    test::FakeMonitor monitor(steadyDays(1));
    QVERIFY(monitor.stored().select("SELECT 1", 1)); // opened
    Archive archive(monitor);
    QSignalSpy failed(&archive, &Archive::failed);
    archive.setBounds({kDay, kDay + 24h});
    archive.look({kDay, kDay + 24h}, 24 * 60);
    QTRY_VERIFY(!archive.loading());
    QCOMPARE(failed.size(), 0);
    ArchiveFilter nobody;
    nobody.source = "nobody";
    archive.setFilter(nobody); // an unknown source is no error: all of it is a gap
    QTRY_VERIFY(!archive.loading());
    QCOMPARE(failed.size(), 0);
    QCOMPARE(archive.minutesOf(60), 0);
}

void TestArchive::gapsAreHoursWithoutARow()
{
    test::FakeMonitor monitor(steadyDays(30));
    Archive archive(monitor);
    const MinuteRange all{kDay, kDay + 24h * 30};
    archive.setBounds(all);
    archive.look(all, 30 * 24 * 60);
    QVERIFY(archive.gaps(all).empty()); // not known yet is no gap
    QTRY_COMPARE(archive.gaps(all).size(), std::size_t{30});
    QCOMPARE(archive.gaps(all)[0].from, kDay + 3h);
    QCOMPARE(archive.gaps(all)[0].to, kDay + 4h);
    // Before the first stored minute nothing is missing.
    QCOMPARE(archive.gaps({kDay - 48h, kDay + 2h}).size(), std::size_t{0});
}

void TestArchive::theTableShowsWhatIsInView()
{
    test::FakeMonitor monitor(steadyDays(30));
    Archive archive(monitor);
    ArchiveTable table(archive, monitor.catalog(), monitor.zone());
    QAbstractItemModelTester tester(&table);
    archive.setBounds({kDay, kDay + 24h * 30});
    archive.look({kDay, kDay + 24h * 30}, 30 * 24 * 60);
    QTRY_VERIFY(archive.minutesOf(719) > 0);
    table.setView({kDay + 2h, kDay + 5h});
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), tr("Hour"));
    QCOMPARE(table.index(0, 1).data().toString(), QStringLiteral("1,770")); // 0 + 1 + … + 59
    QCOMPARE(table.index(0, 2).data().toString(), QStringLiteral("6"));
    QCOMPARE(table.index(1, 1).data().toString(), QStringLiteral("no data"));
    QVERIFY(table.index(0, 1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("0")));
}

// More anomalies than a page of the store: none is left out, and of those that fall together the
// worst stays.
void TestArchive::marksAreOfTheWholeStretch()
{
    constexpr int kMinutes = 9'000;
    test::FakeMonitor monitor;
    WriteUnit unit;
    for (int m = 0; m < kMinutes; ++m) {
        Anomaly a;
        a.time = kDay + minutes{m};
        a.status = m % 2 == 0 ? StatusId::Denied : StatusId::Failed;
        a.source = m % 90 == 0 ? "pos-1" : "";
        a.score = m % 60;
        unit.anomalies.push_back(std::move(a));
    }
    Database& store = monitor.stored();
    QVERIFY(store.write(unit).has_value());
    const MinuteRange all{kDay, kDay + minutes{kMinutes}};
    const auto each = readMarks(store, all, std::nullopt, 1min);
    QVERIFY(each.has_value());
    QCOMPARE(each->size(), std::size_t{kMinutes});
    QVERIFY(std::ranges::is_sorted(*each, {}, &Anomaly::time));
    const auto hours = readMarks(store, all, std::nullopt, 60min);
    QVERIFY(hours.has_value());
    QCOMPARE(hours->size(), std::size_t{2 * kMinutes / 60});
    for (const Anomaly& a : *hours)
        QCOMPARE(a.score, a.status == StatusId::Denied ? 58.0 : 59.0);
    const auto named = readMarks(store, all, std::string("pos-1"), 1min);
    QVERIFY(named.has_value());
    QCOMPARE(named->size(), std::size_t{kMinutes / 90});
}

QTEST_MAIN(TestArchive)
#include "tst_archive.moc"
