#include "core/ingest/routes.h"

#include "core/ingest/route_table.h"
#include "tests/support/fake_sink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace vigia;
using namespace std::chrono;

namespace {

const Minute kMinute = sys_days{year{2025} / 7 / 12} + 13h + 45min;

class FixedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return kMinute + 15min; }
};

// JSON with ' for ", which reads better here.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

QJsonObject object(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

QJsonValue at(const QJsonObject& o, const char* key)
{
    return o.value(QString::fromLatin1(key));
}

// Routes over a sink that answers at once, in a zone two hours east.
struct Server
{
    FixedClock clock;
    FakeSink sink;
    RouteScope scope{{sink, std::make_shared<StatusCatalog>(),
                      std::make_shared<Zone>(Zone::fixed("Test/East", 2h)), clock}};

    HttpResponse ask(const std::string& method, const std::string& path,
                     const std::string& body = {},
                     const std::string& mediaType = "application/json",
                     std::vector<HttpField> query = {}, const std::string& key = {})
    {
        const RouteMatch found = findRoute(method, path);
        HttpResponse out;
        int answers = 0;
        found.route->answer(scope,
                            {.method = method,
                             .path = path,
                             .query = std::move(query),
                             .mediaType = mediaType,
                             .idempotencyKey = key,
                             .id = found.id,
                             .body = body},
                            Reply([&](const Reply::Make& make) {
                                out = make();
                                ++answers;
                            }));
        if (answers != 1)
            out.status = 0;
        return out;
    }
    HttpResponse get(const std::string& path, std::vector<HttpField> query = {})
    {
        return ask("GET", path, {}, {}, std::move(query));
    }
};

Anomaly anomaly()
{
    Anomaly a;
    a.time = kMinute;
    a.status = StatusId::Denied;
    a.count = 50;
    a.reason = "50 denied";
    return a;
}

} // namespace

class TestRoutes : public QObject
{
    Q_OBJECT

private slots:
    void anAnomalyMakesTheRecommendationAnAlert()
    {
        Server server;
        server.sink.answer = [](const CountBatch&) {
            return Result<IngestAnswer>(IngestAnswer{2, 1, {anomaly()}});
        };
        const HttpResponse response =
            server.ask("POST", "/receive", json("{'time':'15h 45','status':'denied','F1':50}"));
        QCOMPARE(response.status, 200);
        const QJsonObject body = object(response.body);
        QCOMPARE(at(body, "accepted").toInt(), 2);
        QCOMPARE(at(body, "updated").toInt(), 1);
        QCOMPARE(at(body, "recommendation").toString(), QStringLiteral("alert"));
        QCOMPARE(at(body, "anomalies").toArray().size(), 1);
        QCOMPARE(server.sink.batches().at(0).rows.at(0).time, kMinute);
    }

