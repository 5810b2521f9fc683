// The listener on a real socket. What a head or a body may be is tested where it is judged
// (tst_http_gate, tst_json_rows); here it is what happens on the wire, and what clients do to it.
#include "core/ingest/http_listener.h"

#include "core/base/clock.h"
#include "tests/support/fake_sink.h"
#include "tests/support/http_client.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

#include <random>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const QByteArray kRow = "{\"time\":\"2025-07-12T13:45:00Z\",\"status\":\"denied\",\"count\":7}";
const QByteArray kHost = "Host: localhost\r\n";
const QByteArray kJson = "Content-Type: application/json\r\n";

QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& fields = kJson)
{
    return "POST " + path + " HTTP/1.1\r\n" + kHost + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray get(const QByteArray& path, const QByteArray& fields = {})
{
    return "GET " + path + " HTTP/1.1\r\n" + kHost + fields + "\r\n";
}

// A listener on a free port with a sink of its own.
struct Fixture
{
    explicit Fixture(const std::function<void(IngestConfig&)>& adjust = {})
    {
        config.port = 0;
        if (adjust)
            adjust(config);
        start = listener.start(
            config, {sink, std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), clock});
        port = start ? static_cast<quint16>(start->port()) : 0;
    }

    SystemClock clock;
    FakeSink sink;
    IngestConfig config;
    HttpListener listener; // stops before the sink goes
    Result<QUrl> start = QUrl();
    quint16 port = 0;
};

bool isProblem(const RawAnswer& answer)
{
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    return answer.field("Content-Type") == "application/problem+json" &&
           body.value(QStringLiteral("status")).toInt() == answer.status &&
           body.contains(QStringLiteral("type")) && body.contains(QStringLiteral("title")) &&
           !body.value(QStringLiteral("detail")).toString().isEmpty();
}

bool isHealthy(quint16 port)
{
    HttpClient client(port);
    return client.ask(get("/healthz")).status == 200;
}

} // namespace

