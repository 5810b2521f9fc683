#include "ui/models/words.h"

#include "ui/chart/format.h"

#include <QCoreApplication>

#include <cmath>

namespace vigia::words {
namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("words", text, nullptr, n);
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
        lines << tr("%1 %2 a minute, expected %3")
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

QString incidentSpoken(const Incident& incident, const StatusCatalog& catalog, Minute now)
{
    return QStringList{incidentState(incident, now), incidentTitle(incident, catalog),
                       incidentLines(incident, catalog).join(QStringLiteral("; "))}
        .join(QStringLiteral(". "));
}

} // namespace vigia::words
