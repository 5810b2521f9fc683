#include "ui/models/anomaly_list_model.h"

#include "tests/support/model_text.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using namespace vigia;
using std::chrono::minutes;

class TestAnomalyListModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void rowsAreInTimeOrderAndReplaced();
    void withdrawnOnesLeave();
    void aRangeIsHalfOpen();
    void onlyTheNewestAreKept();
};

namespace {

const Minute kStart = fromEpochMinutes(29'000'000);

Anomaly at(int offset, StatusId status = StatusId::Denied, std::uint64_t count = 90)
{
    Anomaly a;
    a.time = kStart + minutes{offset};
    a.status = status;
    a.count = count;
    a.low = 10;
    a.high = 46;
    a.reason = "Count (90) exceeds <46>";
    return a;
}

struct Fixture
{
    explicit Fixture(std::size_t capacity = AnomalyListModel::kCapacity)
        : model(std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), nullptr, capacity)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {}
    AnomalyListModel model;
    QAbstractItemModelTester tester;
};

} // namespace

void TestAnomalyListModel::rowsAreInTimeOrderAndReplaced()
{
    Fixture f;
    f.model.apply({at(5), at(1, StatusId::Failed, 7)});
    f.model.apply({at(5, StatusId::Denied, 1200)});
    QCOMPARE(test::printModel(f.model),
             (QStringList{QStringLiteral("Wed 19 Feb 21:21 | failed | 7 | 10\u00a0–\u00a046 | "
                                         "warning | Count (90) exceeds <46>"),
                          QStringLiteral("Wed 19 Feb 21:25 | denied | 1,200 | 10\u00a0–\u00a046 | "
                                         "warning | Count (90) exceeds <46>")}));
}

void TestAnomalyListModel::withdrawnOnesLeave()
{
    Fixture f;
    f.model.apply({at(1), at(2), at(3)});
    f.model.withdraw({at(2), at(9)});
    QCOMPARE(f.model.rowCount(), 2);
    QCOMPARE(f.model.within(kStart + minutes{2}, kStart + minutes{3}).size(), std::size_t(0));
}

void TestAnomalyListModel::aRangeIsHalfOpen()
{
    Fixture f;
    f.model.apply({at(1), at(2), at(3)});
    const auto some = f.model.within(kStart + minutes{1}, kStart + minutes{3});
    QCOMPARE(some.size(), std::size_t(2));
    QCOMPARE(some.front().time, kStart + minutes{1});
    QCOMPARE(f.model.within(kStart + minutes{3}, kStart + minutes{1}).size(), std::size_t(0));
}

void TestAnomalyListModel::onlyTheNewestAreKept()
{
    Fixture f(2);
    f.model.apply({at(3), at(1), at(2)});
    QCOMPARE(f.model.rowCount(), 2);
    QCOMPARE(f.model.within(kStart, kStart + minutes{9}).front().time, kStart + minutes{2});
}

QTEST_GUILESS_MAIN(TestAnomalyListModel)
#include "tst_anomaly_list_model.moc"
