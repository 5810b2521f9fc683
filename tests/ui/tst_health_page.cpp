// The Health page: what it says, deliveries and their retry, and the text for a ticket.
#include "core/runtime/watch_board.h"
#include "tests/support/fake_monitor.h"
#include "ui/chart/format.h"
#include "ui/models/watch_notice.h"
#include "ui/pages/health_page.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

OutboxEntry delivery(const std::string& key, const std::string& to)
{
    OutboxEntry e;
    e.channel = "mail";
    e.recipient = to;
    e.message.key = key;
    e.message.subject = "reversed ×130";
    e.message.text = "hunter2 is in the text";
    e.created = Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12}};
    e.nextAttempt = e.created;
    return e;
}

struct Desk
{
    Desk()
        : clock(test::usualStorm() + 27min)
        , monitor(test::makeAfternoon(test::usualStorm() - 2h, test::usualStorm(),
                                      test::usualStorm() + 27min))
        , live(monitor)
        , page(monitor, live, clock)
    {
        live.start();
        WriteUnit unit;
        unit.outbox = {delivery("a", "ana@example.com"), delivery("b", "noc@example.com")};
        (void)monitor.stored().write(unit);
        auto entries = monitor.stored().outbox(10);
        for (OutboxEntry& e : *entries) {
            if (e.message.key == "a") {
                e.state = DeliveryState::Failed;
                e.attempts = 9;
                e.lastError = "mail.example.com: 550 no such user";
            } else {
                e.state = DeliveryState::Sent;
                e.attempts = 1;
            }
            (void)monitor.stored().recordAttempt(e);
        }
        page.resize(1366, 768);
        page.show();
        page.activateWindow();
        ready = QTest::qWaitForWindowActive(&page);
        page.activate();
    }

    [[nodiscard]] QString cards() const
    {
        QString out;
        for (const QLabel* label : page.findChildren<QLabel*>())
            out += label->accessibleName() + QLatin1Char('\n');
        return out;
    }

    test::FixedClock clock;
    test::FakeMonitor monitor;
    LiveData live;
    HealthPage page;
    bool ready = false;
};

} // namespace

class TestHealthPage : public QObject
{
    Q_OBJECT

private slots:
    void saysHowThePartsAre();
    void deliveriesAreShownWithTheirOutcome();
    void aDeliveryThatWasGivenUpIsTriedAgain();
    void whatWasSentIsNotSentTwice();
    void theTextHoldsNoSecret();
    void errorsAreKept();
    void addressesAreMasked();
    void theWatchOverTheChainIsShown();
    void aTroubleIsSaidOnceWhenItBegins();
    void whoOnlyImportsFilesIsNotToldOfMissingData();
    void whatIsGivenUpIsSaid();
    void sleepIsOneEntry();
};

void TestHealthPage::saysHowThePartsAre()
{
    Desk desk;
    QTRY_VERIFY(desk.cards().contains(QStringLiteral("http://127.0.0.1:8000")));
    QVERIFY(desk.cards().contains(QStringLiteral("SQLite, 3.68 M rows, 55 MB")));
    QVERIFY(desk.cards().contains(QStringLiteral("none configured")));
    QTRY_VERIFY(desk.cards().contains(QStringLiteral("Memory in use")));
    HealthSnapshot broken;
    broken.storeError = QStringLiteral("disk I/O error on vigia.db");
    desk.monitor.setHealth(broken);
    QVERIFY(desk.cards().contains(QStringLiteral("▲ disk I/O error on vigia.db")));
    QVERIFY(desk.cards().contains(QStringLiteral("not listening")));
}

void TestHealthPage::deliveriesAreShownWithTheirOutcome()
{
    Desk desk;
    QAbstractItemModel* model = desk.page.deliveries().model();
    QTRY_COMPARE(model->rowCount(), 2);
    const auto cell = [&](int row, OutboxModel::Column column) {
        return model->index(row, column).data().toString();
    };
    const int failed = cell(0, OutboxModel::Receiver).startsWith(QStringLiteral("ana")) ? 0 : 1;
    QCOMPARE(cell(failed, OutboxModel::State), QStringLiteral("▲ given up"));
    QCOMPARE(cell(failed, OutboxModel::Attempts), QStringLiteral("9"));
    QCOMPARE(cell(failed, OutboxModel::LastError),
             QStringLiteral("mail.example.com: 550 no such user"));
    QCOMPARE(cell(1 - failed, OutboxModel::State), QStringLiteral("✓ sent"));
    QTest::keyClick(&desk.page.deliveries(), Qt::Key_H);
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(cell(0, OutboxModel::State), QStringLiteral("▲ given up"));
}

