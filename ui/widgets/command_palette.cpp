#include "ui/widgets/command_palette.h"

#include "ui/chart/theme.h"

#include <QAction>
#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {
namespace {

constexpr int kWidth = 560;
constexpr int kHeight = 380;

QString nameOf(const QAction* action)
{
    return action->text().remove(QLatin1Char('&'));
}

// The name at the left, its key at the right.
class Delegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& t = theme();
        const bool current = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (current) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.accent);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 1, -2, -1), 5, 5);
        }
        painter->setFont(uiFont(13));
        painter->setPen(current ? t.accentText : t.text);
        const QRect text = option.rect.adjusted(14, 0, -14, 0);
        painter->drawText(text, Qt::AlignVCenter, index.data().toString());
        painter->setFont(uiFont(11.5));
        painter->setPen(current ? t.accentText : t.muted);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight,
                          index.data(Qt::UserRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, int(QFontMetricsF(uiFont(13)).height()) + 13};
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Commands"));
    auto* frame = new QFrame(this);
    frame->setProperty("card", true);
    m_sheet = frame;
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(8);
    m_field = new QLineEdit;
    m_field->setFont(uiFont(15));
    m_field->setPlaceholderText(tr("Type a command"));
    m_field->setAccessibleName(tr("Name of a command"));
    column->addWidget(m_field);
    m_list = new QListWidget;
    m_list->setItemDelegate(new Delegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Matching commands"));
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    m_field->installEventFilter(this);
    parent->installEventFilter(this);
    hide();
}

int CommandPalette::match(const QString& typed, const QString& name)
{
    const QString wanted = typed.simplified();
    if (wanted.isEmpty())
        return 1;
    if (name.startsWith(wanted, Qt::CaseInsensitive))
        return 4;
    const qsizetype word = name.indexOf(QLatin1Char(' ') + wanted, 0, Qt::CaseInsensitive);
    if (word >= 0)
        return 3;
    if (name.contains(wanted, Qt::CaseInsensitive))
        return 2;
    qsizetype at = 0;
    for (const QChar c : wanted) {
        if (c.isSpace())
            continue;
        at = name.indexOf(c, at, Qt::CaseInsensitive);
        if (at < 0)
            return 0;
        ++at;
    }
    return 1;
}

void CommandPalette::open(const QList<QAction*>& actions)
{
    m_actions = actions;
    m_focusBefore = QApplication::focusWidget();
    place();
    show();
    raise();
    m_field->clear();
    filter();
    m_field->setFocus();
}

void CommandPalette::filter()
{
    struct Hit
    {
        int score;
        qsizetype order;
    };
    std::vector<Hit> hits;
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        const QAction* action = m_actions[i];
        const int score = match(m_field->text(), nameOf(action));
        if (score > 0 && action->isEnabled() && action->isVisible())
            hits.push_back({score, i});
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit& a, const Hit& b) { return a.score > b.score; });
    m_list->clear();
    for (const Hit& hit : hits) {
        const QAction* action = m_actions[hit.order];
        auto* item = new QListWidgetItem(nameOf(action), m_list);
        item->setData(Qt::UserRole, action->shortcut().toString(QKeySequence::NativeText));
        item->setData(Qt::UserRole + 1, qlonglong(hit.order));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem* item = m_list->currentItem();
    leave();
    if (item)
        m_actions[item->data(Qt::UserRole + 1).toLongLong()]->trigger();
}

void CommandPalette::leave()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

void CommandPalette::place()
{
    setGeometry(parentWidget()->rect());
    const int w = std::min(kWidth, width() - 40);
    m_sheet->setGeometry((width() - w) / 2, std::max(20, height() / 8), w,
                         std::min(kHeight, height() - 60));
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor veil = theme().ground;
    veil.setAlphaF(0.6F);
    painter.fillRect(rect(), veil);
}

void CommandPalette::mousePressEvent(QMouseEvent*)
{
    leave();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) { // no other command acts while one is chosen
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int rows = m_list->count();
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (rows > 0) {
            const int by = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow((m_list->currentRow() + by + rows) % rows);
        }
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace vigia
