#include "ui/widgets/incident_detail.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"
#include "ui/widgets/fact_card.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/incident_charts.h"
#include "ui/widgets/why_card.h"

#include <QAction>
#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr std::size_t kRowsShown = 6; // of sources and codes; the rest is counted

QLabel* plainLabel(const QFont& font, bool muted)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setProperty("muted", muted);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

QStringList figures(const Compared& c)
{
    return {format::count(c.observed), c.usual ? format::count(*c.usual) : QStringLiteral("–"),
            c.usual ? format::signedCount(std::round(c.excess())) : QStringLiteral("–")};
}

// More than twice what is usual, and by more than chance brings: what the eye should find.
bool stands(const Compared& c)
{
    return c.usual && std::abs(c.excess()) > 6 * std::sqrt(*c.usual + 1);
}

QString about(double transactions)
{
    return QStringLiteral("≈ ") + format::count(transactions);
}

std::vector<FactCard::Row> shareRows(const std::vector<NamedShare>& shares)
{
    std::vector<FactCard::Row> rows;
    double most = 0;
    for (const NamedShare& share : shares)
        most = std::max(most, std::abs(share.total.excess()));
    for (const NamedShare& share : shares) {
        if (rows.size() == kRowsShown)
            break;
        const QString name =
            share.name.empty() ? IncidentDetail::tr("not named") : format::foreign(share.name);
        rows.push_back({QStringList{name} + figures(share.total),
                        stands(share.total) ? FactCard::Tone::Strong : FactCard::Tone::Plain,
                        {},
                        false,
                        most > 0 ? share.total.excess() / most : 0.0});
    }
    return rows;
}

QString outcome(const OutboxEntry& entry, const Zone& zone, Instant now)
{
    switch (entry.state) {
    case DeliveryState::Sent:
        return IncidentDetail::tr("✓ sent");
    case DeliveryState::Failed:
        return IncidentDetail::tr("▲ given up");
    case DeliveryState::Pending:
        break;
    }
    if (entry.attempts == 0 || entry.nextAttempt <= now)
        return IncidentDetail::tr("… waiting");
    return IncidentDetail::tr("… again at %1")
        .arg(format::clock(floorToMinute(entry.nextAttempt), zone));
}

} // namespace

IncidentDetail::IncidentDetail(Monitor& monitor, LiveData& live, QWidget* parent)
    : QWidget(parent)
    , m_catalog(live.series().catalog())
    , m_zone(monitor.zone())
    , m_live(live)
{
    m_charts = new IncidentCharts(monitor, live);
    auto* left = new QVBoxLayout;
    left->setSpacing(11);
    left->addWidget(makeHead());
    left->addWidget(makeMiddle(), 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addLayout(left, 1);
    row->addWidget(makeSide());
    setAccessibleName(tr("The chosen incident"));
}

QWidget* IncidentDetail::makeHead()
{
    auto* head = new QFrame;
    head->setProperty("card", true);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(16, 11, 16, 12);
    column->setSpacing(4);
    auto* first = new QHBoxLayout;
    m_state = plainLabel(uiFont(12.5, QFont::DemiBold), false);
    m_time = plainLabel(uiFont(12), true);
    first->addWidget(m_state);
    first->addStretch(1);
    first->addWidget(m_time);
    column->addLayout(first);
    m_title = plainLabel(uiFont(19, QFont::DemiBold), false);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_sentence = plainLabel(uiFont(12.5), false);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    m_buttons = new FlowLayout(7);
    m_buttons->setContentsMargins(0, 5, 0, 0);
    column->addLayout(m_buttons);
    return head;
}

QWidget* IncidentDetail::makeMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(11);
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(0, 0, 0, 0);
    inCard->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(14, 7, 8, 0);
    bar->setSpacing(7);
    QLabel* name = plainLabel(uiFont(12), true);
    name->setText(tr("Transactions a minute; the band is what was expected"));
    m_all = new QToolButton;
    m_all->setProperty("small", true);
    m_all->setCheckable(true);
    m_all->setText(tr("All statuses"));
    m_all->setToolTip(tr("Show the statuses that it did not touch, too"));
    m_all->setFont(uiFont(11.5));
    m_all->setFocusPolicy(Qt::StrongFocus);
    auto* whole = m_wholeButton = new QToolButton;
    whole->setProperty("small", true);
    whole->setText(tr("Whole incident"));
    whole->setToolTip(tr("Undo zoom and pan (0)"));
    whole->setFont(uiFont(11.5));
    whole->setFocusPolicy(Qt::StrongFocus);
    connect(m_all, &QToolButton::toggled, m_charts, &IncidentCharts::showAll);
    connect(whole, &QToolButton::clicked, m_charts, &IncidentCharts::showWhole);
    bar->addWidget(name);
    bar->addStretch(1);
    bar->addWidget(m_all);
    bar->addWidget(whole);
    inCard->addLayout(bar);
    inCard->addWidget(m_charts, 1);
    column->addWidget(card, 1);

    m_shares = new QHBoxLayout;
    m_shares->setSpacing(11);
    m_byStatus = new FactCard(tr("By status"), 4);
    m_bySource = new FactCard(tr("By source"), 4);
    m_byCode = new FactCard(tr("By authorisation code"), 4);
    for (FactCard* share : {m_byStatus, m_bySource, m_byCode}) {
        share->setHeader({QString(), tr("counted"), tr("usual"), tr("difference")});
        m_shares->addWidget(share, 1);
        share->hide();
    }
    column->addLayout(m_shares);
    return middle;
}