void TestHealthPage::aDeliveryThatWasGivenUpIsTriedAgain()
{
    Desk desk;
    QTest::keyClick(&desk.page.deliveries(), Qt::Key_H);
    QTRY_COMPARE(desk.page.deliveries().model()->rowCount(), 1);
    desk.page.deliveries().selectRow(0);
    QSignalSpy noted(&desk.page, &Page::noted);
    QTest::keyClick(&desk.page.deliveries(), Qt::Key_R);
    QTRY_COMPARE(noted.size(), 1);
    const auto due = desk.monitor.stored().dueDeliveries(
        Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 13}}, 10);
    QVERIFY(due);
    QCOMPARE(due->size(), std::size_t{1});
    QCOMPARE(due->front().message.key, std::string("a"));
}

void TestHealthPage::whatWasSentIsNotSentTwice()
{
    Desk desk;
    QTRY_COMPARE(desk.page.deliveries().model()->rowCount(), 2);
    desk.page.deliveries().selectAll();
    desk.page.retrySelected();
    QTest::qWait(50);
    const auto due = desk.monitor.stored().dueDeliveries(
        Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 13}}, 10);
    QVERIFY(due);
    QCOMPARE(due->size(), std::size_t{1});
}

void TestHealthPage::theTextHoldsNoSecret()
{
    Desk desk;
    QTRY_COMPARE(desk.page.deliveries().model()->rowCount(), 2);
    const QString text = desk.page.text();
    QVERIFY(text.contains(QStringLiteral("a…@example.com")));
    QVERIFY(text.contains(QStringLiteral("550 no such user")));
    QVERIFY(!text.contains(QStringLiteral("ana@example.com")));
    QVERIFY(!text.contains(QStringLiteral("hunter2")));
    QVERIFY(!text.contains(QStringLiteral("×130")));
}

void TestHealthPage::errorsAreKept()
{
    Desk desk;
    emit desk.monitor.failed({ErrorCode::Unavailable, "vigia.db: disk I/O error"});
    ImportOutcome outcome;
    outcome.error = QStringLiteral("x.csv:3: no such status");
    emit desk.monitor.importFinished(outcome);
    const QString text = desk.page.text();
    QVERIFY(text.contains(QStringLiteral("vigia.db: disk I/O error")));
    QVERIFY(text.indexOf(QStringLiteral("x.csv:3")) < text.indexOf(QStringLiteral("disk I/O")));
}

void TestHealthPage::addressesAreMasked()
{
    QCOMPARE(maskedAddress(QStringLiteral("ana@example.com")), QStringLiteral("a…@example.com"));
    QCOMPARE(maskedAddress(QStringLiteral("Payments")), QStringLiteral("Payments"));
}

namespace {

WatchState watchOf(std::vector<ChainTrouble> troubles)
{
    WatchState state;
    state.asked = true;
    state.troubles = std::move(troubles);
    return state;
}

// What the window would say.
struct Watcher
{
    explicit Watcher(test::FakeMonitor& monitor)
        : board(new WatchBoard(&monitor))
        , notice(monitor)
        , troubled(&notice, &WatchNotice::troubled)
        , well(&notice, &WatchNotice::well)
    {}
    WatchBoard* board;
    WatchNotice notice;
    QSignalSpy troubled;
    QSignalSpy well;
};

using What = ChainTrouble::What;

} // namespace

