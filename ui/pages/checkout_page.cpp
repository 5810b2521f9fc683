#include "ui/pages/checkout_page.h"

#include "core/checkout/checkout_html.h"
#include "core/runtime/checkout_files.h"
#include "ui/chart/checkout_chart.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/checkout_model.h"
#include "ui/models/words.h"
#include "ui/pages/checkout_print.h"
#include "ui/widgets/checkout_panel.h"
#include "ui/widgets/checkout_sql.h"

#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QThreadPool>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr int kSideBySide = 1180; // pixels from which two files have room

Result<void> write(const QString& path, const QByteArray& bytes)
{
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorCode::Unavailable,
                    path.toStdString() + ": " + out.errorString().toStdString());
    return {};
}

Result<std::vector<CheckoutAnalysis>> analyse(const QStringList& files)
{
    std::vector<std::string> paths;
    for (const QString& file : files)
        paths.push_back(file.toStdString());
    const auto days = readCheckoutFiles(paths);
    if (!days)
        return fail(days.error());
    return analyseCheckouts(*days);
}

QLabel* plainLabel(const QString& text, const QFont& font, bool muted)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter);
    label->setProperty("muted", muted);
    return label;
}

} // namespace

CheckoutPage::CheckoutPage(Monitor& monitor, Language language, QWidget* parent)
    : Page(parent)
    , m_monitor(monitor)
    , m_language(language)
{
    setAccessibleName(tr("Checkout"));
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setProperty("card", true);
    m_message->setFrameShape(QFrame::StyledPanel);
    m_message->setContentsMargins(12, 8, 12, 8);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->hide();
    m_whole = new QStackedWidget;
    m_whole->addWidget(makeEmpty());
    m_whole->addWidget(makeFilled());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    column->addWidget(m_message);
    column->addWidget(m_whole, 1);
}

QWidget* CheckoutPage::makeEmpty()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setSpacing(10);
    auto* choose = new QPushButton(tr("Open checkout files…"));
    choose->setProperty("primary", true);
    connect(choose, &QPushButton::clicked, this, [this] { chooseFiles(false); });
    column->addStretch(2);
    column->addWidget(plainLabel(tr("No checkout file yet"), uiFont(22, QFont::DemiBold), false));
    column->addWidget(
        plainLabel(tr("Vigia compares today's sales, hour by hour, with yesterday, the same day "
                      "last week and the averages of last week and last month."),
                   uiFont(13), true));
    column->addSpacing(8);
    column->addWidget(choose, 0, Qt::AlignHCenter);
    column->addWidget(
        plainLabel(tr("or drop one or two files anywhere on this window"), uiFont(12), true));
    column->addSpacing(14);
    column->addWidget(plainLabel(tr("Their first line names the columns: time, today, yesterday, "
                                    "same_day_last_week, avg_last_week, avg_last_month"),
                                 uiFont(12), true));
    column->addStretch(3);
    return page;
}

QWidget* CheckoutPage::makeFilled()
{
    auto* page = new QWidget;
    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Checkout files"));
    connect(m_tabs, &QTabBar::currentChanged, this, &CheckoutPage::arrange);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    QAction* const open = makeAction(QStringLiteral("checkout.open"), tr("Open checkout files…"),
                                     {}, &CheckoutPage::askAndOpen);
    QAction* const more = makeAction(QStringLiteral("checkout.add"), tr("Add a checkout file…"), {},
                                     &CheckoutPage::askAndAdd);
    m_exports = {makeAction(QStringLiteral("checkout.html"), tr("Save as HTML…"),
                            QKeySequence::Save, &CheckoutPage::askAndSaveHtml),
                 makeAction(QStringLiteral("checkout.csv"), tr("Save as CSV…"),
                            Qt::CTRL | Qt::Key_E, &CheckoutPage::askAndSaveCsv),
                 makeAction(QStringLiteral("checkout.print"), tr("Print…"), QKeySequence::Print,
                            &CheckoutPage::askAndPrint)};
    for (QAction* action : std::as_const(m_exports))
        action->setEnabled(false);
    auto* title = new QLabel(tr("Checkout: today against history"));
    title->setFont(uiFont(14, QFont::DemiBold));
    head->addWidget(title);
    head->addWidget(m_tabs);
    head->addStretch(1);
    const auto button = [&](const QString& text) {
        auto* made = new QPushButton(text);
        head->addWidget(made);
        return made;
    };
    connect(button(tr("Open…")), &QPushButton::clicked, open, &QAction::trigger);
    connect(button(tr("Add a file…")), &QPushButton::clicked, more, &QAction::trigger);
    auto* menu = new QMenu(page);
    menu->addActions(m_exports);
    auto* exports = button(tr("Export"));
    exports->setProperty("menu", true);
    exports->setMenu(menu);
    m_row = new QHBoxLayout;
    m_row->setSpacing(12);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(head);
    column->addLayout(m_row, 1);
    return page;
}

