#include "ui/widgets/rules_effect_view.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/rules_draft.h"
#include "ui/models/words.h"
#include "ui/widgets/fact_card.h"
#include "ui/widgets/rules_lanes.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QActionGroup>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kPoll{100};
constexpr std::chrono::seconds kWait{1};
constexpr std::array kDays{7, 30, 90, 0};
constexpr int kUsualDays = 30;
constexpr std::size_t kMostShown = 500;
constexpr std::chrono::minutes kMargin{45}; // around an incident that is shown on the charts

std::vector<FactCard::Row> rowsOf(const std::vector<EffectLine>& lines)
{
    std::vector<FactCard::Row> rows;
    for (const EffectLine& line : lines) {
        FactCard::Row row;
        row.cells = {line.name, line.now, line.then};
        row.tone = line.over               ? FactCard::Tone::Bad
                   : line.now != line.then ? FactCard::Tone::Strong
                                           : FactCard::Tone::Plain;
        rows.push_back(row);
    }
    return rows;
}

} // namespace

RulesEffectView::RulesEffectView(Monitor& monitor, RulesDraft& draft, QWidget* parent)
    : RulesSection(tr("Effect"), parent)
    , m_monitor(monitor)
    , m_draft(draft)
{
    column().addWidget(makeControls());
    m_results = new QWidget;
    auto* results = new QVBoxLayout(m_results);
    results->setContentsMargins(0, 0, 0, 0);
    results->setSpacing(10);
    auto* strip = new RulesCard(tr("Incidents of the range"));
    m_lanes = new RulesLanes(monitor.zone());
    strip->column().addWidget(m_lanes);
    results->addWidget(strip);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(10);
    const QStringList header{QString(), tr("in force"), tr("draft")};
    const auto card = [&](const QString& title) {
        auto* made = new FactCard(title, 3);
        made->setHeader(header);
        cards->addWidget(made, 1);
        return made;
    };
    m_rates = card(tr("Alarms"));
    m_statuses = card(tr("Alarms by status"));
    m_told = card(tr("Told, by receiver"));
    m_told->setToolTip(tr("How many incidents each receiver would be told of"));
    m_rates->setToolTip(tr("An alarm is a run of abnormal minutes of one status. The budget is "
                           "meant for false ones: true alarms come on top."));
    results->addLayout(cards);
    results->addWidget(makeChanges(), 1);
    column().addWidget(m_results, 1);
    column().addStretch(0);

    m_poll.setInterval(kPoll);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (m_trial)
            m_progress->setValue(int(m_trial->progress() * m_progress->maximum()));
    });
    connect(&m_draft, &RulesDraft::changed, this, &RulesEffectView::refresh);
    // What is stored is not announced: it is looked for until there is something.
    m_wait.setInterval(kWait);
    connect(&m_wait, &QTimer::timeout, this, [this] {
        if (!hasHistory())
            return;
        m_wait.stop();
        refresh();
        emit stateChanged();
    });
    if (!hasHistory())
        m_wait.start();
    refresh();
}

QWidget* RulesEffectView::makeControls()
{
    auto* card = new RulesCard(tr("Try the draft on stored history"));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* ranges = new Segments(tr("Range of the trial"));
    m_ranges = new QActionGroup(this);
    for (const int days : kDays) {
        auto* action = new QAction(days == 0 ? tr("Try on all that is stored")
                                             : tr("Try on the last %n day(s)", nullptr, days),
                                   this);
        action->setCheckable(true);
        action->setChecked(days == kUsualDays);
        action->setData(days);
        m_ranges->addAction(action);
        ranges->add(action, days == 0 ? tr("All", "stored days") : tr("%1 d", "days").arg(days));
    }
    m_try = new QPushButton(tr("Try on history"));
    m_try->setToolTip(QStringLiteral("Ctrl+Enter"));
    m_progress = new QProgressBar;
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the trial"));
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel the trial"));
    row->addWidget(ranges);
    row->addWidget(m_try);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addStretch(0);
    card->column().addLayout(row);
    m_state = new QLabel;
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_fault = new RulesFault;
    card->column().addWidget(m_state);
    card->column().addWidget(m_fault);
    connect(m_try, &QPushButton::clicked, this, &RulesEffectView::tryNow);
    connect(m_cancel, &QPushButton::clicked, this, &RulesEffectView::cancel);
    return card;
}

