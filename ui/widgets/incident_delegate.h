// Paints an incident as a card that offers to acknowledge it, or as a low row of a long list.
#pragma once

#include "core/model/incident.h"

#include <QHash>
#include <QStyledItemDelegate>

namespace vigia {

class IncidentListModel;
enum class IncidentListKind;

class IncidentDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    IncidentDelegate(const IncidentListModel& model, IncidentListKind kind,
                     QObject* parent = nullptr);

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
    struct Measured // breaking a text to lines is what costs
    {
        QString text;
        double height = 0;
    };

    const IncidentListModel& m_model;
    IncidentListKind m_kind;
    mutable QHash<qint64, Measured> m_measured; // by incident, for m_width
    mutable int m_width = 0;
};

} // namespace vigia
