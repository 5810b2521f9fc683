#include "core/notify/chart_png.h"

#include "core/message/words.h"
#include "core/notify/chart_data.h"

#include <algorithm>
#include <array>
#include <cairo/cairo.h>
#include <cmath>
#include <memory>
#include <numbers>

namespace vigia {
namespace {

constexpr double kScale = 2;  // for screens with small pixels
constexpr double kLeft = 52;  // numbers of the axis
constexpr double kRight = 54; // the newest count
constexpr double kLegend = 34;
constexpr double kPanel = 124; // one status, with the room below it
constexpr double kName = 22;   // above its plot
constexpr double kGap = 14;
constexpr double kAxis = 26;
constexpr double kPlotWidth = kChartWidth - kLeft - kRight;

struct Colour
{
    double red, green, blue;
};

constexpr Colour rgb(unsigned hex)
{
    return {(hex >> 16 & 0xFF) / 255.0, (hex >> 8 & 0xFF) / 255.0, (hex & 0xFF) / 255.0};
}

constexpr Colour kGround = rgb(0xFFFFFF);
constexpr Colour kMuted = rgb(0x57606C);
constexpr Colour kGrid = rgb(0xEAEDF1);
constexpr Colour kCritical = rgb(0xC41F27);
constexpr Colour kWarning = rgb(0x8F5B00);

// The palette of Okabe and Ito, as dark as white ground asks: lines 3:1, words 4.5:1.
struct StatusColours
{
    std::string_view status;
    Colour line;
    Colour name;
};
constexpr std::array<StatusColours, 7> kStatuses{
    {{"approved", rgb(0x0072B2), rgb(0x0069A5)},
     {"denied", rgb(0xC07F00), rgb(0x8A5C00)},
     {"failed", rgb(0xD55E00), rgb(0xB04C00)},
     {"reversed", rgb(0xBD5F94), rgb(0xA23F78)},
     {"backend_reversed", rgb(0x2B8FC8), rgb(0x176C9D)},
     {"refunded", rgb(0x009E73), rgb(0x007857)},
     {"processing", rgb(0x938800), rgb(0x6C6400)}}};

StatusColours coloursOf(std::string_view status)
{
    for (const StatusColours& known : kStatuses) {
        if (known.status == status)
            return known;
    }
    return {status, rgb(0x6B7683), rgb(0x4A545F)};
}

// 1, 2 or 5 times a power of ten, so that about four steps reach `top`.
double niceStep(double top)
{
    const double rough = top / 4;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return std::max(factor * power, 1.0);
    }
    return std::max(10 * power, 1.0);
}

std::string grouped(double value, Language language)
{
    std::string digits = std::to_string(std::llround(value));
    for (std::ptrdiff_t at = std::ssize(digits) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), language == Language::Portuguese ? "." : ",");
    return digits;
}

class Painter
{
public:
    explicit Painter(const DrawnChart& chart)
        : m_chart(chart)
        , m_height(kLegend + kPanel * static_cast<double>(chart.series.size()) + kAxis)
        , m_surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                               static_cast<int>(kChartWidth * kScale),
                                               static_cast<int>(m_height * kScale)))
        , m_cairo(cairo_create(m_surface.get()))
    {
        cairo_scale(c(), kScale, kScale);
    }

    Result<std::string> png()
    {
        colour(kGround);
        cairo_paint(c());
        double top = kLegend;
        shade(top, m_height - kAxis - kGap);
        timeAxis(top, m_height - kAxis - kGap);
        for (const DrawnSeries& series : m_chart.series) {
            panel(series, top);
            top += kPanel;
        }
        legend();
        std::string out;
        cairo_surface_flush(m_surface.get());
        const cairo_status_t status =
            cairo_surface_write_to_png_stream(m_surface.get(), &Painter::take, &out);
        if (status != CAIRO_STATUS_SUCCESS)
            return fail(ErrorCode::Internal,
                        std::string("the chart was not drawn: ") + cairo_status_to_string(status));
        return out;
    }

