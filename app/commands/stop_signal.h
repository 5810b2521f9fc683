// SIGTERM and SIGINT as a Qt signal, so that a program ends in order: answers what is in hand,
// commits, exits 0.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace vigia {

// At most one in a process. A second signal while stopping ends the process at once.
class StopSignal final : public QObject
{
    Q_OBJECT

public:
    explicit StopSignal(QObject* parent = nullptr);
    ~StopSignal() override;

signals:
    void raised();

private:
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace vigia
