#include "ui/widgets/checkout_panel.h"

#include "ui/chart/checkout_chart.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/checkout_model.h"
#include "ui/widgets/checkout_sql.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/table_copy.h"

#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace vigia {
namespace {

enum Tab { HoursTab, WordsTab, SqlTab };
constexpr int kWide = 1050; // pixels from which the words stand beside the table
constexpr int kWordsWidth = 430;

QString text(const std::string& utf8)
{
    return format::foreign(utf8);
}

} // namespace

CheckoutPanel::CheckoutPanel(CheckoutAnalysis analysis, Language language, Monitor& monitor,
                             QWidget* parent)
    : QFrame(parent)
    , m_model(new CheckoutModel(std::move(analysis), this))
{
    setProperty("card", true);
    const QString file = text(m_model->analysis().file);
    setAccessibleName(tr("Checkout file %1").arg(file));
    auto* name = new QLabel(file);
    name->setTextFormat(Qt::PlainText);
    name->setFont(uiFont(14, QFont::DemiBold));
    auto* sum = new QLabel(summary());
    sum->setTextFormat(Qt::PlainText);
    sum->setProperty("muted", true);
    auto* close = new QToolButton;
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close")));
    close->setToolTip(tr("Close this file"));
    close->setAccessibleName(tr("Close %1").arg(file));
    connect(close, &QToolButton::clicked, this, &CheckoutPanel::closeRequested);

    m_chart = new CheckoutChart(m_model->analysis());
    m_table = makeTable();
    m_words = makeWords(language);
    m_left = new QStackedWidget;
    m_left->addWidget(m_table);
    m_left->addWidget(m_sql = new CheckoutSql(monitor));
    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Parts of the analysis"));
    for (const QString& tab : {tr("Hours"), tr("In words"), tr("SQL")})
        m_tabs->addTab(tab);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 8, 0);
    head->setSpacing(12);
    head->addWidget(name);
    head->addWidget(sum, 1);
    head->addWidget(close);
    auto* tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(10, 0, 10, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch(1);
    auto* lower = new QHBoxLayout;
    lower->setContentsMargins(1, 0, 1, 1);
    lower->setSpacing(0);
    lower->addWidget(m_left, 1);
    lower->addWidget(m_words, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_chart, 2);
    column->addLayout(tabRow);
    column->addLayout(lower, 3);

    connect(m_tabs, &QTabBar::currentChanged, this, &CheckoutPanel::arrange);
    connect(m_chart, &CheckoutChart::currentChanged, this, &CheckoutPanel::showHour);
    arrange();
}

QString CheckoutPanel::summary() const
{
    int critical = 0;
    int moderate = 0;
    int shifts = 0;
    for (const CheckoutHour& hour : m_model->analysis().hours) {
        critical += hour.category == CheckoutCategory::Critical;
        moderate += hour.category == CheckoutCategory::Moderate;
        shifts += hour.category == CheckoutCategory::BaselineShift;
    }
    //: after the number of hours: how many of them are in which category
    return tr("%n hour(s): %1 critical, %2 moderate, %3 baseline shift", nullptr,
              m_model->rowCount())
        .arg(critical)
        .arg(moderate)
        .arg(shifts);
}

QTableView* CheckoutPanel::makeTable()
{
    auto* table = new QTableView;
    auto* sorted = new QSortFilterProxyModel(table);
    sorted->setSourceModel(m_model);
    sorted->setSortRole(CheckoutModel::kSortRole);
    table->setModel(sorted);
    table->setSortingEnabled(true);
    table->sortByColumn(CheckoutModel::Time, Qt::AscendingOrder);
    table->setAccessibleName(tr("Hours of %1").arg(text(m_model->analysis().file)));
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setFont(uiFont(12));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(QFontMetrics(table->font()).height() + 8);
    QHeaderView* head = table->horizontalHeader();
    head->setFont(uiFont(11.5));
    head->setHighlightSections(false);
    head->setMinimumSectionSize(48);
    table->setStyleSheet(QStringLiteral("QTableView::item { border: 0; padding: 0 8px; } "
                                        "QHeaderView::section { padding: 5px 8px; }"));
    table->resizeColumnsToContents();
    makeCopyable(*table);
    return table;
}

QTextEdit* CheckoutPanel::makeWords(Language language)
{
    auto* words = new QTextEdit;
    words->setReadOnly(true);
    words->setFrameShape(QFrame::NoFrame);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    words->setTabChangesFocus(true);
    words->setAccessibleName(tr("The analysis in words"));
    words->document()->setDocumentMargin(14);
    QTextCursor cursor(words->document());
    QTextCharFormat title;
    title.setFont(uiFont(13, QFont::DemiBold));
    QTextCharFormat sentence;
    sentence.setFont(uiFont(12.5));
    QTextBlockFormat above;
    above.setTopMargin(10);
    QTextBlockFormat line;
    line.setTopMargin(3);
    line.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    bool first = true;
    for (const NarrativeSection& section : narrate(m_model->analysis(), language)) {
        if (first)
            cursor.setBlockFormat(line);
        else
            cursor.insertBlock(above);
        first = false;
        cursor.insertText(text(section.title), title);
        for (const std::string& said : section.lines) {
            cursor.insertBlock(line);
            cursor.insertText(text(said), sentence);
        }
    }
    words->moveCursor(QTextCursor::Start);
    return words;
}

// SQL has a table and a chart of its own, and needs the room.
void CheckoutPanel::arrange()
{
    const bool wide = width() >= kWide;
    m_tabs->setTabVisible(WordsTab, !wide); // the current one moves on by itself
    const bool sql = m_tabs->currentIndex() == SqlTab;
    const bool words = !wide && m_tabs->currentIndex() == WordsTab;
    m_chart->setVisible(!sql);
    m_left->setVisible(!words);
    m_left->setCurrentIndex(sql ? 1 : 0);
    m_words->setVisible((wide && !sql) || words);
    m_words->setMinimumWidth(wide ? kWordsWidth : 0);
    m_words->setMaximumWidth(wide ? kWordsWidth : QWIDGETSIZE_MAX);
    if (sql)
        m_sql->runOnce();
}

void CheckoutPanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void CheckoutPanel::showHour(std::optional<int> hour)
{
    if (!hour)
        return m_table->clearSelection();
    const auto* sorted = static_cast<const QSortFilterProxyModel*>(m_table->model());
    const QModelIndex at = sorted->mapFromSource(m_model->index(*hour, 0));
    m_table->selectRow(at.row());
    m_table->scrollTo(at);
}

} // namespace vigia
