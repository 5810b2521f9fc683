// A raw HTTP client for tests: sends bytes as they are, reads answers as they come. Blocking, with
// a limit on every wait; for the test's own thread.
#pragma once

#include <QElapsedTimer>
#include <QTcpSocket>

namespace vigia {

struct RawAnswer
{
    int status = 0; // 0: none came
    QByteArray head;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray& name) const
    {
        for (const QByteArray& line : head.split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.first(colon).toLower() == name.toLower())
                return line.mid(colon + 1).trimmed();
        }
        return {};
    }
};

class HttpClient
{
public:
    static constexpr int kPatienceMs = 10'000;

    explicit HttpClient(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(kPatienceMs);
    }

    void send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(kPatienceMs)) {
        }
    }

    // The next answer; `hasBody` is false behind HEAD. Interim answers (1xx) count too.
    RawAnswer read(bool hasBody = true)
    {
        RawAnswer out;
        const qsizetype headEnd = waitFor([&] { return m_in.indexOf("\r\n\r\n"); });
        if (headEnd < 0)
            return out;
        out.head = m_in.first(headEnd + 2);
        m_in.remove(0, headEnd + 4);
        out.status = out.head.mid(9, 3).toInt();
        const qsizetype length = hasBody ? out.field("Content-Length").toLongLong() : 0;
        waitFor([&] { return m_in.size() >= length ? length : -1; });
        out.body = m_in.first(std::min(length, m_in.size()));
        m_in.remove(0, out.body.size());
        return out;
    }

    RawAnswer ask(const QByteArray& bytes)
    {
        send(bytes);
        return read();
    }

    // True once the server has closed the connection and nothing more has come.
    bool isClosedWithoutMore()
    {
        QElapsedTimer time;
        time.start();
        while (m_socket.state() == QAbstractSocket::ConnectedState && time.elapsed() < kPatienceMs)
            m_socket.waitForReadyRead(50);
        m_in += m_socket.readAll();
        return m_socket.state() != QAbstractSocket::ConnectedState && m_in.isEmpty();
    }

    // Vanishes at once, with a reset.
    void reset() { m_socket.abort(); }
    [[nodiscard]] QTcpSocket& socket() { return m_socket; }

private:
    template <typename Found>
    qsizetype waitFor(Found found)
    {
        while (true) {
            m_in += m_socket.readAll();
            const qsizetype at = found();
            if (at >= 0)
                return at;
            if (!m_socket.waitForReadyRead(kPatienceMs)) {
                m_in += m_socket.readAll();
                return found();
            }
        }
    }

    QTcpSocket m_socket;
    QByteArray m_in;
};

} // namespace vigia
