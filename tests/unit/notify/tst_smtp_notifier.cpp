#include "core/notify/smtp_notifier.h"
#include "tests/support/test_server.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

constexpr const char* kPassword = "s3cret-Pässword";

OutboxEntry entryFor(const char* recipient)
{
    OutboxEntry entry;
    entry.channel = "mail";
    entry.recipient = recipient;
    entry.created = Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 16h + 45min};
    entry.message.key = "anomaly-0123456789abcdef";
    entry.message.thread = "incident-7";
    entry.message.subject = "[Vigia] Transações negadas: DENIED";
    entry.message.text =
        "Transaction Anomaly Alert\n.\n- Status: DENIED\nlinha única é mais longa\n";
    entry.message.html = "<html><body><b>DENIED</b></body></html>\n";
    return entry;
}

} // namespace

class TestSmtpNotifier : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestCertificates> m_certificates;

    QStringList serverArguments(const char* security, const char* mode = "accept", int times = 0)
    {
        return {QStringLiteral("--security"), QString::fromLatin1(security),
                QStringLiteral("--mode"),     QString::fromLatin1(mode),
                QStringLiteral("--times"),    QString::number(times),
                QStringLiteral("--cert"),     m_certificates->path("server.pem"),
                QStringLiteral("--key"),      m_certificates->path("server.key"),
                QStringLiteral("--user"),     QStringLiteral("noc"),
                QStringLiteral("--password"), QString::fromUtf8(kPassword)};
    }

    MailConfig config(const TestServer& server, SmtpSecurity security)
    {
        MailConfig mail;
        mail.host = "localhost";
        mail.port = server.port();
        mail.security = security;
        mail.user = "noc";
        mail.password = kPassword;
        mail.from = "Vigia <vigia@example.org>";
        mail.recipients = {"ops@example.org"};
        mail.caFile = m_certificates->path("ca.pem").toStdString();
        return mail;
    }

    static Outcome deliver(const MailConfig& mail, const OutboxEntry& entry,
                           const TransferLimits& limits = {})
    {
        auto notifier = SmtpNotifier::create(mail, limits);
        if (!notifier)
            return {Delivery::GiveUp, "not created: " + notifier.error().message, {}, false};
        return (*notifier)->deliver(entry);
    }

    static void write(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
    }

