#include "core/ingest/http_connection.h"

#include "core/ingest/problem.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>

namespace vigia {
namespace {

constexpr std::size_t kSlack = 64 * 1024;       // read beyond the request that is being read
constexpr std::size_t kKeptCapacity = 1U << 20; // of the buffer, between requests
constexpr qint64 kMostUnsent = 256 * 1024;      // beyond it the next request waits

} // namespace

HttpConnection::HttpConnection(quint64 id, QTcpSocket* socket, const ConnectionRules& rules,
                               ConnectionHost& host, std::size_t& buffered)
    : m_id(id)
    , m_socket(socket)
    , m_rules(rules)
    , m_host(host)
    , m_allBuffered(buffered)
    , m_gate(rules.gate, rules.admission)
    , m_since(std::chrono::steady_clock::now())
{
    socket->setParent(this);
    socket->setReadBufferSize(static_cast<qint64>(kSlack));
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::onDisconnected);
}

HttpConnection::~HttpConnection()
{
    m_allBuffered -= m_counted;
    if (m_late >= 0)
        ::close(m_late);
}

std::string_view HttpConnection::body() const
{
    return std::string_view(m_in).substr(m_gate.headBytes(),
                                         static_cast<std::size_t>(head().bodyBytes));
}

void HttpConnection::abort()
{
    if (m_gone)
        return;
    m_gone = true;
    m_in = {};
    countBuffered();
    m_socket->disconnect(this);
    m_socket->abort();
    for (auto* writable : findChildren<QSocketNotifier*>(Qt::FindDirectChildrenOnly))
        writable->setEnabled(false);
    if (m_late >= 0)
        ::close(std::exchange(m_late, -1));
    m_host.onGone(*this);
    deleteLater();
}

void HttpConnection::enter(Phase phase)
{
    m_phase = phase;
    m_since = std::chrono::steady_clock::now();
}

std::size_t HttpConnection::wanted() const
{
    return m_gate.state() == HttpGate::State::NeedBody ? m_gate.requestBytes() + kSlack
                                                       : m_rules.gate.headBytes + kSlack;
}

void HttpConnection::countBuffered()
{
    m_allBuffered -= m_counted;
    m_counted = m_in.size();
    m_allBuffered += m_counted;
}

// Nothing may leave a slot: Qt would end the process.
void HttpConnection::onReadyRead()
{
    try {
        if (m_phase == Phase::Draining) {
            std::array<char, 16 * 1024> ignored;
            while (m_socket->read(ignored.data(), ignored.size()) > 0) {
            }
            return;
        }
        if (m_phase == Phase::Answering)
            return; // stays in the socket until the answer is given
        readMore();
        look();
    } catch (const std::exception&) {
        abort();
    }
}

void HttpConnection::readMore()
{
    while (m_in.size() < wanted() && m_socket->bytesAvailable() > 0) {
        const std::size_t before = m_in.size();
        const std::size_t room =
            std::min(wanted() - before, static_cast<std::size_t>(m_socket->bytesAvailable()));
        m_in.resize(before + room);
        const qint64 got = m_socket->read(m_in.data() + before, static_cast<qint64>(room));
        m_in.resize(before + static_cast<std::size_t>(std::max<qint64>(got, 0)));
        if (got <= 0)
            break;
    }
    countBuffered();
}

void HttpConnection::look()
{
    if (m_in.empty() || m_gone)
        return;
    if (m_phase == Phase::Idle)
        enter(Phase::Head);
    const HttpGate::State before = m_gate.state();
    const HttpGate::State state = m_gate.look(m_in);
    if (state == HttpGate::State::Refused) {
        refuse(m_gate.takeRefusal());
        return;
    }
    if (m_allBuffered > m_rules.bufferBudget && m_in.size() > kSlack) {
        HttpResponse busy = problem(503, "too many large bodies are being sent at once");
        busy.fields.emplace_back("Retry-After", "1");
        refuse(busy);
        return;
    }
    if (state == HttpGate::State::NeedHead)
        return;
    if (before == HttpGate::State::NeedHead) {
        enter(Phase::Body);
        if (state == HttpGate::State::NeedBody) {
            m_in.reserve(std::min(m_gate.requestBytes(), kKeptCapacity));
            if (head().expectsContinue && !head().http10 && m_in.size() == m_gate.headBytes())
                m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        }
    }
    if (state == HttpGate::State::Whole) {
        enter(Phase::Answering);
        m_host.onRequest(*this);
        keepWriteSide();
    }
}

