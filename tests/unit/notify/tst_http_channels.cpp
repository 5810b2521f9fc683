// What is particular to one web channel; what they share is in tst_notifier_contract.
#include "core/notify/notifier_factory.h"
#include "core/notify/teams_notifier.h"
#include "core/notify/webhook_notifier.h"
#include "tests/support/test_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace vigia;

namespace {

OutboxEntry entry(const char* key = "incident-7")
{
    OutboxEntry e;
    e.message.key = key;
    e.message.json = "{\"a\":1}";
    return e;
}

QStringList answers(const QJsonArray& script)
{
    return {QStringLiteral("--script"),
            QString::fromUtf8(QJsonDocument(script).toJson(QJsonDocument::Compact))};
}

WebReceiver receiver(const TestServer& server)
{
    return {"default",
            "http://localhost:" + std::to_string(server.port()) + "/hook/secretsecret",
            {},
            {},
            std::make_shared<SystemClock>()};
}

} // namespace

class TestHttpChannels : public QObject
{
    Q_OBJECT

private slots:
    void aTeamsAnswerThatSaysFailedIsNoSuccess_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("delivery");
        QTest::newRow("accepted by Workflows") << QString() << int(Delivery::Sent);
        QTest::newRow("accepted by a connector") << QStringLiteral("1") << int(Delivery::Sent);
        QTest::newRow("rate limited")
            << QStringLiteral(
                   "Webhook message delivery failed with error: Microsoft Teams endpoint "
                   "returned HTTP error 429 with ContextId tcid=0,server=DB3PEPF")
            << int(Delivery::Retry);
        QTest::newRow("too large")
            << QStringLiteral(
                   "Webhook message delivery failed with error: Microsoft Teams endpoint "
                   "returned HTTP error 413 with ContextId tcid=0")
            << int(Delivery::GiveUp);
        QTest::newRow("failed for no known reason")
            << QStringLiteral("Webhook Message Delivery Failed") << int(Delivery::Retry);
    }

    void aTeamsAnswerThatSaysFailedIsNoSuccess()
    {
        QFETCH(QString, body);
        QFETCH(int, delivery);
        const TestServer server("http_receiver.py",
                                answers({QJsonObject{{QStringLiteral("status"), 200},
                                                     {QStringLiteral("body"), body}}}));
        auto teams = TeamsNotifier::create("teams.webhook", receiver(server));
        QVERIFY(teams.has_value());
        const Outcome outcome = (*teams)->deliver(entry());
        QVERIFY2(int(outcome.delivery) == delivery, outcome.reason.c_str());
        QVERIFY(outcome.reason.find("secretsecret") == std::string::npos);
    }

    void aRetiredConnectorIsSaidAndNotAsked()
    {
        WebReceiver old{"default",
                        "https://outlook.office.com/webhook/1a2b3c4d@5e6f/IncomingWebhook/xyz",
                        {},
                        {},
                        std::make_shared<SystemClock>()};
        auto teams = TeamsNotifier::create("teams.webhook", old);
        QVERIFY(teams.has_value());
        const Outcome outcome = (*teams)->deliver(entry());
        QVERIFY(outcome.delivery == Delivery::GiveUp);
        QVERIFY(outcome.channelDown);
        QVERIFY(outcome.reason.find("retired") != std::string::npos);
        QVERIFY(outcome.reason.find("Workflows") != std::string::npos);
        QVERIFY(outcome.reason.find("1a2b3c4d") == std::string::npos);
        QVERIFY(!isRetiredTeamsAddress("https://prod-00.westeurope.logic.azure.com/workflows/x"));
    }

    void theSignatureIsThatOfTheSpecification()
    {
        // The example of the Standard Webhooks libraries (reference implementation, test_webhook):
        // secret, id, timestamp and payload with the signature they document.
        const QByteArray secret = QByteArray::fromBase64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        QCOMPARE(webhookSignature(secret.toStdString(), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                                  "{\"test\": 2432232314}"),
                 std::string("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    void aReceiverCanVerifyWhatItGot()
    {
        const TestServer server("http_receiver.py", {});
        const char* secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        auto hook =
            WebhookNotifier::create("webhook.url", receiver(server), "webhook.secret", secret);
        QVERIFY(hook.has_value());
        QVERIFY((*hook)->deliver(entry()).delivery == Delivery::Sent);
        QVERIFY((*hook)->deliver(entry()).delivery == Delivery::Sent);
        // An independent verifier: Python's hmac.
        for (const char* file : {"1.json", "2.json"}) {
            QProcess python;
            python.start(
                QStringLiteral("/usr/bin/python3"),
                {QStringLiteral("-c"),
                 QStringLiteral(
                     "import base64, hmac, json, sys\n"
                     "r = json.load(sys.stdin)\n"
                     "h = r['headers']\n"
                     "m = f\"{h['webhook-id']}.{h['webhook-timestamp']}.{r['body']}\".encode()\n"
                     "k = base64.b64decode('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')\n"
                     "s = base64.b64encode(hmac.digest(k, m, 'sha256')).decode()\n"
                     "print(h['webhook-id'], 'v1,' + s == h['webhook-signature'])")});
            python.write(server.file(QString::fromLatin1(file)));
            python.closeWriteChannel();
            QVERIFY(python.waitForFinished());
            QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArray("incident-7 True"));
        }
    }

    void aSigningSecretThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("no Base64") << QByteArray("whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!");
        QTest::newRow("too short") << QByteArray("whsec_c2hvcnQ=");
        QTest::newRow("empty after the prefix") << QByteArray("whsec_");
    }

    void aSigningSecretThatIsNoneIsRefused()
    {
        QFETCH(QByteArray, secret);
        const TestServer server("http_receiver.py", {});
        const auto hook = WebhookNotifier::create("webhook.url", receiver(server), "webhook.secret",
                                                  secret.toStdString());
        QVERIFY(!hook);
        QVERIFY(hook.error().message.starts_with("webhook.secret: "));
        QVERIFY(hook.error().message.find(secret.toStdString()) == std::string::npos ||
                secret == "whsec_");
    }

    void theRoutingKeyJoinsTheEventOnItsWay()
    {
        const TestServer server("http_receiver.py",
                                answers({QJsonObject{{QStringLiteral("status"), 202}}}));
        Config config;
        config.pagerDuty.routingKey = "abcdefabcdefabcdefabcdefabcdefab";
        config.pagerDuty.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/v2/enqueue";
        auto made = makeNotifiers(config);
        QVERIFY(made.has_value());
        QVERIFY(made->front()->deliver(entry()).delivery == Delivery::Sent);
        const QJsonObject request =
            QJsonDocument::fromJson(server.file(QStringLiteral("1.json"))).object();
        QCOMPARE(request.value(QLatin1String("body")).toString(),
                 QStringLiteral("{\"routing_key\":\"abcdefabcdefabcdefabcdefabcdefab\",\"a\":1}"));
    }

    void retryAfterWords_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("seconds"); // -1 = none
        QTest::newRow("seconds") << QByteArray("120") << 120;
        QTest::newRow("with a blank") << QByteArray("120 ") << 120;
        QTest::newRow("a date in the past") << QByteArray("Wed, 21 Oct 2015 07:28:00 GMT") << 0;
        QTest::newRow("more digits than a number has")
            << QByteArray("99999999999999999999999") << 365 * 86'400;
        QTest::newRow("negative") << QByteArray("-5") << -1;
        QTest::newRow("words") << QByteArray("soon") << -1;
        QTest::newRow("nothing") << QByteArray() << -1;
    }

    void retryAfterWords()
    {
        QFETCH(QByteArray, value);
        QFETCH(int, seconds);
        const auto got = parseRetryAfter(value.toStdString(), SystemClock{}.now());
        QCOMPARE(got ? int(got->count()) : -1, seconds);
    }
};

QTEST_GUILESS_MAIN(TestHttpChannels)
#include "tst_http_channels.moc"
