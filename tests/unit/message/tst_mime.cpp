#include "core/message/mime.h"

#include <QByteArray>
#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

MailEnvelope envelope()
{
    return {
        {"", "vigia@example.org"}, {"", "ops@example.org"}, sys_days{year{2024} / 2 / 29} + 7h, {}};
}

Message message()
{
    Message m;
    m.key = "incident-7-opened";
    m.thread = "incident-7";
    m.subject = "Incident 7";
    m.text = "hello\n";
    m.html = "<html><body>hello</body></html>\n";
    return m;
}

} // namespace

class TestMime : public QObject
{
    Q_OBJECT

private slots:
    void addresses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("address"); // "" = refused
        const auto row = [](const char* title, QByteArray text, const char* name,
                            const char* address) {
            QTest::newRow(title) << text << QByteArray(name) << QByteArray(address);
        };
        row("bare", "ops@example.org", "", "ops@example.org");
        row("with blanks around", "  ops@example.org ", "", "ops@example.org");
        row("with a tag", "a.b+c=d@x-y.example.org", "", "a.b+c=d@x-y.example.org");
        row("a domain literal", "ops@[127.0.0.1]", "", "ops@[127.0.0.1]");
        row("a name", "Night Shift <ops@example.org>", "Night Shift", "ops@example.org");
        row("a quoted name", "\"Shift, Night\" <ops@example.org>", "Shift, Night",
            "ops@example.org");
        row("a name beyond ASCII", "Plant\u00E3o <ops@example.org>", "Plant\u00E3o",
            "ops@example.org");
        row("no at", "ops", "", "");
        row("nothing", "", "", "");
        row("no local part", "@example.org", "", "");
        row("no domain", "ops@", "", "");
        row("two dots", "o..ps@example.org", "", "");
        row("a blank within", "o ps@example.org", "", "");
        row("two addresses", "a@example.org,b@example.org", "", "");
        row("two angles", "<a@example.org><b@example.org>", "", "");
        row("CR LF", "ops@example.org\r\nRCPT TO:<x@y>", "", "");
        row("LF in the name", "N\nBcc: x@y <ops@example.org>", "", "");
        row("NUL", QByteArray("ops@example.org\0x", 17), "", "");
        row("beyond ASCII", "\u00F6ps@example.org", "", "");
        row("too long", QByteArray(64, 'a') + "@" + QByteArray(200, 'b') + ".org", "", "");
    }

    void addresses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, address);
        const auto parsed = parseMailAddress(text.toStdString());
        QCOMPARE(parsed.has_value(), !address.isEmpty());
        if (parsed) {
            QCOMPARE(QByteArray::fromStdString(parsed->name), name);
            QCOMPARE(QByteArray::fromStdString(parsed->address), address);
        } else {
            QVERIFY(parsed.error().message.find_first_of("\r\n") == std::string::npos);
            QVERIFY(parsed.error().message.find('\0') == std::string::npos);
        }
    }

    void base64IsThatOfTheRfc_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        // RFC 4648 section 10
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("f") << QByteArray("f") << QByteArray("Zg==");
        QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8=");
        QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
        QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg==");
        QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE=");
        QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    }

    void base64IsThatOfTheRfc()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(base64(bytes.toStdString())), text);
    }

    void quotedPrintableLines_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("plain") << QByteArray("abc\n") << QByteArray("abc\r\n");
        QTest::newRow("no last line end") << QByteArray("abc") << QByteArray("abc\r\n");
        QTest::newRow("equals sign") << QByteArray("a=b\n") << QByteArray("a=3Db\r\n");
        QTest::newRow("a blank at the end of a line")
            << QByteArray("a \nb\t") << QByteArray("a=20\r\nb=09\r\n");
        QTest::newRow("UTF-8") << QByteArray("\xC3\xA9\n") << QByteArray("=C3=A9\r\n");
        QTest::newRow("CR is data") << QByteArray("a\r\nb\n") << QByteArray("a=0D\r\nb\r\n");
        QTest::newRow("exactly 76 need no break") << QByteArray(76, 'x') + "\n"
                                                  << QByteArray(76, 'x') + "\r\n";
        QTest::newRow("77 are broken after 75") << QByteArray(77, 'x') + "\n"
                                                << QByteArray(75, 'x') + "=\r\nxx\r\n";
        QTest::newRow("no break within an escape") << QByteArray(74, 'x') + "==\n"
                                                   << QByteArray(74, 'x') + "=\r\n=3D=3D\r\n";
        QTest::newRow("empty lines stay") << QByteArray("\n\na\n") << QByteArray("\r\n\r\na\r\n");
    }

    void quotedPrintableLines()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, encoded);
        QCOMPARE(QByteArray::fromStdString(quotedPrintable(text.toStdString())), encoded);
    }

    void longHeadersAreFoldedBetweenCharacters()
    {
        std::string subject;
        for (int i = 0; i < 60; ++i)
            subject += "\u00E7\U0001F6A8a";
        const QByteArray encoded = QByteArray::fromStdString(encodedHeader(subject, 9));
        QByteArray decoded;
        for (const QByteArray& word : encoded.split('\n')) {
            const QByteArray w = word.trimmed();
            QVERIFY(w.size() <= 75);
            QVERIFY(w.startsWith("=?UTF-8?B?") && w.endsWith("?="));
            const QByteArray bytes = QByteArray::fromBase64(w.mid(10, w.size() - 12));
            QVERIFY(QString::fromUtf8(bytes).toUtf8() == bytes); // whole characters
            decoded += bytes;
        }
        QCOMPARE(decoded.toStdString(), subject);
        QCOMPARE(encodedHeader("plain words", 9), std::string("plain words"));
        // What looks like an encoded word and is none must not be decoded into something else.
        QVERIFY(encodedHeader("=?UTF-8?B?SGk=?=", 9).starts_with("=?UTF-8?B?PT9VVEYt"));
    }

    void everyHeaderStandsThereOnce()
    {
        const auto mail = mimeMail(envelope(), message());
        QVERIFY(mail.has_value());
        const std::string head = "\r\n" + mail->substr(0, mail->find("\r\n\r\n") + 2);
        for (const char* line :
             {"\r\nFrom: vigia@example.org\r\n", "\r\nTo: ops@example.org\r\n",
              "\r\nSubject: Incident 7\r\n", "\r\nDate: Thu, 29 Feb 2024 07:00:00 +0000\r\n",
              "\r\nMessage-ID: <incident-7-opened@example.org>\r\n",
              "\r\nIn-Reply-To: <incident-7@example.org>\r\n",
              "\r\nReferences: <incident-7@example.org>\r\n",
              "\r\nAuto-Submitted: auto-generated\r\n", "\r\nMIME-Version: 1.0\r\n",
              "\r\nList-Id: Vigia alerts <vigia-alerts.example.org>\r\n",
              "\r\nContent-Type: multipart/alternative; boundary="}) {
            const std::size_t at = head.find(line);
            QVERIFY2(at != std::string::npos, line);
            const std::string name(line, std::string_view(line).find(':') + 1);
            QVERIFY2(head.find(name, at + 1) == std::string::npos, line);
        }
    }

    void theRootOfAThreadRefersToNothing()
    {
        Message root = message();
        root.key = root.thread;
        const auto mail = mimeMail(envelope(), root);
        QVERIFY(mail->find("Message-ID: <incident-7@example.org>") != std::string::npos);
        QVERIFY(mail->find("References") == std::string::npos);
    }

    void namesAreQuotedOrEncoded()
    {
        MailEnvelope e = envelope();
        e.from.name = "Vigia \"NOC\"";
        e.to.name = "Plant\u00E3o";
        const auto mail = mimeMail(e, message());
        QVERIFY(mail->find("From: \"Vigia \\\"NOC\\\"\" <vigia@example.org>\r\n") !=
                std::string::npos);
        QVERIFY(mail->find("To: =?UTF-8?B?UGxhbnTDo28=?= <ops@example.org>\r\n") !=
                std::string::npos);
    }

    void aPictureIsShownInline()
    {
        MailEnvelope e = envelope();
        e.image.assign("\x89PNG\r\n\x1a\n", 8);
        e.image.append(300, '\0');
        const auto mail = mimeMail(e, message());
        QVERIFY(mail->find("multipart/related") != std::string::npos);
        QVERIFY(mail->find("Content-ID: <chart.incident-7-opened@example.org>") !=
                std::string::npos);
        QVERIFY(mail->find("cid:chart.incident-7-opened@example.org") != std::string::npos);
        QVERIFY(mail->find("iVBORw0KGgo") != std::string::npos); // how each PNG begins in Base64
        std::size_t column = 0;
        for (const char c : *mail) {
            column = c == '\n' ? 0 : column + 1;
            QVERIFY(column <= 78);
        }
    }

    void whatCannotBeCleanIsRefused()
    {
        Message m = message();
        m.subject = "a\tb";
        QVERIFY(!mimeMail(envelope(), m));
        m = message();
        m.key.clear();
        QVERIFY(!mimeMail(envelope(), m));
        m = message();
        m.thread = "x\r\ny";
        QVERIFY(!mimeMail(envelope(), m));
        MailEnvelope e = envelope();
        e.to.name = "x\r\nBcc: v@example.org";
        QVERIFY(!mimeMail(e, message()));
        e = envelope();
        e.to.address = "Name <ops@example.org>"; // must have been taken apart
        QVERIFY(!mimeMail(e, message()));
    }
};

QTEST_APPLESS_MAIN(TestMime)
#include "tst_mime.moc"