QAction* CheckoutPage::makeAction(const QString& name, const QString& text, const QKeySequence& key,
                                  void (CheckoutPage::*act)())
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void CheckoutPage::chooseFiles(bool more)
{
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Open checkout files"), m_folder,
                                      tr("Checkout files (*.csv *.tsv *.txt);;All files (*)"));
    if (files.isEmpty())
        return;
    m_folder = QFileInfo(files.first()).absolutePath();
    if (more)
        add(files);
    else
        open(files);
}

void CheckoutPage::add(const QStringList& files)
{
    QStringList all = m_files;
    for (const QString& file : files) {
        if (!all.contains(file))
            all << file;
    }
    open(all); // all anew: days that are loaded together explain each other
}

void CheckoutPage::open(const QStringList& files)
{
    if (files.isEmpty())
        return;
    m_loading = true;
    const int request = ++m_request;
    if (m_panels.isEmpty())
        say(tr("Reading…"), false);
    QThreadPool::globalInstance()->start([guard = QPointer(this), files, request] {
        auto analyses = analyse(files);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, files, request, analyses = std::move(analyses)]() mutable {
                if (guard && guard->m_request == request)
                    guard->present(files, std::move(analyses));
            },
            Qt::QueuedConnection);
    });
}

void CheckoutPage::present(const QStringList& files, Result<std::vector<CheckoutAnalysis>> analyses)
{
    m_loading = false;
    if (!analyses) {
        say(tr("Not opened. %1").arg(words::retold(analyses.error().message)), true);
    } else {
        keepPanels();
        qDeleteAll(m_panels);
        m_panels.clear();
        m_files = files;
        const QSignalBlocker quiet(m_tabs);
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        for (CheckoutAnalysis& analysis : *analyses) {
            // An ampersand would mark a key.
            m_tabs->addTab(
                format::foreign(analysis.file).replace(QLatin1String("&"), QLatin1String("&&")));
            auto* panel = new CheckoutPanel(std::move(analysis), m_language, m_monitor);
            connect(panel, &CheckoutPanel::closeRequested, this,
                    [this, panel] { closePanel(panel); });
            m_row->addWidget(panel, 1);
            m_panels << panel;
        }
        m_whole->setCurrentIndex(1);
        restorePanels();
        for (QAction* action : std::as_const(m_exports))
            action->setEnabled(true);
        arrange();
        if (isVisible())
            m_panels.first()->chart().setFocus();
        const std::vector<CheckoutAnalysis> all = this->analyses();
        QStringList remarks;
        for (const CheckoutAnalysis& analysis : all) {
            const std::string remark = checkoutRemark(analysis, m_language);
            if (!remark.empty())
                remarks << format::foreign(analysis.file) + QStringLiteral(": ") +
                               QString::fromStdString(remark);
        }
        say(remarks.join(u'\n'), false);
        store();
    }
    emit loaded();
}

// Not waited for: the SQL runs once its table is there.
void CheckoutPage::store()
{
    auto files = std::make_shared<std::vector<CheckoutDay>>();
    for (const CheckoutAnalysis& analysis : analyses()) {
        CheckoutDay& day = files->emplace_back();
        day.file = analysis.file;
        for (const CheckoutHour& hour : analysis.hours)
            day.rows.push_back(hour.row);
    }
    const int request = m_request;
    auto done = guarded(this, [this, request](const QStringList& own, const QStringList& all,
                                              const QString& trouble) {
        if (request != m_request)
            return;
        for (qsizetype i = 0; i < m_panels.size(); ++i) {
            if (trouble.isEmpty())
                m_panels[i]->sql().setTables(own[i], all);
            else
                m_panels[i]->sql().setTroubled(trouble);
        }
    });
    m_monitor.write([files, done](Result<Database*> database) -> Monitor::Answer {
        QStringList own;
        QStringList all;
        const auto run = [&]() -> Result<void> {
            if (!database)
                return fail(database.error());
            CheckoutStore& checkouts = (*database)->checkouts();
            for (const CheckoutDay& day : *files) {
                if (auto put = checkouts.putCheckout(day.file, day.rows); !put)
                    return put;
                const auto table = checkouts.checkoutTable(day.file);
                if (!table)
                    return fail(table.error());
                own << QString::fromStdString(*table);
            }
            const auto names = checkouts.checkoutFiles();
            if (!names)
                return fail(names.error());
            for (const std::string& name : *names) {
                const auto table = checkouts.checkoutTable(name);
                if (!table)
                    return fail(table.error());
                all << QString::fromStdString(*table);
            }
            return {};
        };
        const auto stored = run();
        const QString trouble = stored ? QString() : words::retold(stored.error().message);
        return [done, own, all, trouble]() mutable { done(own, all, trouble); };
    });
}

