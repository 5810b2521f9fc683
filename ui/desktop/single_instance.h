// One console a database: a second start hands its files to the first and ends.
//
// A local socket that only this user may open. GUI thread only; handOver() waits at most two
// seconds for an answer.
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

namespace vigia {

class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    // `database`: what identifies it, a path or an address; only its digest is used.
    explicit SingleInstance(const QString& database, QObject* parent = nullptr);

    // True when a console that runs already has taken the files (absolute paths) and raised itself.
    [[nodiscard]] bool handOver(const QStringList& files);
    // From now on this is the first one. False when the socket cannot be made: then a second start
    // is refused by the database's lock instead.
    bool listen();

signals:
    void raised(const QStringList& files); // another start asks for the window

private:
    void answer();

    QString m_name;
    QLocalServer m_server;
};

} // namespace vigia
