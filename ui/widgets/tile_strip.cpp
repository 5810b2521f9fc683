#include "ui/widgets/tile_strip.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"
#include "ui/widgets/tile.h"

#include <QGridLayout>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

constexpr std::size_t kLineMinutes = 90;

// A trend is news when it leads away from what is wished for and the count is not small talk.
bool isBadNews(const StatusNow& now)
{
    const bool falling = now.trend.trend == Trend::Falling || now.trend.trend == Trend::FallingALot;
    const bool aLot = now.trend.trend == Trend::FallingALot || now.trend.trend == Trend::RisingALot;
    return aLot && falling == !isBad(now.status);
}

} // namespace

TileStrip::TileStrip(const SeriesModel& series, const IncidentListModel& incidents,
                     double falseAlarmsPerDay, QWidget* parent)
    : QWidget(parent)
    , m_series(series)
    , m_incidents(incidents)
    , m_falseAlarmsPerDay(falseAlarmsPerDay)
{
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(9);
    const auto add = [&] {
        m_tiles.push_back(new Tile(this));
        return m_tiles.back();
    };
    m_rate = add();
    for (std::size_t i = 0; i < std::min(series.statuses(), kKnownStatuses); ++i)
        m_statuses.push_back(add());
    m_hour = add();
    m_alarms = add();
    placeTiles(1);
    update(LiveSummary{});
}

void TileStrip::placeTiles(int rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    const int columns = (int(m_tiles.size()) + rows - 1) / rows;
    for (int i = 0; i < int(m_tiles.size()); ++i)
        m_grid->addWidget(m_tiles[std::size_t(i)], i / columns, i % columns);
    for (int i = 0; i < int(m_tiles.size()); ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
}

void TileStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    constexpr int kNarrowest = 112; // a tile whose words still fit
    placeTiles(width() >= scaled(kNarrowest) * double(m_tiles.size()) ? 1 : 2);
}

void TileStrip::setZoomed()
{
    for (Tile* tile : m_tiles) {
        tile->updateGeometry();
        tile->QWidget::update();
    }
}

std::vector<const Tile*> TileStrip::tiles() const
{
    return {m_tiles.begin(), m_tiles.end()};
}

void TileStrip::update(const LiveSummary& summary)
{
    updateRate(summary);
    for (std::size_t i = 0; i < m_statuses.size(); ++i) {
        StatusNow none;
        none.status = static_cast<StatusId>(i);
        none.count = none.expected = std::nan("");
        updateStatus(*m_statuses[i], i < summary.statuses.size() ? summary.statuses[i] : none,
                     summary);
    }
    updateHour(summary);
    updateAlarms(summary);
}

void TileStrip::updateRate(const LiveSummary& summary)
{
    TileText text;
    text.label = tr("Approval rate");
    text.value = summary.now ? format::percent(summary.approvalRate) : QStringLiteral("–");
    if (summary.now && !std::isnan(summary.approvalExpected)) {
        text.detail = tr("expected %1").arg(format::percent(summary.approvalExpected));
        const double points = (summary.approvalRate - summary.approvalExpected) * 100;
        if (std::isfinite(points) && std::abs(points) >= 1)
            text.trend = tr("%1 points").arg(format::signedCount(points));
        else if (std::isfinite(points))
            text.trend = tr("as expected");
        constexpr double kPointsThatMatter = 5;
        if (points <= -kPointsThatMatter)
            text.alarm = summary.approvalAlarm;
    } else if (summary.now) {
        text.detail = tr("still learning");
    }
    m_rate->setText(std::move(text));
}

void TileStrip::updateStatus(Tile& tile, const StatusNow& now, const LiveSummary& summary)
{
    TileText text;
    text.status = now.status;
    text.label = words::status(m_series.catalog(), now.status);
    if (!summary.now) {
        text.value = QStringLiteral("–");
        tile.setText(std::move(text));
        return;
    }
    text.value = format::count(now.count);
    text.detail = std::isnan(now.count) ? tr("no data")
                  : std::isnan(now.expected)
                      ? tr("still learning")
                      : tr("expected %1").arg(format::expected(now.expected));
    text.trend =
        words::trendMark(now.trend.trend) + QLatin1Char(' ') + words::trend(now.trend.trend);
    text.trendMatters = isBadNews(now);
    text.alarm = now.alarm;

    const auto counts = m_series.counts(now.status);
    const auto end = static_cast<std::size_t>((*summary.now - m_series.first()).count()) + 1;
    const std::size_t begin = end > kLineMinutes ? end - kLineMinutes : 0;
    text.line.assign(counts.begin() + std::ptrdiff_t(begin), counts.begin() + std::ptrdiff_t(end));
    const Minute lineFrom = m_series.first() + std::chrono::minutes{std::int64_t(begin)};
    for (const Incident& incident : m_incidents.incidents()) {
        if (std::find(incident.statuses.begin(), incident.statuses.end(), now.status) ==
            incident.statuses.end())
            continue;
        const auto from = std::max<std::int64_t>(0, (incident.start - lineFrom).count());
        const auto to =
            (incident.end.value_or(*summary.now + std::chrono::minutes{1}) - lineFrom).count();
        if (to <= from || from >= std::int64_t(text.line.size()))
            continue;
        text.shade = incident.severity;
        text.shadeFrom = std::size_t(from);
        text.shadeTo = std::min(std::size_t(to), text.line.size());
        break; // the list has the worst and newest first
    }
    tile.setText(std::move(text));
}

void TileStrip::updateHour(const LiveSummary& summary)
{
    TileText text;
    text.label = tr("Last hour");
    text.value = summary.now ? format::count(summary.hourTotal) : QStringLiteral("–");
    if (summary.now) {
        text.detail = std::isnan(summary.hourExpected)
                          ? tr("still learning")
                          : tr("expected %1").arg(format::count(summary.hourExpected));
        text.trend = summary.hourGaps > 0
                         ? tr("%1 min no data").arg(summary.hourGaps)
                         : format::deviation(summary.hourTotal, summary.hourExpected);
    }
    m_hour->setText(std::move(text));
}

void TileStrip::updateAlarms(const LiveSummary& summary)
{
    TileText text;
    text.label = tr("Alarms this shift");
    const int all = summary.shiftCritical + summary.shiftWarning;
    text.value = summary.now ? QString::number(all) : QStringLiteral("–");
    if (summary.now) {
        text.detail = summary.shiftCritical > 0
                          ? tr("%n critical", "alarms", summary.shiftCritical)
                          : tr("since %1").arg(format::clock(summary.shiftStart, m_series.zone()));
        text.trend = tr("budget %1 a day").arg(format::expected(m_falseAlarmsPerDay));
    }
    m_alarms->setText(std::move(text));
}

} // namespace vigia
