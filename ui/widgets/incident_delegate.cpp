#include "ui/widgets/incident_delegate.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/incident_list_model.h"
#include "ui/models/words.h"
#include "ui/widgets/incident_list.h"

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
constexpr double kBetweenRows = 5;

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

// What a card says below its title.
QStringList linesOf(const Incident& incident, const IncidentListModel& model)
{
    QStringList lines = words::incidentLines(incident, model.catalog());
    if (const QString muting = model.mutingText(incident); !muting.isEmpty())
        lines.prepend(muting);
    if (incident.verdict)
        lines << IncidentDelegate::tr("judged: %1").arg(words::verdict(*incident.verdict));
    return lines;
}

struct Card
{
    QStringList title;
    QStringList lines;
    double height = 0;
};

Card measure(const Incident& incident, const IncidentListModel& model, double width)
{
    const Fonts f;
    Card card;
    const double inner = width - 2 * kPadding - kStripe;
    card.title = wrap(words::incidentTitle(incident, model.catalog()), f.title, inner, 2);
    for (const QString& line : linesOf(incident, model))
        card.lines += wrap(line, f.line, inner, 2);
    card.height = 2 * (kPadding - 2) + lineHeight(f.state) + 2 +
                  double(card.title.size()) * lineHeight(f.title) + 2 +
                  double(card.lines.size()) * lineHeight(f.line);
    if (incident.state == IncidentState::Open)
        card.height += 8 + lineHeight(f.button) + 10;
    return card;
}

} // namespace

IncidentDelegate::IncidentDelegate(const IncidentListModel& model, IncidentListKind kind,
                                   QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_kind(kind)
{}

QSize IncidentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Incident* incident = IncidentListModel::incidentAt(index);
    if (!incident)
        return {};
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    if (m_kind == IncidentListKind::Rows) {
        const Fonts f;
        const double text = lineHeight(f.state) + lineHeight(f.title) + lineHeight(f.line);
        return {width, int(std::ceil(text + 2 * (kPadding - 4) + kBetweenRows))};
    }
    if (width != m_width || m_measured.size() > 2000) {
        m_measured.clear();
        m_width = width;
    }
    const QString text = words::incidentTitle(*incident, m_model.catalog()) + QLatin1Char('\n') +
                         linesOf(*incident, m_model).join(QLatin1Char('\n')) +
                         QString::number(int(incident->state)) + uiFont(12).toString();
    Measured& known = m_measured[qint64(incident->id)];
    if (known.text != text)
        known = {text, measure(*incident, m_model, width).height};
    return {width, int(std::ceil(known.height + kBetween))};
}

QRectF IncidentDelegate::acknowledgeRect(const QRectF& card, const QModelIndex& index) const
{
    const Incident* incident = IncidentListModel::incidentAt(index);
    if (!incident || incident->state != IncidentState::Open || m_kind == IncidentListKind::Rows)
        return {};
    const Fonts f;
    const double h = lineHeight(f.button) + 10;
    const double w = QFontMetricsF(f.button).horizontalAdvance(tr("Acknowledge")) + 44;
    return {card.left() + kStripe + kPadding, card.bottom() - kBetween - kPadding + 2 - h, w, h};
}

void IncidentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Incident* incident = IncidentListModel::incidentAt(index);
    if (!incident)
        return;
    const Theme& t = theme();
    const Fonts f;
    const bool resolved = incident->state == IncidentState::Resolved;
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const QColor colour = resolved ? t.good : t.severity(incident->severity);
    const bool low = m_kind == IncidentListKind::Rows;
    const QRectF all =
        QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -(low ? kBetweenRows : kBetween) - 0.5);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool several = current && view && view->selectionModel()->selectedRows().size() > 1;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(all, 7, 7);
    painter->fillPath(shape, current ? t.raised : t.card);
    painter->setClipPath(shape);
    painter->fillRect(QRectF(all.left(), all.top(), kStripe, all.height()), colour);
    painter->setClipping(false);
    const bool focused = current && option.state.testFlag(QStyle::State_HasFocus);
    painter->setPen(QPen(focused || several ? t.accent : t.border, focused ? 1.5 : 1));
    painter->drawPath(shape);

    const double x = all.left() + kStripe + kPadding;
    const double inner = all.right() - kPadding - x;
    double y = all.top() + kPadding - (low ? 4 : 2);
    const QString mark = resolved ? QStringLiteral("✓ ")
                                  : words::severityMark(incident->severity) + QLatin1Char(' ');
    const QString clock = format::clock(incident->start, m_model.zone());
    // A long list reaches over days.
    const QString time =
        (several ? QStringLiteral("✓ ") : QString()) +
        (low ? format::date(incident->start, m_model.zone()) + QLatin1Char(' ') + clock : clock);
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

    if (low) {
        const auto line = [&](const QFont& font, const QColor& ink, const QString& text) {
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(QRectF(x, y, inner, lineHeight(font)), Qt::AlignVCenter,
                              QFontMetricsF(font).elidedText(text, Qt::ElideRight, inner));
            y += lineHeight(font);
        };
        line(f.title, t.text, words::incidentTitle(*incident, m_model.catalog()));
        QStringList lines = linesOf(*incident, m_model);
        if (incident->verdict)
            lines.prepend(lines.takeLast());
        line(f.line, t.muted, lines.join(QStringLiteral(" · ")));
        painter->restore();
        return;
    }
    const Card card = measure(*incident, m_model, option.rect.width());
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
            emit acknowledgeClicked(*IncidentListModel::incidentAt(index));
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace vigia
