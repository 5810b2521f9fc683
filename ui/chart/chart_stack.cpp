#include "ui/chart/chart_stack.h"

#include "ui/chart/crosshair_card.h"
#include "ui/chart/format.h"
#include "ui/chart/status_chart.h"
#include "ui/chart/theme.h"
#include "ui/chart/time_strips.h"
#include "ui/models/words.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr std::chrono::milliseconds kFrame{16};
constexpr double kLowest = 58; // a full chart: a name, two labels and a line between them
constexpr double kFolded = 25;
constexpr int kRing = 3;       // for the focus ring
constexpr int kTickPitch = 92; // pixels from one time label to the next, at least

// What a status deserves of the height: volume first, then what goes wrong.
double weight(StatusId status, bool troubled)
{
    const double base = status == StatusId::Approved ? 2.0
                        : status == StatusId::Denied ? 1.35
                                                     : 1.0;
    return troubled ? base + 0.45 : base;
}

} // namespace

ChartStack::ChartStack(SeriesModel& series, AnomalyListModel& anomalies,
                       IncidentListModel& incidents, TimeAxisLink& axis, QWidget* parent)
    : QWidget(parent)
    , m_series(series)
    , m_anomalies(anomalies)
    , m_incidents(incidents)
    , m_axis(axis)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Charts of all statuses on one time axis"));
    const auto zone = std::make_shared<const Zone>(series.zone());
    m_above = new IncidentStrip(axis, zone, this);
    m_below = new TimeAxisStrip(axis, zone, this);
    for (std::size_t i = 0; i < series.statuses(); ++i) {
        const auto id = static_cast<StatusId>(i);
        auto* chart = new StatusChart(id, words::status(series.catalog(), id), axis, this);
        connect(chart, &StatusChart::resized, this, &ChartStack::schedule);
        connect(chart, &StatusChart::doubleClicked, this, [this, id] { solo(id); });
        connect(chart, &StatusChart::menuRequested, this,
                [this, id](const QPoint& global) { showMenu(id, global); });
        m_charts.push_back(chart);
    }
    m_card = new CrosshairCard(this);

    m_frame.setSingleShot(true);
    m_frame.setInterval(kFrame);
    connect(&m_frame, &QTimer::timeout, this, &ChartStack::drawFrame);
    connect(&series, &SeriesModel::minutesChanged, this, [this](MinuteRange changed) {
        const MinuteRange seen = neededRange();
        if (changed.from < seen.to && seen.from < changed.to)
            schedule();
    });
    connect(&anomalies, &AnomalyListModel::anomaliesChanged, this, &ChartStack::schedule);
    connect(&incidents, &IncidentListModel::incidentsChanged, this, [this] {
        if (troubled() != m_arrangedFor)
            arrange();
        schedule();
    });
    connect(&axis, &TimeAxisLink::rangeChanged, this, &ChartStack::schedule);
    connect(&axis, &TimeAxisLink::crosshairChanged, this, &ChartStack::showCrosshair);
}

void ChartStack::setOverlay(Overlay overlay)
{
    m_overlay = overlay;
    schedule();
}

void ChartStack::setStatusVisible(StatusId status, bool visible)
{
    if (visible == isStatusVisible(status))
        return;
    if (visible)
        m_hidden.erase(status);
    else
        m_hidden.insert(status);
    arrange();
    emit statusVisibilityChanged(status, visible);
}

bool ChartStack::isStatusVisible(StatusId status) const
{
    return !m_hidden.contains(status);
}

void ChartStack::solo(StatusId status)
{
    const bool alone = isStatusVisible(status) && m_hidden.size() + 1 == m_charts.size();
    for (const StatusChart* chart : m_charts)
        setStatusVisible(chart->status(), alone || chart->status() == status);
}

void ChartStack::setZoomed()
{
    for (StatusChart* chart : m_charts)
        chart->setZoomed();
    arrange();
}

void ChartStack::setScaleKind(ScaleKind kind)
{
    for (StatusChart* chart : m_charts)
        chart->setScaleKind(kind);
}

