#include "ui/models/incident_list_model.h"

#include "ui/chart/format.h"
#include "ui/models/words.h"

#include <QAbstractProxyModel>

#include <algorithm>
#include <tuple>

namespace vigia {
namespace {

bool before(const Incident& a, const Incident& b)
{
    const auto rank = [](const Incident& i) {
        const bool resolved = i.state == IncidentState::Resolved;
        // A resolved one is history: there only its time counts.
        return std::tuple(int(i.state), resolved ? 0 : -int(i.severity), -toEpochMinutes(i.start),
                          -static_cast<std::int64_t>(i.id));
    };
    return rank(a) < rank(b);
}

} // namespace

IncidentListModel::IncidentListModel(std::shared_ptr<const StatusCatalog> catalog,
                                     std::shared_ptr<const Zone> zone, QObject* parent,
                                     std::size_t capacity)
    : QAbstractListModel(parent)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
    , m_capacity(capacity)
{}

void IncidentListModel::apply(const std::vector<Incident>& incidents)
{
    for (const Incident& incident : incidents)
        put(incident);
    while (m_incidents.size() > m_capacity && m_incidents.back().state == IncidentState::Resolved) {
        const int last = int(m_incidents.size()) - 1;
        beginRemoveRows({}, last, last);
        m_incidents.pop_back();
        endRemoveRows();
    }
    if (!incidents.empty())
        emit incidentsChanged();
}

void IncidentListModel::replace(std::vector<Incident> incidents)
{
    beginResetModel();
    m_incidents = std::move(incidents);
    std::sort(m_incidents.begin(), m_incidents.end(), before);
    endResetModel();
    emit incidentsChanged();
}

void IncidentListModel::put(const Incident& incident)
{
    const auto known = std::find_if(m_incidents.begin(), m_incidents.end(),
                                    [&](const Incident& i) { return i.id == incident.id; });
    if (known == m_incidents.end()) {
        const auto place =
            std::lower_bound(m_incidents.begin(), m_incidents.end(), incident, before);
        const int row = int(place - m_incidents.begin());
        beginInsertRows({}, row, row);
        m_incidents.insert(place, incident);
        endInsertRows();
        return;
    }
    const auto from = known - m_incidents.begin();
    // Where it belongs among the others, counted without itself.
    const auto to = std::count_if(m_incidents.begin(), m_incidents.end(), [&](const Incident& i) {
        return i.id != incident.id && before(i, incident);
    });
    if (from != to) {
        beginMoveRows({}, int(from), int(from), {}, int(to > from ? to + 1 : to));
        if (to > from)
            std::rotate(known, known + 1, m_incidents.begin() + to + 1);
        else
            std::rotate(m_incidents.begin() + to, known, known + 1);
        endMoveRows();
    }
    m_incidents[static_cast<std::size_t>(to)] = incident;
    emit dataChanged(index(int(to)), index(int(to)));
}

void IncidentListModel::setNow(Minute now)
{
    if (now == m_now)
        return;
    m_now = now;
    for (std::size_t row = 0; row < m_incidents.size(); ++row) {
        if (m_incidents[row].state == IncidentState::Open)
            emit dataChanged(index(int(row)), index(int(row)));
    }
}

void IncidentListModel::setMuted(Mutings muted)
{
    if (muted == m_muted)
        return;
    std::swap(muted, m_muted);
    for (std::size_t row = 0; row < m_incidents.size(); ++row) {
        const IncidentId id = m_incidents[row].id;
        if (m_muted.contains(id) || muted.contains(id))
            emit dataChanged(index(int(row)), index(int(row)));
    }
    emit mutedChanged();
}

QString IncidentListModel::mutingText(const Incident& incident) const
{
    const auto known = m_muted.find(incident.id);
    if (known == m_muted.end() || incident.state == IncidentState::Resolved)
        return {};
    return words::muting(known->second, *m_zone);
}

const Incident* IncidentListModel::at(const QModelIndex& at) const
{
    if (!at.isValid() || at.row() >= rowCount())
        return nullptr;
    return &m_incidents[static_cast<std::size_t>(at.row())];
}

const Incident* IncidentListModel::incidentAt(QModelIndex index)
{
    while (const auto* proxy = qobject_cast<const QAbstractProxyModel*>(index.model()))
        index = proxy->mapToSource(index);
    const auto* model = qobject_cast<const IncidentListModel*>(index.model());
    return model ? model->at(index) : nullptr;
}

QModelIndex IncidentListModel::indexOf(IncidentId id) const
{
    for (std::size_t row = 0; row < m_incidents.size(); ++row) {
        if (m_incidents[row].id == id)
            return index(int(row));
    }
    return {};
}

int IncidentListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_incidents.size());
}

QVariant IncidentListModel::data(const QModelIndex& at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Incident& incident = m_incidents[static_cast<std::size_t>(at.row())];
    switch (role) {
    case Qt::DisplayRole:
        return words::incidentTitle(incident, *m_catalog);
    case Qt::ToolTipRole:
        return QStringLiteral("<qt>%1</qt>").arg(words::retold(incident.reason).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return QStringList{words::incidentSpoken(incident, *m_catalog, m_now), mutingText(incident)}
            .join(mutingText(incident).isEmpty() ? QString() : QStringLiteral(". "));
    case IdRole:
        return qlonglong(incident.id);
    case StateRole:
        return int(incident.state);
    case SeverityRole:
        return int(incident.severity);
    default:
        return {};
    }
}

} // namespace vigia
