#include "ui/widgets/incident_delegate.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/words.h"

#include <QAbstractItemView>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

#include <cmath>

namespace vigia {
namespace {

constexpr double kPadding = 12;
constexpr double kStripe = 3;
constexpr double kBetween = 9; // to the next card

struct Fonts
{
    QFont state = uiFont(11.5);
    QFont title = uiFont(13, QFont::DemiBold);
    QFont line = uiFont(12);
    QFont button = uiFont(11.5, QFont::Medium);
};

double lineHeight(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

// Breaks plain text to `width`; at most `most` lines.
QStringList wrap(const QString& text, const QFont& font, double width, int most)
{
    QStringList lines;
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (QTextLine l = layout.createLine(); l.isValid() && lines.size() < most;
         l = layout.createLine()) {
        l.setLineWidth(width);
        lines << text.mid(l.textStart(), l.textLength()).trimmed();
        if (lines.size() == most && l.textStart() + l.textLength() < text.size())
            lines.last() =
                QFontMetricsF(font).elidedText(text.mid(l.textStart()), Qt::ElideRight, width);
    }
    layout.endLayout();
    return lines;
}

struct Card
{
    QStringList title;
    QStringList lines;
    double height = 0;
};

Card measure(const Incident& incident, const StatusCatalog& catalog, double width)
{
    const Fonts f;
    Card card;
    const double inner = width - 2 * kPadding - kStripe;
    card.title = wrap(words::incidentTitle(incident, catalog), f.title, inner, 2);
    for (const QString& line : words::incidentLines(incident, catalog))
        card.lines += wrap(line, f.line, inner, 2);
    card.height = 2 * (kPadding - 2) + lineHeight(f.state) + 2 +
                  double(card.title.size()) * lineHeight(f.title) + 2 +
                  double(card.lines.size()) * lineHeight(f.line);
    if (incident.state == IncidentState::Open)
        card.height += 8 + lineHeight(f.button) + 10;
    return card;
}

} // namespace

IncidentDelegate::IncidentDelegate(const IncidentListModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{}

QSize IncidentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Incident* incident = m_model.at(index);
    if (!incident)
        return {};
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {width, int(std::ceil(measure(*incident, m_model.catalog(), width).height + kBetween))};
}

QRectF IncidentDelegate::acknowledgeRect(const QRectF& card, const QModelIndex& index) const
{
    const Incident* incident = m_model.at(index);
    if (!incident || incident->state != IncidentState::Open)
        return {};
    const Fonts f;
    const double h = lineHeight(f.button) + 10;
    const double w = QFontMetricsF(f.button).horizontalAdvance(tr("Acknowledge")) + 44;
    return {card.left() + kStripe + kPadding, card.bottom() - kBetween - kPadding + 2 - h, w, h};
}

void IncidentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Incident* incident = m_model.at(index);
    if (!incident)
        return;
    const Theme& t = theme();
    const Fonts f;
    const bool resolved = incident->state == IncidentState::Resolved;
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const QColor colour = resolved ? t.good : t.severity(incident->severity);
    const QRectF all = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -kBetween - 0.5);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(all, 7, 7);
    painter->fillPath(shape, current ? t.raised : t.card);
    painter->setClipPath(shape);
    painter->fillRect(QRectF(all.left(), all.top(), kStripe, all.height()), colour);
    painter->setClipping(false);
    const bool focused = current && option.state.testFlag(QStyle::State_HasFocus);
    painter->setPen(QPen(focused ? t.accent : t.border, focused ? 1.5 : 1));
    painter->drawPath(shape);

    const double x = all.left() + kStripe + kPadding;
    const double inner = all.right() - kPadding - x;
    double y = all.top() + kPadding - 2;
    const QString mark = resolved ? QStringLiteral("✓ ")
                                  : words::severityMark(incident->severity) + QLatin1Char(' ');
    const QString time = format::clock(incident->start, m_model.zone());
    const double stateHeight = lineHeight(f.state);
    painter->setFont(f.state);
    painter->setPen(t.muted);
    painter->drawText(QRectF(x, y, inner, stateHeight), Qt::AlignRight | Qt::AlignVCenter, time);
    painter->setPen(colour);
    const QFontMetricsF metrics(f.state);
    const double stateWidth = inner - metrics.horizontalAdvance(time) - 10;
    painter->drawText(QRectF(x, y, stateWidth, stateHeight), Qt::AlignVCenter,
                      metrics.elidedText(mark + words::incidentState(*incident, m_model.now()),
                                         Qt::ElideRight, stateWidth));
    y += stateHeight + 2;

    const Card card = measure(*incident, m_model.catalog(), option.rect.width());
    painter->setFont(f.title);
    painter->setPen(t.text);
    for (const QString& line : card.title) {
        painter->drawText(QRectF(x, y, inner, lineHeight(f.title)), Qt::AlignVCenter, line);
        y += lineHeight(f.title);
    }
    y += 2;
    painter->setFont(f.line);
    painter->setPen(t.muted);
    for (const QString& line : card.lines) {
        painter->drawText(QRectF(x, y, inner, lineHeight(f.line)), Qt::AlignVCenter, line);
        y += lineHeight(f.line);
    }

    const QRectF button = acknowledgeRect(option.rect, index);
    if (!button.isEmpty()) {
        painter->setPen(QPen(current ? t.accent : t.border, 1));
        painter->setBrush(current ? t.accent : t.raised);
        painter->drawRoundedRect(button, 5, 5);
        painter->setFont(f.button);
        painter->setPen(current ? t.accentText : t.text);
        painter->drawText(button.adjusted(11, 0, 0, 0), Qt::AlignVCenter, tr("Acknowledge"));
        painter->setFont(uiFont(10));
        if (current) {
            QColor faint = t.accentText;
            faint.setAlphaF(0.8F);
            painter->setPen(faint);
            painter->drawText(button.adjusted(0, 0, -9, 0), Qt::AlignVCenter | Qt::AlignRight,
                              QStringLiteral("A"));
        }
    }
    painter->restore();
}

bool IncidentDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                   const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton &&
            acknowledgeRect(option.rect, index).contains(mouse->position())) {
            emit acknowledgeClicked(*m_model.at(index));
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace vigia
