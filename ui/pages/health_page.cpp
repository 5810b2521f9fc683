#include "ui/pages/health_page.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/watch_notice.h"
#include "ui/models/words.h"
#include "ui/widgets/channel_dialog.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFile>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QStorageInfo>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <unistd.h>

namespace vigia {
namespace {

constexpr std::chrono::seconds kPace{3};
constexpr std::size_t kMostDeliveries = 500;
constexpr std::size_t kMostErrors = 50;
constexpr int kThreeColumns = 1100; // pixels of the page

// Resident bytes of this process; -1 where the system does not say.
qint64 residentMemory()
{
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> fields = statm.readAll().split(' ');
    return fields.size() > 1 ? fields[1].toLongLong() * ::sysconf(_SC_PAGESIZE) : -1;
}

// Waiting and given up ones only.
class OpenDeliveries final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setOpenOnly(bool on)
    {
        m_openOnly = on;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        const auto* outbox = static_cast<const OutboxModel*>(sourceModel());
        const OutboxEntry* entry = outbox->at(outbox->index(row, 0, parent));
        return entry && (!m_openOnly || entry->state != DeliveryState::Sent);
    }

private:
    bool m_openOnly = false;
};

QString cardText(const HealthSection& section)
{
    QString rows;
    for (const HealthLine& line : section.lines)
        rows += QStringLiteral("<tr><td style='color:%1; padding-right:14px'>%2</td>"
                               "<td style='color:%3'>%4</td></tr>")
                    .arg(theme().muted.name(), line.label.toHtmlEscaped(),
                         (line.trouble ? theme().critical : theme().text).name(),
                         line.value.toHtmlEscaped());
    return QStringLiteral("<p style='font-weight:600; margin-bottom:6px'>%1</p><table "
                          "cellspacing='0' cellpadding='1'>%2</table>")
        .arg(section.title.toHtmlEscaped(), rows);
}

} // namespace

HealthPage::HealthPage(Monitor& monitor, LiveData& live, const Clock& clock, QWidget* parent)
    : Page(parent)
    , m_monitor(monitor)
    , m_live(live)
    , m_clock(clock)
    , m_outbox(monitor.zone())
{
    setAccessibleName(tr("Health"));
    m_facts.started = clock.now();
    m_facts.folder = QString::fromStdString(monitor.config().dataDir);
    makeActions();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("Health of all parts"));
    title->setFont(uiFont(14, QFont::DemiBold));
    head->addWidget(title);
    head->addStretch(1);
    auto* channels = new QPushButton(tr("Channels…"));
    channels->setToolTip(tr("What receivers get, and a test message (P)"));
    connect(channels, &QPushButton::clicked, this, &HealthPage::openChannels);
    head->addWidget(channels);
    auto* copy = new QPushButton(tr("Copy as text"));
    copy->setToolTip(tr("For a support ticket; holds no secret"));
    connect(copy, &QPushButton::clicked, findChild<QAction*>(QStringLiteral("health.copy")),
            &QAction::trigger);
    head->addWidget(copy);
    column->addLayout(head);
    m_grid = new QGridLayout;
    m_grid->setSpacing(10);
    column->addLayout(m_grid);
    column->addWidget(makeDeliveries(), 1);
    column->addWidget(makeErrors());

    m_timer.setInterval(kPace);
    connect(&m_timer, &QTimer::timeout, this, &HealthPage::readStore);
    connect(&monitor, &Monitor::healthChanged, this, [this] {
        if (isVisible())
            gather();
    });
    connect(&monitor, &Monitor::failed, this,
            [this](const Error& error) { note(words::retold(error.message)); });
    if (WatchBoard* board = WatchBoard::of(monitor)) {
        connect(board, &WatchBoard::changed, this, [this] {
            if (isVisible())
                gather();
        });
        connect(board, &WatchBoard::slept, this, [this](Instant from, Instant to) {
            note(words::slept(from, to, *m_monitor.zone()));
        });
    }
    connect(&monitor, &Monitor::importFinished, this, [this](const ImportOutcome& outcome) {
        if (!outcome.error.isEmpty())
            note(outcome.error);
    });
}

