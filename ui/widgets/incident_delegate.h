// Paints an incident as a card; the current one offers its actions in place.
#pragma once

#include "core/model/incident.h"

#include <QStyledItemDelegate>

namespace vigia {

class IncidentListModel;

class IncidentDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit IncidentDelegate(const IncidentListModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

    // Where the button lies in the card at `card`; empty when the card shows none.
    [[nodiscard]] QRectF acknowledgeRect(const QRectF& card, const QModelIndex& index) const;

signals:
    void acknowledgeClicked(const vigia::Incident& incident);

private:
    const IncidentListModel& m_model;
};

} // namespace vigia