    void rowsComeInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        const std::string row = "{'time':'2025-07-12T13:45:00Z','status':'denied','count':7}";
        const auto add = [](const char* name, const char* type, const std::string& body) {
            QTest::newRow(name) << QByteArray(type) << QByteArray::fromStdString(json(body));
        };
        add("array", "application/json", "[" + row + "]");
        add("object", "application/json", "{'transactions':[" + row + "]}");
        add("lines", "application/x-ndjson", row + "\n");
        add("CSV", "text/csv", "time,status,count\n2025-07-12T13:45:00Z,denied,7\n");
        add("CSV of the hour", "text/csv", "time;status;f0_\r\n15h 45;denied;7\r\n");
    }
    void rowsComeInEveryForm()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Server server;
        const HttpResponse response =
            server.ask("POST", "/transactions", body.toStdString(), type.toStdString());
        QVERIFY2(response.status == 200, response.body.c_str());
        const std::vector<CountRow> rows{
            {.time = kMinute, .count = 7, .status = StatusId::Denied, .source = 0}};
        QCOMPARE(server.sink.batches().at(0).rows, rows);
    }

    void oneBadRowRefusesTheBatch_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("pointer");
        const std::string good = "{'time':'2025-07-12T13:45:00Z','status':'denied','count':7}";
        const std::string bad = "{'time':'2025-07-12T13:45:00Z','status':'denied','count':-7}";
        const auto add = [](const char* name, const char* type, const std::string& body,
                            const char* pointer) {
            QTest::newRow(name) << QByteArray(type) << QByteArray::fromStdString(json(body))
                                << QByteArray(pointer);
        };
        add("array", "application/json", "[" + good + "," + bad + "]", "/1/count");
        add("object", "application/json", "{'transactions':[" + good + "," + bad + "]}",
            "/transactions/1/count");
        add("lines", "application/x-ndjson", good + "\n" + bad + "\n", "/1/count");
        add("CSV", "text/csv",
            "time,status,count\n2025-07-12T13:45:00Z,denied,7\n2025-07-12T13:45:00Z,failed,x\n",
            "/1");
    }
    void oneBadRowRefusesTheBatch()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, pointer);
        Server server;
        const HttpResponse refused =
            server.ask("POST", "/transactions", body.toStdString(), type.toStdString());
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.contentType, std::string("application/problem+json"));
        const QJsonArray errors = at(object(refused.body), "errors").toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(at(errors.at(0).toObject(), "pointer").toString().toUtf8(), pointer);
        QVERIFY(server.sink.batches().empty());
        // With partial=true the good row is stored and the bad one listed.
        const HttpResponse partial = server.ask("POST", "/transactions", body.toStdString(),
                                                type.toStdString(), {{"partial", "true"}});
        QCOMPARE(partial.status, 200);
        const QJsonObject answer = object(partial.body);
        QCOMPARE(at(answer, "accepted").toInt(), 1);
        QCOMPARE(at(answer, "refused").toInt(), 1);
        QCOMPARE(at(at(answer, "errors").toArray().at(0).toObject(), "pointer").toString().toUtf8(),
                 pointer);
        QCOMPARE(server.sink.batches().at(0).rows.size(), std::size_t{1});
    }

    void aRowWithTwoFaultsIsOneRefusedRow_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("JSON") << QByteArray("application/json")
                              << QByteArray(R"([{"time":"x","status":"y","count":1},)"
                                            R"({"time":"2025-07-12T13:45:00Z","status":"denied",)"
                                            R"("count":7},{"time":"x","status":"y","count":1}])");
        QTest::newRow("CSV") << QByteArray("text/csv")
                             << QByteArray("time,status,count\nx,y,1\n"
                                           "2025-07-12T13:45:00Z,denied,7\nx,y,1\n");
    }
    void aRowWithTwoFaultsIsOneRefusedRow()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Server server;
        const HttpResponse partial = server.ask("POST", "/transactions", body.toStdString(),
                                                type.toStdString(), {{"partial", "true"}});
        QCOMPARE(partial.status, 200);
        const QJsonObject answer = object(partial.body);
        QCOMPARE(at(answer, "accepted").toInt(), 1);
        QCOMPARE(at(answer, "refused").toInt(), 2);
        QCOMPARE(at(answer, "errors").toArray().size(), 4);
        const HttpResponse refused =
            server.ask("POST", "/transactions", body.toStdString(), type.toStdString());
        QCOMPARE(at(object(refused.body), "detail").toString(),
                 QStringLiteral("4 values of 3 rows are wrong; nothing is stored"));
    }

    void whatIsNotJsonIsA400()
    {
        Server server;
        for (const char* path : {"/transactions", "/receive", "/query"}) {
            const HttpResponse response = server.ask("POST", path, "{");
            QCOMPARE(response.status, 400);
            QCOMPARE(at(object(response.body), "errors").toArray().size(), 1);
        }
    }

    void anEmptyListIsAcceptedAndStoresNothing()
    {
        Server server;
        const HttpResponse response = server.ask("POST", "/transactions", "[]");
        QCOMPARE(response.status, 200);
        QCOMPARE(at(object(response.body), "accepted").toInt(), 0);
        QVERIFY(server.sink.batches().empty());
    }

    void partialIsTrueOrFalse()
    {
        Server server;
        QCOMPARE(server.ask("POST", "/transactions", "[]", "application/json", {{"partial", "yes"}})
                     .status,
                 422);
        QCOMPARE(
            server.ask("POST", "/transactions", "[]", "application/json", {{"partail", "true"}})
                .status,
            422);
    }

    void aQueryIsHandedOnAndAnswered()
    {
        Server server;
        server.sink.page = CountPage{
            {{.time = kMinute, .status = StatusId::Failed, .source = "a\"b", .count = 3}}, true};
        const HttpResponse response =
            server.ask("POST", "/query",
                       json("{'from':'2025-07-12T13:00:00Z','to':'2025-07-12 16:00','hour':15,"
                            "'status':'FAILED','source':'','limit':5}"));
        QCOMPARE(response.status, 200);
        QCOMPARE(QByteArray::fromStdString(response.body),
                 QByteArray("{\"rows\":[{\"time\":\"2025-07-12T13:45:00Z\",\"status\":\"failed\","
                            "\"source\":\"a\\\"b\",\"count\":3}],\"truncated\":true}"));
        const CountQuery query = server.sink.countQuery();
        QCOMPARE(query.from, std::optional(kMinute - 45min));
        QCOMPARE(query.to, std::optional(kMinute + 15min)); // 16:00 two hours east
        QCOMPARE(query.hour, std::optional(15));
        QCOMPARE(query.status, std::optional(StatusId::Failed));
        QCOMPARE(query.source, std::optional(std::string()));
        QCOMPARE(query.limit, std::size_t{5});
    }

    void anEmptyQueryAsksForAllWithinALimit()
    {
        Server server;
        QCOMPARE(server.ask("POST", "/query", "{}").status, 200);
        QCOMPARE(server.sink.countQuery().from, std::nullopt);
        QCOMPARE(server.sink.countQuery().limit, std::size_t{10'000});
        QCOMPARE(server.ask("POST", "/query", json("{'limit':99999999}")).status, 200);
        QCOMPARE(server.sink.countQuery().limit, std::size_t{100'000});
    }

    void aWrongQueryIsPointedAt_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("pointer");
        const auto add = [](const char* body, const char* pointer) {
            QTest::newRow(body) << QByteArray::fromStdString(json(body)) << QByteArray(pointer);
        };
        add("[]", "");
        add("5", "");
        add("{'form':'x'}", "");
        add("{'from':'x'}", "/from");
        add("{'from':5}", "/from");
        add("{'from':null}", "/from");
        add("{'from':'2025-02-30T00:00:00Z'}", "/from");
        add("{'from':'2025-07-12T13:00:00Z','to':'2025-07-12T12:00:00Z'}", "/from");
        add("{'hour':24}", "/hour");
        add("{'hour':-1}", "/hour");
        add("{'hour':1.5}", "/hour");
        add("{'hour':'15'}", "/hour");
        add("{'status':'x'}", "/status");
        add("{'status':['denied']}", "/status");
        add("{'status':1}", "/status");
        add("{'source':1}", "/source");
        add("{'source':'a\\nb'}", "/source");
        add("{'limit':0}", "/limit");
        add("{'limit':-1}", "/limit");
        add("{'limit':'5'}", "/limit");
        add("{'limit':true}", "/limit");
    }
    void aWrongQueryIsPointedAt()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, pointer);
        Server server;
        const HttpResponse response = server.ask("POST", "/query", body.toStdString());
        QCOMPARE(response.status, 422);
        const QJsonArray errors = at(object(response.body), "errors").toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(at(errors.at(0).toObject(), "pointer").toString().toUtf8(), pointer);
    }

    void findingsAreFiltered()
    {
        Server server;
        server.sink.anomalies = std::vector<Anomaly>{anomaly(), anomaly(), anomaly()};
        const HttpResponse response =
            server.get("/anomalies", {{"from", "2025-07-12T13:00:00 00:00"}, // a + that got lost
                                      {"to", "2099-01-01T00:00:00Z"},
                                      {"status", "denied"},
                                      {"severity", "critical"},
                                      {"limit", "2"}});
        QVERIFY2(response.status == 200, response.body.c_str());
        QCOMPARE(at(object(response.body), "anomalies").toArray().size(), 2);
        QVERIFY(at(object(response.body), "truncated").toBool());
        const AnomalyQuery query = server.sink.anomalyQuery();
        QCOMPARE(query.from, std::optional(kMinute - 45min));
        QCOMPARE(query.status, std::optional(StatusId::Denied));
        QCOMPARE(query.severity, std::optional(Severity::Critical));

        Incident incident;
        incident.id = IncidentId{7};
        server.sink.incidents = std::vector<Incident>{incident};
        const HttpResponse incidents =
            server.get("/incidents", {{"state", "acknowledged"}, {"severity", "warning"}});
        QCOMPARE(at(object(incidents.body), "incidents").toArray().size(), 1);
        QVERIFY(!at(object(incidents.body), "truncated").toBool());
        QCOMPARE(server.sink.incidentQuery().state, std::optional(IncidentState::Acknowledged));
    }

    void wrongFiltersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("a severity nobody has") << QByteArray("severity") << QByteArray("fatal");
        QTest::newRow("a state nobody is in") << QByteArray("state") << QByteArray("closed");
        QTest::newRow("a limit that is no number") << QByteArray("limit") << QByteArray("many");
        QTest::newRow("a time that is none") << QByteArray("to") << QByteArray("later");
        QTest::newRow("a name nobody knows") << QByteArray("sort") << QByteArray("time");
        QTest::newRow("an empty status") << QByteArray("status") << QByteArray();
    }
    void wrongFiltersAreRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        Server server;
        const HttpResponse response =
            server.get("/incidents", {{name.toStdString(), value.toStdString()}});
        QCOMPARE(response.status, 422);
        QCOMPARE(at(object(response.body), "errors").toArray().size(), 1);
    }

    void aParameterComesOnce()
    {
        Server server;
        QCOMPARE(server.get("/anomalies", {{"limit", "1"}, {"limit", "2"}}).status, 422);
    }

    void oneIncidentIsFoundByItsId()
    {
        Server server;
        Incident incident;
        incident.id = IncidentId{7};
        server.sink.incidents = std::vector<Incident>{incident};
        const HttpResponse found = server.get("/incidents/7");
        QCOMPARE(found.status, 200);
        QCOMPARE(at(object(found.body), "id").toInt(), 7);
        QCOMPARE(server.get("/incidents/8").status, 404);
        QCOMPARE(server.get("/incidents/999999999999999999").status, 404);
    }

    void readinessGivesReasons()
    {
        Server server;
        QCOMPARE(server.get("/readyz").status, 200);
        server.sink.reasons = {"the disk is full", "learning"};
        const HttpResponse response = server.get("/readyz");
        QCOMPARE(response.status, 503);
        QVERIFY(findField(response.fields, "Retry-After"));
        QCOMPARE(at(object(response.body), "errors").toArray().size(), 2);
        QVERIFY(response.body.find("the disk is full") != std::string::npos);
    }

    void aKeyKeepsTheAnswerAsItIsSent()
    {
        Server server;
        const std::string row = json("{'time':'15h 45','status':'denied','count':7}");
        const HttpResponse response =
            server.ask("POST", "/receive", row, "application/json", {}, "key 1");
        const Keep<IngestAnswer> keep = server.sink.keep();
        QCOMPARE(keep.key, std::string("key 1"));
        QCOMPARE(keep.text({1, 0, {}, {}}), response.body);
        // Another body is another request; the same on another route is one too.
        (void)server.ask("POST", "/receive", json("{'time':'15h 45','status':'denied','count':8}"),
                         "application/json", {}, "key 1");
        QVERIFY(server.sink.keep().fingerprint != keep.fingerprint);
        (void)server.ask("POST", "/transactions", "[" + row + "]", "application/json", {}, "key 1");
        QVERIFY(server.sink.keep().fingerprint != keep.fingerprint);
        (void)server.ask("POST", "/receive", row, "application/json", {}, "key 2");
        QCOMPARE(server.sink.keep().fingerprint, keep.fingerprint);
        (void)server.ask("POST", "/receive", row);
        QVERIFY(server.sink.keep().key.empty());
    }

    void aRepeatedAnswerSaysSo()
    {
        Server server;
        server.sink.answer = [](const CountBatch&) {
            IngestAnswer answer;
            answer.kept = {"{\"accepted\":5}", true};
            return Result<IngestAnswer>(answer);
        };
        const HttpResponse response =
            server.ask("POST", "/receive", json("{'time':'15h 45','status':'denied','count':7}"));
        QCOMPARE(response.body, std::string("{\"accepted\":5}"));
        const std::string* replayed = findField(response.fields, "Idempotency-Replayed");
        QVERIFY(replayed && *replayed == "true");
    }

    void goodEventsOfAPartialBatchAreTaken()
    {
        Server server;
        const std::string body = json("[{'created_at':'2025-07-12T13:45:10Z','status':'approved'},"
                                      "{'created_at':'soon','status':'approved'}]");
        QCOMPARE(server.ask("POST", "/events", body).status, 422);
        QVERIFY(server.sink.events().events.empty());
        const HttpResponse partial =
            server.ask("POST", "/events", body, "application/json", {{"partial", "true"}});
        QCOMPARE(partial.status, 200);
        QCOMPARE(at(object(partial.body), "refused").toInt(), 1);
        QCOMPARE(
            at(at(object(partial.body), "errors").toArray().at(0).toObject(), "pointer").toString(),
            QStringLiteral("/1/created_at"));
        QCOMPARE(server.sink.events().events.size(), std::size_t{1});
    }

    void theDescriptionNamesExactlyTheRoutes()
    {
        Server server;
        const QJsonObject document = object(server.get("/openapi.json").body);
        QCOMPARE(at(document, "openapi").toString(), QStringLiteral("3.1.0"));
        QStringList described;
        const QJsonObject paths = at(document, "paths").toObject();
        for (const QString& path : paths.keys()) {
            const QJsonObject methods = paths.value(path).toObject();
            for (const QString& method : methods.keys()) {
                described.append(method.toUpper() + QLatin1Char(' ') + path);
                const QJsonObject operation = methods.value(method).toObject();
                QVERIFY(at(operation, "x-curl").toString().startsWith(QStringLiteral("curl ")));
                QVERIFY(!at(operation, "summary").toString().isEmpty());
            }
        }
        QStringList served;
        for (const Route& route : routes()) {
            const std::string line = std::string(route.method) + " " + std::string(route.path);
            served.append(QString::fromStdString(line));
        }
        described.sort();
        served.sort();
        QCOMPARE(described, served);
    }

    void theExamplesOfTheDescriptionAreTaken()
    {
        Server server;
        const QJsonObject paths = at(object(server.get("/openapi.json").body), "paths").toObject();
        int tried = 0; // with 7 for {id}
        for (const QString& path : paths.keys()) {
            const QJsonObject content =
                at(at(at(paths.value(path).toObject(), "post").toObject(), "requestBody")
                       .toObject(),
                   "content")
                    .toObject();
            for (const QString& type : content.keys()) {
                const QJsonValue example = at(content.value(type).toObject(), "example");
                const QByteArray body = example.isString() ? example.toString().toUtf8()
                                        : example.isArray()
                                            ? QJsonDocument(example.toArray()).toJson()
                                            : QJsonDocument(example.toObject()).toJson();
                const HttpResponse response =
                    server.ask("POST",
                               QString(path)
                                   .replace(QStringLiteral("{id}"), QStringLiteral("7"))
                                   .toStdString(),
                               body.toStdString(), type.toStdString());
                QVERIFY2(response.status == 200, response.body.c_str());
                ++tried;
            }
        }
        QVERIFY(tried >= 5);
    }

    void pagesAreShutAgainstForeignScript_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("dashboard") << QByteArray("/dashboard") << QByteArray("text/html");
        QTest::newRow("its script")
            << QByteArray("/dashboard/dashboard.js") << QByteArray("text/javascript");
        QTest::newRow("the style") << QByteArray("/dashboard/style.css") << QByteArray("text/css");
        QTest::newRow("docs") << QByteArray("/docs") << QByteArray("text/html");
        QTest::newRow("their script")
            << QByteArray("/docs/docs.js") << QByteArray("text/javascript");
    }
    void pagesAreShutAgainstForeignScript()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, type);
        Server server;
        const HttpResponse page = server.get(path.toStdString());
        QCOMPARE(page.status, 200);
        QVERIFY(page.contentType.starts_with(type.toStdString()));
        const std::string* policy = findField(page.fields, "Content-Security-Policy");
        QVERIFY(policy && policy->starts_with("default-src 'none'"));
        QVERIFY(policy->find("unsafe") == std::string::npos);
        // Stored text must never be taken for markup, and no script stands in the page itself.
        for (const char* never : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
                                  "onclick=", "onload=", "<script>", "https://"})
            QVERIFY2(page.body.find(never) == std::string::npos, never);
        QVERIFY(isPublicPath(path.toStdString()));
    }

    void figuresAreInTheFormOfPrometheus()
    {
        Server server;
        const HttpResponse response = server.get("/metrics");
        QVERIFY(response.contentType.starts_with("text/plain; version=0.0.4"));
        QCOMPARE(QByteArray::fromStdString(response.body),
                 QByteArray("# HELP vigia_test_total Only a test.\n"
                            "# TYPE vigia_test_total counter\n"
                            "vigia_test_total 2.5\n"
                            "# HELP vigia_ready 1 while data can be taken.\n"
                            "# TYPE vigia_ready gauge\n"
                            "vigia_ready 1\n"));
    }

    void labelsAndHistogramsAreWritten()
    {
        using Kind = Metric::Kind;
        const std::vector<Metric> metrics{
            {"a_total", "Of two.", Kind::Counter, 1, "code=\"2xx\""},
            {"a_total", "Of two.", Kind::Counter, 3, "code=\"4xx\",x=\"\""},
            {"b_seconds", "Took.", Kind::Histogram, 4, "le=\"+Inf\"", "_bucket"},
            {"b_seconds", "Took.", Kind::Histogram, 0.5, {}, "_sum"},
            {"b_seconds", "Took.", Kind::Histogram, 4, {}, "_count"}};
        QCOMPARE(QByteArray::fromStdString(prometheusText(metrics)),
                 QByteArray("# HELP a_total Of two.\n# TYPE a_total counter\n"
                            "a_total{code=\"2xx\"} 1\n"
                            "a_total{code=\"4xx\",x=\"\"} 3\n"
                            "# HELP b_seconds Took.\n# TYPE b_seconds histogram\n"
                            "b_seconds_bucket{le=\"+Inf\"} 4\n"
                            "b_seconds_sum 0.5\nb_seconds_count 4\n"));
    }

    void bandsAreGivenByTimeAndStatus()
    {
        Server server;
        BandMinute minute{kMinute, std::vector<float>(7), std::vector<float>(7),
                          std::vector<float>(7)};
        minute.expected[1] = 6;
        minute.low[1] = 0;
        minute.high[1] = 17;
        server.sink.bands = {minute};
        const HttpResponse response = server.get(
            "/bands", {{"from", "2025-07-12T13:00:00Z"}, {"to", "2025-07-12T14:00:00Z"}});
        const QJsonArray rows = at(object(response.body), "rows").toArray();
        QCOMPARE(rows.size(), 1); // the other statuses have none
        QCOMPARE(at(rows.at(0).toObject(), "status").toString(), QStringLiteral("denied"));
        QCOMPARE(at(rows.at(0).toObject(), "expected").toDouble(), 6.0);
        QCOMPARE(at(rows.at(0).toObject(), "high").toDouble(), 17.0);
        QCOMPARE(server.get("/bands", {{"from", "soon"}}).status, 422);
    }

    void alertsAreTheIncidentsThatAreNotResolved()
    {
        Server server;
        Incident open;
        open.id = IncidentId{7};
        open.severity = Severity::Critical;
        open.start = kMinute;
        open.statuses = {StatusId::Denied, StatusId::Failed};
        open.reason = "denied storm";
        Incident resolved = open;
        resolved.state = IncidentState::Resolved;
        server.sink.incidents = std::vector<Incident>{open, resolved};
        const QJsonArray alerts =
            QJsonDocument::fromJson(QByteArray::fromStdString(server.get("/api/v2/alerts").body))
                .array();
        QCOMPARE(alerts.size(), 1);
        const QJsonObject alert = alerts.at(0).toObject();
        const QJsonObject labels = at(alert, "labels").toObject();
        QCOMPARE(at(labels, "severity").toString(), QStringLiteral("critical"));
        QCOMPARE(at(labels, "statuses").toString(), QStringLiteral("denied,failed"));
        QCOMPARE(at(labels, "instance").toString(),
                 QStringLiteral("incident-") + at(labels, "incident").toString());
        QCOMPARE(at(alert, "startsAt").toString(), QStringLiteral("2025-07-12T13:45:00Z"));
        QCOMPARE(at(at(alert, "status").toObject(), "state").toString(), QStringLiteral("active"));
        for (const char* member :
             {"annotations", "endsAt", "updatedAt", "fingerprint", "receivers", "generatorURL"})
            QVERIFY2(alert.contains(QString::fromLatin1(member)), member);
        QVERIFY(object(server.get("/api/v2/status").body).contains(QStringLiteral("versionInfo")));
    }

    void eventsAreHandedOnInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        const std::string event =
            "{'created_at':'2025-07-12T13:45:07.250Z','status':'DENIED','duration_ms':182.5,"
            "'auth_code':'51','source':'pos','id':'tx-1','more':[1]}";
        const auto add = [](const char* name, const char* type, const std::string& body) {
            QTest::newRow(name) << QByteArray(type) << QByteArray::fromStdString(json(body));
        };
        add("array", "application/json", "[" + event + "]");
        add("object", "application/json", "{'events':[" + event + "]}");
        add("one alone", "application/json", event);
        add("lines", "application/x-ndjson", event + "\n");
        add("CSV", "text/csv",
            "created_at,status,duration_ms,auth_code,source,id\n"
            "2025-07-12T13:45:07.250Z,denied,182.5,51,pos,tx-1\n");
    }
    void eventsAreHandedOnInEveryForm()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Server server;
        const HttpResponse response =
            server.ask("POST", "/events", body.toStdString(), type.toStdString());
        QVERIFY2(response.status == 200, response.body.c_str());
        QCOMPARE(at(object(response.body), "accepted").toInt(), 1);
        QCOMPARE(at(object(response.body), "duplicates").toInt(), 1);
        const EventBatch batch = server.sink.events();
        QCOMPARE(batch.sources, std::vector<std::string>{"pos"});
        const RawEvent& event = batch.events.at(0);
        QCOMPARE(event.created, Instant{kMinute} + 7250ms);
        QCOMPARE(event.status, StatusId::Denied);
        QCOMPARE(event.durationMs, std::optional(182.5));
        QCOMPARE(event.authCode, std::string("51"));
        QCOMPARE(event.id, std::string("tx-1"));
    }

    void aWrongEventIsPointedAt_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("pointer");
        const auto add = [](const char* body, int status, const char* pointer) {
            QTest::newRow(body) << QByteArray::fromStdString(json(body)) << status
                                << QByteArray(pointer);
        };
        add("{", 400, "");
        add("5", 422, "");
        add("[1]", 422, "/0");
        add("[{'created_at':'soon','status':'denied'}]", 422, "/0/created_at");
        add("[{'created_at':'2025-07-12T13:45:07Z'}]", 422, "/0/status");
        add("[{'created_at':'2025-07-12T13:45:07Z','status':'denied','duration_ms':-1}]", 422,
            "/0/duration_ms");
        add("[{'created_at':'2025-07-12T13:45:07Z','status':'denied','duration_ms':'1'}]", 422,
            "/0/duration_ms");
        add("{'events':[{'created_at':'2025-07-12T13:45:07Z','status':'denied','id':7}]}", 422,
            "/events/0/id");
    }
    void aWrongEventIsPointedAt()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, pointer);
        Server server;
        const HttpResponse response = server.ask("POST", "/events", body.toStdString());
        QCOMPARE(response.status, status);
        const QJsonArray errors = at(object(response.body), "errors").toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(at(errors.at(0).toObject(), "pointer").toString().toUtf8(), pointer);
        QVERIFY(server.sink.events().events.empty());
    }

    void anOperatorActsOnAnIncident()
    {
        using Kind = IncidentAction::Kind;
        Server server;
        QCOMPARE(server.ask("POST", "/incidents/7/ack").status, 200);
        QCOMPARE(server.sink.action().incident, IncidentId{7});
        const HttpResponse acknowledged =
            server.ask("POST", "/incidents/7/ack", json("{'owner':'ana','comment':'on it'}"));
        QCOMPARE(at(object(acknowledged.body), "owner").toString(), QStringLiteral("ana"));
        QCOMPARE(server.sink.action().text, std::string("on it"));
        QCOMPARE(
            server.ask("POST", "/incidents/7/verdict", json("{'verdict':'known_cause'}")).status,
            200);
        QCOMPARE(server.sink.action().verdict, std::optional(IncidentVerdict::KnownCause));
        QCOMPARE(server.ask("POST", "/incidents/7/note", json("{'text':'called'}")).status, 200);
        QCOMPARE(server.sink.action().kind, Kind::Note);
        QCOMPARE(server.ask("POST", "/incidents/7/snooze", json("{'minutes':30}")).status, 200);
        QCOMPARE(server.sink.action().until, server.clock.now() + 30min);
        QCOMPARE(server.ask("POST", "/incidents/7/release").status, 200);
        QCOMPARE(server.sink.action().kind, Kind::Release);
        QCOMPARE(server.ask("POST", "/incidents/7/wake", json("{'owner':'ana'}")).status, 200);
        QCOMPARE(server.sink.action().kind, Kind::Wake);
    }

    void anAcknowledgementMayEndAtAClockTime()
    {
        Server server;
        QCOMPARE(server.ask("POST", "/incidents/7/ack", json("{'minutes':90}")).status, 200);
        QCOMPARE(server.sink.action().until, server.clock.now() + 90min);
        QCOMPARE(server.ask("POST", "/incidents/7/ack", json("{'until':'07:00'}")).status, 200);
        const auto until = server.sink.action().until;
        QVERIFY(until.has_value());
        QVERIFY(*until > server.clock.now() && *until <= server.clock.now() + 24h);
        const std::string text = toRfc3339(*until);
        const std::string body = json(("{'until':'" + text + "'}").c_str());
        QCOMPARE(server.ask("POST", "/incidents/7/snooze", body).status, 200);
        QCOMPARE(server.sink.action().until, until);
    }

    void silencesHaveAlertmanagersShape()
    {
        Server server;
        const std::string body =
            json("{'matchers':[{'name':'status','value':'denied','isRegex':false}],"
                 "'startsAt':'2025-07-12T13:00:00.000Z','endsAt':'2099-01-01T00:00:00Z',"
                 "'createdBy':'ana','comment':'maintenance',"
                 "'recurs':{'days':['sun'],'from':'02:00','to':'04:00','zone':'UTC'}}");
        const HttpResponse made = server.ask("POST", "/api/v2/silences", body);
        QVERIFY2(made.status == 200, made.body.c_str());
        const QString id = at(object(made.body), "silenceID").toString();
        QCOMPARE(id, QStringLiteral("00000000-0000-4000-8000-000000000001"));
        QCOMPARE(server.sink.silenceZone, std::string("UTC"));
        server.sink.silences.front().zone = std::make_shared<const Zone>();
        const QJsonArray list =
            QJsonDocument::fromJson(QByteArray::fromStdString(server.get("/api/v2/silences").body))
                .array();
        QCOMPARE(list.size(), 1);
        const QJsonObject silence = list.at(0).toObject();
        QCOMPARE(at(silence, "id").toString(), id);
        QCOMPARE(at(silence, "createdBy").toString(), QStringLiteral("ana"));
        QCOMPARE(at(at(silence, "recurs").toObject(), "from").toString(), QStringLiteral("02:00"));
        QCOMPARE(server.get("/api/v2/silence/" + id.toStdString()).status, 200);
        QCOMPARE(server.ask("DELETE", "/api/v2/silence/" + id.toStdString()).status, 200);
        QCOMPARE(server.sink.expired, std::int64_t{1});
        QCOMPARE(server.get("/api/v2/silence/9").status, 404);
    }

    void aSilencesTimeWithoutAZoneIsUtcAsWithAlertmanager()
    {
        Server server;
        const std::string body =
            json("{'matchers':[{'name':'instance','value':'incident-7'}],"
                 "'startsAt':'2025-07-12T13:00:00.123456','endsAt':'2099-01-01T00:00:00+00:00',"
                 "'createdBy':'ana','comment':'seen'}");
        const HttpResponse made = server.ask("POST", "/api/v2/silences", body);
        QVERIFY2(made.status == 200, made.body.c_str());
        QCOMPARE(toRfc3339(server.sink.silences.front().starts),
                 std::string("2025-07-12T13:00:00Z"));
    }

    void aWrongSilenceIsPointedAt_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("pointer");
        const auto add = [](const char* name, const char* body, const char* pointer) {
            QTest::newRow(name) << QByteArray::fromStdString(json(body)) << QByteArray(pointer);
        };
        const char* const rest = "'endsAt':'2099-01-01T00:00:00Z','createdBy':'ana','comment':'c'}";
        const std::string matchers = "{'matchers':[{'name':'status','value':'denied'}],";
        add("no owner", (matchers + "'endsAt':'2099-01-01T00:00:00Z','comment':'c'}").c_str(),
            "/createdBy");
        add("no reason", (matchers + "'endsAt':'2099-01-01T00:00:00Z','createdBy':'a'}").c_str(),
            "/comment");
        add("no end", (matchers + "'createdBy':'ana','comment':'c'}").c_str(), "/endsAt");
        add("no matcher", (std::string("{'matchers':[],") + rest).c_str(), "");
        add("a label that is none",
            (std::string("{'matchers':[{'name':'host','value':'a'}],") + rest).c_str(),
            "/matchers/0");
        add("a pattern of another kind",
            (std::string("{'matchers':[{'name':'status','value':'(a+)+','isRegex':true}],") + rest)
                .c_str(),
            "/matchers/0");
        add("a day that is none",
            (matchers + "'recurs':{'days':['sunday'],'zone':'UTC'}," + rest).c_str(), "/recurs");
        add("no zone", (matchers + "'recurs':{'days':['sun']}," + rest).c_str(), "/recurs/zone");
    }
    void aWrongSilenceIsPointedAt()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, pointer);
        Server server;
        const HttpResponse response = server.ask("POST", "/api/v2/silences", body.toStdString());
        QVERIFY2(response.status == 422, response.body.c_str());
        const QJsonArray errors = at(object(response.body), "errors").toArray();
        QCOMPARE(at(errors.at(0).toObject(), "pointer").toString().toUtf8(), pointer);
        QVERIFY(server.sink.silences.empty());
    }

    void alertsAreFilteredAsAlertmanagerDoes_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("silenced");
        QTest::addColumn<int>("found");
        QTest::newRow("one of its statuses")
            << QByteArray("filter") << QByteArray("status=\"failed\"") << false << 1;
        QTest::newRow("another status")
            << QByteArray("filter") << QByteArray("status=\"refunded\"") << false << 0;
        QTest::newRow("a pattern")
            << QByteArray("filter") << QByteArray("severity=~\"warning|critical\"") << false << 1;
        QTest::newRow("silenced ones are listed")
            << QByteArray("active") << QByteArray("false") << true << 1;
        QTest::newRow("unless they are not wanted")
            << QByteArray("silenced") << QByteArray("false") << true << 0;
        QTest::newRow("its receiver")
            << QByteArray("receiver") << QByteArray("default") << false << 1;
        QTest::newRow("another receiver")
            << QByteArray("receiver") << QByteArray("night") << false << 0;
    }
    void alertsAreFilteredAsAlertmanagerDoes()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(bool, silenced);
        QFETCH(int, found);
        Server server;
        Incident open;
        open.id = IncidentId{7};
        open.statuses = {StatusId::Denied, StatusId::Failed};
        open.sources = {""};
        server.sink.incidents = std::vector<Incident>{open};
        if (silenced)
            server.sink.silencedBy = {3};
        const HttpResponse answer =
            server.get("/api/v2/alerts", {{name.toStdString(), value.toStdString()}});
        QVERIFY2(answer.status == 200, answer.body.c_str());
        const QJsonArray alerts =
            QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).array();
        QCOMPARE(alerts.size(), found);
        if (silenced && found == 1)
            QCOMPARE(at(at(alerts.at(0).toObject(), "status").toObject(), "state").toString(),
                     QStringLiteral("suppressed"));
        QCOMPARE(server.get("/api/v2/alerts", {{"filter", "nonsense"}}).status, 422);
    }

    void aTraceNeedsATimeAndAStatus()
    {
        Server server;
        const HttpResponse answer =
            server.get("/trace", {{"time", "2025-07-12T13:45:00Z"}, {"status", "denied"}});
        QCOMPARE(QByteArray::fromStdString(answer.body),
                 QByteArray("{\"time\":\"2025-07-12T13:45:00Z\",\"status\":\"denied\","
                            "\"lines\":[{\"stage\":\"received\",\"at\":null,"
                            "\"text\":\"7 rows\"}]}"));
        QCOMPARE(server.get("/trace").status, 422);
        QCOMPARE(server.get("/trace", {{"time", "x"}, {"status", "denied"}}).status, 422);
    }

    void aWrongActionIsPointedAt_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("pointer");
        const auto add = [](const char* path, const char* body, const char* pointer) {
            QTest::addRow("%s %s", path, body)
                << QByteArray(path) << QByteArray::fromStdString(json(body)) << QByteArray(pointer);
        };
        add("verdict", "{}", "/verdict");
        add("verdict", "{'verdict':'maybe'}", "/verdict");
        add("verdict", "{'verdict':true}", "/verdict");
        add("note", "{}", "/text");
        add("note", "{'text':''}", "/text");
        add("note", "{'text':'a\\nb'}", "/text");
        add("snooze", "{}", "/minutes");
        add("snooze", "{'minutes':0}", "/minutes");
        add("snooze", "{'minutes':10081}", "/minutes");
        add("snooze", "{'minutes':'5'}", "/minutes");
        add("ack", "{'owner':5}", "/owner");
        add("ack", "{'until':'25:00'}", "/until");
        add("ack", "{'until':'2001-01-01T00:00:00Z'}", "/until");
        add("ack", "{'until':'07:00','minutes':5}", "/until");
    }
    void aWrongActionIsPointedAt()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, pointer);
        Server server;
        const HttpResponse response =
            server.ask("POST", "/incidents/7/" + path.toStdString(), body.toStdString());
        QVERIFY2(response.status == 422, response.body.c_str());
        const QJsonArray errors = at(object(response.body), "errors").toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(at(errors.at(0).toObject(), "pointer").toString().toUtf8(), pointer);
    }

    void theRangeIsTheFirstAndTheNewestMinute()
    {
        Server server;
        QCOMPARE(QByteArray::fromStdString(server.get("/range").body),
                 QByteArray("{\"from\":null,\"newest\":null}"));
        server.sink.range = std::optional(MinuteRange{kMinute, kMinute + 1min});
        QCOMPARE(QByteArray::fromStdString(server.get("/range").body),
                 QByteArray("{\"from\":\"2025-07-12T13:45:00Z\","
                            "\"newest\":\"2025-07-12T13:45:00Z\"}"));
    }

    void pathsAndMethodsAreTold_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("allow");
        QTest::addColumn<bool>("found");
        const auto add = [](const char* method, const char* path, const char* allow, bool found) {
            QTest::addRow("%s %s", method, path)
                << QByteArray(method) << QByteArray(path) << QByteArray(allow) << found;
        };
        add("GET", "/", "GET, HEAD", true);
        add("HEAD", "/", "GET, HEAD", true);
        add("POST", "/", "GET, HEAD", false);
        add("GET", "/transactions", "POST", false);
        add("GET", "/incidents/12", "GET, HEAD", true);
        add("DELETE", "/incidents/12", "GET, HEAD", false);
        add("GET", "/incidents/", "", false);
        add("GET", "/incidents/1/2", "", false);
        add("GET", "/incidents/-1", "", false);
        add("GET", "/Transactions", "", false);
        add("GET", "//", "", false);
    }
    void pathsAndMethodsAreTold()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, allow);
        QFETCH(bool, found);
        const RouteMatch match = findRoute(method.toStdString(), path.toStdString());
        QCOMPARE(match.route != nullptr, found);
        QCOMPARE(QByteArray::fromStdString(match.allow), allow);
    }
};

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_routes.moc"
