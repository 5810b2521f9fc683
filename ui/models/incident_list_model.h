// The incidents that are known to the window: open ones first, worst and newest on top.
//
// Order: open, acknowledged, resolved; within each critical before warning, then the newest start.
// Rows are inserted, moved and changed; a reset means another range. GUI thread only.
#pragma once

#include "core/base/zone.h"
#include "core/model/incident.h"
#include "ui/models/muting.h"

#include <QAbstractListModel>

#include <memory>
#include <optional>
#include <vector>

namespace vigia {

class IncidentListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, StateRole, SeverityRole }; // qint64, int, int
    static constexpr std::size_t kCapacity = 500; // of the resolved, the oldest go first

    IncidentListModel(std::shared_ptr<const StatusCatalog> catalog,
                      std::shared_ptr<const Zone> zone, QObject* parent = nullptr,
                      std::size_t capacity = kCapacity);

    void apply(const std::vector<Incident>& incidents);
    // These instead of what was there: another range was chosen.
    void replace(std::vector<Incident> incidents);
    // The newest minute: durations of open incidents count up to here.
    void setNow(Minute now);
    // Those of which nobody is told; see MutedWatch.
    void setMuted(Mutings muted);
    [[nodiscard]] const Mutings& muted() const { return m_muted; }
    // "⊘ silenced until 18:00"; "" for one that is told as usual.
    [[nodiscard]] QString mutingText(const Incident& incident) const;

    [[nodiscard]] const std::vector<Incident>& incidents() const { return m_incidents; }
    [[nodiscard]] const Incident* at(const QModelIndex& index) const; // nullptr when invalid
    // The same for an index of this model or of a proxy over one.
    [[nodiscard]] static const Incident* incidentAt(QModelIndex index);
    [[nodiscard]] QModelIndex indexOf(IncidentId id) const;
    [[nodiscard]] const StatusCatalog& catalog() const { return *m_catalog; }
    [[nodiscard]] const Zone& zone() const { return *m_zone; }
    [[nodiscard]] Minute now() const { return m_now; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

signals:
    void incidentsChanged();
    void mutedChanged();

private:
    void put(const Incident& incident);

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::size_t m_capacity;
    Minute m_now{};
    Mutings m_muted;
    std::vector<Incident> m_incidents;
};

} // namespace vigia
