// The anomalies that are known to the window, by time; one row each.
//
// An anomaly is known by minute, status and source: a later report of the same replaces the row.
// GUI thread only.
#pragma once

#include "core/base/zone.h"
#include "core/model/anomaly.h"

#include <QAbstractTableModel>

#include <memory>
#include <span>
#include <vector>

namespace vigia {

class AnomalyListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Status, Count, Expected, SeverityColumn, Reason, ColumnCount };
    static constexpr std::size_t kCapacity = 20'000; // the newest are kept

    AnomalyListModel(std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone,
                     QObject* parent = nullptr, std::size_t capacity = kCapacity);

    void apply(const std::vector<Anomaly>& anomalies);
    void withdraw(const std::vector<Anomaly>& anomalies);

    // In [from, to), by time.
    [[nodiscard]] std::span<const Anomaly> within(Minute from, Minute to) const;
    [[nodiscard]] std::size_t size() const { return m_anomalies.size(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void anomaliesChanged();

private:
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::size_t m_capacity;
    std::vector<Anomaly> m_anomalies; // by time, status, source
};

} // namespace vigia
