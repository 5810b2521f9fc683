#include "ui/models/incident_list_model.h"

#include "tests/support/model_text.h"
#include "ui/models/words.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace vigia;
using std::chrono::minutes;

class TestIncidentListModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void worstAndNewestFirst();
    void aChangeMovesTheRow_data();
    void aChangeMovesTheRow();
    void theOldestResolvedGoFirst();
    void openOnesGrowOlder();
    void hostileTextStaysText();
    void sentences_data();
    void sentences();
    void anEmptyCalmRangeIsNotShown();
    void silenceIsSaidInMinutes();
};

namespace {

const Minute kStart = fromEpochMinutes(29'000'000);

Incident make(int id, IncidentState state, Severity severity, int start)
{
    Incident i;
    i.id = IncidentId{id};
    i.state = state;
    i.severity = severity;
    i.start = kStart + minutes{start};
    i.lastAbnormal = i.start;
    if (state == IncidentState::Resolved)
        i.end = i.start + minutes{5};
    i.statuses = {StatusId::Denied};
    i.peak.status = StatusId::Denied;
    i.peak.count = 1000;
    i.peak.expected = 20;
    i.peak.high = 41.7;
    return i;
}

struct Fixture
{
    explicit Fixture(std::size_t capacity = IncidentListModel::kCapacity)
        : model(std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), nullptr, capacity)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {}
    IncidentListModel model;
    QAbstractItemModelTester tester;

    QString order() const
    {
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids << model.index(row).data(IncidentListModel::IdRole).toString();
        return ids.join(QLatin1Char(' '));
    }
};

const auto kOpen = IncidentState::Open;
const auto kAck = IncidentState::Acknowledged;
const auto kDone = IncidentState::Resolved;
const auto kWarn = Severity::Warning;
const auto kCrit = Severity::Critical;

} // namespace

void TestIncidentListModel::worstAndNewestFirst()
{
    Fixture f;
    f.model.apply({make(1, kDone, kCrit, 0), make(2, kOpen, kWarn, 30), make(3, kOpen, kCrit, 10),
                   make(4, kAck, kCrit, 40), make(5, kOpen, kCrit, 20), make(6, kDone, kWarn, 5)});
    QCOMPARE(f.order(), QStringLiteral("5 3 2 4 6 1"));
}

void TestIncidentListModel::aChangeMovesTheRow_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("severity");
    QTest::addColumn<QString>("expected");
    QTest::newRow("acknowledged goes down") << 1 << int(kAck) << int(kCrit) << "2 3 1";
    QTest::newRow("resolved goes to the end") << 1 << int(kDone) << int(kCrit) << "2 3 1";
    QTest::newRow("raised goes up") << 3 << int(kOpen) << int(kCrit) << "3 1 2";
    QTest::newRow("unchanged stays") << 2 << int(kOpen) << int(kWarn) << "1 2 3";
}

void TestIncidentListModel::aChangeMovesTheRow()
{
    QFETCH(int, id);
    QFETCH(int, state);
    QFETCH(int, severity);
    QFETCH(QString, expected);
    Fixture f;
    f.model.apply(
        {make(1, kOpen, kCrit, 10), make(2, kOpen, kWarn, 20), make(3, kOpen, kWarn, 15)});
    QCOMPARE(f.order(), QStringLiteral("1 2 3"));
    const QPersistentModelIndex watched(f.model.indexOf(IncidentId{id}));
    QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
    Incident changed = make(id, IncidentState(state), Severity(severity),
                            id == 1   ? 10
                            : id == 2 ? 20
                                      : 15);
    if (id == 3)
        changed.start = kStart + minutes{25};
    f.model.apply({changed});
    QCOMPARE(f.order(), expected);
    QCOMPARE(watched.data(IncidentListModel::IdRole).toInt(), id); // the selection follows
    QCOMPARE(resets.size(), 0);
}