void CheckoutPage::saveState(QSettings& store) const
{
    QStringList statements;
    QStringList parts;
    for (const CheckoutPanel* panel : m_panels) {
        statements << panel->sql().statement();
        parts << QString::number(panel->tabs().currentIndex());
    }
    store.setValue(QStringLiteral("files"), m_files);
    store.setValue(QStringLiteral("statements"), statements);
    store.setValue(QStringLiteral("parts"), parts);
    store.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
    store.setValue(QStringLiteral("folder"), m_folder);
}

void CheckoutPage::restoreState(const QSettings& store)
{
    m_folder = store.value(QStringLiteral("folder")).toString();
    QStringList files = store.value(QStringLiteral("files")).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    if (files.isEmpty() || !m_panels.isEmpty())
        return;
    const QStringList all = store.value(QStringLiteral("files")).toStringList();
    const QStringList statements = store.value(QStringLiteral("statements")).toStringList();
    const QStringList parts = store.value(QStringLiteral("parts")).toStringList();
    for (qsizetype i = 0; i < all.size(); ++i)
        m_kept[all[i]] = {statements.value(i), parts.value(i).toInt()};
    m_tab = store.value(QStringLiteral("tab")).toInt();
    open(files);
}

void CheckoutPage::keepPanels()
{
    for (qsizetype i = 0; i < m_panels.size(); ++i)
        m_kept[m_files[i]] = {m_panels[i]->sql().statement(), m_panels[i]->tabs().currentIndex()};
}

// Once: what is opened later starts fresh.
void CheckoutPage::restorePanels()
{
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        const Kept kept = m_kept.value(m_files[i]);
        m_panels[i]->sql().setStatement(kept.statement);
        m_panels[i]->tabs().setCurrentIndex(kept.part);
    }
    m_tabs->setCurrentIndex(m_tab);
    m_kept.clear();
    m_tab = 0;
}

void CheckoutPage::closePanel(CheckoutPanel* panel)
{
    const qsizetype at = m_panels.indexOf(panel);
    ++m_request; // what is being read was meant for more files
    m_loading = false;
    QStringList left = m_files;
    left.removeAt(at);
    if (!left.isEmpty())
        return open(left);
    panel->deleteLater();
    m_panels.clear();
    m_files.clear();
    say({}, false);
    for (QAction* action : std::as_const(m_exports))
        action->setEnabled(false);
    m_whole->setCurrentIndex(0);
}

void CheckoutPage::arrange()
{
    const bool all = m_panels.size() < 2 || (m_panels.size() == 2 && width() >= kSideBySide);
    m_tabs->setVisible(!all);
    for (qsizetype i = 0; i < m_panels.size(); ++i)
        m_panels[i]->setVisible(all || m_tabs->currentIndex() == int(i));
}

void CheckoutPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void CheckoutPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_message)
        paintMessage();
}

QString CheckoutPage::message() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

void CheckoutPage::say(const QString& message, bool error)
{
    m_error = error;
    m_message->setText((error ? QStringLiteral("▲ ") : QString()) + message);
    m_message->setAccessibleName(message);
    m_message->setVisible(!message.isEmpty());
    paintMessage();
}

void CheckoutPage::paintMessage()
{
    QPalette colours;
    colours.setColor(QPalette::WindowText, m_error ? theme().critical : theme().text);
    m_message->setPalette(colours);
}

std::vector<CheckoutAnalysis> CheckoutPage::analyses() const
{
    std::vector<CheckoutAnalysis> all;
    for (const CheckoutPanel* panel : m_panels)
        all.push_back(panel->model().analysis());
    return all;
}

Result<void> CheckoutPage::saveHtml(const QString& file) const
{
    return write(file, QByteArray::fromStdString(checkoutHtml(analyses(), m_language)));
}

Result<void> CheckoutPage::saveCsv(const QString& file) const
{
    return write(file, checkoutCsv(analyses()));
}

void CheckoutPage::print(QPrinter& printer) const
{
    printCheckouts(printer, analyses(), m_language);
}

void CheckoutPage::askAndPrint()
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(tr("Checkout analysis"));
    printer.setPageOrientation(QPageLayout::Landscape);
    QPrintPreviewDialog preview(&printer, this);
    preview.setWindowTitle(tr("Print the checkout analysis"));
    preview.resize(size().boundedTo({1200, 800}));
    connect(&preview, &QPrintPreviewDialog::paintRequested, this,
            [this](QPrinter* to) { print(*to); });
    preview.exec();
}

void CheckoutPage::askAndSave(bool html)
{
    const QString file =
        QFileDialog::getSaveFileName(this, html ? tr("Save as HTML") : tr("Save as CSV"),
                                     m_folder + (html ? QStringLiteral("/checkout.html")
                                                      : QStringLiteral("/checkout-hours.csv")),
                                     html ? tr("HTML (*.html)") : tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    m_folder = QFileInfo(file).absolutePath();
    const auto saved = html ? saveHtml(file) : saveCsv(file);
    if (saved)
        say(tr("Saved %1").arg(format::foreign(file)), false);
    else
        say(tr("Not saved. %1").arg(words::retold(saved.error().message)), true);
}

} // namespace vigia
