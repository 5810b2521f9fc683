#include "ui/desktop/desktop_alarm.h"

#include "core/runtime/channel_trial.h"
#include "ui/models/live_data.h"
#include "ui/models/words.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace vigia {
namespace {

QTime localTime(const Zone& zone, Instant now)
{
    const auto local = zone.toLocal(floorToMinute(now)).time_since_epoch();
    const auto ofDay = local - std::chrono::floor<std::chrono::days>(local);
    return QTime(0, 0).addSecs(int(std::chrono::seconds(ofDay).count()));
}

} // namespace

DesktopAlarm::DesktopAlarm(Monitor& monitor, LiveData& data, const Clock& clock, QWidget& window)
    : QObject(&window)
    , m_monitor(monitor)
    , m_data(data)
    , m_clock(clock)
    , m_window(window)
    , m_announcer(new Announcer(&window))
    , m_ring([this](Severity severity, int volume) { m_bell.ring(severity, volume); })
{
    m_seen = m_data.bounds().empty(); // nothing is stored: all that comes is news
    const ConsoleConfig& config = monitor.config().console;
    m_settings.volume = config.volume;
    if (const auto hours = QString::fromStdString(config.quietHours).split(QLatin1Char('-'));
        hours.size() == 2) {
        m_settings.quietFrom = QTime::fromString(hours[0], QStringLiteral("HH:mm"));
        m_settings.quietTo = QTime::fromString(hours[1], QStringLiteral("HH:mm"));
    }
    connect(&m_tray, &Tray::showRequested, this, &DesktopAlarm::showRequested);
    connect(&m_tray, &Tray::quietRequested, this, &DesktopAlarm::setQuietForAnHour);
    connect(&m_notifier, &DesktopNotifier::activated, this, &DesktopAlarm::showRequested);
    connect(&m_second, &QTimer::timeout, this, &DesktopAlarm::look);
    m_second.start(std::chrono::seconds{1});
}

void DesktopAlarm::setVolume(int volume)
{
    m_settings.volume = std::clamp(volume, 0, 100);
    if (m_settings.volume == 0)
        m_bell.stop();
}

void DesktopAlarm::setQuietForAnHour(bool quiet)
{
    setQuietUntil(quiet ? std::optional(m_clock.now() + std::chrono::hours{1}) : std::nullopt);
}

void DesktopAlarm::setQuietUntil(std::optional<Instant> until)
{
    m_settings.quietUntil = until;
    if (until)
        m_bell.stop();
    m_tray.setQuiet(until.has_value());
    emit quietChanged(until.has_value());
}

void DesktopAlarm::look()
{
    const IncidentListModel& model = m_data.incidents();
    const Instant now = m_clock.now();
    // The demo's day is not today.
    const Minute newest = m_monitor.demo() ? model.now() : floorToMinute(now);
    std::set<IncidentId> muted;
    for (const auto& [id, why] : model.muted())
        muted.insert(id);
    m_waiting = unanswered(model.incidents(), muted, newest);

    std::optional<Severity> worst;
    for (const Incident& incident : m_waiting)
        worst = std::max(worst.value_or(Severity::Warning), incident.severity);
    m_tray.setState(int(m_waiting.size()), worst);
    if (m_settings.quietUntil && now >= *m_settings.quietUntil)
        setQuietUntil(std::nullopt);

    std::vector<Incident> fresh;
    for (const Incident& incident : m_waiting) {
        if (m_told.insert({incident.id, incident.severity}).second)
            fresh.push_back(incident);
    }
    if (m_seen && !fresh.empty())
        tell(fresh);
    m_seen = m_seen || !m_data.loading(); // what was stored at the start is no news
    if (m_waiting.empty())
        m_notifier.close();
    if (const auto severity =
            m_rule.due(m_waiting, isQuiet(m_settings, now, localTime(model.zone(), now)), now))
        m_ring(*severity, m_settings.volume);
}

QString DesktopAlarm::sendTest()
{
    const Instant now = m_clock.now();
    const StatusCatalog& catalog = m_data.incidents().catalog();
    const Incident example = sampleIncident(NoticeKind::Opened, now).incident;
    const QString title =
        QStringLiteral("%1 %2").arg(words::severityMark(example.severity),
                                    tr("Test: %1").arg(words::incidentTitle(example, catalog)));
    const bool told = m_notifier.notify(
        title, words::incidentLines(example, catalog).join(QLatin1Char('\n')), example.severity);
    QStringList said{told ? tr("A test notification is on its way")
                          : tr("This desktop takes no notifications")};
    if (m_settings.volume <= 0) {
        said << tr("sounds are off");
    } else if (isQuiet(m_settings, now, localTime(m_data.incidents().zone(), now))) {
        said << tr("sounds are quiet now");
    } else {
        m_ring(example.severity, m_settings.volume);
        said << tr("the sound of a critical incident was played");
    }
    return said.join(QStringLiteral("; "));
}

void DesktopAlarm::tell(const std::vector<Incident>& fresh)
{
    const IncidentListModel& model = m_data.incidents();
    const Incident& worst =
        *std::max_element(fresh.begin(), fresh.end(), [](const Incident& a, const Incident& b) {
            return a.severity < b.severity;
        });
    m_announcer->announce(words::incidentSpoken(worst, model.catalog(), model.now()));
    if (m_window.isActiveWindow() || !m_monitor.config().console.notifications)
        return;
    const QString title = QStringLiteral("%1 %2").arg(words::severityMark(worst.severity),
                                                      words::incidentTitle(worst, model.catalog()));
    QStringList lines = words::incidentLines(worst, model.catalog());
    if (fresh.size() > 1)
        lines << tr("and %n more incident(s)", nullptr, int(fresh.size()) - 1);
    m_notifier.notify(title, lines.join(QLatin1Char('\n')), worst.severity);
}

} // namespace vigia