void HealthPage::makeActions()
{
    const auto add = [this](const char* name, const QString& text, const QKeySequence& key) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    QAction* retry = add("health.retry", tr("Try the selected delivery again"), Qt::Key_R);
    connect(retry, &QAction::triggered, this, &HealthPage::retrySelected);
    QAction* copy = add("health.copy", tr("Copy the state of all parts"), QKeySequence::Copy);
    connect(copy, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(text());
        emit noted(tr("Copied the state of all parts"));
    });
    QAction* channels = add("health.channels", tr("Channels: preview and test…"), Qt::Key_P);
    connect(channels, &QAction::triggered, this, &HealthPage::openChannels);
    m_openOnly = add("health.open", tr("Hide deliveries that were sent"), Qt::Key_H);
    m_openOnly->setCheckable(true);
}

QWidget* HealthPage::makeDeliveries()
{
    auto* filter = new OpenDeliveries(this);
    filter->setSourceModel(&m_outbox);
    m_shown = filter;
    connect(m_openOnly, &QAction::toggled, this, [filter](bool on) { filter->setOpenOnly(on); });
    m_table = new QTableView;
    m_table->setModel(m_shown);
    m_table->setAccessibleName(tr("Deliveries"));
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    // The words of a column stand below its name.
    m_table->setStyleSheet(QStringLiteral("QTableView::item { border: 0; padding: 0 8px; }"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {130, 84, 170, 250, 104, 76, 100};
    for (int c = 0; c < int(std::size(widths)); ++c)
        m_table->setColumnWidth(
            c, std::max(int(scaled(widths[c])), m_table->horizontalHeader()->sectionSizeHint(c)));
    m_retry = new QPushButton(tr("Try again"));
    m_retry->setToolTip(tr("Tries the selected delivery again (R)"));
    m_retry->setEnabled(false);
    m_retry->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Expanding); // as its neighbour
    connect(m_retry, &QPushButton::clicked, this, &HealthPage::retrySelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_retry->setEnabled(m_table->selectionModel()->hasSelection()); });

    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(12, 8, 12, 10);
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("Deliveries"));
    title->setFont(uiFont(12.5, QFont::DemiBold));
    head->addWidget(title);
    m_none = new QLabel;
    m_none->setProperty("muted", true);
    head->addWidget(m_none, 1);
    auto* openOnly = new QToolButton;
    openOnly->setDefaultAction(m_openOnly);
    openOnly->setText(tr("Hide sent"));
    openOnly->setAccessibleName(m_openOnly->text());
    openOnly->setProperty("segment", true);
    openOnly->setProperty("first", true);
    openOnly->setProperty("last", true);
    openOnly->setFocusPolicy(Qt::StrongFocus);
    head->addWidget(openOnly);
    head->addWidget(m_retry);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    return card;
}

QWidget* HealthPage::makeErrors()
{
    m_errors = new QPlainTextEdit;
    m_errors->setReadOnly(true);
    m_errors->setAccessibleName(tr("Errors since the start"));
    m_errors->setPlaceholderText(tr("No error since the start"));
    m_errors->setMaximumHeight(int(scaled(84)));
    return m_errors;
}

void HealthPage::note(const QString& text)
{
    auto& errors = m_facts.errors;
    errors.insert(errors.begin(), {m_clock.now(), format::foreign(text)});
    if (errors.size() > kMostErrors)
        errors.pop_back();
    QStringList lines;
    for (const NotedError& error : errors)
        lines << format::clockSeconds(error.at, *m_monitor.zone()) + QStringLiteral("  ") +
                     error.text;
    m_errors->setPlainText(lines.join(QLatin1Char('\n')));
}

void HealthPage::gather()
{
    m_facts.health = m_monitor.health();
    m_facts.metrics = m_monitor.metrics();
    m_facts.channels = m_monitor.channels();
    if (const WatchBoard* board = WatchBoard::of(m_monitor))
        m_facts.watch = board->state();
    m_facts.stored = m_monitor.storedRange();
    m_facts.memory = residentMemory();
    m_facts.now = m_clock.now();
    m_facts.statuses.clear();
    const SeriesModel& series = m_live.series();
    for (std::size_t s = 0; s < series.statuses(); ++s) {
        const auto status = static_cast<StatusId>(s);
        const auto bands = series.expected(status);
        const auto recent = bands.last(std::min<std::size_t>(bands.size(), 60));
        m_facts.statuses.emplace_back(
            words::status(series.catalog(), status),
            std::ranges::any_of(recent, [](float e) { return !std::isnan(e); }));
    }
    present(healthSections(m_facts, *m_monitor.zone()));
}

