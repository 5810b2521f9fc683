#include "ui/widgets/checkout_sql.h"

#include "core/checkout/checkout_sql.h"
#include "ui/chart/category_chart.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/query_result_model.h"
#include "ui/models/words.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/table_copy.h"

#include <QAction>
#include <QActionGroup>
#include <QBuffer>
#include <QComboBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTextBlock>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr int kSideWidth = 190; // of the choices beside the chart
constexpr int kWidestColumn = 320;

Result<void> write(const QString& path, const QByteArray& bytes)
{
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorCode::Unavailable,
                    path.toStdString() + ": " + out.errorString().toStdString());
    return {};
}

QLabel* mutedLabel(const QString& text = {})
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("muted", true);
    return label;
}

} // namespace

CheckoutSql::CheckoutSql(Monitor& monitor, QWidget* parent)
    : QWidget(parent)
    , m_monitor(monitor)
{
    auto* split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(makeTop());
    split->addWidget(m_bottom = makeBottom());
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 10);
    column->addWidget(split);

    auto* run = new QAction(tr("Run the SQL"), this);
    run->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    run->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(run, &QAction::triggered, this, &CheckoutSql::run);
    addAction(run);
    arrange();
}

CheckoutSql::~CheckoutSql()
{
    stop();
}

QWidget* CheckoutSql::makeTop()
{
    const auto given = [this](const QString& text, const QString& tip,
                              std::string (*sql)(std::string_view)) {
        auto* button = new QPushButton(text);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, [this, sql] {
            give(QString::fromStdString(sql(m_own.toStdString())));
            run();
        });
        return button;
    };
    m_differences = given(tr("Differences and flag"),
                          tr("Percent to each reference, and spike or drop by both averages"),
                          checkoutDifferencesSql);
    m_status = given(tr("Mean ± 2 deviations"),
                     tr("High or low against the mean of last week's averages"), checkoutStatusSql);
    m_run = new QPushButton(tr("Run"));
    m_run->setProperty("primary", true);
    m_run->setToolTip(tr("Ctrl+Enter"));
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (running())
            stop();
        else
            run();
    });

    m_editor = new QPlainTextEdit;
    m_editor->setTabChangesFocus(true);
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(uiFont(12).pointSizeF());
    m_editor->setFont(fixed);
    m_editor->setAccessibleName(tr("SQL behind the analysis"));
    m_editor->setAccessibleDescription(tr("Ctrl+Enter runs it"));
    m_editor->setMinimumHeight(70);
    connect(m_editor, &QPlainTextEdit::textChanged, this,
            [this] { m_editor->setExtraSelections({}); });

    m_tables = mutedLabel();
    m_tables->setWordWrap(true);
    m_tables->setFont(uiFont(11.5));
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* top = new QWidget;
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_differences);
    row->addWidget(m_status);
    row->addStretch(1);
    row->addWidget(m_run);
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_editor, 1);
    column->addWidget(m_message);
    column->addWidget(m_tables);
    return top;
}

QWidget* CheckoutSql::makeBottom()
{
    m_table = new QTableView;
    m_table->setAccessibleName(tr("Rows of the result"));
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFont(uiFont(12));
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(m_table->font()).height() + 8);
    m_table->horizontalHeader()->setFont(uiFont(11.5));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setStyleSheet(QStringLiteral("QTableView::item { border: 0; padding: 0 8px; } "
                                          "QHeaderView::section { padding: 5px 8px; }"));
    m_table->setSortingEnabled(true);
    makeCopyable(*m_table);
    m_views = new QStackedWidget;
    m_views->addWidget(m_table);
    m_views->addWidget(makeChart());

    auto* views = new Segments(tr("Table or chart"));
    m_view = new QActionGroup(this);
    for (const QString& text : {tr("Table"), tr("Chart")}) {
        auto* action = new QAction(text, m_view);
        action->setCheckable(true);
        action->setChecked(m_view->actions().size() == 1);
        views->add(action, text);
    }
    connect(m_view, &QActionGroup::triggered, this, &CheckoutSql::arrange);
    const auto button = [this](const QString& text, bool csv) {
        auto* made = new QPushButton(text);
        connect(made, &QPushButton::clicked, this, [this, csv] { askAndSave(csv); });
        return made;
    };
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(views);
    row->addStretch(1);
    row->addWidget(button(tr("Save CSV…"), true));
    row->addWidget(m_png = button(tr("Save PNG…"), false));
    auto* bottom = new QWidget;
    auto* column = new QVBoxLayout(bottom);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_views, 1);
    return bottom;
}