void TestIncidentListModel::theOldestResolvedGoFirst()
{
    Fixture f(2);
    f.model.apply({make(1, kDone, kCrit, 0), make(2, kDone, kWarn, 10), make(3, kOpen, kWarn, 5)});
    QCOMPARE(f.order(), QStringLiteral("3 2"));
    f.model.apply({make(4, kOpen, kWarn, 6), make(5, kOpen, kWarn, 7)});
    QCOMPARE(f.order(), QStringLiteral("5 4 3")); // open ones are never dropped
}

void TestIncidentListModel::openOnesGrowOlder()
{
    Fixture f;
    f.model.apply({make(1, kOpen, kWarn, 0), make(2, kDone, kWarn, 0)});
    QSignalSpy data(&f.model, &QAbstractItemModel::dataChanged);
    f.model.setNow(kStart + minutes{27});
    QCOMPARE(data.size(), 1);
    QCOMPARE(data[0][0].toModelIndex().row(), 0);
    QCOMPARE(words::incidentState(f.model.incidents()[0], f.model.now()),
             QStringLiteral("WARNING · open 27\u00a0min"));
}

void TestIncidentListModel::hostileTextStaysText()
{
    Fixture f;
    Incident i = make(1, kAck, kWarn, 0);
    i.owner = "<b>mallory</b>\x1b%1";
    i.reason = "<img src=x> %2";
    i.sources = {"gw\n1"};
    f.model.apply({i});
    QCOMPARE(words::incidentState(i, kStart),
             QStringLiteral("WARNING · acknowledged by <b>mallory</b>\\u001b%1"));
    QCOMPARE(f.model.index(0).data(Qt::ToolTipRole).toString(),
             QStringLiteral("<qt>&lt;img src=x&gt; %2</qt>"));
    QVERIFY(words::incidentLines(i, f.model.catalog()).contains(QStringLiteral("from gw 1")));
}

void TestIncidentListModel::sentences_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("expected");
    QTest::addColumn<QString>("title");
    QTest::newRow("a spike by a factor")
        << int(AnomalyKind::Spike) << 1000 << 20.0 << QStringLiteral("denied ×50 against expected");
    QTest::newRow("a drop by a share") << int(AnomalyKind::Drop) << 5 << 20.0
                                       << QStringLiteral("denied −75\u00a0% against expected");
    QTest::newRow("where nothing was expected")
        << int(AnomalyKind::Spike) << 5 << 0.0 << QStringLiteral("denied where none is expected");
    QTest::newRow("a trend") << int(AnomalyKind::Trend) << 40 << 20.0
                             << QStringLiteral("denied rising");
}

void TestIncidentListModel::sentences()
{
    QFETCH(int, kind);
    QFETCH(int, count);
    QFETCH(double, expected);
    QFETCH(QString, title);
    Incident i = make(1, kOpen, kCrit, 0);
    i.peak.kind = AnomalyKind(kind);
    i.peak.count = std::uint64_t(count);
    i.peak.expected = expected;
    QCOMPARE(words::incidentTitle(i, StatusCatalog()), title);
}

// The shape of an alarm over many minutes: nothing this minute could have held would be calm.
void TestIncidentListModel::anEmptyCalmRangeIsNotShown()
{
    Incident i = make(1, kOpen, kCrit, 0);
    i.peak.low = 0;
    i.peak.high = -1;
    QVERIFY(words::incidentLines(i, StatusCatalog())
                .contains(QStringLiteral("denied 1,000 a minute, expected ≈ 20")));
    i.peak.high = 41.7;
    QVERIFY(words::incidentLines(i, StatusCatalog())
                .contains(QStringLiteral("denied 1,000 a minute, expected 0\u00a0–\u00a041")));
}

void TestIncidentListModel::silenceIsSaidInMinutes()
{
    Incident i = make(1, kDone, kCrit, 0);
    i.peak.kind = AnomalyKind::Gap;
    QCOMPARE(words::incidentTitle(i, StatusCatalog()), QStringLiteral("No data for 5\u00a0min"));
}

QTEST_GUILESS_MAIN(TestIncidentListModel)
#include "tst_incident_list_model.moc"
