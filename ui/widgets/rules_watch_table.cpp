#include "ui/widgets/rules_watch_table.h"

#include "ui/chart/theme.h"
#include "ui/models/rules_watch_model.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

namespace vigia {
namespace {

constexpr double kBox = 14;
constexpr double kRow = 27;
constexpr double kStatusWidth = 112;
constexpr double kOwnWidth = 44;
constexpr double kDetectorWidth = 52;
constexpr double kMostDetectorWidth = 92;
constexpr double kLimitWidth = 54;
constexpr int kMostRows = 12; // more are scrolled

} // namespace

void RulesBoxDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Theme& t = theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QVariant state = index.data(Qt::CheckStateRole);
    if (state.isValid())
        paintBox(*painter, option.rect, index.data(RulesWatchModel::OwnRole).toBool(),
                 state.toInt() == Qt::Checked);
    else
        QStyledItemDelegate::paint(painter, option, index);
    // The current cell stands out while keys act on it.
    if (option.state.testFlag(QStyle::State_Selected) && option.widget &&
        option.widget->hasFocus()) {
        painter->setPen(QPen(t.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 4, 4);
    }
    painter->restore();
}

void RulesBoxDelegate::paintBox(QPainter& painter, const QRect& cell, bool own, bool on)
{
    const Theme& t = theme();
    const double side = scaled(kBox);
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(cell).center());
    if (own) {
        painter.setPen(QPen(on ? t.accent : t.muted, 1.2));
        painter.setBrush(on ? QBrush(t.accent) : Qt::NoBrush);
        painter.drawRoundedRect(box, 3, 3);
    }
    if (on) {
        QPainterPath tick;
        tick.moveTo(box.left() + side * 0.24, box.top() + side * 0.54);
        tick.lineTo(box.left() + side * 0.43, box.top() + side * 0.73);
        tick.lineTo(box.left() + side * 0.78, box.top() + side * 0.30);
        painter.setPen(
            QPen(own ? t.accentText : t.muted, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(tick);
    } else if (!own) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.muted);
        painter.drawEllipse(box.center(), 1.3, 1.3);
    }
}

void RulesBoxDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~(QStyle::State_Selected | QStyle::State_HasFocus);
    if (index.column() == index.model()->columnCount() - 1)
        option->text += QChar(0x2002); // an en space from the edge
}

// The whole cell is the box.
bool RulesBoxDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                   const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QVariant state = index.data(Qt::CheckStateRole);
    if (!state.isValid())
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const bool click = event->type() == QEvent::MouseButtonRelease &&
                       static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    const bool space =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    if (!click && !space)
        return false;
    return model->setData(index, int(state.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked),
                          Qt::CheckStateRole);
}

RulesWatchTable::RulesWatchTable(RulesDraft& draft, QWidget* parent)
    : QTableView(parent)
    , m_model(new RulesWatchModel(draft, this))
{
    setModel(m_model);
    setItemDelegate(new RulesBoxDelegate(this));
    setObjectName(QStringLiteral("watchTable"));
    setAccessibleName(tr("Detectors and limits of each status"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed |
                    QAbstractItemView::EditKeyPressed);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(int(scaled(kRow)));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(20);
    horizontalHeader()->setFont(uiFont(11));
    setCurrentIndex(m_model->index(0, RulesWatchModel::kFirstDetector));
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                emit helpWanted(current.data(RulesWatchModel::HelpRole).toString());
            });
    fit();
}

QSize RulesWatchTable::sizeHint() const
{
    const int rows = std::min(kMostRows, m_model->rowCount());
    const int bar = m_wider ? horizontalScrollBar()->sizeHint().height() : 0;
    return {int(scaled(kStatusWidth + kOwnWidth + 8 * kDetectorWidth + kLimitWidth)),
            horizontalHeader()->sizeHint().height() +
                rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth() + 2 + bar};
}

// What is left over goes to the names of the statuses.
void RulesWatchTable::fit()
{
    const auto least = [this](int column, double usual) {
        return std::max(int(scaled(usual)), horizontalHeader()->sectionSizeHint(column));
    };
    const int detectors = m_model->limitColumn() - RulesWatchModel::kFirstDetector;
    const int fixed = least(RulesWatchModel::kOwn, kOwnWidth) +
                      least(m_model->limitColumn(), kLimitWidth) + int(scaled(kStatusWidth));
    const int each = std::min(int(scaled(kMostDetectorWidth)),
                              std::max(0, viewport()->width() - fixed) / detectors);
    int used = 0;
    for (int c = RulesWatchModel::kOwn; c <= m_model->limitColumn(); ++c) {
        const int width = c == RulesWatchModel::kOwn    ? least(c, kOwnWidth)
                          : c == m_model->limitColumn() ? least(c, kLimitWidth)
                                                        : std::max(each, least(c, kDetectorWidth));
        setColumnWidth(c, width);
        used += width;
    }
    setColumnWidth(RulesWatchModel::kStatus,
                   std::max(int(scaled(kStatusWidth)), viewport()->width() - used));
    m_wider = used + int(scaled(kStatusWidth)) > viewport()->width();
    updateGeometry(); // the height of the header depends on its texts
}

void RulesWatchTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

} // namespace vigia