QWidget* RulesEffectView::makeChanges()
{
    m_list = new RulesCard(tr("Incidents that differ"));
    m_changes = new QTableWidget(0, 5);
    m_changes->setAccessibleName(tr("Incidents that differ"));
    m_changes->setHorizontalHeaderLabels(
        {tr("Effect"), tr("Begins"), tr("Lasts"), tr("Severity"), tr("What")});
    m_changes->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_changes->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_changes->setSelectionMode(QAbstractItemView::SingleSelection);
    m_changes->setShowGrid(false);
    m_changes->setAlternatingRowColors(true);
    m_changes->setTabKeyNavigation(false);
    m_changes->setWordWrap(false);
    m_changes->verticalHeader()->hide();
    m_changes->horizontalHeader()->setHighlightSections(false);
    m_changes->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_changes->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {96, 150, 90, 90};
    for (int c = 0; c < int(std::size(widths)); ++c)
        m_changes->setColumnWidth(c, int(scaled(widths[c])));
    m_changes->setMinimumHeight(int(scaled(150)));
    m_list->column().addWidget(m_changes, 1);
    m_changesNote = rulesNote({});
    m_list->column().addWidget(m_changesNote);
    connect(m_changes, &QTableWidget::cellActivated, this, [this](int row, int) { openRow(row); });
    return m_list;
}

int RulesEffectView::days() const
{
    const QAction* action = m_ranges->checkedAction();
    return action ? action->data().toInt() : kUsualDays;
}

void RulesEffectView::setDays(int days)
{
    for (QAction* action : m_ranges->actions()) {
        if (action->data().toInt() == days)
            action->setChecked(true);
    }
}

bool RulesEffectView::hasHistory() const
{
    return m_monitor.storedRange().has_value();
}

bool RulesEffectView::isTried() const
{
    return m_outcome && m_tried == m_draft.rules() && m_against == m_draft.inForce();
}

void RulesEffectView::tryNow()
{
    if (m_running)
        cancel();
    m_fault->say({});
    if (!hasHistory())
        return refresh();
    if (!m_draft.faults().empty()) {
        m_fault->say(tr("The draft has faults: mend them first"));
        return;
    }
    const int request = ++m_request;
    m_running = true;
    m_outcome.reset();
    m_tried = m_draft.rules();
    m_against = m_draft.inForce();
    m_progress->setValue(0);
    auto trial = m_monitor.tryRules(
        m_tried, days(), guarded(this, [this, request](Result<RuleTrialOutcome> outcome) {
            finish(request, std::move(outcome));
        }));
    if (m_running && request == m_request) { // it may have answered already
        m_trial = std::move(trial);
        m_poll.start();
    }
    refresh();
    emit stateChanged();
}

void RulesEffectView::cancel()
{
    if (!m_running)
        return;
    const bool asked = m_cancel->hasFocus(); // it is about to be hidden
    if (m_trial)
        m_trial->cancel();
    ++m_request; // its answer is no longer waited for
    m_running = false;
    m_trial.reset();
    m_poll.stop();
    refresh();
    if (asked)
        m_try->setFocus();
    emit stateChanged();
}

void RulesEffectView::finish(int request, Result<RuleTrialOutcome> outcome)
{
    if (request != m_request)
        return;
    m_running = false;
    m_trial.reset();
    m_poll.stop();
    const bool watched = m_cancel->hasFocus(); // it is about to be hidden
    if (outcome) {
        m_outcome = std::move(*outcome);
        m_outcome->current.anomalies = {}; // counted already; of a year they are many
        m_outcome->candidate.anomalies = {};
        present();
    } else if (outcome.error().code != ErrorCode::Cancelled) {
        m_fault->say(tr("Not tried. %1").arg(words::retold(outcome.error().message)));
    }
    refresh();
    if (watched)
        focusResult();
    emit stateChanged();
}