QWidget* CheckoutSql::makeChart()
{
    m_chart = new CategoryChart;
    auto* kinds = new Segments(tr("Kind of chart"));
    m_kind = new QActionGroup(this);
    for (const QString& text : {tr("Bars"), tr("Lines")}) {
        auto* action = new QAction(text, m_kind);
        action->setCheckable(true);
        action->setChecked(m_kind->actions().size() == 1);
        kinds->add(action, text);
    }
    connect(m_kind, &QActionGroup::triggered, this, [this](const QAction* chosen) {
        m_chart->setKind(chosen == m_kind->actions().first() ? CategoryChart::Kind::Bars
                                                             : CategoryChart::Kind::Lines);
    });
    m_along = new QComboBox;
    m_along->setAccessibleName(tr("Column along the chart"));
    connect(m_along, &QComboBox::activated, this, &CheckoutSql::draw);
    m_values = new QListWidget;
    m_values->setAccessibleName(tr("Columns drawn"));
    m_values->setFont(uiFont(12));
    connect(m_values, &QListWidget::itemChanged, this, &CheckoutSql::draw);
    auto* side = new QWidget;
    side->setFixedWidth(kSideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(kinds, 0, Qt::AlignLeft);
    //: of a chart: the column whose values stand along the horizontal axis
    column->addWidget(mutedLabel(tr("Along")));
    column->addWidget(m_along);
    column->addWidget(mutedLabel(tr("Values")));
    column->addWidget(m_values, 1);
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_chart, 1);
    row->addWidget(side);
    return page;
}

void CheckoutSql::setTables(const QString& own, const QStringList& all)
{
    m_own = own;
    m_tables->setText(tr("Tables: %1; all files together: checkout. Also counts, raw_minutes, "
                         "auth_codes, anomalies, incidents.")
                          .arg(all.join(QStringLiteral(", "))));
    if (m_editor->toPlainText().isEmpty())
        give(QString::fromStdString(checkoutDifferencesSql(own.toStdString())));
    if (!running())
        say({}, false);
    arrange();
    if (isVisible())
        runOnce();
}

void CheckoutSql::setTroubled(const QString& why)
{
    say(tr("The file is not in the database: %1").arg(why), true);
    arrange();
}

void CheckoutSql::give(const QString& sql)
{
    m_given = sql;
    m_editor->setPlainText(sql);
}

void CheckoutSql::setStatement(const QString& sql)
{
    if (!sql.isEmpty())
        m_editor->setPlainText(sql);
}

QString CheckoutSql::statement() const
{
    const QString text = m_editor->toPlainText();
    return text == m_given ? QString() : text;
}

void CheckoutSql::runOnce()
{
    if (!m_asked && !m_own.isEmpty())
        run();
}

void CheckoutSql::run()
{
    if (m_own.isEmpty())
        return;
    stop();
    m_asked = true;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    SelectLimits limits;
    limits.rows = kMostRows;
    limits.stop = m_stop;
    say(tr("Running…"), false);
    arrange();
    const int request = m_request;
    m_monitor.query(m_editor->toPlainText().toStdString(), limits,
                    guarded(this, [this, request](Result<Store::Table> table) {
                        if (request == m_request)
                            show(std::move(table));
                    }));
}

void CheckoutSql::stop()
{
    if (!m_stop)
        return;
    m_stop->store(true);
    m_stop.reset();
    ++m_request;
    say(tr("Stopped."), false);
    arrange();
}

void CheckoutSql::show(Result<Store::Table> table)
{
    m_stop.reset();
    ++m_request;
    if (!table) {
        showMistake(QString::fromStdString(table.error().message));
    } else {
        auto* old = m_table->model();
        auto* result = new QueryResultModel(std::move(*table), this);
        auto* sorted = new QSortFilterProxyModel(this);
        sorted->setSourceModel(result);
        sorted->setSortRole(QueryResultModel::kSortRole);
        m_table->sortByColumn(-1, Qt::AscendingOrder); // as the statement gave them
        m_table->setModel(sorted);
        delete old;
        delete m_result;
        m_result = result;
        m_table->resizeColumnsToContents();
        for (int c = 0; c < m_result->columnCount(); ++c)
            m_table->setColumnWidth(c, std::min(m_table->columnWidth(c), kWidestColumn));
        const QString rows = tr("%n row(s)", nullptr, m_result->rowCount());
        say(m_result->truncated() ? tr("Only the first %1 are shown.").arg(rows) : rows + u'.',
            false);
        chooseColumns();
    }
    arrange();
    emit finished();
}

// "line 2, column 8: …" is where the database found it: the cursor goes there.
void CheckoutSql::showMistake(const QString& message)
{
    static const QRegularExpression place(QStringLiteral("^line (\\d+), column (\\d+): (.*)$"),
                                          QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = place.match(message);
    if (!match.hasMatch())
        return say(words::retold(message), true);
    const int line = match.captured(1).toInt();
    const int column = match.captured(2).toInt();
    say(tr("Line %1, column %2: %3").arg(line).arg(column).arg(words::retold(match.captured(3))),
        true);
    const QTextBlock block = m_editor->document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::min(column - 1, block.length() - 1));
    m_editor->setTextCursor(cursor);
    QTextEdit::ExtraSelection wrong;
    cursor.select(QTextCursor::WordUnderCursor);
    if (!cursor.hasSelection()) // at the end of the line: what stands before is not complete
        cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
    wrong.cursor = cursor;
    wrong.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.format.setUnderlineColor(theme().critical);
    m_editor->setExtraSelections({wrong});
}

