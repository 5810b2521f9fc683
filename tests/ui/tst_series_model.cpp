#include "ui/models/series_model.h"

#include "tests/support/model_text.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace vigia;
using std::chrono::minutes;

class TestSeriesModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void minutesBecomeRows();
    void whatWasNotSentBetweenTwoMinutesIsAGap();
    void aLaterValueWinsAndKeepsTheBand();
    void olderMinutesAreUnknownUntilTheStoreWasRead();
    void onlyTheNewestAreKept();
    void aJumpFarAheadDropsTheRest();
    void signalsSayWhatChanged();
};

namespace {

const Minute kStart = fromEpochMinutes(29'000'000); // 2025-02-19T21:20:00Z

LiveMinute at(int offset, std::vector<std::uint64_t> counts, bool gap = false)
{
    LiveMinute m;
    m.time = kStart + minutes{offset};
    m.gap = gap;
    m.counts = std::move(counts);
    m.counts.resize(kKnownStatuses);
    return m;
}

LiveMinute banded(int offset, std::uint64_t approved, float expected)
{
    LiveMinute m = at(offset, {approved});
    m.expected.assign(kKnownStatuses, expected);
    m.low.assign(kKnownStatuses, expected / 2);
    m.high.assign(kKnownStatuses, expected * 2);
    return m;
}

struct Fixture
{
    explicit Fixture(std::size_t capacity = SeriesModel::kCapacity)
        : model(std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), nullptr, capacity)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {}
    SeriesModel model;
    QAbstractItemModelTester tester;

    QString column(int c) const
    {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out << model.index(row, c).data().toString();
        return out.join(QStringLiteral(", "));
    }
};

} // namespace

void TestSeriesModel::minutesBecomeRows()
{
    Fixture f;
    QVERIFY(f.model.isEmpty());
    f.model.apply({at(0, {1200, 30}), at(1, {1300, 31, 2})});
    QCOMPARE(test::printModel(f.model).join(QLatin1Char('\n')),
             QStringLiteral("Wed 19 Feb 21:20 | 1,200 | 30 | 0 | 0 | 0 | 0 | 0\n"
                            "Wed 19 Feb 21:21 | 1,300 | 31 | 2 | 0 | 0 | 0 | 0"));
    QCOMPARE(f.model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("Time"));
    QCOMPARE(f.model.headerData(5, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("backend_reversed"));
    QCOMPARE(f.model.first(), kStart);
    QCOMPARE(f.model.end(), kStart + minutes{2});
    QCOMPARE(f.model.countAt(StatusId::Failed, kStart + minutes{1}), 2.0);
}

void TestSeriesModel::whatWasNotSentBetweenTwoMinutesIsAGap()
{
    Fixture f;
    f.model.apply({at(0, {10})});
    f.model.apply({at(1, {}, true), at(4, {14})});
    QCOMPARE(f.column(1), QStringLiteral("10, no data, no data, no data, 14"));
    QVERIFY(std::isnan(f.model.counts(StatusId::Approved)[1]));
    const auto gaps = f.model.gaps({kStart - minutes{100}, kStart + minutes{100}});
    QCOMPARE(gaps.size(), std::size_t(1));
    QCOMPARE(gaps.front(), (MinuteRange{kStart + minutes{1}, kStart + minutes{4}}));
}

void TestSeriesModel::aLaterValueWinsAndKeepsTheBand()
{
    Fixture f;
    f.model.apply({banded(0, 10, 8)});
    f.model.apply({at(0, {12})});
    QCOMPARE(f.column(1), QStringLiteral("12"));
    QCOMPARE(f.model.expected(StatusId::Approved)[0], 8.0F);
    QCOMPARE(f.model.high(StatusId::Approved)[0], 16.0F);
}

void TestSeriesModel::olderMinutesAreUnknownUntilTheStoreWasRead()
{
    Fixture f;
    f.model.apply({at(10, {10})});
    f.model.apply({at(7, {7})});
    QCOMPARE(f.column(1), QStringLiteral("7, …, …, 10"));
    QVERIFY(f.model.gaps({kStart, kStart + minutes{20}}).empty());
    QVERIFY(f.model.isUnknown(kStart + minutes{8}));
    f.model.markLoaded({kStart + minutes{6}, kStart + minutes{9}});
    QCOMPARE(f.column(1), QStringLiteral("7, no data, …, 10"));
    QVERIFY(!f.model.isUnknown(kStart + minutes{8}));
}

void TestSeriesModel::onlyTheNewestAreKept()
{
    Fixture f(3);
    f.model.apply({at(0, {0}), at(1, {1}), at(2, {2}), at(3, {3}), at(4, {4})});
    QCOMPARE(f.column(1), QStringLiteral("2, 3, 4"));
    f.model.apply({at(0, {7})}); // older than what is kept
    QCOMPARE(f.column(1), QStringLiteral("2, 3, 4"));
    f.model.apply({at(5, {5})});
    QCOMPARE(f.column(1), QStringLiteral("3, 4, 5"));
}

void TestSeriesModel::aJumpFarAheadDropsTheRest()
{
    Fixture f(3);
    f.model.apply({at(0, {1})});
    f.model.apply({at(1'000'000, {2})});
    QCOMPARE(f.column(1), QStringLiteral("2"));
    QCOMPARE(f.model.first(), kStart + minutes{1'000'000});
}

void TestSeriesModel::signalsSayWhatChanged()
{
    Fixture f;
    f.model.apply({at(0, {0}), at(1, {1})});
    QSignalSpy changed(&f.model, &SeriesModel::minutesChanged);
    QSignalSpy rows(&f.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy data(&f.model, &QAbstractItemModel::dataChanged);
    QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
    f.model.apply({at(1, {5}), at(2, {2})});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].value<MinuteRange>(),
             (MinuteRange{kStart + minutes{1}, kStart + minutes{3}}));
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0][1].toInt(), 2);
    QCOMPARE(data.size(), 1);
    QCOMPARE(data[0][0].toModelIndex().row(), 1);
    QCOMPARE(data[0][1].toModelIndex().row(), 1);
    QCOMPARE(resets.size(), 0);
    f.model.apply({});
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestSeriesModel)
#include "tst_series_model.moc"
