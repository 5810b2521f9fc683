#include "core/ingest/request_socket.h"

#include <algorithm>
#include <cstring>

namespace vigia {

RequestSocket::RequestSocket(QObject* parent)
    : QTcpSocket(parent)
{
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
}

RequestSocket::~RequestSocket()
{
    setSocketState(UnconnectedState); // there is nothing for the base class to close
}

void RequestSocket::give(const QByteArray& head, QByteArrayView body)
{
    m_head = head;
    m_body = body;
    m_read = 0;
    emit readyRead();
    m_head.clear();
    m_body = {};
    m_read = 0;
}

QByteArray RequestSocket::takeAnswer()
{
    return std::exchange(m_answer, {});
}

void RequestSocket::hangUp()
{
    disconnectFromHost();
}

void RequestSocket::disconnectFromHost()
{
    if (state() == UnconnectedState)
        return;
    setSocketState(UnconnectedState);
    setOpenMode(NotOpen);
    emit disconnected();
}

qint64 RequestSocket::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_head.size() + m_body.size() - m_read;
}

qint64 RequestSocket::readData(char* data, qint64 size)
{
    qint64 done = 0;
    for (const QByteArrayView part : {QByteArrayView(m_head), m_body}) {
        const qsizetype skipped = part.data() == m_body.data() ? m_head.size() : 0;
        const qsizetype at = std::max<qsizetype>(m_read - skipped, 0);
        const qint64 count = std::min<qint64>(size - done, part.size() - at);
        if (count <= 0)
            continue;
        std::memcpy(data + done, part.data() + at, static_cast<std::size_t>(count));
        done += count;
        m_read += count;
    }
    return done;
}

qint64 RequestSocket::writeData(const char* data, qint64 size)
{
    m_answer.append(data, size);
    return size;
}

} // namespace vigia
