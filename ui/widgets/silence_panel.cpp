#include "ui/widgets/silence_panel.h"

#include "core/runtime/silences.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/widgets/silence_editor.h"
#include "ui/widgets/table_copy.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr std::chrono::seconds kPace{3};

QString operatorName()
{
    return qEnvironmentVariable("USER");
}

} // namespace

SilencePanel::SilencePanel(Monitor& monitor, QWidget* parent, std::shared_ptr<const Clock> clock)
    : QWidget(parent)
    , m_monitor(monitor)
    , m_clock(clock ? std::move(clock) : std::make_shared<SystemClock>())
    , m_model(monitor.zone())
{
    setAccessibleName(tr("Silences"));
    makeActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeHead());
    makeTable();
    column->addWidget(m_table, 1);
    m_empty = new QLabel(tr("Nothing is silenced. A silence keeps messages back while you work on "
                            "something known; detection goes on. Ins adds one, and “Silence "
                            "this…” in the menu of an incident fills it in."));
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    column->addWidget(m_empty);
    m_editor = new SilenceEditor(monitor.catalog(), monitor.zone(), m_clock);
    m_form = new QScrollArea; // it is high; a low window scrolls it
    m_form->setWidget(m_editor);
    m_form->setWidgetResizable(true);
    m_form->setFocusPolicy(Qt::NoFocus);
    m_form->hide();
    column->addWidget(m_form, 4);
    column->addStretch(0);

    connect(m_editor, &SilenceEditor::accepted, this, &SilencePanel::store);
    connect(m_editor, &SilenceEditor::cancelled, this, &SilencePanel::close);
    m_timer.setInterval(kPace);
    connect(&m_timer, &QTimer::timeout, this, &SilencePanel::reload);
    take({});
}

void SilencePanel::makeActions()
{
    const auto add = [this](const char* name, const QString& text, const QList<QKeySequence>& keys,
                            auto act) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WindowShortcut); // while the panel is in sight
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    m_add = add("silence.add", tr("Add a silence…"), {QKeySequence(Qt::Key_Insert)},
                [this] { this->add(); });
    m_change = add("silence.change", tr("Change the silence…"), {QKeySequence(Qt::Key_F2)},
                   &SilencePanel::changeChosen);
    m_end = add("silence.end", tr("End the silence now"), {QKeySequence(Qt::Key_Delete)},
                &SilencePanel::endChosen);
}

QWidget* SilencePanel::makeHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(7);
    auto* title = new QLabel(tr("Silences"));
    title->setFont(uiFont(12.5, QFont::DemiBold));
    row->addWidget(title);
    m_count = new QLabel;
    m_count->setProperty("muted", true);
    row->addWidget(m_count, 1);
    const std::pair<QAction*, QString> buttons[] = {
        {m_add, tr("Add…")}, {m_change, tr("Change…")}, {m_end, tr("End now")}};
    for (const auto& [action, text] : buttons) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setText(text);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(
            action->text(), action->shortcut().toString(QKeySequence::NativeText)));
        button->setAccessibleName(action->text());
        button->setProperty("small", true);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
    }
    return head;
}

void SilencePanel::makeTable()
{
    m_table = new QTableView;
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Silences"));
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_add, m_change, m_end});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setMinimumHeight(int(scaled(110)));
    // All of it is in sight, on several lines where it has to be.
    for (const int c :
         {SilenceModel::Matches, SilenceModel::When, SilenceModel::Reason, SilenceModel::Note})
        m_table->horizontalHeader()->setSectionResizeMode(c, QHeaderView::Stretch);
    m_table->setColumnWidth(SilenceModel::State, int(scaled(124)));
    m_table->setColumnWidth(SilenceModel::Owner, int(scaled(84)));
    makeCopyable(*m_table);
    connect(m_table, &QTableView::activated, this, &SilencePanel::changeChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SilencePanel::offer);
}