// What was added with addAction() concerns all charts and comes after what concerns this one.
void ChartStack::showMenu(StatusId status, const QPoint& global)
{
    const QString name = words::status(m_series.catalog(), status);
    QMenu menu(this);
    QAction* alone = menu.addAction(tr("Only %1").arg(name));
    alone->setCheckable(true);
    alone->setChecked(m_hidden.size() + 1 == m_charts.size());
    connect(alone, &QAction::triggered, this, [this, status] { solo(status); });
    connect(menu.addAction(tr("Hide %1").arg(name)), &QAction::triggered, this,
            [this, status] { setStatusVisible(status, false); });
    menu.addSeparator();
    menu.addActions(actions());
    menu.exec(global);
}

void ChartStack::paintPicture(QPainter& painter)
{
    drawNow();
    m_axis.setCrosshair(std::nullopt);
    painter.fillRect(rect(), theme().card);
    for (QWidget* strip : {static_cast<QWidget*>(m_above), static_cast<QWidget*>(m_below)})
        strip->render(&painter, strip->pos(), {}, QWidget::DrawChildren);
    for (StatusChart* chart : m_charts) {
        if (!isStatusVisible(chart->status()))
            continue;
        painter.save();
        painter.translate(chart->pos());
        chart->paintScene(painter);
        painter.restore();
    }
}

// The same wall clock time on the earlier day: summer time may lie between.
double ChartStack::overlayShift() const
{
    if (m_overlay == Overlay::None)
        return 0;
    const std::chrono::minutes back{m_overlay == Overlay::Yesterday ? 24 * 60 : 7 * 24 * 60};
    const Minute middle = fromEpochMinutes(std::llround(m_axis.from() + m_axis.span() / 2));
    const Zone& zone = m_series.zone();
    return double((back + zone.offsetAt(middle) - zone.offsetAt(middle - back)).count());
}

MinuteRange ChartStack::neededRange() const
{
    const double shift = overlayShift();
    return {fromEpochMinutes(std::llround(std::floor(m_axis.from() - shift))),
            fromEpochMinutes(std::llround(std::ceil(m_axis.to())) + 1)};
}

std::set<StatusId> ChartStack::troubled() const
{
    std::set<StatusId> out;
    for (const Incident& incident : m_incidents.incidents()) {
        if (incident.state != IncidentState::Resolved)
            out.insert(incident.statuses.begin(), incident.statuses.end());
    }
    return out;
}

void ChartStack::schedule()
{
    if (!m_frame.isActive())
        m_frame.start();
}

void ChartStack::drawNow()
{
    m_frame.stop();
    drawFrame();
}

void ChartStack::drawFrame()
{
    if (!isVisible())
        return;
    const Minute from = fromEpochMinutes(std::llround(std::floor(m_axis.from())));
    const Minute to = fromEpochMinutes(std::llround(std::ceil(m_axis.to())) + 1);
    const double plot = width() - 2 * kRing - StatusChart::left() - StatusChart::right();
    const auto ticks = timeTicks(m_axis.from(), m_axis.to(),
                                 std::max(2, int(plot / scaled(kTickPitch))), m_series.zone());
    const auto gaps = m_series.gaps({from, to});
    std::vector<Incident> incidents;
    for (const Incident& i : m_incidents.incidents()) {
        if (i.start < to && (!i.end || *i.end > from))
            incidents.push_back(i);
    }

    ChartFrame frame;
    frame.first = static_cast<double>(toEpochMinutes(m_series.first()));
    frame.anomalies = m_anomalies.within(from, to);
    frame.incidents = incidents;
    frame.gaps = gaps;
    frame.now = m_series.isEmpty() ? Minute{} : m_series.end() - std::chrono::minutes{1};
    frame.overlayShift = overlayShift();
    frame.ticks = ticks;
    for (StatusChart* chart : m_charts) {
        if (!isStatusVisible(chart->status()))
            continue;
        frame.counts = m_series.counts(chart->status());
        frame.low = m_series.low(chart->status());
        frame.high = m_series.high(chart->status());
        chart->draw(frame);
    }
    m_above->setIncidents(std::move(incidents));
    m_below->setTicks(ticks);
    if (m_axis.crosshair())
        showCrosshair();
}