private slots:
    void initTestCase()
    {
        m_certificates = std::make_unique<TestCertificates>();
        QVERIFY2(m_certificates->valid(), "openssl made no certificate");
    }

    void aMailArrivesCleanAndWhole_data()
    {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<int>("security");
        QTest::addColumn<bool>("tls");
        QTest::newRow("over STARTTLS")
            << QByteArray("starttls") << int(SmtpSecurity::StartTls) << true;
        QTest::newRow("over implicit TLS") << QByteArray("tls") << int(SmtpSecurity::Tls) << true;
        QTest::newRow("in the clear to loopback")
            << QByteArray("none") << int(SmtpSecurity::None) << false;
    }

    void aMailArrivesCleanAndWhole()
    {
        QFETCH(QByteArray, server);
        QFETCH(int, security);
        QFETCH(bool, tls);
        const TestServer smtp("smtp_server.py", serverArguments(server.constData()));
        const Outcome outcome =
            deliver(config(smtp, SmtpSecurity(security)), entryFor("ops@example.org"));
        QVERIFY2(outcome.delivery == Delivery::Sent, outcome.reason.c_str());

        const QJsonObject facts =
            QJsonDocument::fromJson(smtp.file(QStringLiteral("1.json"))).object();
        QCOMPARE(facts.value(QLatin1String("from")).toString(),
                 QStringLiteral("vigia@example.org"));
        QCOMPARE(facts.value(QLatin1String("to")).toArray().first().toString(),
                 QStringLiteral("ops@example.org"));
        QCOMPARE(facts.value(QLatin1String("tls")).toBool(), tls);
        QCOMPARE(facts.value(QLatin1String("user")).toString(), QStringLiteral("noc"));

        const QByteArray mail = smtp.file(QStringLiteral("1.eml"));
        QCOMPARE(mail.count('\n'), mail.count("\r\n"));
        QCOMPARE(mail.count('\r'), mail.count("\r\n"));
        for (const QByteArray& line : mail.split('\n'))
            QVERIFY(line.size() <= 998);
        QVERIFY(mail.contains("\r\nMessage-ID: <anomaly-0123456789abcdef@example.org>\r\n"));
        QVERIFY(mail.contains("\r\nReferences: <incident-7@example.org>\r\n"));
        QVERIFY(mail.contains("\r\nAuto-Submitted: auto-generated\r\n"));
        QVERIFY(mail.contains("\r\nDate: Sat, 12 Jul 2025 16:45:00 +0000\r\n"));
        QVERIFY(mail.contains("\r\n.\r\n- Status: DENIED\r\n")); // a lone dot ends nothing
    }

    void pythonReadsBackWhatWasSaid()
    {
        const TestServer smtp("smtp_server.py", serverArguments("none"));
        const OutboxEntry entry = entryFor("ops@example.org");
        QVERIFY(deliver(config(smtp, SmtpSecurity::None), entry).delivery == Delivery::Sent);
        // An independent reader: Python's email package.
        QProcess python;
        python.start(QStringLiteral("/usr/bin/python3"),
                     {QStringLiteral("-c"),
                      QStringLiteral("import email.policy, sys\n"
                                     "m = email.message_from_binary_file(sys.stdin.buffer, "
                                     "policy=email.policy.default)\n"
                                     "out = [m['Subject'], str(m.defects), "
                                     "m.get_body(('plain',)).get_content(), "
                                     "m.get_body(('html',)).get_content()]\n"
                                     "sys.stdout.buffer.write('\\0'.join(out).encode())")});
        python.write(smtp.file(QStringLiteral("1.eml")));
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished());
        const QList<QByteArray> parts = python.readAllStandardOutput().split('\0');
        QCOMPARE(parts.size(), 4);
        QCOMPARE(parts[0].toStdString(), entry.message.subject);
        QCOMPARE(parts[1], QByteArray("[]"));
        QCOMPARE(parts[2].toStdString(), entry.message.text);
        QCOMPARE(parts[3].toStdString(), entry.message.html);
    }

    void thePictureStandsInTheHtml()
    {
        const TestServer smtp("smtp_server.py", serverArguments("none"));
        OutboxEntry entry = entryFor("ops@example.org");
        entry.message.chart = "{\"from\":\"2025-07-12T14:00:00Z\",\"series\":[{\"status\":"
                              "\"denied\",\"counts\":[1,2,90]}]}";
        QVERIFY(deliver(config(smtp, SmtpSecurity::None), entry).delivery == Delivery::Sent);
        entry.message.chart = "not a chart"; // what cannot be drawn holds up no message
        QVERIFY(deliver(config(smtp, SmtpSecurity::None), entry).delivery == Delivery::Sent);
        QProcess python;
        python.start(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral("-c"),
             QStringLiteral("import email.policy, sys\n"
                            "m = email.message_from_binary_file(sys.stdin.buffer, "
                            "policy=email.policy.default)\n"
                            "r = list(m.iter_parts())[1]\n"
                            "html, picture = r.iter_parts()\n"
                            "cid = picture['Content-ID'][1:-1]\n"
                            "print(m.get_content_type(), r.get_content_type(), "
                            "picture.get_content_type(), f'cid:{cid}' in html.get_content(), "
                            "picture.get_content()[:8] == b'\\x89PNG\\r\\n\\x1a\\n', m.defects)")});
        python.write(smtp.file(QStringLiteral("1.eml")));
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished());
        QCOMPARE(python.readAllStandardOutput().trimmed(),
                 QByteArray("multipart/alternative multipart/related image/png True True []"));
        QVERIFY(!smtp.file(QStringLiteral("2.eml")).contains("image/png"));
    }

    void refusalsAreClassed_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<int>("delivery");
        QTest::addColumn<bool>("channelDown");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const char* mode, Delivery d, bool down,
                            const char* words) {
            QTest::newRow(name) << QByteArray(mode) << int(d) << down << QByteArray(words);
        };
        row("greylisting is tried again", "rcpt451", Delivery::Retry, false,
            "451 4.7.1 greylisted");
        row("an unknown user is final", "rcpt550", Delivery::GiveUp, false,
            "550 5.1.1 no such user <b>here</b>");
        row("a temporary refusal after the dot is tried again", "data451", Delivery::Retry, false,
            "451 4.3.0");
        row("a refused content is final", "data550", Delivery::GiveUp, false, "550 5.7.1");
        row("a server that closes for now is tried again", "greet421", Delivery::Retry, false,
            "421 4.3.2");
        row("a connection lost within DATA is tried again", "drop-data", Delivery::Retry, false,
            "localhost");
        row("a password that cannot be checked now is tried again", "auth454", Delivery::Retry,
            false, "454");
    }

    void refusalsAreClassed()
    {
        QFETCH(QByteArray, mode);
        QFETCH(int, delivery);
        QFETCH(bool, channelDown);
        QFETCH(QByteArray, words);
        const TestServer smtp("smtp_server.py", serverArguments("none", mode.constData(), 1));
        const MailConfig mail = config(smtp, SmtpSecurity::None);
        const Outcome outcome = deliver(mail, entryFor("ops@example.org"));
        QVERIFY2(int(outcome.delivery) == delivery, outcome.reason.c_str());
        QCOMPARE(outcome.channelDown, channelDown);
        QVERIFY2(QByteArray::fromStdString(outcome.reason).contains(words), outcome.reason.c_str());
        // The fault is over: what was to be tried again gets through.
        QVERIFY(deliver(mail, entryFor("ops@example.org")).delivery == Delivery::Sent);
        QCOMPARE(smtp.count("*.eml"), 1);
    }

    void aDropAfterTheDotIsTriedAgainWithTheSameMessageId()
    {
        const TestServer smtp("smtp_server.py", serverArguments("none", "drop-after-dot", 1));
        const MailConfig mail = config(smtp, SmtpSecurity::None);
        const OutboxEntry entry = entryFor("ops@example.org");
        QVERIFY(deliver(mail, entry).delivery == Delivery::Retry);
        QVERIFY(deliver(mail, entry).delivery == Delivery::Sent);
        QVERIFY(!smtp.file(QStringLiteral("1.eml")).isEmpty());
        QCOMPARE(smtp.file(QStringLiteral("1.eml")), smtp.file(QStringLiteral("2.eml")));
    }

    void aWrongPasswordStopsTheChannelAndIsNotShown()
    {
        const TestServer smtp("smtp_server.py", serverArguments("starttls"));
        MailConfig mail = config(smtp, SmtpSecurity::StartTls);
        mail.password = "wrong-password";
        const Outcome outcome = deliver(mail, entryFor("ops@example.org"));
        QVERIFY2(outcome.delivery == Delivery::GiveUp, outcome.reason.c_str());
        QVERIFY(outcome.channelDown);
        QVERIFY2(outcome.reason.starts_with("535"), outcome.reason.c_str());
        QVERIFY(outcome.reason.find("wrong-password") == std::string::npos);
        QCOMPARE(smtp.count("*.eml"), 0);
    }

    void aTokenCommandProvesTheAccount_data()
    {
        QTest::addColumn<int>("length");
        QTest::newRow("a short token goes with the command") << 40;
        QTest::newRow("a token of Microsoft's length goes after it") << 2'000;
    }

    void aTokenCommandProvesTheAccount()
    {
        QFETCH(int, length);
        const QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("token"));
        const QByteArray token(length, 'T');
        write(file, token + '\n');
        const TestServer smtp("smtp_server.py",
                              serverArguments("starttls") +
                                  QStringList{QStringLiteral("--token-file"), file});
        MailConfig mail = config(smtp, SmtpSecurity::StartTls);
        mail.password.clear();
        mail.tokenCommand = {"/bin/cat", file.toStdString()};
        const Outcome outcome = deliver(mail, entryFor("ops@example.org"));
        QVERIFY2(outcome.delivery == Delivery::Sent, outcome.reason.c_str());
        const QJsonObject facts =
            QJsonDocument::fromJson(smtp.file(QStringLiteral("1.json"))).object();
        QCOMPARE(facts.value(QLatin1String("user")).toString(), QStringLiteral("noc"));
        const QByteArray wire = smtp.file(QStringLiteral("wire.log"));
        QVERIFY(wire.contains("tls AUTH XOAUTH2"));
        QVERIFY(!wire.contains("clear AUTH"));
    }

    void aTokenThatRanOutIsReplacedOnce()
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("token"));
        write(file, "first-token");
        const TestServer smtp("smtp_server.py",
                              serverArguments("starttls") +
                                  QStringList{QStringLiteral("--token-file"), file});
        MailConfig mail = config(smtp, SmtpSecurity::StartTls);
        mail.tokenCommand = {"/bin/cat", file.toStdString()};
        auto notifier = SmtpNotifier::create(mail);
        QVERIFY(notifier.has_value());
        QVERIFY((*notifier)->deliver(entryFor("ops@example.org")).delivery == Delivery::Sent);
        write(file, "second-token"); // the server takes this one only, from now on
        const Outcome outcome = (*notifier)->deliver(entryFor("ops@example.org"));
        QVERIFY2(outcome.delivery == Delivery::Sent, outcome.reason.c_str());
        QCOMPARE(smtp.count("*.eml"), 2);
    }

    void aRefusedTokenStopsTheChannelAndIsNotShown_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("with 535") << QStringList();
        QTest::newRow("with a challenge that says why, first")
            << QStringList{QStringLiteral("--explain-refusal")};
    }

    void aRefusedTokenStopsTheChannelAndIsNotShown()
    {
        QFETCH(QStringList, more);
        const TestServer smtp("smtp_server.py", serverArguments("starttls") + more);
        MailConfig mail = config(smtp, SmtpSecurity::StartTls);
        mail.tokenCommand = {"/bin/echo", "another-token"};
        const Outcome outcome = deliver(mail, entryFor("ops@example.org"));
        QVERIFY2(outcome.delivery == Delivery::GiveUp, outcome.reason.c_str());
        QVERIFY(outcome.channelDown);
        QVERIFY(outcome.reason.find("another-token") == std::string::npos);
        QCOMPARE(smtp.count("*.eml"), 0);
        QVERIFY(!smtp.file(QStringLiteral("wire.log")).contains("AUTH PLAIN"));
    }

    void withoutATokenNothingIsSentAndTheRowStays()
    {
        const TestServer smtp("smtp_server.py", serverArguments("starttls"));
        MailConfig mail = config(smtp, SmtpSecurity::StartTls);
        mail.tokenCommand = {"/bin/sh", "-c", "echo printed-secret; exit 3"};
        const Outcome outcome = deliver(mail, entryFor("ops@example.org"));
        QVERIFY(outcome.delivery == Delivery::Retry);
        QVERIFY(outcome.channelDown);
        QCOMPARE(outcome.reason, std::string("mail.token_command: /bin/sh: ended with 3"));
        QVERIFY(smtp.file(QStringLiteral("wire.log")).isEmpty());
    }

    void withoutStartTlsNothingIsSent()
    {
        const TestServer smtp("smtp_server.py", serverArguments("none"));
        const Outcome outcome =
            deliver(config(smtp, SmtpSecurity::StartTls), entryFor("ops@example.org"));
        QVERIFY(outcome.delivery == Delivery::Retry); // the row stays
        QVERIFY(outcome.channelDown);
        const QByteArray wire = smtp.file(QStringLiteral("wire.log"));
        QVERIFY(wire.contains("EHLO"));
        QVERIFY(!wire.contains("AUTH"));
        QVERIFY(!wire.contains("MAIL"));
        QCOMPARE(smtp.count("*.eml"), 0);
    }

    void onlyTheGreetingGoesInTheClearBeforeStartTls()
    {
        const TestServer smtp("smtp_server.py", serverArguments("starttls"));
        QVERIFY(
            deliver(config(smtp, SmtpSecurity::StartTls), entryFor("ops@example.org")).delivery ==
            Delivery::Sent);
        int clear = 0;
        for (const QByteArray& line : smtp.file(QStringLiteral("wire.log")).split('\n')) {
            if (!line.startsWith("clear "))
                continue;
            ++clear;
            QVERIFY2(line.startsWith("clear EHLO") || line.startsWith("clear STARTTLS"),
                     line.constData());
        }
        QCOMPARE(clear, 2);
    }

    void anUntrustedCertificateIsRefused_data()
    {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<int>("security");
        QTest::addColumn<QByteArray>("ca");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("STARTTLS, another CA")
            << QByteArray("starttls") << int(SmtpSecurity::StartTls) << QByteArray("other.pem")
            << QByteArray("localhost");
        QTest::newRow("TLS, the system's CAs only") << QByteArray("tls") << int(SmtpSecurity::Tls)
                                                    << QByteArray() << QByteArray("localhost");
        QTest::newRow("TLS, the name of another host")
            << QByteArray("tls") << int(SmtpSecurity::Tls) << QByteArray("ca.pem")
            << QByteArray("127.0.0.2");
    }

    void anUntrustedCertificateIsRefused()
    {
        QFETCH(QByteArray, server);
        QFETCH(int, security);
        QFETCH(QByteArray, ca);
        QFETCH(QByteArray, host);
        const TestServer smtp("smtp_server.py",
                              serverArguments(server.constData()) +
                                  QStringList{QStringLiteral("--host"), QString::fromLatin1(host)});
        MailConfig mail = config(smtp, SmtpSecurity(security));
        mail.host = host.toStdString();
        mail.caFile =
            ca.isEmpty() ? std::string() : m_certificates->path(ca.constData()).toStdString();
        const Outcome outcome = deliver(mail, entryFor("ops@example.org"));
        QVERIFY2(outcome.delivery == Delivery::Retry, outcome.reason.c_str());
        QVERIFY(outcome.channelDown);
        QVERIFY2(outcome.reason.starts_with("no secure connection"), outcome.reason.c_str());
        QVERIFY(!smtp.file(QStringLiteral("wire.log")).contains("AUTH"));
        QCOMPARE(smtp.count("*.eml"), 0);
    }

    void aServerThatHangsCostsNoMoreThanTheLimit_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("before its greeting") << QByteArray("hang");
        QTest::newRow("after the dot") << QByteArray("hang-data");
    }

    void aServerThatHangsCostsNoMoreThanTheLimit()
    {
        QFETCH(QByteArray, mode);
        const TestServer smtp("smtp_server.py", serverArguments("none", mode.constData()));
        const Outcome outcome = deliver(config(smtp, SmtpSecurity::None),
                                        entryFor("ops@example.org"), {500ms, 1500ms, 4096});
        QVERIFY2(outcome.delivery == Delivery::Retry, outcome.reason.c_str());
        QVERIFY(!outcome.channelDown);
    }

    void abortEndsATransfer()
    {
        const TestServer smtp("smtp_server.py", serverArguments("none", "hang"));
        auto notifier = SmtpNotifier::create(config(smtp, SmtpSecurity::None));
        QVERIFY(notifier.has_value());
        (*notifier)->abort(); // before or within deliver() is the same to it
        QVERIFY((*notifier)->deliver(entryFor("ops@example.org")).delivery == Delivery::Retry);
    }

    void nobodyListening()
    {
        MailConfig mail;
        {
            const TestServer smtp("smtp_server.py", serverArguments("none"));
            mail = config(smtp, SmtpSecurity::None);
        } // its port is free again
        const Outcome outcome = deliver(mail, entryFor("ops@example.org"));
        QVERIFY(outcome.delivery == Delivery::Retry);
        QVERIFY(!outcome.reason.empty());
    }

    void headersCannotBeInjected_data()
    {
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("recipient");
        QTest::addColumn<QByteArray>("key");
        const QByteArray subject = "fine", to = "ops@example.org", key = "k1";
        QTest::newRow("CR LF in the subject")
            << QByteArray("x\r\nBcc: victim@example.org") << to << key;
        QTest::newRow("LF in the subject") << QByteArray("x\nBcc: v@example.org") << to << key;
        QTest::newRow("NUL in the subject") << QByteArray("x\0y", 3) << to << key;
        QTest::newRow("CR LF in the recipient")
            << subject << QByteArray("ops@example.org>\r\nRCPT TO:<victim@example.org") << key;
        QTest::newRow("two recipients in one")
            << subject << QByteArray("ops@example.org, victim@example.org") << key;
        QTest::newRow("CR in the key") << subject << to << QByteArray("k\r1");
        QTest::newRow("an angle in the key") << subject << to << QByteArray("k>1");
    }

    void headersCannotBeInjected()
    {
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, recipient);
        QFETCH(QByteArray, key);
        const TestServer smtp("smtp_server.py", serverArguments("none"));
        OutboxEntry entry = entryFor("");
        entry.recipient = recipient.toStdString();
        entry.message.subject = subject.toStdString();
        entry.message.key = key.toStdString();
        const Outcome outcome = deliver(config(smtp, SmtpSecurity::None), entry);
        QVERIFY(outcome.delivery == Delivery::GiveUp);
        QVERIFY(!outcome.channelDown);
        QVERIFY(outcome.reason.find_first_of("\r\n") == std::string::npos);
        QVERIFY(smtp.file(QStringLiteral("wire.log")).isEmpty()); // nothing went out
    }

    void wrongSettingsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("security");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("key");
        const int tls = int(SmtpSecurity::Tls), none = int(SmtpSecurity::None);
        const QByteArray me = "vigia@example.org", you = "ops@example.org";
        QTest::newRow("clear text to another machine")
            << QByteArray("mail.example.org") << none << me << you << QByteArray("mail.security");
        QTest::newRow("clear text to a name that only begins like loopback")
            << QByteArray("127.0.0.1.example.org") << none << me << you
            << QByteArray("mail.security");
        QTest::newRow("a host with a path")
            << QByteArray("localhost/x") << tls << me << you << QByteArray("mail.host");
        QTest::newRow("a host with a line end")
            << QByteArray("localhost\r\nQUIT") << tls << me << you << QByteArray("mail.host");
        QTest::newRow("a sender with a line end")
            << QByteArray("localhost") << tls << QByteArray("v@example.org\r\nRCPT TO:<x@y>") << you
            << QByteArray("mail.from");
        QTest::newRow("a recipient without a domain")
            << QByteArray("localhost") << tls << me << QByteArray("ops@")
            << QByteArray("mail.recip");
    }

    void wrongSettingsAreNamed()
    {
        QFETCH(QByteArray, host);
        QFETCH(int, security);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, key);
        MailConfig mail;
        mail.host = host.toStdString();
        mail.security = SmtpSecurity(security);
        mail.from = from.toStdString();
        mail.recipients = {to.toStdString()};
        const auto notifier = SmtpNotifier::create(mail);
        QVERIFY(!notifier);
        QCOMPARE(int(notifier.error().code), int(ErrorCode::InvalidConfig));
        QVERIFY2(notifier.error().message.starts_with(key.toStdString()),
                 notifier.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestSmtpNotifier)
#include "tst_smtp_notifier.moc"