private:
    struct SurfaceEnd
    {
        void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
    };
    struct CairoEnd
    {
        void operator()(cairo_t* c) const { cairo_destroy(c); }
    };
    enum class Side { Left, Middle, Right };
    enum class Weight { Plain, Bold };

    static cairo_status_t take(void* to, const unsigned char* bytes, unsigned count)
    {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
        return CAIRO_STATUS_SUCCESS;
    }

    [[nodiscard]] cairo_t* c() const { return m_cairo.get(); }
    void colour(const Colour& k, double alpha = 1)
    {
        cairo_set_source_rgba(c(), k.red, k.green, k.blue, alpha);
    }
    [[nodiscard]] double x(double minute) const
    {
        return kLeft + kPlotWidth * minute / static_cast<double>(m_chart.minutes() - 1);
    }
    [[nodiscard]] double minuteAt(Minute m) const
    {
        const double at = static_cast<double>((m - m_chart.from).count());
        return std::clamp(at, 0.0, static_cast<double>(m_chart.minutes() - 1));
    }

    // Draws the words with their baseline at y; returns how wide they are.
    double words(const std::string& text, double at, double y, const Colour& k, double size,
                 Side side = Side::Left, Weight weight = Weight::Plain)
    {
        cairo_select_font_face(c(), "Inter", CAIRO_FONT_SLANT_NORMAL,
                               weight == Weight::Bold ? CAIRO_FONT_WEIGHT_BOLD
                                                      : CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(c(), size);
        cairo_text_extents_t extents;
        cairo_text_extents(c(), text.c_str(), &extents);
        const double back = side == Side::Left     ? 0
                            : side == Side::Middle ? extents.x_advance / 2
                                                   : extents.x_advance;
        colour(k);
        cairo_move_to(c(), at - back, y);
        cairo_show_text(c(), text.c_str());
        return extents.x_advance;
    }

    void mark(double at, double y, Severity severity)
    {
        constexpr double kSize = 4.5;
        if (severity == Severity::Critical) {
            cairo_move_to(c(), at, y - kSize);
            cairo_line_to(c(), at + kSize, y + kSize * 0.8);
            cairo_line_to(c(), at - kSize, y + kSize * 0.8);
        } else {
            cairo_move_to(c(), at, y - kSize);
            cairo_line_to(c(), at + kSize, y);
            cairo_line_to(c(), at, y + kSize);
            cairo_line_to(c(), at - kSize, y);
        }
        cairo_close_path(c());
        colour(severity == Severity::Critical ? kCritical : kWarning);
        cairo_fill_preserve(c());
        colour(kGround);
        cairo_set_line_width(c(), 0.8);
        cairo_stroke(c());
    }

    void shade(double top, double bottom)
    {
        if (!m_chart.incidentStart)
            return;
        const double from = x(minuteAt(*m_chart.incidentStart));
        const double to = m_chart.incidentEnd ? x(minuteAt(*m_chart.incidentEnd))
                                              : x(static_cast<double>(m_chart.minutes() - 1));
        if (to <= from)
            return; // before what is shown
        cairo_rectangle(c(), from, top, to - from, bottom - top);
        colour(kCritical, 0.08);
        cairo_fill(c());
        if (*m_chart.incidentStart >= m_chart.from) {
            line(from, top, from, bottom, kCritical, 1);
        }
    }

    void line(double x1, double y1, double x2, double y2, const Colour& k, double width)
    {
        cairo_move_to(c(), x1, y1);
        cairo_line_to(c(), x2, y2);
        colour(k);
        cairo_set_line_width(c(), width);
        cairo_stroke(c());
    }

    void timeAxis(double top, double bottom)
    {
        const std::size_t minutes = m_chart.minutes();
        const int every = minutes > 240 ? 60 : minutes > 90 ? 30 : minutes > 30 ? 10 : 5;
        const LocalMinute first{(m_chart.from + m_chart.offset).time_since_epoch()};
        for (std::size_t i = 0; i < minutes; ++i) {
            const LocalMinute local = first + std::chrono::minutes{i};
            const int ofDay = minuteOfDay(local);
            if (ofDay % every != 0)
                continue;
            const double at = x(static_cast<double>(i));
            line(at, top, at, bottom, kGrid, 1);
            std::string text = clockText(local); // 14h 30
            text.replace(text.find("h "), 2, ":");
            words(text, at, bottom + 18, kMuted, 11, Side::Middle);
        }
        const std::string offset = offsetText(m_chart.offset);
        words(offset == "UTC" ? offset : "UTC" + offset, kChartWidth - 8, bottom + 18, kMuted, 10,
              Side::Right);
    }

    void panel(const DrawnSeries& series, double panelTop)
    {
        const double top = panelTop + kName;
        const double bottom = panelTop + kPanel - kGap;
        double most = 1;
        for (const auto* values : {&series.counts, &series.high}) {
            for (const double v : *values)
                most = std::isfinite(v) ? std::max(most, v) : most;
        }
        const double step = niceStep(most);
        const double limit = std::max(most * 1.06, step);
        const auto y = [&](double value) { return bottom - (bottom - top) * value / limit; };
        for (double tick = 0; tick <= limit; tick += step) {
            line(kLeft, y(tick), kLeft + kPlotWidth, y(tick), kGrid, 1);
            words(grouped(tick, m_chart.language), kLeft - 8, y(tick) + 4, kMuted, 11, Side::Right);
        }
        const StatusColours look = coloursOf(series.status);
        band(series, look.line, y);
        gaps(series, top, bottom);
        counts(series, look.line, y);
        for (const auto& [at, severity] : series.marks)
            mark(x(static_cast<double>(at)), y(series.counts[at]), severity);
        words(series.status, kLeft, panelTop + 14, look.name, 12.5, Side::Left, Weight::Bold);
        if (const double last = series.counts.back(); std::isfinite(last))
            words(grouped(last, m_chart.language), kLeft + kPlotWidth + 8, y(last) + 4.5, look.name,
                  12.5, Side::Left, Weight::Bold);
    }

    template <typename Y>
    void band(const DrawnSeries& series, const Colour& k, const Y& y)
    {
        const auto there = [&](std::size_t i) {
            return std::isfinite(series.low[i]) && std::isfinite(series.high[i]);
        };
        for (std::size_t i = 0; i < series.low.size();) {
            if (!there(i)) {
                ++i;
                continue;
            }
            std::size_t end = i;
            cairo_new_path(c()); // words leave a point behind
            for (; end < series.low.size() && there(end); ++end)
                cairo_line_to(c(), x(static_cast<double>(end)), y(series.high[end]));
            for (std::size_t back = end; back > i; --back)
                cairo_line_to(c(), x(static_cast<double>(back - 1)), y(series.low[back - 1]));
            cairo_close_path(c());
            colour(k, 0.18);
            cairo_fill(c());
            i = end;
        }
    }

    void gaps(const DrawnSeries& series, double top, double bottom)
    {
        for (std::size_t i = 0; i < series.counts.size(); ++i) {
            if (!std::isnan(series.counts[i]))
                continue;
            const double from = x(static_cast<double>(i) - 0.5);
            const double to = x(static_cast<double>(i) + 0.5);
            cairo_save(c());
            cairo_rectangle(c(), from, top, to - from, bottom - top);
            cairo_clip(c());
            for (double offset = std::floor((from - (bottom - top)) / 6) * 6; offset < to;
                 offset += 6)
                line(offset, bottom, offset + (bottom - top), top, rgb(0xB4BDC7), 1);
            cairo_restore(c());
        }
    }

    template <typename Y>
    void counts(const DrawnSeries& series, const Colour& k, const Y& y)
    {
        cairo_set_line_join(c(), CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(c(), CAIRO_LINE_CAP_ROUND);
        cairo_new_path(c());
        bool pen = false;
        for (std::size_t i = 0; i < series.counts.size(); ++i) {
            const double value = series.counts[i];
            if (std::isnan(value)) {
                pen = false;
                continue;
            }
            if (pen)
                cairo_line_to(c(), x(static_cast<double>(i)), y(value));
            else
                cairo_move_to(c(), x(static_cast<double>(i)), y(value));
            pen = true;
        }
        colour(k);
        cairo_set_line_width(c(), 1.6);
        cairo_stroke(c());
        cairo_set_line_cap(c(), CAIRO_LINE_CAP_BUTT);
    }

    void legend()
    {
        const bool portuguese = m_chart.language == Language::Portuguese;
        constexpr double kBase = 20;
        double at = kLeft;
        at += words(portuguese ? "por minuto" : "per minute", at, kBase, kMuted, 11) + 18;
        cairo_rectangle(c(), at, kBase - 9, 18, 10);
        colour(kMuted, 0.22);
        cairo_fill(c());
        at += 24;
        at += words(portuguese ? "esperado" : "expected", at, kBase, kMuted, 11) + 18;
        for (const Severity severity : {Severity::Critical, Severity::Warning}) {
            mark(at + 4, kBase - 4, severity);
            at += 13;
            const Phrases& say = phrases(m_chart.language);
            at += words(std::string(severity == Severity::Critical ? say.critical : say.warning),
                        at, kBase, kMuted, 11) +
                  18;
        }
        if (!m_chart.incidentStart)
            return;
        cairo_rectangle(c(), at, kBase - 9, 18, 10);
        colour(kCritical, 0.14);
        cairo_fill(c());
        words(portuguese ? "incidente" : "incident", at + 24, kBase, kMuted, 11);
    }

    const DrawnChart& m_chart;
    double m_height;
    std::unique_ptr<cairo_surface_t, SurfaceEnd> m_surface;
    std::unique_ptr<cairo_t, CairoEnd> m_cairo;
};

} // namespace

Result<std::string> chartPng(std::string_view chart)
{
    const auto parsed = parseChart(chart);
    if (!parsed)
        return fail(parsed.error());
    return Painter(*parsed).png();
}

} // namespace vigia
