#include "ui/chart/thinning.h"

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

struct Indices
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

// The minutes within [from, to], clipped to the series.
Indices visible(const MinuteValues& s, double from, double to)
{
    const double size = static_cast<double>(s.values.size());
    const double begin = std::clamp(std::ceil((from - s.first) / s.step), 0.0, size);
    const double end = std::clamp(std::floor((to - s.first) / s.step) + 1, begin, size);
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
}

class Pen
{
public:
    Pen(Polylines& out, double step)
        : m_out(out)
        , m_halfDash(step / 4)
    {}
    ~Pen() { lift(); }
    Pen(const Pen&) = delete;
    Pen& operator=(const Pen&) = delete;

    void to(double x, double y) { m_line.append({x, y}); }
    void lift()
    {
        if (m_line.size() == 1) {
            const QPointF p = m_line.first();
            m_line = {{p.x() - m_halfDash, p.y()}, {p.x() + m_halfDash, p.y()}};
        }
        if (!m_line.isEmpty())
            m_out.push_back(std::move(m_line));
        m_line = {};
    }

private:
    Polylines& m_out;
    double m_halfDash; // minutes
    QVector<QPointF> m_line;
};

} // namespace

Polylines thin(const MinuteValues& s, double from, double to, int columns)
{
    Polylines out;
    Indices range = visible(s, from, to);
    if (range.begin > 0)
        --range.begin;
    if (range.end < s.values.size())
        ++range.end;
    Pen pen(out, s.step);
    const auto x = [&](std::size_t i) { return s.first + static_cast<double>(i) * s.step; };

    if (range.end - range.begin <= 2 * static_cast<std::size_t>(columns)) {
        for (std::size_t i = range.begin; i < range.end; ++i) {
            if (std::isnan(s.values[i]))
                pen.lift();
            else if (s.values[i] >= 0)
                pen.to(x(i), s.values[i]);
        }
        return out;
    }

    const double minutesPerColumn = (to - from) / columns;
    for (std::size_t i = range.begin; i < range.end;) {
        const double column = std::floor((x(i) - from) / minutesPerColumn);
        std::size_t low = i;
        std::size_t high = i;
        bool known = false;
        bool gap = false;
        for (; i < range.end && std::floor((x(i) - from) / minutesPerColumn) == column; ++i) {
            const double v = s.values[i];
            if (std::isnan(v) || v < 0) {
                gap = gap || std::isnan(v);
                continue;
            }
            if (!known || v < s.values[low])
                low = i;
            if (!known || v > s.values[high])
                high = i;
            known = true;
        }
        if (!known) {
            if (gap)
                pen.lift();
            continue;
        }
        pen.to(x(std::min(low, high)), s.values[std::min(low, high)]);
        if (low != high)
            pen.to(x(std::max(low, high)), s.values[std::max(low, high)]);
    }
    return out;
}

} // namespace vigia