void RulesEffectView::present()
{
    const RuleTrialOutcome& outcome = *m_outcome;
    m_lanes->setOutcome(outcome);
    const auto rates = effectRates(outcome, m_against.detection.falseAlarmsPerDay,
                                   m_tried.detection.falseAlarmsPerDay);
    const bool over = std::any_of(rates.begin(), rates.end(), [](const EffectLine& line) {
        return line.now.startsWith(QStringLiteral("▲")) ||
               line.then.startsWith(QStringLiteral("▲"));
    });
    m_rates->setNote(over ? tr("▲ over the budget") : QString());
    m_rates->setRows(rowsOf(rates));
    m_statuses->setRows(rowsOf(effectByStatus(outcome, m_draft.catalog())));
    m_told->setRows(rowsOf(effectByReceiver(outcome)));
    m_shown = changedIncidents(outcome, m_draft.catalog());
    const std::size_t all = m_shown.size();
    if (m_shown.size() > kMostShown)
        m_shown.resize(kMostShown);
    m_list->setTitle(all > kMostShown
                         ? tr("Incidents that differ: the newest %1 of %2")
                               .arg(format::count(double(kMostShown)), format::count(double(all)))
                         : tr("Incidents that differ: %1").arg(format::count(double(all))));
    m_changes->setVisible(all > 0);
    m_results->layout()->setAlignment(m_list, all > 0 ? Qt::Alignment() : Qt::AlignTop);
    m_changesNote->setText(all > 0 ? tr("Enter shows the time of an incident on the charts.")
                                   : tr("Both rules see the same incidents."));
    const Zone& zone = *m_monitor.zone();
    m_changes->setRowCount(int(m_shown.size()));
    for (int row = 0; row < int(m_shown.size()); ++row) {
        const ChangedIncident& changed = m_shown[std::size_t(row)];
        const Incident& incident = changed.incident;
        QString what = words::incidentTitle(incident, m_draft.catalog());
        if (!changed.how.isEmpty())
            what += QStringLiteral(" – ") + changed.how;
        const Minute end = incident.end.value_or(incident.lastAbnormal + std::chrono::minutes{1});
        const QString texts[] = {fateMark(changed.fate) + QLatin1Char(' ') + fateWord(changed.fate),
                                 format::dateClock(incident.start, zone),
                                 format::duration(end - incident.start),
                                 words::severityMark(incident.severity) + QLatin1Char(' ') +
                                     words::severity(incident.severity),
                                 what};
        for (int c = 0; c < int(std::size(texts)); ++c) {
            auto* item = new QTableWidgetItem(texts[c]);
            item->setToolTip(c == 4 ? format::foreign(incident.reason) : QString());
            m_changes->setItem(row, c, item);
        }
    }
    if (!m_shown.empty())
        m_changes->setCurrentCell(0, 0);
}

QString RulesEffectView::summary() const
{
    if (m_running)
        return tr("Trying on stored history…");
    if (!hasHistory())
        return tr("Nothing is stored that it could be tried on.");
    if (!m_outcome)
        return tr("Not tried on stored history yet.");
    if (!isTried())
        return tr("Changed since it was tried: the effect shown is not that of this draft.");
    return effectSentence(*m_outcome);
}

void RulesEffectView::refresh()
{
    const bool history = hasHistory();
    QString state;
    if (m_running) {
        state = tr("Judging stored minutes by the rules in force and by the draft…");
    } else if (!history) {
        state = tr("Nothing is stored yet. Open a file of transactions (Ctrl+O), start the demo or "
                   "post minutes to the listener; then try again.");
    } else if (m_outcome) {
        const Zone& zone = *m_monitor.zone();
        state = tr("%1 – %2: %3", "two dates, and the effect")
                    .arg(format::fullDate(m_outcome->range.from, zone),
                         format::fullDate(m_outcome->range.to - std::chrono::minutes{1}, zone),
                         effectSentence(*m_outcome));
        if (!m_draft.isOpen() && m_tried == m_draft.inForce() && m_tried != m_against)
            state = tr("Tried before it was saved.") + QLatin1Char('\n') + state;
        else if (!isTried())
            state = tr("Changed since it was tried: the effect shown is not that of this draft.") +
                    QLatin1Char('\n') + state;
    } else if (!m_draft.isOpen()) {
        state = tr("There is no draft: a trial compares the rules in force with themselves, and "
                   "shows what they would have said.");
    } else {
        state = tr("Not tried on stored history yet.");
    }
    m_state->setText(state);
    m_try->setEnabled(history && !m_running);
    m_try->setVisible(!m_running);
    m_progress->setVisible(m_running);
    m_cancel->setVisible(m_running);
    m_results->setVisible(m_outcome.has_value());
    m_results->setEnabled(true);
}

void RulesEffectView::focusResult()
{
    if (m_running)
        m_cancel->setFocus();
    else if (m_outcome && !m_shown.empty())
        m_changes->setFocus();
    else
        m_try->setFocus();
    if (m_changes->hasFocus())
        ensureWidgetVisible(m_list);
}

void RulesEffectView::openRow(int row)
{
    if (row < 0 || std::size_t(row) >= m_shown.size())
        return;
    const Incident& incident = m_shown[std::size_t(row)].incident;
    const Minute end = incident.end.value_or(incident.lastAbnormal + std::chrono::minutes{1});
    emit rangeRequested({incident.start - kMargin, end + kMargin});
}

void RulesEffectView::showEvent(QShowEvent* event)
{
    RulesSection::showEvent(event);
    refresh();
}

} // namespace vigia