void TestHealthPage::theWatchOverTheChainIsShown()
{
    test::FixedClock clock(test::usualStorm() + 27min);
    test::FakeMonitor monitor;
    auto* board = new WatchBoard(&monitor);
    LiveData live(monitor);
    HealthPage page(monitor, live, clock);
    page.show();
    WatchState state = watchOf({});
    state.heartbeatConfigured = true;
    state.lastCall = Instant{test::usualStorm()};
    board->put(state);
    QTRY_VERIFY(page.text().contains(QStringLiteral("✓ data is taken, judged, stored and told")));
    QVERIFY(page.text().contains(QStringLiteral("Heartbeat: ✓ called, last got through at ")));
    state.troubles = {{What::NoData, {}, {}, 21min}};
    board->put(state);
    QTRY_VERIFY(
        page.text().contains(QStringLiteral("▲ No data has come for ") + format::duration(21min)));
    QVERIFY(page.text().contains(QStringLiteral("Heartbeat: ▲ held back")));
    state.troubles.clear();
    state.heartbeatError = "404 not found";
    board->put(state);
    QTRY_VERIFY(page.text().contains(QStringLiteral("Heartbeat: ▲ fails: 404 not found")));
}

void TestHealthPage::aTroubleIsSaidOnceWhenItBegins()
{
    test::FakeMonitor monitor;
    Metric rows;
    rows.name = "vigia_ingest_rows_total";
    rows.value = 12;
    monitor.setMetrics({rows});
    Watcher w(monitor);
    w.board->put(watchOf({{What::Learning, {}, {}, 0min}}));
    w.board->put(watchOf({{What::NoData, {}, {}, 16min}}));
    QTRY_COMPARE(w.troubled.size(), 1);
    QVERIFY(w.troubled[0][1].toString().contains(QStringLiteral("No data has come for ") +
                                                 format::duration(16min)));
    w.board->put(watchOf({{What::NoData, {}, {}, 17min}}));
    QTRY_COMPARE(w.board->state().troubles.front().lasting, 17min);
    QCOMPARE(w.troubled.size(), 1);
    w.board->put(
        watchOf({{What::NoData, {}, {}, 18min}, {What::StoreRefuses, {}, "disk full", 0min}}));
    QTRY_COMPARE(w.troubled.size(), 2);
    QVERIFY(w.troubled[1][1].toString().contains(QStringLiteral("disk full")));
    QCOMPARE(w.well.size(), 0);
    w.board->put(watchOf({}));
    QTRY_COMPARE(w.well.size(), 1);
}

void TestHealthPage::whoOnlyImportsFilesIsNotToldOfMissingData()
{
    test::FakeMonitor monitor;
    Watcher w(monitor);
    w.board->put(watchOf({{What::NoData, {}, {}, 16min}}));
    QTRY_COMPARE(w.board->state().troubles.size(), std::size_t{1});
    QCOMPARE(w.troubled.size(), 0);
    QCOMPARE(w.well.size(), 0);
}

void TestHealthPage::whatIsGivenUpIsSaid()
{
    test::FakeMonitor monitor;
    Watcher w(monitor);
    ChannelHealth mail;
    mail.channel = "mail";
    mail.failed = 2;
    monitor.setChannels({mail});
    emit monitor.healthChanged();
    emit monitor.healthChanged();
    QCOMPARE(w.troubled.size(), 1);
    QVERIFY(w.troubled[0][1].toString().contains(QStringLiteral("given up")));
    mail.state = ChannelState::Stopped;
    mail.reason = "535 wrong password";
    monitor.setChannels({mail});
    emit monitor.healthChanged();
    emit monitor.healthChanged();
    QCOMPARE(w.troubled.size(), 2);
    QVERIFY(w.troubled[1][1].toString().contains(QStringLiteral("535 wrong password")));
}

void TestHealthPage::sleepIsOneEntry()
{
    test::FixedClock clock(test::usualStorm() + 27min);
    test::FakeMonitor monitor;
    Watcher w(monitor);
    LiveData live(monitor);
    HealthPage page(monitor, live, clock);
    page.show();
    w.board->noteSleep(test::usualStorm() - 5h, test::usualStorm());
    QTRY_COMPARE(w.troubled.size(), 1);
    const QString said = w.troubled[0][0].toString();
    QVERIFY2(said.startsWith(QStringLiteral("The machine slept from ")), qUtf8Printable(said));
    QVERIFY(page.text().contains(said));
    emit monitor.healthChanged();
    QCOMPARE(w.troubled.size(), 1);
}

QTEST_MAIN(TestHealthPage)
#include "tst_health_page.moc"