QString CheckoutSql::message() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

void CheckoutSql::say(const QString& text, bool error)
{
    m_error = error;
    m_message->setText((error ? QStringLiteral("▲ ") : QString()) + text);
    m_message->setAccessibleName(text);
    m_message->setVisible(!text.isEmpty());
    paintMessage();
}

void CheckoutSql::paintMessage()
{
    QPalette colours;
    colours.setColor(QPalette::WindowText, m_error ? theme().critical : theme().muted);
    m_message->setPalette(colours);
}

void CheckoutSql::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_message)
        paintMessage();
}

// Along the first column of texts or times, the first one of numbers; what was chosen by name
// stays.
void CheckoutSql::chooseColumns()
{
    const QString along = m_along->currentText();
    QStringList drawn;
    for (int i = 0; i < m_values->count(); ++i) {
        if (m_values->item(i)->checkState() == Qt::Checked)
            drawn << m_values->item(i)->text();
    }
    const QSignalBlocker quiet(m_values);
    m_along->clear();
    m_values->clear();
    int words = -1;
    bool kept = false;
    for (int c = 0; c < m_result->columnCount(); ++c) {
        m_along->addItem(m_result->name(c));
        if (!m_result->isNumeric(c)) {
            words = words < 0 ? c : words;
            continue;
        }
        auto* item = new QListWidgetItem(m_result->name(c), m_values);
        item->setData(Qt::UserRole, c);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(drawn.contains(item->text()) ? Qt::Checked : Qt::Unchecked);
        kept = kept || item->checkState() == Qt::Checked;
    }
    m_along->setCurrentIndex(std::max({0, words, m_along->findText(along)}));
    for (int i = 0; !kept && i < m_values->count(); ++i) {
        if (m_values->item(i)->data(Qt::UserRole).toInt() != m_along->currentIndex()) {
            m_values->item(i)->setCheckState(Qt::Checked);
            kept = true;
        }
    }
    draw();
}

void CheckoutSql::draw()
{
    if (!m_result)
        return;
    CategoryData drawn;
    const int along = m_along->currentIndex();
    const int rows = m_result->rowCount();
    for (int row = 0; along >= 0 && row < rows; ++row)
        drawn.labels << m_result->label(row, along);
    if (along >= 0) {
        drawn.times = m_result->times(along);
        if (!std::is_sorted(drawn.times.begin(), drawn.times.end()))
            drawn.times.clear();
    }
    for (int i = 0; along >= 0 && i < m_values->count(); ++i) {
        const QListWidgetItem* item = m_values->item(i);
        if (item->checkState() != Qt::Checked)
            continue;
        CategorySeries series{item->text(), {}};
        for (int row = 0; row < rows; ++row)
            series.values.push_back(m_result->number(row, item->data(Qt::UserRole).toInt()));
        drawn.series.push_back(std::move(series));
    }
    m_chart->setData(std::move(drawn));
}

void CheckoutSql::arrange()
{
    const bool stored = !m_own.isEmpty();
    m_differences->setEnabled(stored);
    m_status->setEnabled(stored);
    m_run->setEnabled(stored);
    m_run->setText(running() ? tr("Stop") : tr("Run"));
    m_bottom->setVisible(m_result != nullptr);
    const bool chart = m_view->checkedAction() == m_view->actions().last();
    m_views->setCurrentIndex(chart ? 1 : 0);
    m_png->setEnabled(chart);
}

Result<void> CheckoutSql::saveCsv(const QString& file) const
{
    return write(file, m_result ? m_result->csv() : QByteArray());
}

Result<void> CheckoutSql::savePng(const QString& file) const
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    m_chart->picture().save(&bytes, "PNG");
    return write(file, bytes.data());
}

void CheckoutSql::askAndSave(bool csv)
{
    const QString file = QFileDialog::getSaveFileName(
        this, csv ? tr("Save the rows") : tr("Save the chart"),
        csv ? QStringLiteral("result.csv") : QStringLiteral("result.png"),
        csv ? tr("CSV (*.csv)") : tr("Pictures (*.png)"));
    if (file.isEmpty())
        return;
    const auto saved = csv ? saveCsv(file) : savePng(file);
    if (saved)
        say(tr("Saved %1").arg(format::foreign(file)), false);
    else
        say(tr("Not saved. %1").arg(words::retold(saved.error().message)), true);
}

} // namespace vigia
