#include "ui/chart/chart_stack.h"

#include "ui/chart/chart_role.h"
#include "ui/chart/format.h"
#include "ui/chart/status_chart.h"
#include "ui/chart/theme.h"
#include "ui/chart/time_strips.h"
#include "ui/models/archive.h"
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
    installChartRole();
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

void ChartStack::setArchive(Archive& archive)
{
    m_archive = &archive;
    connect(&archive, &Archive::changed, this, &ChartStack::schedule);
    schedule();
}

// What lies beyond the minutes that are kept in memory, and what is too long to be drawn of minutes
// within a frame.
bool ChartStack::showsArchive() const
{
    if (!m_archive)
        return false;
    const Minute oldest = m_axis.bounds().to -
                          std::chrono::minutes{static_cast<std::int64_t>(SeriesModel::kCapacity)};
    const Minute needed = std::max(neededRange().from, m_axis.bounds().from);
    return m_series.isEmpty() || m_axis.span() > Archive::kLongestMinutes || needed < oldest;
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
    const auto chart = std::ranges::find(m_charts, status, &StatusChart::status);
    const double x = (*chart)->mapFromGlobal(global).x();
    const Minute at = fromEpochMinutes(std::llround((*chart)->minuteAt(x)));
    if (m_axis.bounds().contains(at)) {
        connect(menu.addAction(
                    tr("Where did %1 of %2 go?").arg(name, format::clock(at, m_series.zone()))),
                &QAction::triggered, this, [this, at, status] { emit traceRequested(at, status); });
    }
    menu.addSeparator();
    menu.addActions(actions());
    menu.exec(global);
}

std::optional<StatusId> ChartStack::pointed() const
{
    for (const StatusChart* chart : m_charts) {
        if (chart->underMouse())
            return chart->status();
    }
    return std::nullopt;
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
    const Minute middle = fromEpochMinutes(std::llround(m_axis.from() + m_axis.span() / 2));
    const int days = m_overlay == Overlay::Yesterday ? 1 : 7;
    return double((middle - sameClockBefore(m_series.zone(), middle, days)).count());
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
    const MinuteRange view{fromEpochMinutes(std::llround(std::floor(m_axis.from()))),
                           fromEpochMinutes(std::llround(std::ceil(m_axis.to())) + 1)};
    const double plot = width() - 2 * kRing - StatusChart::left() - StatusChart::right();
    const auto ticks = timeTicks(m_axis.from(), m_axis.to(),
                                 std::max(2, int(plot / scaled(kTickPitch))), m_series.zone());
    ChartFrame frame;
    frame.overlayShift = overlayShift();
    frame.ticks = ticks;
    if (showsArchive()) {
        m_archive->look(neededRange(), m_axis.span());
        m_gaps = m_archive->gaps(view);
        frame.incidents = m_archive->incidents();
        frame.anomalies = m_archive->anomalies();
        fillFromArchive(frame);
    } else {
        m_gaps = m_series.gaps(view);
        frame.incidents = m_incidents.incidents();
        frame.anomalies = m_anomalies.within(view.from, view.to);
        frame.first = static_cast<double>(toEpochMinutes(m_series.first()));
        frame.now = m_series.isEmpty() ? Minute{} : m_series.end() - std::chrono::minutes{1};
    }
    frame.gaps = m_gaps;
    drawCharts(frame);
    m_above->setIncidents(frame.incidents);
    m_below->setTicks(ticks);
    if (m_axis.crosshair())
        showCrosshair();
}

void ChartStack::fillFromArchive(ChartFrame& frame)
{
    frame.first = m_archive->first();
    frame.step = m_archive->step();
    frame.now = m_axis.bounds().to - std::chrono::minutes{1};
}

void ChartStack::drawCharts(ChartFrame& frame)
{
    const bool archive = showsArchive();
    for (StatusChart* chart : m_charts) {
        const StatusId id = chart->status();
        if (!isStatusVisible(id))
            continue;
        frame.counts = archive ? m_archive->counts(id) : m_series.counts(id);
        if (archive) {
            frame.smallest = m_archive->smallest(id);
            frame.largest = m_archive->largest(id);
        } else {
            frame.low = m_series.low(id);
            frame.high = m_series.high(id);
        }
        chart->draw(frame);
    }
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
    const bool known = at && (showsArchive() ? m_archive->indexAt(*at).has_value()
                                             : !m_series.isEmpty() && *at >= m_series.first() &&
                                                   *at < m_series.end());
    if (!known) {
        m_card->hide();
        return;
    }
    QStringList reasons;
    auto rows = crosshairRows(*at, reasons);
    QString title = format::dateClock(*at, m_series.zone());
    QString beside = format::utcClock(*at);
    if (showsArchive() && m_archive->step() > 1) {
        const MinuteRange stretch = m_archive->rangeOf(*m_archive->indexAt(*at));
        const bool day = m_archive->step() > 60;
        title = day ? format::fullDate(stretch.from + std::chrono::hours{12}, m_series.zone())
                    : tr("%1 to %2", "the hour under the crosshair")
                          .arg(format::dateClock(stretch.from, m_series.zone()),
                               format::clock(stretch.to, m_series.zone()));
        beside = tr("mean, range", "of the minutes of an hour or day");
    }
    m_card->show(title, beside, std::move(rows), reasons);
    const double x = m_charts.front()->xOf(static_cast<double>(toEpochMinutes(*at)));
    const int gap = 16;
    const bool fitsRight = x + gap + m_card->width() < width() - 4;
    m_card->move(int(fitsRight ? x + gap : x - gap - m_card->width()), m_above->height() + 6);
    m_card->raise();
}

std::vector<CrosshairCard::Row> ChartStack::crosshairRows(Minute at, QStringList& reasons) const
{
    const bool archive = showsArchive();
    const std::size_t i = archive ? *m_archive->indexAt(at)
                                  : static_cast<std::size_t>((at - m_series.first()).count());
    const MinuteRange stretch =
        archive ? m_archive->rangeOf(i) : MinuteRange{at, at + std::chrono::minutes{1}};
    const auto all =
        archive ? m_archive->anomalies() : m_anomalies.within(stretch.from, stretch.to);
    std::vector<CrosshairCard::Row> rows;
    for (const StatusChart* chart : m_charts) {
        const StatusId id = chart->status();
        if (!isStatusVisible(id))
            continue;
        CrosshairCard::Row line;
        line.status = id;
        line.name = words::status(m_series.catalog(), id);
        if (!archive) {
            line.count = m_series.isUnknown(at) ? QStringLiteral("…")
                                                : format::count(m_series.counts(id)[i]);
            line.expected = format::expected(double(m_series.expected(id)[i]));
        } else {
            const double value = m_archive->counts(id)[i];
            line.count = m_archive->minutesOf(i) < 0 ? QStringLiteral("…")
                         : m_archive->step() > 1     ? format::expected(value)
                                                     : format::count(value);
            if (m_archive->step() > 1 && m_archive->minutesOf(i) > 0)
                line.expected = format::range(double(m_archive->smallest(id)[i]),
                                              double(m_archive->largest(id)[i]));
        }
        for (const Anomaly& a : all) {
            if (a.status != id || !stretch.contains(a.time))
                continue;
            line.anomaly = std::max(line.anomaly.value_or(a.severity), a.severity);
            if (reasons.size() < 2)
                reasons << words::retold(a.reason);
        }
        rows.push_back(std::move(line));
    }
    return rows;
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
