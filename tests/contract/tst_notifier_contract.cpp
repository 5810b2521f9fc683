// Every notifier through one suite: the table of what an answer means, faults of the wire, the
// secrets, the limits.
#include "core/notify/notifier_factory.h"
#include "tests/support/test_server.h"

#include "core/message/incident_message.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <set>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const StatusCatalog kCatalog;
const Zone kZone;
const Instant kNow{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 16h};

// Each of these must be found in no error, whatever the other side answers.
constexpr const char* kPathSecret = "T0PATHSECRET";
constexpr const char* kRoutingKey = "R0UT1NGKEY0123456789abcdef012345";
constexpr const char* kSigningSecret = "whsec_c2lnbmluZy1zZWNyZXQtb2YtMjQtYnl0ZXM=";

Incident incident()
{
    Incident i;
    i.id = IncidentId{7};
    i.severity = Severity::Critical;
    i.start = std::chrono::floor<std::chrono::minutes>(kNow) - 30min;
    i.opened = i.lastAbnormal = i.start;
    i.statuses = {StatusId::Denied};
    i.peak.time = i.start;
    i.peak.status = StatusId::Denied;
    i.peak.count = 1000;
    i.peak.reason = "far above normal";
    i.anomalies = 1;
    i.reason = "Denials x10 above normal";
    return i;
}

OutboxEntry entryFor(const std::string& channel)
{
    IncidentNote note;
    note.incident = incident();
    note.thread = incidentThread(note.incident);
    const MessageContext context{kCatalog, kZone};
    note.subject = incidentSubject(note.incident, context);
    note.receiver = "default";
    OutboxEntry entry;
    entry.channel = channel;
    entry.recipient = channel == "mail" ? "ops@example.org" : "default";
    entry.created = kNow;
    entry.message = incidentMessage(note, channel, context, kNow);
    return entry;
}

class TestClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return kNow; }
};

} // namespace

class TestNotifierContract : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestCertificates> m_certificates;

    static Config configFor(const QByteArray& channel, const char* scheme, std::uint16_t port)
    {
        Config config;
        const std::string url = std::string(scheme) + "://localhost:" + std::to_string(port) +
                                "/services/" + kPathSecret;
        if (channel == "teams")
            config.teams.webhook = url;
        else if (channel == "slack")
            config.slack.webhook = url;
        else if (channel == "webhook")
            config.webhook = {url, kSigningSecret};
        else if (channel == "pagerduty")
            config.pagerDuty = {kRoutingKey, url};
        return config;
    }

    static Outcome deliver(const Config& config, const QByteArray& channel,
                           const TransferLimits& limits = {})
    {
        auto notifiers = makeNotifiers(config, limits, std::make_shared<TestClock>());
        if (!notifiers)
            return {Delivery::GiveUp, "not made: " + notifiers.error().message, {}, false};
        if (notifiers->size() != 1)
            return {Delivery::GiveUp, "not one notifier", {}, false};
        return notifiers->front()->deliver(entryFor(channel.toStdString()));
    }

    static QStringList script(const QJsonObject& answer)
    {
        return {
            QStringLiteral("--script"),
            QString::fromUtf8(QJsonDocument(QJsonArray{answer}).toJson(QJsonDocument::Compact))};
    }

    static void channels()
    {
        QTest::addColumn<QByteArray>("channel");
        for (const char* name : {"teams", "slack", "webhook", "pagerduty"})
            QTest::newRow(name) << QByteArray(name);
    }

    static bool tellsNoSecret(const std::string& reason)
    {
        for (const char* secret :
             {kPathSecret, kRoutingKey, kSigningSecret, "c2lnbmluZy1zZWNyZXQtb2YtMjQtYnl0ZXM"}) {
            if (reason.find(secret) != std::string::npos)
                return false;
        }
        return true;
    }

