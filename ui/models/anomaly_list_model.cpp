#include "ui/models/anomaly_list_model.h"

#include "ui/chart/format.h"
#include "ui/models/words.h"

#include <algorithm>
#include <tuple>

namespace vigia {
namespace {

bool before(const Anomaly& a, const Anomaly& b)
{
    return std::tie(a.time, a.status, a.source) < std::tie(b.time, b.status, b.source);
}

bool sameKey(const Anomaly& a, const Anomaly& b)
{
    return a.time == b.time && a.status == b.status && a.source == b.source;
}

} // namespace

AnomalyListModel::AnomalyListModel(std::shared_ptr<const StatusCatalog> catalog,
                                   std::shared_ptr<const Zone> zone, QObject* parent,
                                   std::size_t capacity)
    : QAbstractTableModel(parent)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
    , m_capacity(capacity)
{}

void AnomalyListModel::apply(const std::vector<Anomaly>& anomalies)
{
    for (const Anomaly& a : anomalies) {
        const auto at = std::lower_bound(m_anomalies.begin(), m_anomalies.end(), a, before);
        const int row = int(at - m_anomalies.begin());
        if (at != m_anomalies.end() && sameKey(*at, a)) {
            *at = a;
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
            continue;
        }
        beginInsertRows({}, row, row);
        m_anomalies.insert(at, a);
        endInsertRows();
    }
    if (m_anomalies.size() > m_capacity) {
        const auto excess = static_cast<std::ptrdiff_t>(m_anomalies.size() - m_capacity);
        beginRemoveRows({}, 0, int(excess) - 1);
        m_anomalies.erase(m_anomalies.begin(), m_anomalies.begin() + excess);
        endRemoveRows();
    }
    if (!anomalies.empty())
        emit anomaliesChanged();
}

void AnomalyListModel::withdraw(const std::vector<Anomaly>& anomalies)
{
    bool changed = false;
    for (const Anomaly& a : anomalies) {
        const auto at = std::lower_bound(m_anomalies.begin(), m_anomalies.end(), a, before);
        if (at == m_anomalies.end() || !sameKey(*at, a))
            continue;
        const int row = int(at - m_anomalies.begin());
        beginRemoveRows({}, row, row);
        m_anomalies.erase(at);
        endRemoveRows();
        changed = true;
    }
    if (changed)
        emit anomaliesChanged();
}

std::span<const Anomaly> AnomalyListModel::within(Minute from, Minute to) const
{
    const auto earlier = [](const Anomaly& a, Minute m) { return a.time < m; };
    const auto begin = std::lower_bound(m_anomalies.begin(), m_anomalies.end(), from, earlier);
    const auto end = std::lower_bound(begin, m_anomalies.end(), std::max(from, to), earlier);
    return {begin, end};
}

int AnomalyListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_anomalies.size());
}

int AnomalyListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AnomalyListModel::data(const QModelIndex& at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid) ||
        role != Qt::DisplayRole)
        return {};
    const Anomaly& a = m_anomalies[static_cast<std::size_t>(at.row())];
    switch (at.column()) {
    case Time:
        return format::dateClock(a.time, *m_zone);
    case Status:
        return words::status(*m_catalog, a.status);
    case Count:
        return format::count(double(a.count));
    case Expected:
        return format::range(a.low, a.high);
    case SeverityColumn:
        return words::severity(a.severity);
    case Reason:
        return words::retold(a.reason);
    default:
        return {};
    }
}

QVariant AnomalyListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Status:
        return tr("Status");
    case Count:
        return tr("Count");
    case Expected:
        return tr("Expected");
    case SeverityColumn:
        return tr("Severity");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

} // namespace vigia
