// One client: its socket, the gate in front of it, and its deadlines.
//
// Reads whole requests and hands them to the host one at a time; the answer to one is written
// before the next is looked at, so pipelining is served in order. Every wait has an end: for the
// head and the body (requestTimeout), idle between requests, the answer, a client that does not
// read, and the drain behind a refusal. Memory: head + body + 64 KiB a connection, and a shared
// budget over all of them.
// Thread: the listener's.
#pragma once

#include "core/ingest/http_gate.h"

#include <QObject>
#include <QTcpSocket>

#include <chrono>

namespace vigia {

class HttpConnection;

// What the connections of one listener share.
struct ConnectionRules
{
    GateLimits gate;
    HttpGate::Admission admission;
    std::chrono::milliseconds requestTimeout{10'000}; // to send the head, and again for the body
    std::chrono::milliseconds idleTimeout{25'000};    // between two requests
    std::chrono::milliseconds answerTimeout{30'000};  // for the store to answer
    std::chrono::milliseconds drainTimeout{2'000};    // after a refusal
    std::size_t bufferBudget = 64 * 1024 * 1024;      // bytes of unfinished requests, all together
};

class ConnectionHost
{
public:
    virtual ~ConnectionHost() = default;
    // A whole request stands in connection.head() and body() until answer() is called.
    virtual void onRequest(HttpConnection& connection) = 0;
    // It has taken too long to answer; the host answers now.
    virtual void onAnswerTimeout(HttpConnection& connection) = 0;
    // A refusal by gate, deadline or budget, as it is sent.
    [[nodiscard]] virtual std::string refusalBytes(const HttpResponse& response) = 0;
    // A client has come; not taken: too many are here.
    virtual void onConnection(bool taken) = 0;
    // The socket is closed; the object goes with the next turn of the event loop.
    virtual void onGone(HttpConnection& connection) = 0;
};

class HttpConnection final : public QObject
{
    Q_OBJECT

public:
    using TimePoint = std::chrono::steady_clock::time_point;

    // Takes the socket. `buffered` is the counter of all connections.
    HttpConnection(quint64 id, QTcpSocket* socket, const ConnectionRules& rules,
                   ConnectionHost& host, std::size_t& buffered);
    ~HttpConnection() override;

    [[nodiscard]] quint64 id() const { return m_id; }
    [[nodiscard]] const HttpHead& head() const { return m_gate.head(); }
    [[nodiscard]] std::string_view body() const;

    // Writes the answer to the present request, then goes on or closes.
    void answer(const QByteArray& bytes);
    // Looks at the clock; called every 250 ms.
    void sweep(TimePoint now);
    // No further request: closes now, or after the answer that is in hand.
    void finish();

    // Has nothing in hand: may be closed to make room.
    [[nodiscard]] bool isIdle() const { return m_phase == Phase::Idle; }
    [[nodiscard]] bool isAnswering() const { return m_phase == Phase::Answering; }
    [[nodiscard]] TimePoint waitsSince() const { return m_since; }
    void abort();

private:
    enum class Phase { Idle, Head, Body, Answering, Draining };

    void onReadyRead();
    void onDisconnected();
    void keepWriteSide();
    void answerLate(const QByteArray& bytes);
    void writeLate();
    void onBytesWritten();
    void readMore();
    void look();
    void enter(Phase phase);
    void refuse(const HttpResponse& response);
    void drain();
    void goOn();
    void countBuffered();
    [[nodiscard]] std::size_t wanted() const;
    [[nodiscard]] std::chrono::milliseconds patience() const;

    quint64 m_id;
    QTcpSocket* m_socket; // a child
    const ConnectionRules& m_rules;
    ConnectionHost& m_host;
    std::size_t& m_allBuffered;
    std::size_t m_counted = 0; // of m_allBuffered, ours
    // The socket's descriptor once more while an answer is made: Qt closes its own when the client
    // has closed the side it sends on, though it may still read. -1 = none; not with TLS.
    int m_late = -1;
    QByteArray m_lateBytes;
    bool m_halfClosed = false;
    HttpGate m_gate;
    std::string m_in;
    Phase m_phase = Phase::Idle;
    TimePoint m_since;
    bool m_continued = false; // 100 Continue has been said
    bool m_last = false;      // close after the answer
    bool m_served = false;    // at least one answer was given
    bool m_shutDown = false;  // our side of the socket is closed
    bool m_gone = false;
};

} // namespace vigia
