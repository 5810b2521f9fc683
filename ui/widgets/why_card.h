// "Why it fired": every detector's vote on the peak of an incident, and what would not have fired.
#pragma once

#include "core/base/zone.h"
#include "core/model/incident.h"

#include <QFrame>

#include <memory>
#include <optional>

class QGridLayout;
class QLabel;

namespace vigia {

class WhyCard final : public QFrame
{
    Q_OBJECT

public:
    WhyCard(std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone,
            QWidget* parent = nullptr);
    void setIncident(const Incident* incident); // its peak; nullptr hides the card
    void setAnomaly(const Anomaly* anomaly);

private:
    void addRow(const QString& name, const QString& value, bool strong);

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::optional<Anomaly> m_shown;
    QLabel* m_title = nullptr;
    QLabel* m_where = nullptr;
    QLabel* m_reason = nullptr;
    QGridLayout* m_rows = nullptr;
};

} // namespace vigia
