// The charts of a hand-over as SVG; see handover.h. Plain shapes only: no script, no style sheet,
// no pattern, so that simple renderers draw it too.
#include "core/base/html_text.h"
#include "core/base/number_text.h"
#include "core/message/handover.h"
#include "core/message/handover_phrases.h"
#include "core/message/words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia {
namespace {

using std::chrono::minutes;

constexpr double kWidth = 760; // of the picture, pixels
constexpr double kLeft = 8;    // of the plot
constexpr double kRight = 752;
constexpr double kName = 18; // height of the line with the name
constexpr double kPlot = 62;
constexpr double kStrip = kName + kPlot + 8;
constexpr double kTop = 4;
constexpr double kAxis = 22;

// Okabe and Ito (2008), darkened where a line on white would be below 3:1.
constexpr std::array<std::string_view, kKnownStatuses> kColours{
    "#0072B2", "#B87D00", "#D55E00", "#B0558A", "#2A87BE", "#00805C", "#857B00"};

std::string number(double value)
{
    return shortText(value, 1);
}

class Plot
{
public:
    Plot(MinuteRange shift, double top)
        : m_shift(shift)
        , m_top(top)
    {}

    [[nodiscard]] double x(double minute) const // since the start of the shift
    {
        const auto length = double((m_shift.to - m_shift.from).count());
        return kLeft + (kRight - kLeft) * minute / length;
    }
    [[nodiscard]] double x(Minute minute) const
    {
        const Minute in = std::clamp(minute, m_shift.from, m_shift.to);
        return x(double((in - m_shift.from).count()));
    }
    [[nodiscard]] double y(double count, double most) const
    {
        return m_top + kName + kPlot * (1 - count / std::max(most, 1.0));
    }
    [[nodiscard]] std::string area(MinuteRange range, std::string_view fill) const
    {
        const double from = x(range.from);
        const double width = std::max(1.0, x(range.to) - from);
        return "<rect x=\"" + number(from) + "\" y=\"" + number(m_top + kName) + "\" width=\"" +
               number(width) + "\" height=\"" + number(kPlot) + "\" fill=\"" + std::string(fill) +
               "\"/>\n";
    }

private:
    MinuteRange m_shift;
    double m_top;
};

// The line, broken at gaps. Where a pixel holds several minutes it shows the least and the most of
// them, so that no peak is lost.
std::string lines(const std::vector<double>& counts, const Plot& plot, double most)
{
    const auto columns = static_cast<std::size_t>(kRight - kLeft);
    const std::size_t each = std::max<std::size_t>(1, (counts.size() + columns - 1) / columns);
    std::string out;
    std::string run;
    const auto end = [&] {
        if (!run.empty())
            out += 'M' + run;
        run.clear();
    };
    const auto point = [&](std::size_t minute, double count) {
        run += (run.empty() ? "" : " L") + number(plot.x(double(minute) + 0.5)) + ',' +
               number(plot.y(count, most));
    };
    for (std::size_t at = 0; at < counts.size(); at += each) {
        const auto from = counts.begin() + static_cast<std::ptrdiff_t>(at);
        const auto to =
            counts.begin() + static_cast<std::ptrdiff_t>(std::min(at + each, counts.size()));
        if (std::any_of(from, to, [](double v) { return std::isnan(v); })) {
            end();
            continue;
        }
        const auto [least, largest] = std::minmax_element(from, to);
        if (each == 1) {
            point(at, *least);
            continue;
        }
        point(at, largest < least ? *largest : *least);
        point(at, largest < least ? *least : *largest);
    }
    end();
    return out;
}

std::string text(double x, double y, std::string_view anchor, std::string_view colour,
                 std::string_view weight, std::string_view words)
{
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" +
           std::string(anchor) +
           "\" font-family=\"Inter, sans-serif\" font-size=\"12\" "
           "font-weight=\"" +
           std::string(weight) + "\" fill=\"" + std::string(colour) + "\">" + htmlEscape(words) +
           "</text>\n";
}

// Whole hours, as many as have room.
std::string timeAxis(const Plot& plot, MinuteRange shift, double y, double top, const Zone& zone)
{
    constexpr double kPitch = 58;
    const auto hours = double((shift.to - shift.from).count()) / 60;
    minutes step{60};
    for (const int every : {1, 2, 3, 6, 12, 24, 48, 96, 168}) {
        step = minutes{60 * every};
        if (hours / every * kPitch <= kRight - kLeft)
            break;
    }
    std::string out;
    for (Minute m = shift.from; m < shift.to; m += minutes{1}) {
        const LocalMinute local = zone.toLocal(m);
        if (local.time_since_epoch() % step != minutes{0})
            continue;
        const double x = plot.x(m);
        out += "<path d=\"M" + number(x) + ',' + number(top) + " V" + number(y) +
               "\" stroke=\"#DDDDDD\" stroke-width=\"1\" fill=\"none\"/>\n";
        if (x > kLeft + 16 && x < kRight - 16)
            out += text(x, y + 15, "middle", "#555555", "400",
                        step >= minutes{24 * 60} ? dateText(local).substr(5) : clockText(local));
    }
    return out;
}

} // namespace

std::string handoverSvg(const Handover& handover, const MessageContext& context)
{
    if (handover.series.empty() || handover.shift.empty())
        return {};
    const HandoverPhrases& say = handoverPhrases(context.language);
    const double bottom = kTop + kStrip * double(handover.series.size());
    const double height = bottom + kAxis;
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(kWidth) +
                      "\" height=\"" + number(height) + "\" viewBox=\"0 0 " + number(kWidth) + ' ' +
                      number(height) + "\" role=\"img\">\n<title>" + htmlEscape(say.chartsAre) +
                      "</title>\n<rect width=\"" + number(kWidth) + "\" height=\"" +
                      number(height) + "\" fill=\"#FFFFFF\"/>\n";
    out += timeAxis(Plot(handover.shift, kTop), handover.shift, bottom, kTop + kName, context.zone);
    double top = kTop;
    for (const HandoverSeries& series : handover.series) {
        const Plot plot(handover.shift, top);
        double most = 0;
        for (const double count : series.counts)
            most = std::isnan(count) ? most : std::max(most, count);
        for (const HandoverIncident& i : handover.incidents) {
            const MinuteRange stretch{i.incident.start, i.incident.end.value_or(handover.shift.to)};
            if (stretch.from < handover.shift.to && stretch.to > handover.shift.from)
                out += plot.area(stretch,
                                 i.incident.severity == Severity::Critical ? "#F8DDDF" : "#F7ECD2");
        }
        for (const MinuteRange& gap : handover.gaps)
            out += plot.area(gap, "#CFCFCF");
        const std::size_t status = index(series.status);
        const std::string_view colour = status < kColours.size() ? kColours[status] : "#555555";
        const double base = plot.y(0, most);
        out += "<path d=\"M" + number(kLeft) + ',' + number(base) + " H" + number(kRight) +
               "\" stroke=\"#BBBBBB\" stroke-width=\"1\" fill=\"none\"/>\n";
        const std::string line = lines(series.counts, plot, most);
        if (!line.empty())
            out += "<path d=\"" + line + "\" stroke=\"" + std::string(colour) +
                   "\" stroke-width=\"1.2\" fill=\"none\"/>\n";
        out += text(kLeft, top + 13, "start", colour, "600",
                    std::string(context.catalog.name(series.status)));
        out += text(kRight, top + 13, "end", "#555555", "400",
                    filled(say.most, {std::to_string(std::llround(most))}));
        top += kStrip;
    }
    return out + "</svg>\n";
}

} // namespace vigia
