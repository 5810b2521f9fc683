#include "ui/models/incident_filter.h"

#include "ui/models/incident_list_model.h"
#include "ui/models/words.h"

#include <algorithm>

namespace vigia {

IncidentFilter::IncidentFilter(IncidentListModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void IncidentFilter::want(Wanted wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = std::move(wanted);
    m_words = m_wanted.text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

const Incident* IncidentFilter::at(int row) const
{
    return IncidentListModel::incidentAt(index(row, 0));
}

int IncidentFilter::rowOf(IncidentId id) const
{
    return mapFromSource(m_model.indexOf(id)).row();
}

bool IncidentFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    const Incident& incident = m_model.incidents()[static_cast<std::size_t>(row)];
    if (!m_wanted.states.empty() && !m_wanted.states.contains(incident.state))
        return false;
    if (m_wanted.severity && incident.severity != *m_wanted.severity)
        return false;
    if (m_wanted.status && std::find(incident.statuses.begin(), incident.statuses.end(),
                                     *m_wanted.status) == incident.statuses.end())
        return false;
    if (m_words.isEmpty())
        return true;
    QString text = QStringLiteral("#%1 ").arg(qlonglong(incident.id)) +
                   words::incidentSpoken(incident, m_model.catalog(), m_model.now()) +
                   QLatin1Char(' ') + QString::fromStdString(incident.reason) + QLatin1Char(' ') +
                   QString::fromStdString(incident.owner);
    if (incident.verdict)
        text += QLatin1Char(' ') + words::verdict(*incident.verdict);
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace vigia
