#include "ui/desktop/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QStandardPaths>

#include <unistd.h>

namespace vigia {
namespace {

constexpr int kWaitMs = 2000;
constexpr qint64 kMostBytes = 1 << 20;

} // namespace

SingleInstance::SingleInstance(const QString& database, QObject* parent)
    : QObject(parent)
{
    const QByteArray digest =
        QCryptographicHash::hash(database.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QDir::tempPath();
    m_name =
        QStringLiteral("%1/vigia-%2-%3").arg(folder).arg(getuid()).arg(QString::fromLatin1(digest));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
}

bool SingleInstance::handOver(const QStringList& files)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kWaitMs))
        return false;
    socket.write(QJsonDocument(QJsonArray::fromStringList(files)).toJson(QJsonDocument::Compact) +
                 '\n');
    if (!socket.waitForBytesWritten(kWaitMs) || !socket.waitForReadyRead(kWaitMs))
        return false;
    return socket.readAll().startsWith("ok");
}

bool SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return true;
    QLocalServer::removeServer(m_name); // left behind by one that was killed
    return m_server.listen(m_name);
}

void SingleInstance::answer()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > kMostBytes) {
                socket->abort();
                return;
            }
            if (!socket->canReadLine())
                return;
            QStringList files;
            for (const QJsonValue& file : QJsonDocument::fromJson(socket->readLine()).array())
                files << file.toString();
            socket->write("ok\n");
            socket->disconnectFromServer();
            emit raised(files);
        });
    }
}

} // namespace vigia