QWidget* IncidentDetail::makeSide()
{
    auto* inside = new QWidget;
    auto* column = m_inSide = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(11);
    m_statuses = new QWidget;
    m_statuses->setAccessibleName(tr("Status whose votes are shown"));
    auto* flow = new FlowLayout(5, m_statuses);
    flow->setContentsMargins(0, 0, 0, 0);
    m_chosen = new QButtonGroup(this);
    connect(m_chosen, &QButtonGroup::idClicked, this, &IncidentDetail::showVotes);
    m_why = new WhyCard(std::make_shared<StatusCatalog>(m_catalog), m_zone);
    m_cost = new FactCard(tr("What it cost"), 2);
    m_told = new FactCard(tr("Told"), 2);
    m_trail = new FactCard(tr("Trail"), 2);
    column->addWidget(m_statuses);
    for (QWidget* card : std::initializer_list<QWidget*>{m_why, m_cost, m_told, m_trail})
        column->addWidget(card);
    column->addStretch(1);
    m_side = new QScrollArea;
    m_side->setWidget(inside);
    inside->installEventFilter(this);
    m_side->setWidgetResizable(true);
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setAccessibleName(tr("Votes, cost, notifications and trail"));
    inside->setAutoFillBackground(false);
    m_side->viewport()->setAutoFillBackground(false);
    return m_side;
}

void IncidentDetail::setActions(const QList<QAction*>& actions)
{
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setProperty("small", true);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFont(uiFont(11.5));
        button->setFocusPolicy(Qt::StrongFocus);
        m_actions.append({button, action});
        connect(action, &QAction::changed, this, &IncidentDetail::arrange);
        m_buttons->addWidget(button);
    }
    QWidget* before = nullptr; // Tab goes from the head down and then to the side
    for (const auto& [button, action] : m_actions) {
        if (before)
            setTabOrder(before, button);
        before = button;
    }
    for (QWidget* next :
         std::initializer_list<QWidget*>{m_all, m_wholeButton, &m_charts->charts(), m_side}) {
        if (before)
            setTabOrder(before, next);
        before = next;
    }
    arrange();
}

// Narrow: the buttons without their keys. Low: the shares stand at the side, so that the charts
// have the height.
void IncidentDetail::arrange()
{
    constexpr int kWide = 1100;
    constexpr int kHigh = 760;
    for (const auto& [button, action] : m_actions) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        const QString text = action->text().remove(QLatin1Char('&')).remove(QChar(0x2026));
        const bool withKey = width() >= kWide && !key.isEmpty();
        button->setText(withKey ? text + QStringLiteral("  ") + key : text);
        button->setToolTip(key.isEmpty() ? text : tr("%1 (%2)").arg(text, key));
        button->setAccessibleName(text);
    }
    const bool low = height() < kHigh;
    if (low == m_low)
        return;
    m_low = low;
    for (FactCard* card : {m_byStatus, m_bySource, m_byCode}) {
        m_shares->removeWidget(card);
        m_inSide->removeWidget(card);
    }
    int at = m_inSide->indexOf(m_cost) + 1;
    for (FactCard* card : {m_byStatus, m_bySource, m_byCode}) {
        const bool hidden = card->isHidden();
        card->setNarrow(low);
        if (low)
            m_inSide->insertWidget(at++, card);
        else
            m_shares->addWidget(card, 1);
        card->setHidden(hidden);
    }
}

