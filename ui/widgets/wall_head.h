// The head of the wall board: what is wrong in one line, and the time, to be read from five metres.
#pragma once

#include "core/base/zone.h"
#include "core/model/incident.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace vigia {

class IncidentListModel;

class WallHead final : public QWidget
{
    Q_OBJECT

public:
    explicit WallHead(const IncidentListModel& incidents, QWidget* parent = nullptr);
    void setTime(Instant now, std::optional<Minute> newest);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const IncidentListModel& m_incidents;
    QString m_clock;
    QString m_newest;
};

} // namespace vigia
