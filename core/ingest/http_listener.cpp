#include "core/ingest/http_listener.h"

#include "core/ingest/answer_box.h"
#include "core/ingest/guarded_server.h"
#include "core/ingest/http_wire.h"
#include "core/ingest/listen_options.h"
#include "core/ingest/listener_stats.h"
#include "core/ingest/problem.h"
#include "core/ingest/qt_http_server.h"
#include "core/ingest/request_guard.h"
#include "core/ingest/request_socket.h"
#include "core/ingest/route_table.h"

#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QLoggingCategory>
#include <QThread>

#include <exception>

namespace vigia {
namespace {

Q_LOGGING_CATEGORY(lcIngest, "vigia.ingest")

constexpr std::chrono::milliseconds kStopPatience{5'000};

// A client's connection as QHttpServer knows it, and the answer that is in the making on it.
struct Exchange
{
    QPointer<RequestSocket> socket;
    std::optional<QHttpServerResponder> responder; // set from the request to its answer
    std::uint64_t request = 0;                     // the present one
    bool clientGone = false;
};

} // namespace

// Lives in the listener's thread.
class HttpListener::Core final : public QObject, private ConnectionHost
{
public:
    explicit Core(RouteContext context)
        : m_clock(context.clock)
        , m_scope(std::move(context))
    {
        m_scope.figures = [this] {
            m_stats.open = m_server ? m_server->connections() : 0;
            return metricsOf(m_stats);
        };
    }
    ~Core() override;

    [[nodiscard]] Result<QUrl> open(const ListenOptions& options);
    void finish();

private:
    void addRoutes();
    void onRequest(HttpConnection& connection) override;
    void onAnswerTimeout(HttpConnection& connection) override;
    std::string refusalBytes(const HttpResponse& response) override;
    void onConnection(bool taken) override;
    void onGone(HttpConnection& connection) override;

    void handle(const Route& route, QByteArray body, QHttpServerResponder&& responder);
    void deliver();
    void deliver(std::uint64_t request, const HttpResponse& response);
    RequestSocket& socketOf(Exchange& exchange);
    void discard(std::uint64_t connection);
    void finishWhenIdle();

