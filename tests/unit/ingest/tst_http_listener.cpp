#include "core/ingest/http_listener.h"

#include "core/base/clock.h"
#include "tests/support/fake_sink.h"
#include "tests/support/http_client.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const QByteArray kRow = R"({"time":"2025-07-12T13:45:00Z","status":"denied","count":7})";

QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& fields = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
           fields + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray get(const QByteArray& path, const QByteArray& fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
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
           !body.value(QStringLiteral("detail")).toString().isEmpty();
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
            QCOMPARE(answer.field("X-Content-Type-Options"), QByteArray("nosniff"));
            QCOMPARE(answer.field("Cache-Control"), QByteArray("no-store"));
            QVERIFY(answer.field("Access-Control-Allow-Origin").isEmpty());
        }
        QCOMPARE(f.sink.batches().size(), std::size_t{3});
        QCOMPARE(f.sink.batches().front().rows.front().count, std::uint64_t{7});
    }

    void healthAnswersAndHeadHasNoBody()
    {
        Fixture f;
        HttpClient client(f.port);
        QCOMPARE(client.ask(get("/healthz")).body, QByteArray("{\"status\":\"ok\"}"));
        client.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/"));
        const RawAnswer head = client.read(false);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.field("Content-Length"), QByteArray("15"));
        const RawAnswer welcome = client.read();
        QCOMPARE(welcome.status, 200);
        QVERIFY(welcome.body.contains("/transactions"));
    }

    void aRefusalIsAProblemAndEndsTheConnection()
    {
        Fixture f;
        HttpClient client(f.port);
        const RawAnswer answer = client.ask("POST /transactions HTTP/1.1\r\nHost: localhost\r\n"
                                            "Content-Length: -5\r\n\r\n" +
                                            get("/healthz"));
        QCOMPARE(answer.status, 400);
        QVERIFY(isProblem(answer));
        QVERIFY(client.isClosedWithoutMore());
    }
};

QTEST_GUILESS_MAIN(TestHttpListener)
#include "tst_http_listener.moc"