private slots:
    void initTestCase()
    {
        m_certificates = std::make_unique<TestCertificates>();
        QVERIFY2(m_certificates->valid(), "openssl made no certificate");
    }

    void oneTableSaysWhatAnAnswerMeans_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("delivery");
        const std::pair<int, Delivery> table[] = {
            {200, Delivery::Sent},   {202, Delivery::Sent},   {204, Delivery::Sent},
            {301, Delivery::GiveUp}, {302, Delivery::GiveUp}, {307, Delivery::GiveUp},
            {400, Delivery::GiveUp}, {401, Delivery::GiveUp}, {403, Delivery::GiveUp},
            {404, Delivery::GiveUp}, {410, Delivery::GiveUp}, {413, Delivery::GiveUp},
            {408, Delivery::Retry},  {425, Delivery::Retry},  {429, Delivery::Retry},
            {500, Delivery::Retry},  {502, Delivery::Retry},  {503, Delivery::Retry}};
        for (const char* channel : {"teams", "slack", "webhook", "pagerduty"}) {
            for (const auto& [status, delivery] : table)
                QTest::addRow("%s %d", channel, status)
                    << QByteArray(channel) << status << int(delivery);
        }
    }

    void oneTableSaysWhatAnAnswerMeans()
    {
        QFETCH(QByteArray, channel);
        QFETCH(int, status);
        QFETCH(int, delivery);
        QJsonObject answer{{QStringLiteral("status"), status}};
        if (status >= 300 && status < 400)
            answer.insert(QStringLiteral("headers"),
                          QJsonObject{{QStringLiteral("Location"), QStringLiteral("/elsewhere")}});
        const TestServer server("http_receiver.py", script(answer));
        const Outcome outcome = deliver(configFor(channel, "http", server.port()), channel);
        QVERIFY2(int(outcome.delivery) == delivery, outcome.reason.c_str());
        QVERIFY(!outcome.channelDown);
        QCOMPARE(outcome.reason.empty(), outcome.delivery == Delivery::Sent);
        QCOMPARE(server.count("*.json"), 1); // no redirect was followed
    }

    void whatItSendsIsJsonAndNamesTheIncident_data() { channels(); }
    void whatItSendsIsJsonAndNamesTheIncident()
    {
        QFETCH(QByteArray, channel);
        const TestServer server("http_receiver.py",
                                {QStringLiteral("--cert"), m_certificates->path("server.pem"),
                                 QStringLiteral("--key"), m_certificates->path("server.key")});
        Config config = configFor(channel, "https", server.port());
        config.alerts.caFile = m_certificates->path("ca.pem").toStdString();
        const Outcome outcome = deliver(config, channel);
        QVERIFY2(outcome.delivery == Delivery::Sent, outcome.reason.c_str());
        const QJsonObject request =
            QJsonDocument::fromJson(server.file(QStringLiteral("1.json"))).object();
        QCOMPARE(request.value(QLatin1String("method")).toString(), QStringLiteral("POST"));
        const QJsonObject headers = request.value(QLatin1String("headers")).toObject();
        QCOMPARE(headers.value(QLatin1String("content-type")).toString(),
                 QStringLiteral("application/json"));
        const QByteArray body = request.value(QLatin1String("body")).toString().toUtf8();
        QJsonParseError error{};
        QVERIFY(QJsonDocument::fromJson(body, &error).isObject());
        QCOMPARE(error.error, QJsonParseError::NoError);
        QVERIFY(body.contains("Denials x10 above normal"));
    }

    void retryAfterIsReadInBothForms_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("seconds");
        for (const char* channel : {"teams", "slack", "webhook", "pagerduty"}) {
            QTest::addRow("%s seconds", channel)
                << QByteArray(channel) << QStringLiteral("120") << 120;
            QTest::addRow("%s a date", channel)
                << QByteArray(channel) << QStringLiteral("Sat, 12 Jul 2025 16:01:30 GMT") << 90;
        }
    }

    void retryAfterIsReadInBothForms()
    {
        QFETCH(QByteArray, channel);
        QFETCH(QString, value);
        QFETCH(int, seconds);
        const TestServer server("http_receiver.py",
                                script({{QStringLiteral("status"), 429},
                                        {QStringLiteral("headers"),
                                         QJsonObject{{QStringLiteral("rEtRy-AfTeR"), value}}}}));
        const Outcome outcome = deliver(configFor(channel, "http", server.port()), channel);
        QVERIFY(outcome.delivery == Delivery::Retry);
        QVERIFY(outcome.retryAfter.has_value());
        QCOMPARE(int(outcome.retryAfter->count()), seconds);
    }

    void faultsOfTheWireAreTriedAgain_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<QString>("fault");
        for (const char* channel : {"teams", "slack", "webhook", "pagerduty"}) {
            for (const char* fault : {"hang", "reset", "half", "endless"})
                QTest::addRow("%s %s", channel, fault)
                    << QByteArray(channel) << QString::fromLatin1(fault);
        }
    }

    void faultsOfTheWireAreTriedAgain()
    {
        QFETCH(QByteArray, channel);
        QFETCH(QString, fault);
        const TestServer server("http_receiver.py", script({{QStringLiteral("do"), fault}}));
        const Config config = configFor(channel, "http", server.port());
        const Outcome outcome = deliver(config, channel, {500ms, 700ms, 4096});
        QVERIFY2(outcome.delivery == Delivery::Retry, outcome.reason.c_str());
        QVERIFY(!outcome.reason.empty());
        QVERIFY(!outcome.channelDown);
        QVERIFY(deliver(config, channel).delivery == Delivery::Sent);
    }

    void anUntrustedCertificateIsNotAccepted_data() { channels(); }
    void anUntrustedCertificateIsNotAccepted()
    {
        QFETCH(QByteArray, channel);
        const TestServer server("http_receiver.py",
                                {QStringLiteral("--cert"), m_certificates->path("server.pem"),
                                 QStringLiteral("--key"), m_certificates->path("server.key")});
        for (const char* ca : {"", "other.pem"}) {
            Config config = configFor(channel, "https", server.port());
            if (*ca != '\0')
                config.alerts.caFile = m_certificates->path(ca).toStdString();
            const Outcome outcome = deliver(config, channel);
            QVERIFY2(outcome.delivery == Delivery::Retry, outcome.reason.c_str());
            QVERIFY(outcome.channelDown);
            QVERIFY(tellsNoSecret(outcome.reason));
        }
        QCOMPARE(server.count("*.json"), 0);
    }

    void errorsTellNoSecret_data() { channels(); }
    void errorsTellNoSecret()
    {
        QFETCH(QByteArray, channel);
        // The other side quotes all that it got, with markup and a line end.
        QString echo =
            QStringLiteral("<b>no</b>\r\nat /services/%1").arg(QLatin1String(kPathSecret));
        if (channel == "webhook")
            echo += QStringLiteral(" signed %1").arg(QLatin1String(kSigningSecret)) +
                    QStringLiteral(" or c2lnbmluZy1zZWNyZXQtb2YtMjQtYnl0ZXM=");
        if (channel == "pagerduty")
            echo += QStringLiteral(" for %1").arg(QLatin1String(kRoutingKey));
        for (const int status : {400, 503}) {
            const TestServer server("http_receiver.py", script({{QStringLiteral("status"), status},
                                                                {QStringLiteral("body"), echo}}));
            const Outcome outcome = deliver(configFor(channel, "http", server.port()), channel);
            QVERIFY(outcome.delivery != Delivery::Sent);
            const std::string& r = outcome.reason;
            QVERIFY2(r.find("no</b>") != std::string::npos, r.c_str()); // its words are shown
            QVERIFY2(tellsNoSecret(r), r.c_str());
            QVERIFY(r.find_first_of("\r\n") == std::string::npos);
            QVERIFY(r.size() <= 310);
        }
        // Nobody listens: libcurl's own words.
        Config config = configFor(channel, "http", 1);
        QVERIFY(tellsNoSecret(deliver(config, channel).reason));
    }

    void addressesThatAreNoneAreRefusedWithoutShowingThem_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<QByteArray>("url");
        for (const char* channel : {"teams", "slack", "webhook", "pagerduty"}) {
            for (const char* url :
                 {"http://hooks.example.org/T0PATHSECRET", "ftp://localhost/T0PATHSECRET",
                  "https://user:T0PATHSECRET@example.org/", "https:///T0PATHSECRET", "T0PATHSECRET",
                  "https://example.org/T0PATHSECRET\r\nX: y",
                  "http://localhost.example.org/T0PATHSECRET", "file:///T0PATHSECRET"})
                QTest::addRow("%s %s", channel, QByteArray(url).simplified().constData())
                    << QByteArray(channel) << QByteArray(url);
        }
    }

    void addressesThatAreNoneAreRefusedWithoutShowingThem()
    {
        QFETCH(QByteArray, channel);
        QFETCH(QByteArray, url);
        Config config = configFor(channel, "http", 1);
        for (std::string* address :
             {&config.teams.webhook, &config.slack.webhook, &config.webhook.url}) {
            if (!address->empty())
                *address = url.toStdString();
        }
        if (channel == "pagerduty")
            config.pagerDuty.url = url.toStdString();
        const auto made = makeNotifiers(config);
        QVERIFY(!made);
        QCOMPARE(int(made.error().code), int(ErrorCode::InvalidConfig));
        const std::string& words = made.error().message;
        QVERIFY2(words.starts_with(channel.toStdString() + "."), words.c_str());
        QVERIFY2(words.find(kPathSecret) == std::string::npos, words.c_str());
    }

    void abortEndsATransfer_data() { channels(); }
    void abortEndsATransfer()
    {
        QFETCH(QByteArray, channel);
        const TestServer server("http_receiver.py",
                                script({{QStringLiteral("do"), QStringLiteral("hang")}}));
        auto notifiers = makeNotifiers(configFor(channel, "http", server.port()));
        QVERIFY(notifiers.has_value());
        notifiers->front()->abort();
        QVERIFY(notifiers->front()->deliver(entryFor(channel.toStdString())).delivery ==
                Delivery::Retry);
    }

    void aHostileKeyIsNoHeader_data() { channels(); }
    void aHostileKeyIsNoHeader()
    {
        QFETCH(QByteArray, channel);
        const TestServer server("http_receiver.py", {});
        auto notifiers = makeNotifiers(configFor(channel, "http", server.port()));
        OutboxEntry entry = entryFor(channel.toStdString());
        entry.message.key = "k\r\nX-Evil: 1";
        QVERIFY(notifiers->front()->deliver(entry).delivery == Delivery::GiveUp);
        QCOMPARE(server.count("*.json"), 0);
    }

    void nothingConfiguredMakesNoNotifier()
    {
        const auto made = makeNotifiers({});
        QVERIFY(made.has_value());
        QVERIFY(made->empty());
    }

    void eachReceiverHasNotifiersOfItsOwn()
    {
        Config config;
        config.mail.host = "mail.example.org";
        config.mail.from = "vigia@example.org";
        config.mail.recipients = {"ops@example.org"};
        config.teams.webhook = "https://a.example.org/x";
        config.receivers["night"].teams = "https://b.example.org/y";
        config.receivers["night"].mail = {"ops@example.org", "night@example.org"};
        config.receivers["boss"].pagerDuty = kRoutingKey;
        const auto made = makeNotifiers(config);
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        std::set<std::string> names;
        for (const auto& n : *made)
            names.insert(std::string(n->channel()) + '/' + std::string(n->receiver()));
        QCOMPARE(names, (std::set<std::string>{"mail/", "teams/default", "teams/night",
                                               "pagerduty/boss"}));
        config.receivers["night"].mail = {"not an address"};
        QVERIFY(!makeNotifiers(config).has_value());
    }
};

QTEST_GUILESS_MAIN(TestNotifierContract)
#include "tst_notifier_contract.moc"