const Silence* SilencePanel::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model.at(rows.first());
}

void SilencePanel::add()
{
    add(Silence{});
}

void SilencePanel::add(const Silence& draft)
{
    Silence silence = draft;
    silence.id = 0;
    if (silence.owner.empty())
        silence.owner = operatorName().toStdString();
    open(silence, tr("New silence"));
}

void SilencePanel::changeChosen()
{
    const Silence* silence = chosen();
    if (!silence) {
        emit noted(tr("Choose a silence first"));
        return;
    }
    if (stateOf(*silence, m_clock->now()) == SilenceState::Expired) {
        Silence again = *silence;
        again.starts = again.ends = {};
        again.created = {};
        again.lastMatch.reset();
        add(again);
        return;
    }
    open(*silence, tr("Change the silence of %1").arg(words::silenceMatchers(*silence)));
}

void SilencePanel::endChosen()
{
    const Silence* silence = chosen();
    if (!silence || stateOf(*silence, m_clock->now()) == SilenceState::Expired) {
        emit noted(tr("Choose a silence that has not ended"));
        return;
    }
    endSilence(m_monitor, silence->id, m_clock->now(),
               guarded(this, [this](const Result<void>& ended) {
                   if (ended)
                       emit noted(tr("The silence has ended: messages go out again"));
                   else
                       emit troubled(tr("The silence could not be ended"),
                                     QString::fromStdString(ended.error().message));
                   reload();
               }));
}

void SilencePanel::open(const Silence& silence, const QString& title)
{
    m_empty->hide();
    m_form->show();
    m_editor->open(silence, title);
    offer();
}

void SilencePanel::close()
{
    m_form->hide();
    m_empty->setVisible(m_model.rowCount() == 0);
    offer();
    m_table->setFocus();
}

void SilencePanel::store(const Silence& silence)
{
    storeSilence(m_monitor, silence, m_clock->now(),
                 guarded(this, [this](const Result<std::int64_t>& stored) {
                     if (!stored) {
                         m_editor->refuse(QString::fromStdString(stored.error().message));
                         return;
                     }
                     m_wanted = *stored;
                     close();
                     emit noted(tr("The silence is in force as it says"));
                     reload();
                 }));
}

void SilencePanel::reload()
{
    const auto take = guarded(this, [this](const Result<std::vector<Silence>>& silences) {
        if (silences)
            this->take(*silences);
    });
    m_monitor.read([since = m_clock->now() - kEndedShown,
                    take](Result<Database*> database) -> Monitor::Answer {
        auto silences = database ? loadSilences((*database)->incidentLog(), since)
                                 : Result<std::vector<Silence>>(fail(database.error()));
        return [take = take, silences]() mutable { take(silences); };
    });
}

void SilencePanel::take(std::vector<Silence> silences)
{
    m_model.set(std::move(silences), m_clock->now());
    if (const int row = m_model.rowOf(m_wanted); m_wanted != 0 && row >= 0) {
        m_table->selectRow(row);
        m_wanted = 0;
    }
    const bool none = m_model.rowCount() == 0;
    m_empty->setVisible(none && m_form->isHidden());
    m_table->setVisible(!none);
    m_count->setText(none ? QString() : tr("%n active", nullptr, m_model.active()));
    offer();
}

void SilencePanel::offer()
{
    const Silence* silence = chosen();
    const bool ended = silence && stateOf(*silence, m_clock->now()) == SilenceState::Expired;
    const bool free = m_form->isHidden(); // the keys of the list are not those of the form
    m_add->setEnabled(free);
    m_change->setEnabled(silence && free);
    m_change->setText(ended ? tr("Silence this again…") : tr("Change the silence…"));
    m_end->setEnabled(silence && !ended && free);
}

void SilencePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reload();
    m_timer.start();
}

void SilencePanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void SilencePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_table)
        m_table->viewport()->update();
}

} // namespace vigia
