// Channels in the window: previews of the real messages in both languages, and a test message to a
// real receiver, off this thread.
#include "tests/support/fake_monitor.h"
#include "ui/widgets/channel_dialog.h"

#include <QTabBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTextBrowser>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const Instant kNow{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 17h};

// Answers each request with `answer`; nothing when it is empty.
class FakeReceiver : public QTcpServer
{
public:
    explicit FakeReceiver(QByteArray answer)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, answer] {
                got += socket->readAll();
                const qsizetype head = got.indexOf("\r\n\r\n");
                if (head < 0 || answer.isEmpty() || got.size() <= head + 4)
                    return;
                socket->write("HTTP/1.1 " + answer + "\r\nContent-Length: 2\r\n\r\nok");
                socket->disconnectFromHost();
            });
        });
    }
    QByteArray got;
};

struct Desk
{
    explicit Desk(Config config) { monitor.setConfig(std::move(config)); }
    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock = std::make_shared<test::FixedClock>(kNow);
};

Config slackAt(quint16 port)
{
    Config config;
    config.slack.webhook = "http://localhost:" + std::to_string(port) + "/services/T0PSECRET";
    return config;
}

} // namespace

class TestChannelDialog : public QObject
{
    Q_OBJECT

private slots:
    void withoutChannelsItShowsHowItWouldLook();
    void aMailIsShownAsPageTextAndWire();
    void theLanguageIsThatOfTheReceiverOrChosen();
    void aTestIsTakenByTheReceiver();
    void aRefusalIsSaidWithoutItsSecret();
    void aTestThatHangsIsEndedFromOutside();
};

void TestChannelDialog::withoutChannelsItShowsHowItWouldLook()
{
    Desk desk{Config{}};
    ChannelDialog dialog(desk.monitor, desk.clock);
    QCOMPARE(dialog.targets().count(), 5);
    QVERIFY(dialog.outcome().contains(QStringLiteral("No channel is configured")));
    dialog.sendTest();
    QVERIFY(dialog.outcome().contains(QStringLiteral("No channel is configured")));
}

void TestChannelDialog::aMailIsShownAsPageTextAndWire()
{
    Config config;
    config.mail.host = "mx.example.org";
    config.mail.from = "Vigia <vigia@example.org>";
    config.mail.recipients = {"noc@example.org"};
    Desk desk{config};
    ChannelDialog dialog(desk.monitor, desk.clock);
    QCOMPARE(dialog.targets().count(), 1);
    QVERIFY(dialog.plain().contains(QStringLiteral("Transaction Anomaly Alert")));
    QVERIFY(dialog.wire().contains(QStringLiteral("To: noc@example.org")));
    QVERIFY(dialog.wire().contains(QStringLiteral("Auto-Submitted: auto-generated")));
    auto* page = dialog.findChild<QTextBrowser*>();
    QVERIFY(page->toPlainText().contains(QStringLiteral("DENIED")));
    const QImage picture =
        page->document()
            ->resource(QTextDocument::ImageResource, QUrl(QStringLiteral("vigia:picture")))
            .value<QImage>();
    QCOMPARE(picture.width(), 1280);
    dialog.kinds().setCurrentIndex(dialog.kinds().count() - 1);
    QVERIFY(dialog.plain().contains(QStringLiteral("resolved")));
}

void TestChannelDialog::theLanguageIsThatOfTheReceiverOrChosen()
{
    Config config = slackAt(1);
    config.alerts.language = "pt_BR";
    Desk desk{config};
    ChannelDialog dialog(desk.monitor, desk.clock);
    QVERIFY(dialog.plain().contains(QStringLiteral("Alerta de anomalia em transações")));
    dialog.languages().setCurrentIndex(1);
    QVERIFY(dialog.plain().contains(QStringLiteral("Transaction Anomaly Alert")));
    QVERIFY(dialog.wire().startsWith(QLatin1Char('{')));
    QVERIFY(!dialog.findChild<QTabBar*>()->isTabVisible(0)); // no page
    QVERIFY(!dialog.wire().contains(QStringLiteral("T0PSECRET")));
}

void TestChannelDialog::aTestIsTakenByTheReceiver()
{
    FakeReceiver receiver("200 OK");
    Desk desk{slackAt(receiver.serverPort())};
    ChannelDialog dialog(desk.monitor, desk.clock);
    dialog.sendTest();
    QTRY_VERIFY(dialog.outcome().contains(QStringLiteral("the test message was taken")));
    QVERIFY(receiver.got.contains("POST /services/T0PSECRET"));
    QVERIFY(receiver.got.contains("Vigia can reach this receiver"));
}

void TestChannelDialog::aRefusalIsSaidWithoutItsSecret()
{
    FakeReceiver receiver("404 T0PSECRET");
    Desk desk{slackAt(receiver.serverPort())};
    ChannelDialog dialog(desk.monitor, desk.clock);
    dialog.sendTest();
    QTRY_VERIFY(dialog.outcome().contains(QStringLiteral("failed: ")));
    QVERIFY(dialog.outcome().contains(QStringLiteral("404")));
    QVERIFY(!dialog.outcome().contains(QStringLiteral("T0PSECRET")));
}

// As closing the dialog does: the limit of the transfer, here an hour, is not waited for.
void TestChannelDialog::aTestThatHangsIsEndedFromOutside()
{
    FakeReceiver receiver(""); // never answers
    const Config config = slackAt(receiver.serverPort());
    Result<std::vector<TestOutcome>> outcomes = std::vector<TestOutcome>{};
    std::jthread worker([&](std::stop_token stop) {
        outcomes =
            sendTest(config, Zone(), {}, {}, {1h, 1h}, std::make_shared<SystemClock>(), stop);
    });
    QTRY_VERIFY(receiver.got.contains("POST"));
    worker.request_stop();
    worker.join();
    QVERIFY(outcomes);
    QCOMPARE(outcomes->size(), std::size_t{1});
    QVERIFY(outcomes->front().outcome.delivery == Delivery::Retry);
}

QTEST_MAIN(TestChannelDialog)
#include "tst_channel_dialog.moc"
