// The Health page: what it says, deliveries and their retry, and the text for a ticket.
#include "tests/support/fake_monitor.h"
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

QTEST_MAIN(TestHealthPage)
#include "tst_health_page.moc"