void HealthPage::readStore()
{
    const QStorageInfo disk(m_facts.folder);
    m_facts.diskFree = disk.isValid() ? disk.bytesAvailable() : -1;
    m_facts.diskTotal = disk.bytesTotal();
    auto figures = std::make_shared<Result<StoreFigures>>(StoreFigures{});
    auto outbox = std::make_shared<Result<std::vector<OutboxEntry>>>();
    const auto take = guarded(this, [this, figures, outbox] {
        m_facts.readError = !*figures  ? QString::fromStdString(figures->error().message)
                            : !*outbox ? QString::fromStdString(outbox->error().message)
                                       : QString();
        m_facts.figures = *figures ? std::optional(**figures) : std::nullopt;
        if (*outbox) {
            m_facts.outbox = **outbox;
            m_outbox.set(std::move(**outbox));
        }
        m_none->setText(m_outbox.rowCount() == 0
                            ? tr("Nothing was sent yet. Channels are set in vigia.toml; see the "
                                 "sample of it.")
                            : tr("newest first, times of the console's zone"));
        gather();
    });
    m_monitor.read([figures, outbox, take](Result<Database*> database) -> Monitor::Answer {
        if (database) {
            *figures = (*database)->upkeep().figures();
            *outbox = (*database)->outbox(kMostDeliveries);
        } else {
            *figures = fail(database.error());
        }
        return take;
    });
}

void HealthPage::present(const QList<HealthSection>& sections)
{
    while (m_cards.size() < sections.size()) {
        auto* card = new QLabel;
        card->setTextFormat(Qt::RichText); // of our own making; foreign text is escaped
        card->setWordWrap(true);
        card->setAlignment(Qt::AlignTop);
        card->setFrameShape(QFrame::StyledPanel);
        card->setProperty("card", true);
        card->setContentsMargins(10, 2, 10, 6);
        card->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_cards << card;
        m_columns = 0;
    }
    for (qsizetype i = 0; i < sections.size(); ++i) {
        const QString text = cardText(sections[i]);
        if (text == m_cards[i]->text() || m_cards[i]->hasSelectedText())
            continue;
        m_cards[i]->setText(text);
        QStringList spoken{sections[i].title};
        for (const HealthLine& line : sections[i].lines)
            spoken << line.label + QStringLiteral(": ") + line.value;
        m_cards[i]->setAccessibleName(spoken.join(QStringLiteral(", ")));
    }
    arrange();
}

void HealthPage::arrange()
{
    const int columns = width() >= kThreeColumns ? 3 : 2;
    if (columns == m_columns || m_cards.isEmpty())
        return;
    m_columns = columns;
    constexpr int kParts = 6; // of a row: the last one is shared by those that are left
    const int cards = int(m_cards.size());
    for (int i = 0; i < cards; ++i) {
        const int row = i / columns;
        const int span = kParts / std::min(columns, cards - row * columns);
        m_grid->addWidget(m_cards[i], row, i % columns * span, 1, span);
    }
    for (int c = 0; c < kParts; ++c)
        m_grid->setColumnStretch(c, 1);
}

void HealthPage::retrySelected()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& row : rows) {
        const OutboxEntry* entry = m_outbox.at(m_shown->mapToSource(row));
        if (!entry)
            continue;
        if (entry->state == DeliveryState::Sent) {
            emit noted(tr("This delivery was sent: it is not sent twice"));
            continue;
        }
        m_monitor.retryDelivery(*entry, guarded(this, [this](const Result<void>& written) {
            if (written)
                emit noted(tr("The delivery is tried again now"));
            else
                emit troubled(tr("The delivery could not be tried again"),
                              QString::fromStdString(written.error().message));
            readStore();
        }));
    }
    if (rows.isEmpty())
        emit noted(tr("Select a delivery first"));
}

void HealthPage::openChannels()
{
    // The clock is the window's, which the dialog does not outlive.
    const std::shared_ptr<const Clock> clock(std::shared_ptr<void>(), &m_clock);
    auto* dialog = new ChannelDialog(m_monitor, clock, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString HealthPage::text() const
{
    return healthText(m_facts, *m_monitor.zone());
}

void HealthPage::activate()
{
    m_table->setFocus();
}

void HealthPage::saveState(QSettings& store) const
{
    store.setValue(QStringLiteral("openOnly"), m_openOnly->isChecked());
}

void HealthPage::restoreState(const QSettings& store)
{
    m_openOnly->setChecked(store.value(QStringLiteral("openOnly")).toBool());
}

void HealthPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    gather();
    readStore();
    m_timer.start();
}

void HealthPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_timer.stop();
}

void HealthPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void HealthPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_cards.isEmpty())
        gather();
}

} // namespace vigia