void ChartStack::arrange()
{
    m_arrangedFor = troubled();
    const int lowestFull = int(scaled(kLowest));
    const int foldedHigh = int(scaled(kFolded));
    std::vector<StatusChart*> shown;
    for (StatusChart* chart : m_charts) {
        chart->setVisible(isStatusVisible(chart->status()));
        if (isStatusVisible(chart->status()))
            shown.push_back(chart);
    }
    const int above = m_above->sizeHint().height();
    const int below = m_below->sizeHint().height();
    const int wide = width() - 2 * kRing;
    m_above->setGeometry(kRing, kRing, wide, above);
    m_below->setGeometry(kRing, height() - kRing - below, wide, below);
    int room = height() - above - below - 2 * kRing;

    // Fold from the bottom of what matters: calm before troubled, extra statuses before known.
    std::vector<StatusChart*> byCalm(shown.rbegin(), shown.rend());
    std::stable_partition(byCalm.begin(), byCalm.end(), [&](const StatusChart* c) {
        return !m_arrangedFor.contains(c->status());
    });
    std::set<const StatusChart*> folded;
    int lowest = lowestFull * int(shown.size());
    for (const StatusChart* chart : byCalm) {
        if (lowest <= room || folded.size() + 1 >= shown.size())
            break;
        folded.insert(chart);
        lowest -= lowestFull - foldedHigh;
    }

    double weights = 0;
    for (const StatusChart* chart : shown) {
        if (folded.contains(chart))
            room -= foldedHigh;
        else
            weights += weight(chart->status(), m_arrangedFor.contains(chart->status()));
    }
    const int spare = std::max(0, room - lowestFull * int(shown.size() - folded.size()));
    int y = above + kRing;
    double share = 0;
    int given = 0;
    for (StatusChart* chart : shown) {
        int h = foldedHigh;
        if (!folded.contains(chart)) {
            share += weight(chart->status(), m_arrangedFor.contains(chart->status())) / weights;
            const int upTo = int(std::floor(share * spare + 0.5));
            h = lowestFull + upTo - given;
            given = upTo;
        }
        chart->setSize(folded.contains(chart) ? ChartSize::Folded : ChartSize::Full);
        chart->setGeometry(kRing, y, wide, h);
        y += h;
    }
    schedule();
}

void ChartStack::showCrosshair()
{
    const auto at = m_axis.crosshair();
    if (!at || m_series.isEmpty() || *at < m_series.first() || *at >= m_series.end()) {
        m_card->hide();
        return;
    }
    const auto row = static_cast<std::size_t>((*at - m_series.first()).count());
    const auto anomalies = m_anomalies.within(*at, *at + std::chrono::minutes{1});
    std::vector<CrosshairCard::Row> rows;
    QStringList reasons;
    for (const StatusChart* chart : m_charts) {
        const StatusId id = chart->status();
        if (!isStatusVisible(id))
            continue;
        CrosshairCard::Row line;
        line.status = id;
        line.name = words::status(m_series.catalog(), id);
        line.count =
            m_series.isUnknown(*at) ? QStringLiteral("…") : format::count(m_series.counts(id)[row]);
        line.expected = format::expected(double(m_series.expected(id)[row]));
        for (const Anomaly& a : anomalies) {
            if (a.status != id)
                continue;
            line.anomaly = std::max(line.anomaly.value_or(a.severity), a.severity);
            if (reasons.size() < 2)
                reasons << format::foreign(a.reason);
        }
        rows.push_back(std::move(line));
    }
    m_card->show(format::dateClock(*at, m_series.zone()), format::utcClock(*at), std::move(rows),
                 reasons);
    const double x = m_charts.front()->xOf(static_cast<double>(toEpochMinutes(*at)));
    const int gap = 16;
    const bool fitsRight = x + gap + m_card->width() < width() - 4;
    m_card->move(int(fitsRight ? x + gap : x - gap - m_card->width()), m_above->height() + 6);
    m_card->raise();
}

void ChartStack::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ChartStack::paintEvent(QPaintEvent*)
{
    if (!m_ringed)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, 1.5));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 7, 7);
}

void ChartStack::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    m_ringed = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void ChartStack::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    m_ringed = false;
    update();
}

} // namespace vigia
