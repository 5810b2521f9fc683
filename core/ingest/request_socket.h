// A socket without a network: carries one checked request at a time into QHttpServer and its answer
// out again.
//
// QHttpServer is given this instead of the client's socket. So it sees only requests that the gate
// has passed, rewritten into one plain form, and its socket outlives every answer in the making,
// whenever the client goes: a route of Qt 6.4 that answers later would otherwise write to freed
// memory (design/platform.md). Thread: the listener's.
#pragma once

#include <QTcpSocket>

#include <string>

namespace vigia {

class RequestSocket final : public QTcpSocket
{
    Q_OBJECT

public:
    explicit RequestSocket(QObject* parent = nullptr);
    ~RequestSocket() override;

    // Hands QHttpServer the request; its handler runs before this returns. `body` must outlive the
    // call.
    void give(const QByteArray& head, QByteArrayView body);
    // What QHttpServer has written since the last call.
    [[nodiscard]] QByteArray takeAnswer();
    // Ends it for QHttpServer, which deletes it. REQUIRES: no answer is in the making.
    void hangUp();

    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] qint64 bytesToWrite() const override { return 0; }
    void disconnectFromHost() override;

protected:
    qint64 readData(char* data, qint64 size) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    QByteArray m_head;
    QByteArrayView m_body;
    qsizetype m_read = 0; // of head and body together
    QByteArray m_answer;
};

} // namespace vigia
