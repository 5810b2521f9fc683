#include "ui/chart/chart_items.h"

#include "ui/chart/theme.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace vigia {
namespace {

// Qt Charts paints its grid at 2 and its series at 4.
constexpr double kBehindGrid = 1;
constexpr double kWithSeries = 5;
constexpr double kAboveSeries = 50;
constexpr qsizetype kStroke = 9; // points of a wide line at once
constexpr double kApart = 16;    // pixels; closer starts would be a fence before the lines

using Shade = BackdropItem::Shade;

// What one of this severity covers, from left to right. REQUIRES: sorted by `from`.
std::vector<Shade> unionOf(const std::vector<Shade>& shades, Severity severity)
{
    std::vector<Shade> out;
    for (const Shade& s : shades) {
        if (s.severity != severity)
            continue;
        if (!out.empty() && s.from <= out.back().to)
            out.back().to = std::max(out.back().to, s.to);
        else
            out.push_back(s);
    }
    return out;
}

std::vector<Shade> sideBySide(std::vector<Shade> shades)
{
    std::ranges::sort(shades, {}, &Shade::from);
    const std::vector<Shade> critical = unionOf(shades, Severity::Critical);
    std::vector<Shade> out = critical;
    for (Shade rest : unionOf(shades, Severity::Warning)) {
        for (const Shade& c : critical) {
            if (c.to <= rest.from || c.from >= rest.to)
                continue;
            if (c.from > rest.from)
                out.push_back({rest.from, c.from, Severity::Warning, rest.startsHere});
            rest.from = c.to;
        }
        if (rest.from < rest.to)
            out.push_back(rest);
    }
    return out;
}

std::vector<Shade> startsApart(const std::vector<Shade>& shades)
{
    std::vector<Shade> out;
    std::set<double> taken;
    for (const Severity severity : {Severity::Critical, Severity::Warning}) {
        for (const Shade& s : shades) {
            const auto near = taken.lower_bound(s.from - kApart);
            if (s.severity != severity || !s.startsHere ||
                (near != taken.end() && *near <= s.from + kApart))
                continue;
            taken.insert(s.from);
            out.push_back(s);
        }
    }
    return out;
}

} // namespace

ChartItem::ChartItem(QGraphicsItem* parent, double z)
    : QGraphicsItem(parent)
{
    setZValue(z);
}

void ChartItem::setArea(const QRectF& area)
{
    if (area == m_area)
        return;
    prepareGeometryChange();
    m_area = area;
}

BandItem::BandItem(QGraphicsItem* parent)
    : ChartItem(parent, kBehindGrid)
{}

void BandItem::setBand(QVector<QRectF> columns, const QColor& colour)
{
    m_columns = std::move(columns);
    m_colour = colour;
    update();
}

void BandItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_colour);
    // Columns that touch are one shape: filled row by row, it costs a tenth of its columns.
    QPolygonF top;
    QPolygonF bottom;
    const auto fill = [&] {
        std::reverse(bottom.begin(), bottom.end());
        top += bottom;
        painter->drawPolygon(top, Qt::WindingFill);
        top.clear();
        bottom.clear();
    };
    for (const QRectF& column : m_columns) {
        if (!top.isEmpty() && top.last().x() != column.left())
            fill();
        top << column.topLeft() << column.topRight();
        bottom << column.bottomLeft() << column.bottomRight();
    }
    if (!top.isEmpty())
        fill();
}

StretchItem::StretchItem(QGraphicsItem* parent)
    : ChartItem(parent, kWithSeries)
{}

void StretchItem::setLines(std::vector<QVector<QPointF>> lines)
{
    if (lines.empty() && m_lines.empty())
        return;
    m_lines = std::move(lines);
    update();
}

void StretchItem::setPen(const QPen& pen)
{
    m_pen = pen;
    update();
}

void StretchItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(m_pen);
    painter->save();
    painter->setClipRect(area());
    // A stroke of many points that crosses itself in each pixel row costs their square.
    const qsizetype most = m_pen.widthF() > 1 ? kStroke : std::numeric_limits<int>::max();
    for (const QVector<QPointF>& line : m_lines) {
        for (qsizetype at = 0; at + 1 < line.size(); at += most - 1)
            painter->drawPolyline(line.constData() + at, int(std::min(most, line.size() - at)));
    }
    painter->restore();
}

BackdropItem::BackdropItem(QGraphicsItem* parent)
    : ChartItem(parent, kBehindGrid - 0.5)
{}

void BackdropItem::set(std::vector<Shade> shades, QVector<QRectF> gaps, QVector<QLineF> grid)
{
    m_shades = std::move(shades);
    m_fills = sideBySide(m_shades);
    m_edges = startsApart(m_shades);
    m_gaps = std::move(gaps);
    m_grid = std::move(grid);
    update();
}

void BackdropItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& t = theme();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(t.grid, 0));
    for (const QLineF& line : m_grid) {
        if (line.dx() != 0 || !m_laid)
            painter->drawLine(line);
    }
    if (!m_laid)
        paintShades(*painter, area().top(), area().bottom());
    if (m_gaps.isEmpty())
        return;
    painter->setRenderHint(QPainter::Antialiasing, true);
    QColor hatch = t.muted;
    hatch.setAlphaF(0.55F);
    painter->setPen(QPen(hatch, 1));
    constexpr double kPitch = 5;
    for (const QRectF& gap : m_gaps) {
        painter->save();
        painter->setClipRect(gap);
        // Lines lie on one raster over the whole chart, so that neighbouring gaps match.
        const double reach = gap.height();
        const double begin = std::floor((gap.left() - reach) / kPitch) * kPitch;
        for (double x = begin; x < gap.right(); x += kPitch)
            painter->drawLine(QLineF(x, gap.bottom(), x + reach, gap.top()));
        painter->restore();
    }
}

void BackdropItem::paintShades(QPainter& painter, double top, double bottom) const
{
    const Theme& t = theme();
    for (const Shade& s : m_fills)
        painter.fillRect(QRectF(QPointF(s.from, top), QPointF(s.to, bottom)), t.shade(s.severity));
    for (const Shade& s : m_edges) {
        QColor edge = t.severity(s.severity);
        edge.setAlphaF(s.severity == Severity::Critical ? 0.75F : 0.4F);
        painter.setPen(QPen(edge, 0));
        painter.drawLine(QLineF(s.from, top, s.from, bottom));
    }
}

QImage BackdropItem::row(int pixels, double ratio) const
{
    QImage row(pixels, 1, QImage::Format_RGB32);
    row.fill(theme().card);
    QPainter painter(&row);
    painter.scale(ratio, 1);
    painter.setPen(QPen(theme().grid, 0));
    for (const QLineF& line : m_grid) {
        if (line.dx() == 0)
            painter.drawLine(QLineF(line.x1(), 0, line.x1(), 1));
    }
    paintShades(painter, 0, 1);
    return row;
}

MarksItem::MarksItem(QGraphicsItem* parent)
    : ChartItem(parent, kAboveSeries)
{}

void MarksItem::setMarks(std::vector<Mark> marks, double radius)
{
    m_radius = radius;
    m_marks = std::move(marks);
    update();
}

void MarksItem::setLast(const QPointF& at, const QString& text, const QColor& colour)
{
    m_last = at;
    m_lastText = text;
    m_lastColour = colour;
    update();
}

void MarksItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing, true);
    const QTransform& device = painter->deviceTransform();
    const bool stamps = painter->paintEngine()->type() == QPaintEngine::Raster &&
                        device.type() <= QTransform::TxScale && device.m11() == device.m22();
    for (const Severity severity : {Severity::Warning, Severity::Critical}) {
        for (const Mark& mark : m_marks) {
            if (mark.severity != severity)
                continue;
            if (!stamps) { // a file of shapes, or turned
                paintMark(*painter, mark.at, severity, m_radius);
                continue;
            }
            const double ratio = device.m11();
            const QPixmap& stamp = stampOf(severity, ratio);
            const QPointF corner = mark.at - QPointF(stamp.width(), stamp.height()) / (2 * ratio);
            painter->drawPixmap(QPointF(std::round(corner.x() * ratio) / ratio,
                                        std::round(corner.y() * ratio) / ratio),
                                stamp);
        }
    }
    if (m_lastText.isEmpty())
        return;
    const QFont font = uiFont(13, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const double height = metrics.height();
    const double y = std::clamp(m_last.y() - height / 2, area().top(),
                                std::max(area().top(), area().bottom() - height));
    painter->setFont(font);
    painter->setPen(m_lastColour);
    painter->drawText(QRectF(m_last.x(), y, area().right() - m_last.x(), height),
                      Qt::AlignLeft | Qt::AlignVCenter, m_lastText);
}

const QPixmap& MarksItem::stampOf(Severity severity, double ratio)
{
    Stamp& stamp = m_stamps[severity == Severity::Critical ? 1 : 0];
    const QRgb colours[2] = {theme().card.rgba(), theme().severity(severity).rgba()};
    if (stamp.radius == m_radius && stamp.ratio == ratio &&
        std::equal(std::begin(colours), std::end(colours), stamp.colours))
        return stamp.picture;
    const double half = m_radius + 2;
    const int side = 2 * int(std::ceil(half * ratio));
    stamp.picture = QPixmap(side, side);
    stamp.picture.fill(Qt::transparent);
    stamp.picture.setDevicePixelRatio(ratio);
    QPainter painter(&stamp.picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMark(painter, QPointF(side, side) / (2 * ratio), severity, m_radius);
    stamp.radius = m_radius;
    stamp.ratio = ratio;
    std::copy(std::begin(colours), std::end(colours), stamp.colours);
    return stamp.picture;
}

void paintMark(QPainter& painter, const QPointF& at, Severity severity, double radius)
{
    const QPointF c = at;
    QPolygonF shape;
    if (severity == Severity::Critical)
        shape << c + QPointF(0, -radius) << c + QPointF(radius, radius * 0.8)
              << c + QPointF(-radius, radius * 0.8);
    else
        shape << c + QPointF(0, -radius) << c + QPointF(radius, 0) << c + QPointF(0, radius)
              << c + QPointF(-radius, 0);
    // A rim in the card's colour keeps a mark apart from the line it sits on.
    painter.setPen(QPen(theme().card, 1));
    painter.setBrush(theme().severity(severity));
    painter.drawPolygon(shape);
}

} // namespace vigia
