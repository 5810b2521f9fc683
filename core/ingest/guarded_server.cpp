#include "core/ingest/guarded_server.h"

#include "core/ingest/problem.h"

#include <QSslSocket>

#include <unistd.h>

#include <vector>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kSweepInterval{250};
constexpr int kBacklog = 511;

} // namespace

GuardedServer::GuardedServer(Options options, ConnectionHost& host)
    : m_options(std::move(options))
    , m_host(host)
{
    setListenBacklogSize(kBacklog);
    m_sweep.setInterval(kSweepInterval);
    connect(&m_sweep, &QTimer::timeout, this, &GuardedServer::sweep);
    connect(this, &QTcpServer::acceptError, this, [this] {
        pauseAccepting(); // out of descriptors: the kernel would report it again at once
        m_paused = true;
    });
    m_sweep.start();
}

GuardedServer::~GuardedServer()
{
    // Connections count down a member of this; they must go before it.
    const auto connections = std::move(m_connections);
    for (const auto& [id, connection] : connections)
        delete connection;
}

HttpConnection* GuardedServer::connection(quint64 id) const
{
    const auto at = m_connections.find(id);
    return at == m_connections.end() ? nullptr : at->second;
}

void GuardedServer::forget(quint64 id)
{
    m_connections.erase(id);
}

void GuardedServer::finish()
{
    close();
    std::vector<HttpConnection*> all;
    for (const auto& [id, connection] : m_connections)
        all.push_back(connection);
    for (HttpConnection* connection : all)
        connection->finish();
}

QTcpSocket* GuardedServer::openSocket(qintptr descriptor)
{
    if (!m_options.tls) {
        auto* socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        return socket;
    }
    auto* socket = new QSslSocket(this);
    socket->setSslConfiguration(*m_options.tls);
    if (socket->setSocketDescriptor(descriptor))
        socket->startServerEncryption();
    return socket;
}

void GuardedServer::incomingConnection(qintptr descriptor)
{
    if (m_connections.size() >= static_cast<std::size_t>(m_options.maxConnections) && !makeRoom()) {
        m_host.onConnection(false);
        if (!m_options.tls) {
            HttpResponse full = problem(503, "too many clients are connected");
            full.fields.emplace_back("Retry-After", "1");
            const std::string bytes = m_host.refusalBytes(full);
            // As good as a word to a full house can be: what does not fit at once is not waited
            // for.
            [[maybe_unused]] const auto written =
                ::write(static_cast<int>(descriptor), bytes.data(), bytes.size());
        }
        ::close(static_cast<int>(descriptor));
        return;
    }
    m_host.onConnection(true);
    const quint64 id = m_nextId++;
    QTcpSocket* socket = openSocket(descriptor);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto* connection = new HttpConnection(id, socket, m_options.rules, m_host, m_buffered);
    connection->setParent(this);
    m_connections.emplace(id, connection);
    if (socket->state() == QAbstractSocket::UnconnectedState)
        connection->abort(); // gone before we looked
}

bool GuardedServer::makeRoom()
{
    HttpConnection* longest = nullptr;
    for (const auto& [id, connection] : m_connections) {
        if (connection->isIdle() && (!longest || connection->waitsSince() < longest->waitsSince()))
            longest = connection;
    }
    if (!longest)
        return false;
    longest->abort();
    return true;
}

void GuardedServer::sweep()
{
    if (m_paused) {
        m_paused = false;
        resumeAccepting();
    }
    const auto now = std::chrono::steady_clock::now();
    std::vector<HttpConnection*> all;
    all.reserve(m_connections.size());
    for (const auto& [id, connection] : m_connections)
        all.push_back(connection);
    for (HttpConnection* connection : all) // sweeping may end one, which changes the map
        connection->sweep(now);
}

} // namespace vigia