void HttpConnection::keepWriteSide()
{
    if (m_phase == Phase::Answering && !m_gone && !m_socket->inherits("QSslSocket"))
        m_late = ::fcntl(static_cast<int>(m_socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
}

// A client may close the side it sends on and still wait for its answer. One that is gone
// altogether looks the same until it is written to.
void HttpConnection::onDisconnected()
{
    if (m_phase == Phase::Answering && m_late >= 0 && !m_gone)
        m_halfClosed = true;
    else
        abort();
}

void HttpConnection::answerLate(const QByteArray& bytes)
{
    m_lateBytes = bytes;
    enter(Phase::Draining);
    auto* writable = new QSocketNotifier(m_late, QSocketNotifier::Write, this);
    connect(writable, &QSocketNotifier::activated, this, &HttpConnection::writeLate);
}

void HttpConnection::writeLate()
{
    if (m_gone)
        return;
    const auto sent = ::send(m_late, m_lateBytes.constData(),
                             static_cast<std::size_t>(m_lateBytes.size()), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    m_lateBytes.remove(0, std::max<qsizetype>(sent, 0));
    if (sent < 0 || m_lateBytes.isEmpty())
        abort();
}

void HttpConnection::answer(const QByteArray& bytes)
{
    if (m_phase != Phase::Answering || m_gone)
        return;
    m_served = true;
    if (m_halfClosed) {
        answerLate(bytes);
        return;
    }
    if (m_late >= 0)
        ::close(std::exchange(m_late, -1));
    m_socket->write(bytes);
    if (m_last || !head().keepAlive) {
        drain();
        return;
    }
    m_in.erase(0, m_gate.requestBytes());
    if (m_in.capacity() > kKeptCapacity)
        m_in.shrink_to_fit();
    m_gate.reset();
    countBuffered();
    enter(Phase::Idle);
    if (!m_in.empty() || m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::goOn, Qt::QueuedConnection);
}

// The next request, unless the client has yet to read the last answers.
void HttpConnection::goOn()
{
    if (m_gone || m_phase != Phase::Idle || m_socket->bytesToWrite() > kMostUnsent)
        return;
    onReadyRead();
}

void HttpConnection::onBytesWritten()
{
    if (m_phase == Phase::Draining && m_socket->bytesToWrite() == 0)
        drain();
    else if (m_phase == Phase::Idle && (!m_in.empty() || m_socket->bytesAvailable() > 0))
        goOn();
}

void HttpConnection::refuse(const HttpResponse& response)
{
    const std::string bytes = m_host.refusalBytes(response);
    m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_in = {};
    countBuffered();
    drain();
}

// Closes our side once all is written, and lets the client read the answer: closing at once, with
// bytes of its still unread, would reset the connection and destroy the answer on its way.
void HttpConnection::drain()
{
    if (m_phase != Phase::Draining)
        enter(Phase::Draining);
    if (m_socket->bytesToWrite() > 0 || m_shutDown)
        return;
    m_shutDown = true;
    if (m_socket->inherits("QSslSocket"))
        m_socket->disconnectFromHost(); // TLS has no half-closed state
    else
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    if (!m_gone)
        onReadyRead();
}

void HttpConnection::finish()
{
    m_last = true;
    if (m_phase != Phase::Answering && m_phase != Phase::Draining)
        abort();
}

std::chrono::milliseconds HttpConnection::patience() const
{
    switch (m_phase) {
    case Phase::Idle:
        return m_served ? m_rules.idleTimeout : m_rules.requestTimeout;
    case Phase::Head:
    case Phase::Body:
        return m_rules.requestTimeout;
    case Phase::Answering:
        return m_rules.answerTimeout;
    case Phase::Draining:
        break;
    }
    return m_shutDown ? m_rules.drainTimeout : m_rules.requestTimeout;
}

void HttpConnection::sweep(TimePoint now)
{
    if (m_gone || now - m_since < patience())
        return;
    switch (m_phase) {
    case Phase::Head:
    case Phase::Body:
        refuse(problem(408, "the request took too long to arrive"));
        return;
    case Phase::Answering:
        m_host.onAnswerTimeout(*this);
        return;
    case Phase::Idle:
    case Phase::Draining:
        abort();
        return;
    }
}

} // namespace vigia
