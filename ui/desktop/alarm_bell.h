// Plays the two sounds of the console. GUI thread only; the playing itself is Qt Multimedia's.
//
// The sound system is opened with the first sound: a console that never rings never touches it.
// Without a sound card nothing is heard and nothing fails.
#pragma once

#include "core/model/anomaly.h"

#include <QObject>

#include <memory>

class QSoundEffect;

namespace vigia {

class AlarmBell final : public QObject
{
    Q_OBJECT

public:
    explicit AlarmBell(QObject* parent = nullptr);
    ~AlarmBell() override;

    void ring(Severity severity, int volume); // 1..100, as loud as it is heard
    void stop();

private:
    std::unique_ptr<QSoundEffect> m_critical;
    std::unique_ptr<QSoundEffect> m_warning;
};

} // namespace vigia