void IncidentDetail::setIncident(const Incident& incident)
{
    const bool other = !m_incident || m_incident->id != incident.id;
    m_incident = incident;
    if (other)
        m_report.reset();
    describe(m_now);
    m_charts->show(incident);
    if (other) {
        m_votes = {incident.peak};
        offerStatuses();
        for (FactCard* card : {m_cost, m_told, m_trail, m_byStatus, m_bySource, m_byCode})
            card->setRows({});
        for (FactCard* card : {m_byStatus, m_bySource, m_byCode})
            card->hide();
        m_side->ensureVisible(0, 0);
    } else if (!m_report) {
        m_votes = {incident.peak};
    }
    showVotes();
}

void IncidentDetail::describe(Instant now)
{
    m_now = now;
    const Theme& t = theme();
    const Incident& i = *m_incident;
    const Minute newest = m_live.incidents().now();
    const bool resolved = i.state == IncidentState::Resolved;
    QString state =
        (resolved ? QStringLiteral("✓ ") : words::severityMark(i.severity) + QLatin1Char(' ')) +
        words::incidentState(i, newest);
    if (i.verdict)
        state += QStringLiteral(" · ") + words::verdict(*i.verdict);
    if (m_report && m_report->snoozedUntil && *m_report->snoozedUntil > now)
        state += QStringLiteral(" · ") +
                 tr("snoozed until %1")
                     .arg(format::clock(floorToMinute(*m_report->snoozedUntil), *m_zone));
    else if (const QString muting = m_live.incidents().mutingText(i); !muting.isEmpty())
        state += QStringLiteral(" · ") + muting;
    if (m_report && m_report->acknowledgedUntil && *m_report->acknowledgedUntil > now &&
        i.state == IncidentState::Acknowledged)
        state +=
            QStringLiteral(" · ") +
            tr("until %1").arg(format::clock(floorToMinute(*m_report->acknowledgedUntil), *m_zone));
    m_state->setText(state);
    QPalette colours;
    colours.setColor(QPalette::WindowText, resolved ? t.good : t.severity(i.severity));
    m_state->setPalette(colours);
    const Minute end = i.end.value_or(std::max(newest, i.start));
    const QString until =
        i.end ? (end - i.start < std::chrono::hours{12} ? format::clock(end, *m_zone)
                                                        : format::dateClock(end, *m_zone))
              : tr("now");
    m_time->setText(
        tr("#%1 · %2 – %3 · %4")
            .arg(qlonglong(i.id))
            .arg(format::dateClock(i.start, *m_zone), until, format::zoneOffset(i.start, *m_zone)));
    m_title->setText(words::incidentTitle(i, m_catalog));
    QString sentence = i.reason.empty()
                           ? words::incidentLines(i, m_catalog).join(QStringLiteral("; "))
                           : words::retold(i.reason);
    m_sentence->setText(sentence);
    setAccessibleDescription(words::incidentSpoken(i, m_catalog, newest));
}

void IncidentDetail::setReport(const IncidentReport& report, Instant now)
{
    const bool first = !m_report;
    m_report = report;
    m_incident = report.incident;
    describe(now);
    std::vector<Anomaly> votes{report.incident.peak};
    for (const StatusShare& share : report.statuses) {
        if (share.worst && share.status != report.incident.peak.status)
            votes.push_back(*share.worst);
    }
    const auto statuses = [](const std::vector<Anomaly>& of) {
        std::vector<StatusId> out;
        for (const Anomaly& a : of)
            out.push_back(a.status);
        return out;
    };
    const bool others = first || statuses(votes) != statuses(m_votes);
    m_votes = std::move(votes);
    if (others)
        offerStatuses();
    showVotes();
    showShares(report);
    showCost(report);
    showTold(report, now);
    showTrail(report);
}

void IncidentDetail::showWhy(bool shown)
{
    m_whyShown = shown;
    m_statuses->setVisible(shown && m_votes.size() > 1);
    if (m_incident)
        showVotes();
}

void IncidentDetail::offerStatuses()
{
    for (QAbstractButton* button : m_chosen->buttons())
        delete button;
    for (std::size_t at = 0; at < m_votes.size(); ++at) {
        auto* button = new QToolButton;
        button->setProperty("small", true);
        button->setCheckable(true);
        button->setText(words::status(m_catalog, m_votes[at].status));
        button->setAccessibleName(tr("Votes on %1").arg(button->text()));
        button->setFont(uiFont(11.5));
        button->setFocusPolicy(Qt::StrongFocus);
        m_chosen->addButton(button, int(at));
        m_statuses->layout()->addWidget(button);
        setTabOrder(at == 0 ? static_cast<QWidget*>(m_side) : m_chosen->button(int(at) - 1),
                    button);
    }
    if (QAbstractButton* peak = m_chosen->button(0))
        peak->setChecked(true);
    m_statuses->setVisible(m_votes.size() > 1 && m_whyShown);
}

