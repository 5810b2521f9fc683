#include "ui/models/words.h"

#include "core/message/retell.h"
#include "core/model/observed.h"
#include "ui/chart/format.h"
#include "ui/language.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>
#include <optional>

namespace vigia::words {
namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("vigia::words", text, nullptr, n);
}

// How long nothing came, of an incident whose peak is a gap.
std::chrono::minutes silence(const Incident& incident)
{
    const Minute end = incident.end.value_or(incident.lastAbnormal + std::chrono::minutes{1});
    return std::max(std::chrono::minutes{1}, end - incident.start);
}

} // namespace

QString status(const StatusCatalog& catalog, StatusId id)
{
    const std::string_view name = catalog.name(id);
    return format::foreign(QString::fromUtf8(name.data(), qsizetype(name.size())));
}

QString severity(Severity s)
{
    return s == Severity::Critical ? tr("critical") : tr("warning");
}

QString severityMark(Severity s)
{
    return s == Severity::Critical ? QStringLiteral("▲") : QStringLiteral("◆");
}

QString trend(Trend t)
{
    switch (t) {
    case Trend::FallingALot:
        return tr("falling a lot");
    case Trend::Falling:
        return tr("falling");
    case Trend::Stable:
        return tr("stable");
    case Trend::Rising:
        return tr("rising");
    case Trend::RisingALot:
        return tr("rising a lot");
    }
    return {};
}

QString trendMark(Trend t)
{
    switch (t) {
    case Trend::FallingALot:
        return QStringLiteral("↓");
    case Trend::Falling:
        return QStringLiteral("↘");
    case Trend::Stable:
        return QStringLiteral("→");
    case Trend::Rising:
        return QStringLiteral("↗");
    case Trend::RisingALot:
        return QStringLiteral("↑");
    }
    return {};
}

QString incidentState(const Incident& incident, Minute now)
{
    const auto last = incident.end.value_or(std::max(now, incident.start));
    const QString lasted = format::duration(last - incident.start);
    const QString rank = severity(incident.severity).toUpper();
    switch (incident.state) {
    case IncidentState::Open:
        return tr("%1 · open %2").arg(rank, lasted);
    case IncidentState::Acknowledged:
        return incident.owner.empty()
                   ? tr("%1 · acknowledged").arg(rank)
                   : tr("%1 · acknowledged by %2").arg(rank, format::foreign(incident.owner));
    case IncidentState::Resolved:
        return tr("resolved after %1").arg(lasted);
    }
    return {};
}

QString incidentTitle(const Incident& incident, const StatusCatalog& catalog)
{
    const Anomaly& peak = incident.peak;
    if (peak.kind == AnomalyKind::Gap)
        return tr("No data for %1").arg(format::duration(silence(incident)));
    const QString name = status(catalog, peak.status);
    const QString by = format::deviation(double(peak.count), peak.expected);
    if (peak.kind == AnomalyKind::Trend)
        return double(peak.count) < peak.expected ? tr("%1 falling").arg(name)
                                                  : tr("%1 rising").arg(name);
    if (by.isEmpty())
        return tr("%1 where none is expected").arg(name);
    return tr("%1 %2 against expected").arg(name, by);
}

QStringList incidentLines(const Incident& incident, const StatusCatalog& catalog)
{
    const Anomaly& peak = incident.peak;
    QStringList lines;
    if (peak.kind == AnomalyKind::Gap)
        lines << tr("≈ %1 a minute were expected").arg(format::expected(peak.expected));
    else // an alarm over several minutes leaves no calm range for this one
        lines << (isLatency(catalog, peak.status) ? tr("%1 %2 ms, expected %3")
                                                  : tr("%1 %2 a minute, expected %3"))
                     .arg(status(catalog, peak.status), format::count(double(peak.count)),
                          peak.low <= peak.expected && peak.expected <= peak.high
                              ? format::range(peak.low, peak.high)
                              : QStringLiteral("≈ ") + format::expected(peak.expected));
    QStringList others;
    for (const StatusId id : incident.statuses) {
        if (id != peak.status)
            others << status(catalog, id);
    }
    if (!others.isEmpty())
        lines << tr("also %1").arg(others.join(QStringLiteral(", ")));
    QStringList sources;
    for (const std::string& source : incident.sources) {
        if (!source.empty())
            sources << format::foreign(source);
    }
    if (!sources.isEmpty())
        lines << tr("from %1").arg(sources.join(QStringLiteral(", ")));
    return lines;
}

QString verdict(IncidentVerdict v)
{
    switch (v) {
    case IncidentVerdict::True:
        return tr("true alarm");
    case IncidentVerdict::False:
        return tr("false alarm");
    case IncidentVerdict::KnownCause:
        return tr("known cause");
    }
    return {};
}

