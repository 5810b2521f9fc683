// Accepts clients within a cap and keeps their connections; what a request leads to is the host's.
//
// Plain TCP or TLS (1.2 and later). At the cap the connection that has waited longest without a
// request in hand makes room; where none can, the new one is told 503. One sweep every 250 ms
// serves all deadlines. When descriptors run out it pauses instead of spinning.
// Thread: the listener's.
#pragma once

#include "core/ingest/http_connection.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <optional>
#include <unordered_map>

namespace vigia {

class GuardedServer final : public QTcpServer
{
    Q_OBJECT

public:
    struct Options
    {
        ConnectionRules rules;
        int maxConnections = 1000;
        std::optional<QSslConfiguration> tls; // none = plain
    };

    GuardedServer(Options options, ConnectionHost& host);
    ~GuardedServer() override;

    [[nodiscard]] HttpConnection* connection(quint64 id) const;
    [[nodiscard]] std::size_t connections() const { return m_connections.size(); }
    // Accepts no more; connections end as soon as they have nothing in hand.
    void finish();
    // To be called from ConnectionHost::onGone().
    void forget(quint64 id);
    // Hands QHttpServer a socket as if it had come from the network.
    void introduce(QTcpSocket* socket) { addPendingConnection(socket); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void sweep();
    bool makeRoom();
    [[nodiscard]] QTcpSocket* openSocket(qintptr descriptor);

    Options m_options;
    ConnectionHost& m_host;
    std::unordered_map<quint64, HttpConnection*> m_connections; // children
    quint64 m_nextId = 1;
    std::size_t m_buffered = 0;
    bool m_paused = false;
    QTimer m_sweep;
};

} // namespace vigia