void IncidentDetail::showVotes()
{
    const auto at = static_cast<std::size_t>(std::max(0, m_chosen->checkedId()));
    m_why->setAnomaly(m_whyShown && !m_votes.empty() ? &m_votes[std::min(at, m_votes.size() - 1)]
                                                     : nullptr);
}

void IncidentDetail::showShares(const IncidentReport& report)
{
    std::vector<FactCard::Row> rows;
    const auto matters = [](const StatusShare& s) { return s.anomalies > 0 || stands(s.total); };
    const auto largest = [](const auto& shares) {
        double most = 0;
        for (const auto& share : shares)
            most = std::max(most, std::abs(share.total.excess()));
        return most;
    };
    const double most = largest(report.statuses);
    for (const StatusShare& share : report.statuses) {
        if (!matters(share) && share.status != StatusId::Approved)
            continue;
        rows.push_back({QStringList{words::status(m_catalog, share.status)} + figures(share.total),
                        stands(share.total) ? FactCard::Tone::Strong : FactCard::Tone::Plain,
                        share.anomalies > 0
                            ? tr("%n abnormal minute(s)", nullptr, int(share.anomalies))
                            : QString(),
                        false, most > 0 ? share.total.excess() / most : 0.0});
    }
    m_byStatus->setRows(std::move(rows));
    m_byStatus->setVisible(report.minutesWithData > 0);

    const QString carried = words::status(m_catalog, report.carried);
    m_bySource->setTitle(tr("%1 by source").arg(carried));
    m_bySource->setRows(shareRows(report.sources));
    const bool named = std::any_of(report.sources.begin(), report.sources.end(),
                                   [](const NamedShare& s) { return !s.name.empty(); });
    m_bySource->setVisible(named);
    m_bySource->setNote(report.sources.size() > kRowsShown
                            ? tr("%n more", nullptr, int(report.sources.size() - kRowsShown))
                            : QString());
    m_byCode->setRows(shareRows(report.codes));
    m_byCode->setVisible(!report.codes.empty());
    m_byCode->setNote(report.codes.size() > kRowsShown
                          ? tr("%n more", nullptr, int(report.codes.size() - kRowsShown))
                          : QString());
}

void IncidentDetail::showCost(const IncidentReport& report)
{
    using Tone = FactCard::Tone;
    std::vector<FactCard::Row> rows;
    if (report.approvalsLost)
        rows.push_back({{tr("approvals lost against usual"), about(*report.approvalsLost)},
                        *report.approvalsLost >= 1 ? Tone::Bad : Tone::Plain,
                        {},
                        false});
    if (report.minutesWithoutData > 0) {
        rows.push_back(
            {{tr("minutes without data"), format::count(double(report.minutesWithoutData))},
             Tone::Strong,
             {},
             false});
        if (report.approvalsUnseen)
            rows.push_back(
                {{tr("approvals usual in them, not seen"), about(*report.approvalsUnseen)},
                 Tone::Plain,
                 {},
                 false});
    }
    rows.push_back(
        {{tr("abnormal minutes and statuses"), format::count(double(report.incident.anomalies))},
         Tone::Plain,
         {},
         false});
    const std::string reason = verdictReason(report.steps);
    if (report.incident.verdict)
        rows.push_back(
            {{tr("verdict"), words::verdict(*report.incident.verdict)}, Tone::Strong, {}, false});
    if (report.incident.verdict && !reason.empty())
        rows.push_back({{format::foreign(reason)}, Tone::Plain, {}, true});
    QString against;
    switch (report.reference) {
    case Reference::EarlierDays:
        against = tr("Usual: the same minutes of the days before.");
        break;
    case Reference::HourBefore:
        against = tr("Usual: the hour before; no earlier day is stored.");
        break;
    case Reference::None:
        against = tr("Nothing is stored to compare with.");
        break;
    }
    if (report.incident.end.value_or(report.measured.to) > report.measured.to)
        against += QLatin1Char(' ') + tr("The first day of it is measured.");
    rows.push_back({{against}, Tone::Plain, {}, true});
    m_cost->setRows(std::move(rows));
}