namespace {

// "until 2025-07-12T10:00:00Z" and what stands behind ": ".
struct Until
{
    std::optional<Minute> time;
    QString rest;
};

Until untilOf(const QString& detail)
{
    Until out{std::nullopt, detail};
    static const QString kUntil = QStringLiteral("until ");
    if (!detail.startsWith(kUntil))
        return out;
    const qsizetype length = qsizetype(std::size("2025-07-12T10:00:00Z")) - 1;
    const QDateTime at = QDateTime::fromString(detail.mid(kUntil.size(), length), Qt::ISODate);
    if (!at.isValid())
        return out;
    out.time = fromEpochMinutes(at.toSecsSinceEpoch() / 60);
    out.rest = detail.mid(kUntil.size() + length);
    if (out.rest.startsWith(QLatin1String(": ")))
        out.rest.remove(0, 2);
    return out;
}

QString withRest(const QString& said, const QString& rest)
{
    return rest.isEmpty() ? said : said + QStringLiteral(": ") + format::foreign(rest);
}

QString judged(const QString& detail)
{
    const qsizetype colon = detail.indexOf(QLatin1String(": "));
    const QString name = colon < 0 ? detail : detail.left(colon);
    const QString rest = colon < 0 ? QString() : detail.mid(colon + 2);
    for (const IncidentVerdict v :
         {IncidentVerdict::True, IncidentVerdict::False, IncidentVerdict::KnownCause}) {
        if (name == QLatin1String(toString(v).data()))
            return withRest(tr("judged: %1").arg(verdict(v)), rest);
    }
    return withRest(tr("verdict taken back"), rest);
}

} // namespace

QString step(const std::string& action, const std::string& detail, const Zone& zone)
{
    const QString all = QString::fromStdString(detail);
    const Until until = untilOf(all);
    const QString clock = until.time ? format::clock(*until.time, zone) : QString();
    if (action == "acknowledge")
        return withRest(until.time ? tr("acknowledged until %1").arg(clock) : tr("acknowledged"),
                        until.rest);
    if (action == "release")
        return withRest(tr("acknowledgement taken back"), all);
    if (action == "snooze")
        return withRest(until.time ? tr("snoozed until %1").arg(clock) : tr("snoozed"), until.rest);
    if (action == "wake")
        return withRest(tr("snooze taken back"), all);
    if (action == "verdict")
        return judged(all);
    if (action == "note")
        return format::foreign(all);
    const QString told = retold(detail);
    if (action == "opened")
        return withRest(tr("opened"), told);
    if (action == "reopened")
        return withRest(tr("reopened"), told);
    if (action == "severity raised")
        return withRest(tr("more severe"), told);
    if (action == "resolved")
        return withRest(tr("resolved"), told);
    if (action == "told")
        return withRest(tr("told"), told);
    if (action == "not told")
        return withRest(tr("not told"), told);
    if (action == "muted")
        return withRest(QStringLiteral("⊘ ") + tr("muted"), told);
    if (action == "unmuted")
        return withRest(tr("no longer muted"), told);
    if (action == "grouped")
        return withRest(tr("grouped with others"), told);
    if (action == "acknowledgement ended")
        return withRest(tr("the acknowledgement ended"), told);
    if (action == "snooze ended")
        return withRest(tr("the snooze ended"), told);
    return withRest(retold(action), told);
}

QString retold(const std::string& english)
{
    const QString said = QString::fromStdString(vigia::retold(english, coreLanguage()));
    QStringList lines;
    for (const QString& line : said.split(QLatin1Char('\n')))
        lines << format::foreign(line);
    return lines.join(QLatin1Char('\n'));
}

QString retold(const QString& english)
{
    return retold(english.toStdString());
}

QString incidentText(const Incident& incident, const StatusCatalog& catalog, const Zone& zone,
                     Minute now)
{
    const auto both = [&](Minute m) {
        return format::dateClock(m, zone) + QStringLiteral(" (") + format::utcClock(m) +
               QLatin1Char(')');
    };
    QStringList lines;
    lines
        << tr("Incident %1: %2").arg(qlonglong(incident.id)).arg(incidentTitle(incident, catalog));
    lines << severityMark(incident.severity) + QLatin1Char(' ') + incidentState(incident, now);
    lines << (incident.end ? tr("From %1 to %2").arg(both(incident.start), both(*incident.end))
                           : tr("Since %1").arg(both(incident.start)));
    lines << incidentLines(incident, catalog);
    if (!incident.reason.empty())
        lines << retold(incident.reason);
    if (incident.verdict)
        lines << tr("Judged: %1").arg(verdict(*incident.verdict));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString incidentSpoken(const Incident& incident, const StatusCatalog& catalog, Minute now)
{
    return QStringList{incidentState(incident, now), incidentTitle(incident, catalog),
                       incidentLines(incident, catalog).join(QStringLiteral("; "))}
        .join(QStringLiteral(". "));
}

} // namespace vigia::words
