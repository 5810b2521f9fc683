#include "ui/desktop/alarm_bell.h"

#include <QAudio>
#include <QSoundEffect>
#include <QUrl>

static void initSounds()
{
    Q_INIT_RESOURCE(ui); // a static library's resources are dropped unless somebody asks
}

namespace vigia {

AlarmBell::AlarmBell(QObject* parent)
    : QObject(parent)
{}

AlarmBell::~AlarmBell() = default;

void AlarmBell::ring(Severity severity, int volume)
{
    auto& effect = severity == Severity::Critical ? m_critical : m_warning;
    if (!effect) {
        initSounds();
        effect = std::make_unique<QSoundEffect>();
        effect->setSource(QUrl(severity == Severity::Critical
                                   ? QStringLiteral("qrc:/sounds/critical.wav")
                                   : QStringLiteral("qrc:/sounds/warning.wav")));
    }
    effect->setVolume(float(QAudio::convertVolume(volume / 100.0, QAudio::LogarithmicVolumeScale,
                                                  QAudio::LinearVolumeScale)));
    effect->play();
}

void AlarmBell::stop()
{
    for (const auto& effect : {m_critical.get(), m_warning.get()}) {
        if (effect)
            effect->stop();
    }
}

} // namespace vigia