void IncidentDetail::showTold(const IncidentReport& report, Instant now)
{
    using Tone = FactCard::Tone;
    std::vector<FactCard::Row> rows;
    int failed = 0;
    int waiting = 0;
    for (const OutboxEntry& entry : report.deliveries) {
        failed += entry.state == DeliveryState::Failed ? 1 : 0;
        waiting += entry.state == DeliveryState::Pending ? 1 : 0;
        const QString at = format::clock(floorToMinute(entry.created), *m_zone);
        rows.push_back({{at + QLatin1Char(' ') + format::foreign(entry.channel) +
                             QStringLiteral(" · ") + format::foreign(entry.recipient),
                         outcome(entry, *m_zone, now)},
                        entry.state == DeliveryState::Sent     ? Tone::Good
                        : entry.state == DeliveryState::Failed ? Tone::Bad
                                                               : Tone::Strong,
                        format::foreign(entry.message.subject),
                        false});
        const QString tried =
            entry.attempts > 1 ? tr("%n attempt(s)", nullptr, entry.attempts) : QString();
        const QString error = words::retold(entry.lastError);
        if (entry.state != DeliveryState::Sent && !error.isEmpty())
            rows.push_back(
                {{tried.isEmpty() ? error : tried + QStringLiteral(": ") + error}, {}, {}, true});
        else if (!tried.isEmpty())
            rows.push_back({{tried}, {}, {}, true});
    }
    if (rows.empty())
        rows.push_back(
            {{tr("Nobody: no message about this incident has been written.")}, {}, {}, true});
    m_told->setNote(failed > 0    ? tr("%n failed", nullptr, failed)
                    : waiting > 0 ? tr("%n waiting", nullptr, waiting)
                                  : QString());
    m_told->setRows(std::move(rows));
}

void IncidentDetail::showTrail(const IncidentReport& report)
{
    std::vector<FactCard::Row> rows;
    const Minute opened = report.incident.opened;
    rows.push_back(
        {{tr("opened"), format::clock(opened, *m_zone)}, {}, format::utcClock(opened), false});
    for (const IncidentStep& step : report.steps) {
        const QString who = step.who.empty() ? tr("somebody") : format::foreign(step.who);
        const QString what = words::step(step.action, step.detail, *m_zone);
        const bool note = step.action == "note";
        rows.push_back(
            {{note ? tr("%1 notes: %2").arg(who, what) : QStringLiteral("%1 · %2").arg(who, what),
              format::clock(floorToMinute(step.at), *m_zone)},
             {},
             format::dateClock(floorToMinute(step.at), *m_zone) + QStringLiteral(" · ") +
                 format::utcClock(floorToMinute(step.at)),
             false});
    }
    if (report.incident.end)
        rows.push_back({{tr("calm again"), format::clock(*report.incident.end, *m_zone)},
                        {},
                        format::utcClock(*report.incident.end),
                        false});
    const auto notes = notesOf(report.steps).size();
    m_trail->setNote(notes > 0 ? tr("%n note(s)", nullptr, int(notes)) : QString());
    m_trail->setRows(std::move(rows));
}

QString IncidentDetail::cardText(const QString& name) const
{
    const std::pair<const char*, FactCard*> cards[] = {
        {"cost", m_cost},    {"statuses", m_byStatus}, {"sources", m_bySource},
        {"codes", m_byCode}, {"told", m_told},         {"trail", m_trail}};
    for (const auto& [known, card] : cards) {
        if (name == QLatin1String(known))
            return card->isHidden() ? QString() : card->text();
    }
    return {};
}

QString IncidentDetail::title() const
{
    return m_title->text();
}

QString IncidentDetail::state() const
{
    return m_state->text();
}

void IncidentDetail::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitSide();
    arrange();
}

bool IncidentDetail::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest && watched == m_side->widget())
        fitSide();
    return QWidget::eventFilter(watched, event);
}

// A share of the width; more where a line of figures does not break and would be cut.
void IncidentDetail::fitSide()
{
    const int needed = m_side->widget()->minimumSizeHint().width() +
                       m_side->verticalScrollBar()->sizeHint().width();
    const int usual = std::clamp(width() * 33 / 100, 290, 430);
    m_side->setFixedWidth(std::max(usual, std::min(needed, width() * 45 / 100)));
}

void IncidentDetail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_incident)
        describe(m_now);
}

} // namespace vigia