    const Clock& m_clock;
    RouteScope m_scope;
    ListenerStats m_stats;
    std::shared_ptr<AnswerBox> m_box;
    std::unique_ptr<QHttpServer> m_http;
    QPointer<GuardedServer> m_server;                               // a child of m_http
    std::unordered_map<std::uint64_t, Exchange> m_exchanges;        // by connection
    std::unordered_map<std::uint64_t, std::uint64_t> m_connections; // by request in the making
    std::uint64_t m_lastRequest = 0;
    HttpConnection* m_present = nullptr; // whose request QHttpServer is being given
    bool m_finishing = false;
};

HttpListener::Core::~Core()
{
    if (m_box)
        m_box->close();
    if (m_server)
        m_server->disconnect();
    // Responders first, then the sockets they write to, then the server.
    for (auto& [id, exchange] : m_exchanges)
        exchange.responder.reset();
    for (auto& [id, exchange] : m_exchanges) {
        if (exchange.socket)
            exchange.socket->hangUp();
    }
    m_exchanges.clear();
    m_finishing = true;
}

Result<QUrl> HttpListener::Core::open(const ListenOptions& options)
{
    m_box = std::make_shared<AnswerBox>([this] {
        QMetaObject::invokeMethod(
            this, [this] { deliver(); }, Qt::QueuedConnection);
    });
    RequestGuard guard(options.guard);
    GuardedServer::Options server{options.rules, options.maxConnections, options.tls};
    server.rules.admission = [guard = std::move(guard)](const HttpHead& head) {
        auto refusal = guard.check(head);
        return refusal ? refusal : checkRoute(head);
    };
    std::unique_ptr<GuardedServer> guarded(new GuardedServer(std::move(server), *this));
    if (!guarded->listen(options.address, options.port)) {
        return fail(ErrorCode::Unavailable,
                    "cannot listen on " + options.address.toString().toStdString() + " port " +
                        std::to_string(options.port) + ": " + guarded->errorString().toStdString() +
                        "; choose another with --listen");
    }
    QUrl url;
    url.setScheme(options.tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(options.address.toString());
    url.setPort(guarded->serverPort());
    m_http = std::make_unique<QHttpServer>();
    m_server = guarded.release();
    m_http->bind(m_server);
    addRoutes();
    return url;
}

void HttpListener::Core::addRoutes()
{
    for (const Route& route : routes()) {
        const auto method = route.method == "POST"     ? QHttpServerRequest::Method::Post
                            : route.method == "DELETE" ? QHttpServerRequest::Method::Delete
                                                       : QHttpServerRequest::Method::Get;
        if (route.path.find("{id}") == std::string_view::npos) {
            m_http->route(routePattern(route.path), method,
                          [this, &route](const QHttpServerRequest& request,
                                         QHttpServerResponder&& responder) {
                              handle(route, request.body(), std::move(responder));
                          });
        } else {
            m_http->route(routePattern(route.path), method,
                          [this, &route](const QString&, const QHttpServerRequest& request,
                                         QHttpServerResponder&& responder) {
                              handle(route, request.body(), std::move(responder));
                          });
        }
    }
}

RequestSocket& HttpListener::Core::socketOf(Exchange& exchange)
{
    if (!exchange.socket || !exchange.socket->isOpen()) {
        exchange.socket = new RequestSocket(m_server);
        m_server->introduce(exchange.socket);
    }
    return *exchange.socket;
}

void HttpListener::Core::onRequest(HttpConnection& connection)
{
    Exchange& exchange = m_exchanges[connection.id()];
    exchange.request = ++m_lastRequest;
    m_connections.emplace(exchange.request, connection.id());
    m_present = &connection;
    m_box->hold(true);
    const std::string_view body = connection.body();
    socketOf(exchange).give(plainHead(connection.head()),
                            QByteArrayView(body.data(), static_cast<qsizetype>(body.size())));
    m_box->hold(false);
    m_present = nullptr;
    if (!exchange.responder && m_connections.contains(m_lastRequest)) {
        // Every admitted request has a route; one that QHttpServer does not take is our mistake.
        qCCritical(lcIngest) << "no route took" << QString::fromStdString(connection.head().path);
        m_connections.erase(exchange.request);
        const std::string bytes = answerBytes(problem(500, "this request was not routed"),
                                              AfterAnswer::Close, m_clock.now());
        connection.answer(toBytes(bytes));
        return;
    }
    deliver();
}

void HttpListener::Core::handle(const Route& route, QByteArray body,
                                QHttpServerResponder&& responder)
{
    if (!m_present)
        return; // a request that did not come through onRequest() does not exist
    Exchange& exchange = m_exchanges[m_present->id()];
    exchange.responder.emplace(std::move(responder));
    const Reply reply([box = m_box, id = exchange.request](Reply::Make make) {
        box->put({id, std::move(make)});
    });
    const HttpHead& head = m_present->head();
    HttpRequest request{.method = head.method,
                        .path = head.path,
                        .query = head.query,
                        .mediaType = head.mediaType,
                        .idempotencyKey = head.idempotencyKey,
                        .id = findRoute(head.method, head.path).id,
                        .body = {body.constData(), static_cast<std::size_t>(body.size())}};
    try {
        route.answer(m_scope, request, reply);
    } catch (const std::exception& e) {
        qCCritical(lcIngest) << "a route failed:" << e.what();
        reply.send(problem(500, "this request could not be handled"));
    }
}

void HttpListener::Core::deliver()
{
    for (AnswerBox::Answer& answer : m_box->take()) {
        HttpResponse response;
        try {
            response = answer.make();
        } catch (const std::exception& e) {
            qCCritical(lcIngest) << "an answer failed:" << e.what();
            response = problem(500, "this answer could not be made");
        }
        deliver(answer.exchange, response);
    }
}

void HttpListener::Core::deliver(std::uint64_t request, const HttpResponse& response)
{
    const auto waiting = m_connections.find(request);
    if (waiting == m_connections.end())
        return; // answered before
    const std::uint64_t id = waiting->second;
    m_connections.erase(waiting);
    Exchange& exchange = m_exchanges[id];
    HttpConnection* connection = m_server->connection(id);
    if (connection && exchange.responder && exchange.socket) {
        const HttpHead& head = connection->head();
        const bool isHead = head.method == "HEAD";
        const AfterAnswer after = !head.keepAlive || m_finishing ? AfterAnswer::Close
                                  : head.http10                  ? AfterAnswer::KeepOpenHttp10
                                                                 : AfterAnswer::KeepOpen;
        writeAnswer(*exchange.responder, response, answerFields(response, after, m_clock.now()));
        exchange.responder.reset();
        QByteArray bytes = exchange.socket->takeAnswer();
        if (isHead)
            bytes.truncate(bytes.indexOf("\r\n\r\n") + 4);
        ++m_stats.answers[response.status];
        connection->answer(bytes);
    }
    exchange.responder.reset();
    if (exchange.clientGone)
        discard(id);
    finishWhenIdle();
}

void HttpListener::Core::onAnswerTimeout(HttpConnection& connection)
{
    HttpResponse late = problem(503, "the answer took too long; the data may or may not have been "
                                     "stored, sending it again does no harm");
    late.fields.emplace_back("Retry-After", "5");
    deliver(m_exchanges[connection.id()].request, late);
}

std::string HttpListener::Core::refusalBytes(const HttpResponse& response)
{
    ++m_stats.refusals[response.status];
    return answerBytes(response, AfterAnswer::Close, m_clock.now());
}

void HttpListener::Core::onConnection(bool taken)
{
    ++(taken ? m_stats.accepted : m_stats.turnedAway);
}

void HttpListener::Core::onGone(HttpConnection& connection)
{
    m_server->forget(connection.id());
    const auto at = m_exchanges.find(connection.id());
    if (at != m_exchanges.end()) {
        if (at->second.responder)
            at->second.clientGone = true; // QHttpServer still holds the socket of the answer
        else
            discard(connection.id());
    }
    finishWhenIdle();
}

void HttpListener::Core::discard(std::uint64_t connection)
{
    const auto at = m_exchanges.find(connection);
    if (at == m_exchanges.end())
        return;
    if (at->second.socket)
        at->second.socket->hangUp();
    m_exchanges.erase(at);
}

void HttpListener::Core::finish()
{
    m_finishing = true;
    m_server->finish();
    QTimer::singleShot(kStopPatience, this, [] { QThread::currentThread()->quit(); });
    finishWhenIdle();
}

void HttpListener::Core::finishWhenIdle()
{
    if (m_finishing && m_server && m_server->connections() == 0)
        QThread::currentThread()->quit();
}

// The thread and what lives in it.
class HttpListener::Running
{
public:
    explicit Running(RouteContext context)
        : m_core(new Core(std::move(context)))
    {
        m_thread.setObjectName(QStringLiteral("listener"));
        m_core->moveToThread(&m_thread);
        // While the event loop has ended but the thread has not: sockets die where they lived.
        QObject::connect(&m_thread, &QThread::finished, m_core, &QObject::deleteLater);
        m_thread.start();
    }

    ~Running()
    {
        m_thread.quit();
        m_thread.wait();
    }

    Result<QUrl> open(const ListenOptions& options)
    {
        Result<QUrl> url = fail(ErrorCode::Internal, "the listener's thread does not run");
        QMetaObject::invokeMethod(
            m_core, [&] { url = m_core->open(options); }, Qt::BlockingQueuedConnection);
        return url;
    }

    void stop()
    {
        QMetaObject::invokeMethod(
            m_core, [core = m_core] { core->finish(); }, Qt::QueuedConnection);
        m_thread.wait();
    }

private:
    QThread m_thread;
    Core* m_core; // deleted by its thread
};

HttpListener::HttpListener() = default;

HttpListener::~HttpListener()
{
    stop();
}

Result<QUrl> HttpListener::start(const IngestConfig& config, RouteContext context)
{
    const Result<ListenOptions> options = readListenOptions(config);
    if (!options)
        return fail(options.error());
    auto running = std::make_unique<Running>(std::move(context));
    Result<QUrl> url = running->open(*options);
    if (url)
        m_running = std::move(running);
    return url;
}

void HttpListener::stop()
{
    if (m_running) {
        m_running->stop();
        m_running.reset();
    }
}

} // namespace vigia
