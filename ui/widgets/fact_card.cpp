#include "ui/widgets/fact_card.h"

#include "ui/chart/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

QLabel* plainLabel(const QString& text, const QFont& font)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

// Names and addresses are long words: where there is little room they break at their joints.
QString breakable(QString text)
{
    for (const char joint : {'_', '@', '.', '-', '/'})
        text.replace(QLatin1Char(joint), QString(QLatin1Char(joint)) + QChar(0x200b));
    return text;
}

// Less to the left, more to the right of a line in the middle. Says nothing that is not in figures.
class Bar final : public QWidget
{
public:
    explicit Bar(double value)
        : m_value(std::clamp(value, -1.0, 1.0))
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        setMaximumWidth(320);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        constexpr double kHigh = 6;
        constexpr double kLeastWidth = 60; // below it there is nothing to see
        if (width() < kLeastWidth)
            return;
        const Theme& t = theme();
        QPainter painter(this);
        const double middle = width() / 2.0;
        const double top = (height() - kHigh) / 2.0;
        painter.fillRect(QRectF(std::min(middle, middle + m_value * middle), top,
                                std::abs(m_value) * middle, kHigh),
                         t.accent);
        painter.setPen(QPen(t.muted, 1));
        painter.drawLine(QPointF(middle, top - 2), QPointF(middle, top + kHigh + 2));
    }

private:
    double m_value;
};

} // namespace

FactCard::FactCard(const QString& title, int columns, QWidget* parent)
    : QFrame(parent)
    , m_columns(columns)
{
    setProperty("card", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 9, 14, 11);
    column->setSpacing(5);
    auto* head = new QHBoxLayout;
    m_title = plainLabel(title, uiFont(12.5, QFont::DemiBold));
    m_note = plainLabel({}, uiFont(11.5));
    m_note->setProperty("muted", true);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_note);
    column->addLayout(head);
    m_grid = new QGridLayout;
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(0, 1);
    column->addLayout(m_grid);
    column->addStretch(1);
    setTitle(title);
}

void FactCard::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void FactCard::setNote(const QString& note)
{
    m_note->setText(note);
}

void FactCard::setHeader(const QStringList& header)
{
    m_header = header;
    rebuild();
}

void FactCard::setRows(std::vector<Row> rows)
{
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    rebuild();
}

void FactCard::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    rebuild();
}

void FactCard::rebuild()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int line = 0;
    const auto place = [&](QLabel* label, int at) {
        if (at > 0)
            label->setAlignment(Qt::AlignRight | Qt::AlignTop);
        m_grid->addWidget(label, line, at == 0 ? 0 : at + 1);
    };
    for (qsizetype at = 0; at < m_header.size(); ++at) {
        QLabel* label = plainLabel(m_header[at], uiFont(11));
        label->setProperty("muted", true);
        place(label, int(at));
    }
    line = m_header.isEmpty() ? 0 : 1;
    const Theme& t = theme();
    const bool bars = !m_narrow && std::any_of(m_rows.begin(), m_rows.end(),
                                               [](const Row& row) { return row.bar != 0; });
    m_grid->setHorizontalSpacing(m_narrow && m_columns > 2 ? 6 : 14);
    m_grid->setColumnStretch(0, bars ? 0 : 1);
    m_grid->setColumnStretch(1, bars ? 1 : 0);
    for (const Row& row : m_rows) {
        if (bars)
            m_grid->addWidget(new Bar(row.bar), line, 1);
        for (qsizetype at = 0; at < row.cells.size(); ++at) {
            const bool strong = row.tone != Tone::Plain && (at > 0 || row.wide);
            QLabel* label = plainLabel(at == 0 && !bars ? breakable(row.cells[at]) : row.cells[at],
                                       uiFont(12, strong ? QFont::DemiBold : QFont::Normal));
            label->setToolTip(row.tip);
            label->setProperty("muted", row.tone == Tone::Plain && at == 0);
            if (strong && row.tone != Tone::Strong) {
                QPalette colours;
                colours.setColor(QPalette::WindowText,
                                 row.tone == Tone::Good ? t.good : t.critical);
                label->setPalette(colours);
            }
            label->setWordWrap(at == 0 && !bars);
            if (row.wide)
                m_grid->addWidget(label, line, 0, 1, m_columns + 1);
            else
                place(label, int(at));
        }
        ++line;
    }
    setAccessibleDescription(text());
}

QString FactCard::text() const
{
    QStringList lines;
    for (const Row& row : m_rows)
        lines << row.cells.join(QLatin1Char('\t'));
    return lines.join(QLatin1Char('\n'));
}

void FactCard::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    // Later: whoever changes the style goes through all widgets, and none may be deleted meanwhile.
    if (event->type() == QEvent::PaletteChange && m_grid)
        QMetaObject::invokeMethod(this, &FactCard::rebuild, Qt::QueuedConnection);
}

} // namespace vigia
