#include "core/ingest/http_gate.h"

#include "core/ingest/problem.h"
#include "core/ingest/request_guard.h"

#include <QTest>

using namespace vigia;

namespace {

using State = HttpGate::State;

HttpGate makeGate()
{
    const RequestGuard guard(
        {.hosts = {"vigia.example", "other.example:8443"}, .token = {}, .isPublic = {}});
    return HttpGate({}, [guard](const HttpHead& head) { return guard.check(head); });
}

std::string get(const std::string& fields)
{
    std::string out = "GET / HTTP/1.1\r\n";
    out += fields;
    return out += "\r\n";
}

const std::string kHost = "Host: 127.0.0.1:8000\r\n";

// The status of the refusal; 0 when the gate lets it pass or waits for more.
int refusalOf(std::string_view bytes)
{
    HttpGate gate = makeGate();
    return gate.look(bytes) == State::Refused ? gate.takeRefusal().status : 0;
}

} // namespace

class TestHttpGate : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNotOneClearRequestIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const std::string& bytes, int status) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
        };
        const auto field = [&](const char* name, const std::string& line, int status) {
            row(name, "POST / HTTP/1.1\r\n" + kHost + line + "\r\n\r\n", status);
        };
        const auto line = [&](const char* name, const std::string& first, int status) {
            row(name, first + "\r\n" + kHost + "\r\n", status);
        };
        line("no version", "GET /", 400);
        line("HTTP/0.9 in disguise", "GET / HTTP/0.9", 400);
        line("HTTP/2.0", "GET / HTTP/2.0", 400);
        line("small letters in the version", "GET / http/1.1", 400);
        line("two blanks", "GET  / HTTP/1.1", 400);
        line("a tab for a blank", "GET\t/ HTTP/1.1", 400);
        line("a blank in the target", "GET /a b HTTP/1.1", 400);
        line("a blank at the end", "GET / HTTP/1.1 ", 400);
        line("an empty method", " / HTTP/1.1", 400);
        line("a method that is no token", "GE(T / HTTP/1.1", 400);
        line("a method of 33 letters", std::string(33, 'A') + " / HTTP/1.1", 400);
        line("an absolute URI", "GET http://127.0.0.1/ HTTP/1.1", 400);
        line("an asterisk", "OPTIONS * HTTP/1.1", 400);
        line("CONNECT to an authority", "CONNECT 127.0.0.1:8000 HTTP/1.1", 400);
        line("a fragment", "GET /#x HTTP/1.1", 400);
        line("a raw byte beyond ASCII", "GET /\xC3\xA9 HTTP/1.1", 400);
        line("half a percent code", "GET /%4 HTTP/1.1", 400);
        line("a percent code that is none", "GET /%zz HTTP/1.1", 400);
        line("an encoded NUL", "GET /%00 HTTP/1.1", 400);
        line("an encoded line end in the query", "GET /?a=%0d%0a HTTP/1.1", 400);
        row("an empty line first", "\r\nGET / HTTP/1.1\r\n" + kHost + "\r\n", 400);
        row("a TLS hello", std::string("\x16\x03\x01\x02\x00", 5), 400);
        row("bare line feeds", "GET / HTTP/1.1\nHost: 127.0.0.1\n\n", 400);
        row("a bare carriage return", "GET / HTTP/1.1\r" + kHost + "\r\n", 400);
        row("a NUL in a value", get(kHost + std::string("A: b\0c\r\n", 8)), 400);
        row("a DEL in a value", get(kHost + "A: b\x7F\r\n"), 400);
        row("a line feed at the very beginning", "\n", 400);

        field("a folded line", "A: b\r\n c: d", 400);
        field("a folded line with a tab", "A: b\r\n\tc: d", 400);
        field("a blank before the colon", "Content-Length : 5", 400);
        field("a line without a colon", "Content-Length 5", 400);
        field("an empty name", ": 5", 400);
        field("a name in quotes", "\"A\": 5", 400);

        row("no Host", get(""), 400);
        row("no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400);
        row("an empty Host", get("Host:\r\n"), 400);
        row("two Hosts", get(kHost + kHost), 400);
        row("a Host with a user", get("Host: a@127.0.0.1\r\n"), 400);
        row("a Host with a path", get("Host: 127.0.0.1/x\r\n"), 400);
        row("a Host with two names", get("Host: 127.0.0.1, evil.example\r\n"), 400);
        row("a Host with a port that is no number", get("Host: 127.0.0.1:80x\r\n"), 400);
        row("a foreign Host", get("Host: evil.example\r\n"), 421);
        row("a Host that begins like loopback", get("Host: 127.0.0.1.evil.example\r\n"), 421);
        row("a Host that ends like loopback", get("Host: evil.localhost.example\r\n"), 421);
        row("a configured Host with another port", get("Host: other.example:80\r\n"), 421);

        field("a negative length", "Content-Length: -5", 400);
        field("a length with a sign", "Content-Length: +5", 400);
        field("a length in words", "Content-Length: abc", 400);
        field("a hexadecimal length", "Content-Length: 0x10", 400);
        field("a length with a fraction", "Content-Length: 5.0", 400);
        field("a list of lengths", "Content-Length: 5, 5", 400);
        field("an empty length", "Content-Length:", 400);
        field("two lengths that differ", "Content-Length: 5\r\nContent-Length: 6", 400);
        field("two lengths alike", "Content-Length: 5\r\nContent-Length: 5", 400);
        field("a length of 2^64 - 1", "Content-Length: 18446744073709551615", 413);
        field("a length of 2^64", "Content-Length: 18446744073709551616", 413);
        field("a length over the limit by one", "Content-Length: 8388609", 413);
        field("chunks", "Transfer-Encoding: chunked", 411);
        field("chunks, shouted", "TRANSFER-ENCODING: Chunked", 411);
        field("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked", 400);
        field("chunks that are not quite", "Transfer-Encoding: xchunked", 400);
        field("chunks in a list", "Transfer-Encoding: gzip, chunked", 400);
        field("chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400);
        row("chunks in HTTP/1.0",
            "POST / HTTP/1.0\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n", 400);
        field("another expectation", "Expect: 200-ok", 417);
        field("an upgrade", "Connection: Upgrade\r\nUpgrade: websocket", 400);
        field("an upgrade without Connection", "Upgrade: h2c", 400);
        field("two types", "Content-Type: text/csv\r\nContent-Type: application/json", 400);
        field("an empty idempotency key", "Idempotency-Key:", 400);

        field("a foreign origin", "Origin: http://evil.example", 403);
        field("an origin that is null", "Origin: null", 403);
        field("the same host on another port", "Origin: http://127.0.0.1:3000", 403);
        field("our host without a scheme", "Origin: 127.0.0.1:8000", 403);
        field("two origins", "Origin: http://127.0.0.1:8000\r\nOrigin: http://evil.example", 400);
        field("a cross-site request", "Sec-Fetch-Site: cross-site", 403);
        field("a same-site request of another origin", "Sec-Fetch-Site: same-site", 403);
    }
    void whatIsNotOneClearRequestIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        HttpGate gate = makeGate();
        QCOMPARE(gate.look(bytes.toStdString()), State::Refused);
        const HttpResponse refusal = gate.takeRefusal();
        QCOMPARE(refusal.status, status);
        QCOMPARE(refusal.contentType, std::string("application/problem+json"));
        // The same however the bytes arrive.
        HttpGate slow = makeGate();
        const std::string all = bytes.toStdString();
        for (std::size_t n = 1; n <= all.size() && slow.state() == State::NeedHead; ++n)
            slow.look(std::string_view(all).substr(0, n));
        QCOMPARE(slow.state(), State::Refused);
        QCOMPARE(slow.takeRefusal().status, status);
    }

    void whatIsOneClearRequestPasses_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("a name") << QByteArray("Host: localhost\r\n");
        QTest::newRow("a name in capitals, with a port") << QByteArray("Host: LocalHost:8000\r\n");
        QTest::newRow("another loopback address") << QByteArray("Host: 127.9.8.7\r\n");
        QTest::newRow("IPv6") << QByteArray("Host: [::1]:8000\r\n");
        QTest::newRow("a configured name") << QByteArray("Host: vigia.example\r\n");
        QTest::newRow("a configured name on any port") << QByteArray("Host: vigia.example:1\r\n");
        QTest::newRow("a configured name with its port")
            << QByteArray("Host: other.example:8443\r\n");
        QTest::newRow("blanks around a value") << QByteArray("Host: \t localhost \t\r\n");
        QTest::newRow("a value beyond ASCII") << QByteArray("Host: localhost\r\nA: \xC3\xA9\r\n");
        QTest::newRow("our own origin")
            << QByteArray("Host: localhost:8000\r\nOrigin: http://localhost:8000\r\n");
        QTest::newRow("our own page")
            << QByteArray("Host: localhost\r\nSec-Fetch-Site: same-origin\r\n");
        QTest::newRow("an address typed by hand")
            << QByteArray("Host: localhost\r\nSec-Fetch-Site: none\r\n");
    }
    void whatIsOneClearRequestPasses()
    {
        QFETCH(QByteArray, fields);
        HttpGate gate = makeGate();
        QCOMPARE(gate.look(get(fields.toStdString())), State::Whole);
    }

    void theHeadIsReadAsItStands()
    {
        const std::string bytes =
            "POST /incidents/7%2Fack?from=2025-07-12T13%3A45&a=b+c&empty=&x HTTP/1.1\r\n"
            "hOST: LocalHost:8000\r\nContent-Length: 0005\r\n"
            "Content-Type: Application/JSON; Charset=\"UTF-8\"\r\n"
            "Idempotency-Key: k-1\r\nExpect: 100-Continue\r\nContent-Encoding: GZIP\r\n\r\n";
        HttpGate gate = makeGate();
        QCOMPARE(gate.look(bytes), State::NeedBody);
        const HttpHead& head = gate.head();
        QCOMPARE(head.method, std::string("POST"));
        QCOMPARE(head.path, std::string("/incidents/7/ack"));
        const std::vector<HttpField> query{
            {"from", "2025-07-12T13:45"}, {"a", "b c"}, {"empty", ""}, {"x", ""}};
        QCOMPARE(head.query, query);
        QCOMPARE(head.mediaType, std::string("application/json"));
        QCOMPARE(head.charset, std::string("utf-8"));
        QCOMPARE(head.idempotencyKey, std::string("k-1"));
        QCOMPARE(head.contentEncoding, std::string("gzip"));
        QVERIFY(head.expectsContinue && head.keepAlive && !head.http10);
        QCOMPARE(gate.look(bytes + "1234"), State::NeedBody);
        QCOMPARE(gate.look(bytes + "12345"), State::Whole);
        QCOMPARE(gate.requestBytes(), bytes.size() + 5);
    }

    void connectionsCloseWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("keeps");
        QTest::newRow("1.1 keeps") << QByteArray("1.1") << QByteArray() << true;
        QTest::newRow("1.1 closes when asked")
            << QByteArray("1.1") << QByteArray("Connection: foo, Close\r\n") << false;
        QTest::newRow("1.0 closes") << QByteArray("1.0") << QByteArray() << false;
        QTest::newRow("1.0 keeps when asked")
            << QByteArray("1.0") << QByteArray("Connection: keep-alive\r\n") << true;
        QTest::newRow("close counts more")
            << QByteArray("1.0") << QByteArray("Connection: keep-alive, close\r\n") << false;
    }
    void connectionsCloseWhenAsked()
    {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, field);
        QFETCH(bool, keeps);
        HttpGate gate = makeGate();
        QCOMPARE(gate.look("GET / HTTP/" + version.toStdString() + "\r\n" + kHost +
                           field.toStdString() + "\r\n"),
                 State::Whole);
        QCOMPARE(gate.head().keepAlive, keeps);
    }

    void limitsHoldBeforeTheHeadEnds()
    {
        QCOMPARE(refusalOf("GET /" + std::string(9000, 'a')), 414);
        QCOMPARE(refusalOf("GET /" + std::string(8000, 'a')), 0);
        QCOMPARE(refusalOf("GET / HTTP/1.1\r\nA: " + std::string(9000, 'a')), 431);
        std::string many = "GET / HTTP/1.1\r\n";
        for (int i = 0; i < 101; ++i)
            many += "A: b\r\n";
        QCOMPARE(refusalOf(many), 431);
        std::string large = "GET / HTTP/1.1\r\n";
        for (int i = 0; i < 5; ++i)
            large += "A: " + std::string(7000, 'a') + "\r\n";
        QCOMPARE(refusalOf(large), 431);
    }

    void aHundredFieldsAreAllowed()
    {
        std::string many = "GET / HTTP/1.1\r\n" + kHost;
        for (int i = 0; i < 99; ++i)
            many += "A: b\r\n";
        HttpGate gate = makeGate();
        QCOMPARE(gate.look(many + "\r\n"), State::Whole);
    }

    void theNextRequestStartsAfresh()
    {
        HttpGate gate = makeGate();
        const std::string first = "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\n\r\nabc";
        QCOMPARE(gate.look(first + get(kHost)), State::Whole);
        QCOMPARE(gate.requestBytes(), first.size());
        gate.reset();
        QCOMPARE(gate.look(get(kHost)), State::Whole);
        QCOMPARE(gate.head().bodyBytes, std::uint64_t{0});
    }

    void theTokenIsAskedBeforeTheBody_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArray() << 401;
        QTest::newRow("wrong") << QByteArray("Authorization: Bearer wrong\r\n") << 401;
        QTest::newRow("too short") << QByteArray("Authorization: Bearer s3cre\r\n") << 401;
        QTest::newRow("too long") << QByteArray("Authorization: Bearer s3cretX\r\n") << 401;
        QTest::newRow("empty") << QByteArray("Authorization: Bearer \r\n") << 401;
        QTest::newRow("another scheme") << QByteArray("Authorization: Basic s3cret\r\n") << 401;
        QTest::newRow("without a scheme") << QByteArray("Authorization: s3cret\r\n") << 401;
        QTest::newRow("two, both right")
            << QByteArray("Authorization: Bearer s3cret\r\nAuthorization: Bearer s3cret\r\n")
            << 401;
        QTest::newRow("right") << QByteArray("Authorization: Bearer s3cret\r\n") << 0;
        QTest::newRow("right, scheme in capitals")
            << QByteArray("authorization: BEARER s3cret\r\n") << 0;
    }
    void theTokenIsAskedBeforeTheBody()
    {
        QFETCH(QByteArray, field);
        QFETCH(int, status);
        const RequestGuard guard({.hosts = {},
                                  .token = "s3cret",
                                  .isPublic = [](std::string_view p) { return p == "/healthz"; }});
        HttpGate gate({}, [guard](const HttpHead& head) { return guard.check(head); });
        const std::string bytes = "POST /transactions?token=s3cret HTTP/1.1\r\n" + kHost +
                                  field.toStdString() + "Content-Length: 100\r\n\r\n";
        const State state = gate.look(bytes);
        QCOMPARE(state, status == 0 ? State::NeedBody : State::Refused);
        if (status == 0)
            return;
        const HttpResponse refusal = gate.takeRefusal();
        QCOMPARE(refusal.status, status);
        QVERIFY(findField(refusal.fields, "WWW-Authenticate")->starts_with("Bearer"));
        QVERIFY(refusal.body.find("s3cret") == std::string::npos);
        gate.reset();
        QCOMPARE(gate.look("GET /healthz HTTP/1.1\r\n" + kHost + "\r\n"), State::Whole);
    }

    void loopbackIsRecognised_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("the name") << QByteArray("localhost") << true;
        QTest::newRow("127.0.0.1") << QByteArray("127.0.0.1") << true;
        QTest::newRow("127.255.255.254") << QByteArray("127.255.255.254") << true;
        QTest::newRow("IPv6") << QByteArray("[::1]") << true;
        QTest::newRow("too many parts") << QByteArray("127.0.0.1.1") << false;
        QTest::newRow("too few parts") << QByteArray("127.0.1") << false;
        QTest::newRow("a part too large") << QByteArray("127.0.0.256") << false;
        QTest::newRow("an empty part") << QByteArray("127.0..1") << false;
        QTest::newRow("no last part") << QByteArray("127.0.0.") << false;
        QTest::newRow("a name behind it") << QByteArray("127.0.0.evil") << false;
        QTest::newRow("elsewhere") << QByteArray("128.0.0.1") << false;
    }
    void loopbackIsRecognised()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, loopback);
        QCOMPARE(namesLoopback(host.toStdString()), loopback);
    }
};

QTEST_APPLESS_MAIN(TestHttpGate)
#include "tst_http_gate.moc"