class TestHttpListener : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreTakenAndTheConnectionStaysOpen()
    {
        Fixture f;
        QVERIFY(f.start);
        QCOMPARE(f.start->scheme(), QStringLiteral("http"));
        HttpClient client(f.port);
        for (int i = 0; i < 3; ++i) {
            const RawAnswer answer = client.ask(post("/transactions", "[" + kRow + "]"));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, QByteArray("{\"accepted\":1,\"updated\":0,"
                                             "\"recommendation\":\"ok\",\"anomalies\":[]}"));
            QCOMPARE(answer.field("Content-Type"), QByteArray("application/json"));
            QCOMPARE(answer.field("X-Content-Type-Options"), QByteArray("nosniff"));
            QCOMPARE(answer.field("Cache-Control"), QByteArray("no-store"));
            QVERIFY(answer.field("Access-Control-Allow-Origin").isEmpty());
            QVERIFY(answer.field("Connection").isEmpty());
        }
        QCOMPARE(f.sink.batches().size(), std::size_t{3});
        QCOMPARE(f.sink.batches().front().rows.front().count, std::uint64_t{7});
    }

    void healthAnswersAndHeadHasNoBody()
    {
        Fixture f;
        HttpClient client(f.port);
        const RawAnswer health = client.ask(get("/healthz"));
        QCOMPARE(health.status, 200);
        client.send("HEAD /healthz HTTP/1.1\r\n" + kHost + "\r\n" + get("/"));
        const RawAnswer head = client.read(false);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.field("Content-Length"), QByteArray::number(health.body.size()));
        const RawAnswer welcome = client.read();
        QCOMPARE(welcome.status, 200);
        QVERIFY(welcome.body.contains("/transactions"));
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        Fixture f;
        HttpClient client(f.port);
        QByteArray all;
        for (int i = 1; i <= 20; ++i)
            all += post("/receive", QByteArray(kRow).replace(":7", ":" + QByteArray::number(i)));
        client.send(all + get("/nothing"));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(client.read().status, 200);
        QCOMPARE(client.read().status, 404);
        const auto batches = f.sink.batches();
        QCOMPARE(batches.size(), std::size_t{20});
        for (std::size_t i = 0; i < batches.size(); ++i)
            QCOMPARE(batches[i].rows.front().count, std::uint64_t{i + 1});
    }

    void aRequestMayComeByteByByte()
    {
        Fixture f;
        HttpClient client(f.port);
        for (const char c : post("/receive", kRow))
            client.send(QByteArray(1, c));
        QCOMPARE(client.read().status, 200);
    }

    void nothingBehindBadFramingRuns_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("a negative length") << QByteArray("Content-Length: -5\r\n\r\n");
        QTest::newRow("a length in words") << QByteArray("Content-Length: abc\r\n\r\n");
        QTest::newRow("two lengths")
            << QByteArray("Content-Length: 0\r\nContent-Length: 5\r\n\r\n");
        QTest::newRow("length and chunks")
            << QByteArray("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("chunks that are not quite")
            << QByteArray("Transfer-Encoding: xchunked\r\n\r\n");
        QTest::newRow("a folded line") << QByteArray("A: b\r\n Content-Length: 5\r\n\r\n");
        QTest::newRow("a bare line feed") << QByteArray("A: b\n\r\n");
        QTest::newRow("an upgrade")
            << QByteArray("Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("an unmet expectation")
            << QByteArray("Expect: 200-ok\r\nContent-Length: 0\r\n\r\n");
    }
    void nothingBehindBadFramingRuns()
    {
        QFETCH(QByteArray, head);
        Fixture f;
        HttpClient client(f.port);
        const RawAnswer answer = client.ask("POST /receive HTTP/1.1\r\n" + kHost + kJson + head +
                                            post("/receive", kRow));
        QVERIFY(answer.status >= 400 && answer.status < 500);
        QVERIFY(isProblem(answer));
        QCOMPARE(answer.field("Connection"), QByteArray("close"));
        QVERIFY(client.isClosedWithoutMore());
        QVERIFY(f.sink.batches().empty());
        QVERIFY(isHealthy(f.port));
    }

    void refusalsBeforeTheBodyAreProblems_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const QByteArray& request, int status) {
            QTest::newRow(name) << request << status;
        };
        const QByteArray body = "Content-Length: 2\r\n\r\n[]";
        const QByteArray path = "POST /transactions HTTP/1.1\r\n" + kHost;
        row("no path like it", get("/nothing"), 404);
        row("a path with dots", get("/../healthz"), 404);
        row("a path with a slash too many", get("/healthz/"), 404);
        row("an id that is none", get("/incidents/x"), 404);
        row("a method the path does not take", get("/transactions"), 405);
        row("an unknown method", "BREW / HTTP/1.1\r\n" + kHost + "\r\n", 405);
        row("small letters", "post /transactions HTTP/1.1\r\n" + kHost + kJson + body, 405);
        row("a preflight",
            "OPTIONS /transactions HTTP/1.1\r\n" + kHost + "Origin: http://evil.example\r\n\r\n",
            403);
        row("OPTIONS without an origin", "OPTIONS /transactions HTTP/1.1\r\n" + kHost + "\r\n",
            405);
        row("no type", path + body, 415);
        row("a form", path + "Content-Type: application/x-www-form-urlencoded\r\n" + body, 415);
        row("plain text", path + "Content-Type: text/plain\r\n" + body, 415);
        row("JSON in Latin-1",
            path + "Content-Type: application/json; charset=iso-8859-1\r\n" + body, 415);
        row("gzip", path + kJson + "Content-Encoding: gzip\r\n" + body, 415);
        row("CSV where only JSON is read",
            "POST /query HTTP/1.1\r\n" + kHost + "Content-Type: text/csv\r\n" + body, 415);
        row("a body too large", path + kJson + "Content-Length: 8388609\r\n\r\n", 413);
        row("a body far too large", path + kJson + "Content-Length: 1099511627776\r\n\r\n", 413);
        row("a foreign host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421);
        row("a foreign page", get("/", "Origin: http://evil.example\r\n"), 403);
        row("a long path", get("/" + QByteArray(9000, 'a')), 414);
    }
    void refusalsBeforeTheBodyAreProblems()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        Fixture f;
        HttpClient client(f.port);
        const RawAnswer answer = client.ask(request);
        QCOMPARE(answer.status, status);
        QVERIFY(isProblem(answer));
        QVERIFY(status != 405 || !answer.field("Allow").isEmpty());
        QVERIFY(f.sink.batches().empty());
        QVERIFY(isHealthy(f.port));
    }

    void aRefusedBodyIsNotWaitedFor()
    {
        Fixture f;
        HttpClient client(f.port);
        client.send("POST /transactions HTTP/1.1\r\n" + kHost + kJson +
                    "Content-Length: 104857600\r\n\r\n");
        // The client goes on sending and must still get to read why.
        for (int i = 0; i < 64; ++i)
            client.socket().write(QByteArray(65536, ' '));
        QCOMPARE(client.read().status, 413);
    }

    void expectationsAreMetBeforeTheBody()
    {
        Fixture f;
        HttpClient client(f.port);
        const QByteArray request = post("/receive", kRow, kJson + "Expect: 100-continue\r\n");
        client.send(request.first(request.size() - kRow.size()));
        QCOMPARE(client.read(false).status, 100);
        client.send(kRow);
        QCOMPARE(client.read().status, 200);
        // A client that is refused anyway is told at once.
        client.send("POST /transactions HTTP/1.1\r\n" + kHost + kJson +
                    "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
        QCOMPARE(client.read().status, 413);
    }

    void connectionsCloseWhenTheyShould_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("closes");
        QTest::newRow("when asked to") << get("/healthz", "Connection: close\r\n") << true;
        QTest::newRow("behind HTTP/1.0")
            << QByteArray("GET /healthz HTTP/1.0\r\n" + kHost + "\r\n") << true;
        QTest::newRow("but not behind HTTP/1.0 with keep-alive")
            << QByteArray("GET /healthz HTTP/1.0\r\n" + kHost + "Connection: keep-alive\r\n\r\n")
            << false;
    }
    void connectionsCloseWhenTheyShould()
    {
        QFETCH(QByteArray, request);
        QFETCH(bool, closes);
        Fixture f;
        HttpClient client(f.port);
        const RawAnswer answer = client.ask(request);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Connection"), QByteArray(closes ? "close" : "keep-alive"));
        if (closes)
            QVERIFY(client.isClosedWithoutMore());
        else
            QCOMPARE(client.ask(request).status, 200);
    }

    void whoIsTooSlowIsToldAndCutOff_data()
    {
        QTest::addColumn<QByteArray>("begun");
        QTest::newRow("half a head") << QByteArray("POST /receive HTT");
        QTest::newRow("half a body") << post("/receive", kRow).chopped(5);
    }
    void whoIsTooSlowIsToldAndCutOff()
    {
        QFETCH(QByteArray, begun);
        Fixture f([](IngestConfig& c) { c.requestTimeout = 300ms; });
        HttpClient client(f.port);
        const RawAnswer answer = client.ask(begun);
        QCOMPARE(answer.status, 408);
        QVERIFY(isProblem(answer));
        QVERIFY(client.isClosedWithoutMore());
        QVERIFY(f.sink.batches().empty());
    }

    void whoSaysNothingIsCutOff()
    {
        Fixture f([](IngestConfig& c) { c.requestTimeout = 300ms; });
        HttpClient silent(f.port);
        QVERIFY(silent.isClosedWithoutMore());
        HttpClient idle(f.port);
        QCOMPARE(idle.ask(get("/healthz")).status, 200);
        QVERIFY(idle.isClosedWithoutMore());
    }

    void manySlowClientsDoNotHoldUpOthers()
    {
        Fixture f;
        std::vector<std::unique_ptr<HttpClient>> slow;
        for (int i = 0; i < 200; ++i) {
            slow.push_back(std::make_unique<HttpClient>(f.port));
            slow.back()->send(i % 2 == 0 ? QByteArray("GET / HTTP/1.1\r\nHost: loc")
                                         : post("/transactions", QByteArray(99, ' ')).chopped(9));
        }
        QVERIFY(isHealthy(f.port));
    }

    void beyondTheCapTheLongestIdleMakesRoom()
    {
        Fixture f([](IngestConfig& c) { c.maxConnections = 3; });
        f.sink.hold = true;
        HttpClient first(f.port);
        QCOMPARE(first.ask(get("/healthz")).status, 200);
        std::vector<std::unique_ptr<HttpClient>> busy;
        for (int i = 0; i < 2; ++i) {
            busy.push_back(std::make_unique<HttpClient>(f.port));
            busy.back()->send(post("/receive", kRow));
        }
        HttpClient fourth(f.port);
        QCOMPARE(fourth.ask(get("/healthz")).status, 200);
        QVERIFY(first.isClosedWithoutMore());
        // Where all have a request in hand there is no room.
        fourth.send(post("/receive", kRow));
        QTRY_COMPARE(f.sink.heldCount(), std::size_t{3});
        QCOMPARE(HttpClient(f.port).read().status, 503);
        f.sink.release();
        QCOMPARE(fourth.read().status, 200);
    }

    void anAnswerMayComeLateAndFromAnotherThread()
    {
        Fixture f;
        f.sink.hold = true;
        HttpClient client(f.port);
        client.send(post("/receive", kRow));
        HttpClient other(f.port);
        QCOMPARE(other.ask(get("/healthz")).status, 200); // nobody waits for it
        QTRY_COMPARE(f.sink.heldCount(), std::size_t{1});
        f.sink.release();
        QCOMPARE(client.read().status, 200);
        client.send(post("/receive", kRow)); // and the connection goes on
        QTRY_COMPARE(f.sink.heldCount(), std::size_t{1});
        f.sink.release();
        QCOMPARE(client.read().status, 200);
    }

    void aClientThatHasClosedItsSideStillGetsItsAnswer()
    {
        Fixture f;
        f.sink.hold = true;
        HttpClient client(f.port);
        client.send(post("/receive", kRow));
        QTRY_COMPARE(f.sink.heldCount(), std::size_t{1});
        ::shutdown(static_cast<int>(client.socket().socketDescriptor()), SHUT_WR);
        HttpClient other(f.port); // by its answer the listener has seen the end of the first
        QCOMPARE(other.ask(get("/healthz")).status, 200);
        f.sink.release();
        QCOMPARE(client.read().status, 200);
        QVERIFY(client.isClosedWithoutMore());
        QVERIFY(isHealthy(f.port));
    }

    void aLargeLateAnswerArrivesWhole()
    {
        Fixture f;
        f.sink.hold = true;
        f.sink.answer = [](const CountBatch&) {
            IngestAnswer answer;
            Anomaly one;
            one.reason = std::string(8'000, 'x');
            answer.anomalies.assign(1'000, one);
            return Result<IngestAnswer>(answer);
        };
        HttpClient client(f.port);
        client.send(post("/receive", kRow));
        QTRY_COMPARE(f.sink.heldCount(), std::size_t{1});
        ::shutdown(static_cast<int>(client.socket().socketDescriptor()), SHUT_WR);
        f.sink.release();
        const RawAnswer answer = client.read();
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.size() > 8'000'000 && answer.body.endsWith('}'));
    }

    void clientsMayVanishAtAnyMoment()
    {
        Fixture f;
        f.sink.hold = true;
        std::mt19937 random(7);
        const QByteArray request = post("/receive", kRow);
        for (int i = 0; i < 300; ++i) {
            HttpClient client(f.port);
            const auto cut = static_cast<qsizetype>(random() % (request.size() + 1));
            client.send(i % 3 == 0 ? request.first(cut) : request);
            if (i % 5 == 0)
                f.sink.release(); // answers meet clients that have just gone
            client.reset();
        }
        // Every one that arrived whole is in the hand of the sink; the answers find nobody.
        f.sink.release();
        f.sink.hold = false;
        QVERIFY(isHealthy(f.port));
        HttpClient last(f.port);
        QCOMPARE(last.ask(request).status, 200);
    }

    void aSinkThatCannotIsAProblemWithRetryAfter_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::newRow("full") << static_cast<int>(ErrorCode::Full) << 503;
        QTest::newRow("away") << static_cast<int>(ErrorCode::Unavailable) << 503;
        QTest::newRow("read only") << static_cast<int>(ErrorCode::ReadOnly) << 503;
        QTest::newRow("corrupt") << static_cast<int>(ErrorCode::Corrupt) << 503;
        QTest::newRow("locked") << static_cast<int>(ErrorCode::Locked) << 503;
    }
    void aSinkThatCannotIsAProblemWithRetryAfter()
    {
        QFETCH(int, code);
        QFETCH(int, status);
        Fixture f;
        f.sink.answer = [code](const CountBatch&) -> Result<IngestAnswer> {
            return fail(static_cast<ErrorCode>(code), "the disk said no");
        };
        HttpClient client(f.port);
        const RawAnswer answer = client.ask(post("/receive", kRow));
        QCOMPARE(answer.status, status);
        QVERIFY(isProblem(answer));
        QVERIFY(answer.field("Retry-After").toInt() > 0);
        QVERIFY(answer.body.contains("the disk said no"));
        QCOMPARE(client.ask(get("/healthz")).status, 200); // the connection goes on
    }

    void anExceptionBecomesA500AndNothingElse()
    {
        Fixture f;
        f.sink.answer = [](const CountBatch&) -> Result<IngestAnswer> {
            throw std::runtime_error("boom");
        };
        HttpClient client(f.port);
        const RawAnswer answer = client.ask(post("/receive", kRow));
        QCOMPARE(answer.status, 500);
        QVERIFY(isProblem(answer));
        QVERIFY(!answer.body.contains("boom"));
        QVERIFY(isHealthy(f.port));
    }

    void theTokenIsAskedOfAllButHealth()
    {
        Fixture f([](IngestConfig& c) { c.token = "s3cret"; });
        HttpClient client(f.port);
        QCOMPARE(client.ask(get("/healthz")).status, 200);
        // Before the body: it is never sent.
        client.send("POST /transactions HTTP/1.1\r\n" + kHost + kJson +
                    "Content-Length: 1000\r\n\r\n");
        const RawAnswer refused = client.read();
        QCOMPARE(refused.status, 401);
        QVERIFY(refused.field("WWW-Authenticate").startsWith("Bearer"));
        QVERIFY(client.isClosedWithoutMore());
        for (const char* path : {"/", "/anomalies", "/incidents", "/readyz"})
            QCOMPARE(HttpClient(f.port).ask(get(path)).status, 401);
        HttpClient good(f.port);
        QCOMPARE(
            good.ask(post("/receive", kRow, kJson + "Authorization: Bearer s3cret\r\n")).status,
            200);
    }

    void stoppingAnswersWhatIsInHand()
    {
        Fixture f;
        f.sink.hold = true;
        HttpClient client(f.port);
        client.send(post("/receive", kRow));
        HttpClient idle(f.port);
        QCOMPARE(idle.ask(get("/healthz")).status, 200);
        QTRY_COMPARE(f.sink.heldCount(), std::size_t{1});
        std::thread stopper([&] { f.listener.stop(); });
        QVERIFY(idle.isClosedWithoutMore());
        f.sink.release();
        const RawAnswer answer = client.read();
        stopper.join();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Connection"), QByteArray("close"));
        QTcpSocket late;
        late.connectToHost(QStringLiteral("127.0.0.1"), f.port);
        QVERIFY(!late.waitForConnected(1000));
    }

    void anAnswerAfterTheEndFindsNobody()
    {
        FakeSink sink;
        sink.hold = true;
        const SystemClock clock;
        IngestConfig config;
        config.port = 0;
        {
            HttpListener listener;
            const auto url = listener.start(
                config, {sink, std::make_shared<StatusCatalog>(), std::make_shared<Zone>(), clock});
            QVERIFY(url);
            HttpClient client(static_cast<quint16>(url->port()));
            client.send(post("/receive", kRow));
            QTRY_COMPARE(sink.heldCount(), std::size_t{1});
            client.reset(); // or the listener would wait for the answer
        }
        sink.release();
    }

    void aTakenPortIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const Fixture f([&](IngestConfig& c) { c.port = other.serverPort(); });
        QVERIFY(!f.start);
        QCOMPARE(f.start.error().code, ErrorCode::Unavailable);
        QVERIFY(QByteArray::fromStdString(f.start.error().message)
                    .contains(QByteArray::number(other.serverPort())));
    }

    void beyondLoopbackTokenAndTlsAreNeeded_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("all addresses, nothing set") << QByteArray("0.0.0.0") << QByteArray();
        QTest::newRow("all addresses, a token alone") << QByteArray("0.0.0.0") << QByteArray("t");
        QTest::newRow("all of IPv6") << QByteArray("::") << QByteArray();
        QTest::newRow("an address of a network") << QByteArray("192.0.2.1") << QByteArray("t");
    }
    void beyondLoopbackTokenAndTlsAreNeeded()
    {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, token);
        const Fixture f([&](IngestConfig& c) {
            c.host = host.toStdString();
            c.token = token.toStdString();
        });
        QVERIFY(!f.start);
        QCOMPARE(f.start.error().code, ErrorCode::InvalidConfig);
        QVERIFY(f.start.error().message.find("ingest.tls_certificate") != std::string::npos);
    }

    void tlsIsSpokenWithTheGivenCertificate_data()
    {
        QTest::addColumn<QStringList>("key");
        QTest::newRow("RSA") << QStringList{QStringLiteral("rsa:2048")};
        QTest::newRow("EC") << QStringList{QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                                           QStringLiteral("ec_paramgen_curve:prime256v1")};
    }
    void tlsIsSpokenWithTheGivenCertificate()
    {
        QFETCH(QStringList, key);
        const QTemporaryDir dir;
        const QString certificate = dir.filePath(QStringLiteral("c.pem"));
        const QString keyFile = dir.filePath(QStringLiteral("k.pem"));
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      QStringList{QStringLiteral("req"), QStringLiteral("-newkey")} + key +
                          QStringList{QStringLiteral("-nodes"), QStringLiteral("-x509"),
                                      QStringLiteral("-days"), QStringLiteral("2"),
                                      QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                                      QStringLiteral("-keyout"), keyFile, QStringLiteral("-out"),
                                      certificate});
        if (!openssl.waitForFinished() || openssl.exitCode() != 0)
            QSKIP("openssl is not here");
        Fixture f([&](IngestConfig& c) {
            c.host = "0.0.0.0";
            c.token = "s3cret";
            c.tlsCertificate = certificate.toStdString();
            c.tlsKey = keyFile.toStdString();
            c.requestTimeout = 2000ms;
        });
        QVERIFY2(f.start, f.start ? "" : f.start.error().message.c_str());
        QCOMPARE(f.start->scheme(), QStringLiteral("https"));
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), f.port);
        QVERIFY(socket.waitForEncrypted(5000));
        socket.write(post("/receive", kRow, kJson + "Authorization: Bearer s3cret\r\n"));
        QByteArray in;
        while (!in.contains("anomalies") && socket.waitForReadyRead(5000))
            in += socket.readAll();
        QVERIFY(in.startsWith("HTTP/1.1 200"));
        // A refusal is read to its end, and plain HTTP or silence on the port harms nobody.
        socket.write("nonsense\r\n\r\n");
        in.clear();
        while (!in.contains("}") && socket.waitForReadyRead(5000))
            in += socket.readAll();
        QVERIFY(in.startsWith("HTTP/1.1 400"));
        HttpClient plain(f.port);
        QCOMPARE(plain.ask(get("/healthz")).status, 0);
        HttpClient silent(f.port);
        QVERIFY(silent.isClosedWithoutMore());
    }

    void aWrongCertificateIsNamed()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("c.pem")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no PEM\n");
        file.close();
        const auto with = [](const std::string& certificate, const std::string& key) {
            const Fixture f([&](IngestConfig& c) {
                c.tlsCertificate = certificate;
                c.tlsKey = key;
            });
            return f.start ? std::string() : f.start.error().message;
        };
        const std::string path = file.fileName().toStdString();
        QVERIFY(with(path, "").find("both") != std::string::npos);
        QVERIFY(with(path, path).starts_with("ingest.tls_certificate: " + path));
        QVERIFY(with("/nowhere/c.pem", path).starts_with("ingest.tls_certificate: cannot read"));
    }
};

QTEST_GUILESS_MAIN(TestHttpListener)
#include "tst_http_listener.moc"
