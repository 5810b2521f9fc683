#include "core/checkout/checkout_html.h"

#include "core/base/html_text.h"
#include "core/base/number_text.h"
#include "core/checkout/checkout_sql.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia {
namespace {

constexpr double kWidth = 960;
constexpr double kHeight = 320;
constexpr double kLeft = 44;
constexpr double kRight = 12;
constexpr double kTop = 14;
constexpr double kBottom = 28;

struct Series
{
    double CheckoutRow::*column;
    const char* style; // class of the style sheet
    const char* english;
    const char* portuguese;
};
constexpr std::array<Series, 5> kSeries{
    {{&CheckoutRow::avgLastMonth, "month", "average of last month", "média do mês passado"},
     {&CheckoutRow::avgLastWeek, "week", "average of last week", "média da semana passada"},
     {&CheckoutRow::sameDayLastWeek, "same", "same day last week", "mesmo dia da semana passada"},
     {&CheckoutRow::yesterday, "yesterday", "yesterday", "ontem"},
     {&CheckoutRow::today, "today", "today", "hoje"}}};

// A top for the axis that is round: 1, 2 or 5 times a power of ten, in four steps.
double roundStep(double highest)
{
    const double raw = std::max(highest, 1.0) / 4;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

class Plot
{
public:
    Plot(const CheckoutAnalysis& analysis, Language language)
        : m_analysis(analysis)
        , m_language(language)
    {
        double highest = 0;
        for (const CheckoutHour& hour : analysis.hours) {
            for (const Series& series : kSeries)
                highest = std::max(highest, hour.row.*series.column);
        }
        m_step = roundStep(highest);
        m_top = m_step * std::ceil(std::max(highest, 1.0) / m_step);
    }

    double x(std::size_t i) const
    {
        const auto last =
            static_cast<double>(std::max<std::size_t>(m_analysis.hours.size(), 2) - 1);
        return kLeft + (kWidth - kLeft - kRight) * static_cast<double>(i) / last;
    }
    double y(double value) const
    {
        return kHeight - kBottom - (kHeight - kTop - kBottom) * value / m_top;
    }

    std::string axes() const
    {
        std::string out;
        for (double v = 0; v <= m_top + m_step / 2; v += m_step) {
            out += "<line class=\"grid\" x1=\"" + shortText(kLeft) + "\" x2=\"" +
                   shortText(kWidth - kRight) + "\" y1=\"" + shortText(y(v)) + "\" y2=\"" +
                   shortText(y(v)) + "\"/><text class=\"tick\" text-anchor=\"end\" x=\"" +
                   shortText(kLeft - 6) + "\" y=\"" + shortText(y(v) + 4) + "\">" +
                   CheckoutVoice(m_language).number(v) + "</text>";
        }
        for (std::size_t i = 0; i < m_analysis.hours.size(); i += 2) {
            out += "<text class=\"tick\" text-anchor=\"middle\" x=\"" + shortText(x(i)) +
                   "\" y=\"" + shortText(kHeight - 8) + "\">" +
                   htmlEscape(m_analysis.hours[i].row.time) + "</text>";
        }
        return out;
    }

    std::string line(const Series& series) const
    {
        std::string out = "<polyline class=\"" + std::string(series.style) + "\" points=\"";
        for (std::size_t i = 0; i < m_analysis.hours.size(); ++i)
            out += (i ? " " : "") + shortText(x(i)) + "," +
                   shortText(y(m_analysis.hours[i].row.*series.column));
        return out + "\"/>";
    }

    // A triangle up for a spike, down for a drop; filled where critical.
    std::string marks() const
    {
        std::string out;
        for (std::size_t i = 0; i < m_analysis.hours.size(); ++i) {
            const CheckoutHour& hour = m_analysis.hours[i];
            if (hour.flag == CheckoutFlag::Ok && hour.category != CheckoutCategory::Moderate)
                continue;
            const double cx = x(i);
            const double cy = y(hour.row.today);
            const double up = hour.flag == CheckoutFlag::Drop ? -1 : 1;
            const bool diamond = hour.flag == CheckoutFlag::Ok;
            const std::string points =
                diamond ? shortText(cx) + "," + shortText(cy - 6) + " " + shortText(cx + 6) + "," +
                              shortText(cy) + " " + shortText(cx) + "," + shortText(cy + 6) + " " +
                              shortText(cx - 6) + "," + shortText(cy)
                        : shortText(cx) + "," + shortText(cy - 7 * up) + " " + shortText(cx + 6) +
                              "," + shortText(cy + 5 * up) + " " + shortText(cx - 6) + "," +
                              shortText(cy + 5 * up);
            out += "<polygon class=\"mark " + std::string(toString(hour.category)) +
                   "\" points=\"" + points + "\"><title>" +
                   htmlEscape(hour.row.time + ": " + checkoutReason(hour, m_language)) +
                   "</title></polygon>";
        }
        return out;
    }

private:
    const CheckoutAnalysis& m_analysis;
    Language m_language;
    double m_step = 1;
    double m_top = 1;
};

std::string cell(const std::optional<double>& percent, const CheckoutVoice& say)
{
    return "<td class=\"n\">" + (percent ? say.fixed(*percent) : std::string()) + "</td>";
}

// A reference that is no evidence stands in brackets.
std::string numberCell(double value, bool noEvidence, const CheckoutVoice& say)
{
    const std::string number = say.number(value);
    return "<td class=\"n\">" + (noEvidence ? "(" + number + ")" : number) + "</td>";
}

// "critical" and, below it, what is to be known of a reference.
std::string categoryCell(const CheckoutHour& hour, const CheckoutVoice& say)
{
    const std::string tainted = say.contamination(hour.contaminated);
    return "<td>" + say.category(hour.category) +
           (tainted.empty() ? "" : "<br><small>" + htmlEscape(tainted) + "</small>") + "</td>";
}

struct Head
{
    const char* english;
    const char* portuguese;
    bool number;
};
constexpr std::array<Head, 14> kHeads{{{"time", "hora", false},
                                       {"today", "hoje", true},
                                       {"yesterday", "ontem", true},
                                       {"same day last week", "mesmo dia da semana passada", true},
                                       {"average last week", "média da semana passada", true},
                                       {"average last month", "média do mês passado", true},
                                       {"% to yesterday", "% a ontem", true},
                                       {"% to same day", "% ao mesmo dia", true},
                                       {"% to last week", "% à semana passada", true},
                                       {"% to last month", "% ao mês passado", true},
                                       {"flag", "sinal", false},
                                       {"status", "status", false},
                                       {"category", "categoria", false},
                                       {"reason", "razão", false}}};

std::string table(const CheckoutAnalysis& analysis, const CheckoutVoice& say)
{
    std::string out = "<table><thead><tr>";
    for (const Head& head : kHeads) {
        out += std::string(head.number ? "<th class=\"n\">" : "<th>") +
               say(head.english, head.portuguese) + "</th>";
    }
    out += "</tr></thead><tbody>";
    for (const CheckoutHour& hour : analysis.hours) {
        const CheckoutRow& row = hour.row;
        const Contamination& no = hour.contaminated;
        out += "<tr class=\"" + std::string(toString(hour.category)) + "\"><td>" +
               htmlEscape(row.time) + "</td>" + numberCell(row.today, false, say) +
               numberCell(row.yesterday, no.yesterday.has_value(), say) +
               numberCell(row.sameDayLastWeek, no.sameDayLastWeek.has_value(), say) +
               numberCell(row.avgLastWeek, false, say) + numberCell(row.avgLastMonth, false, say);
        for (const auto& percent :
             {hour.vsYesterday, hour.vsSameDayLastWeek, hour.vsAvgLastWeek, hour.vsAvgLastMonth})
            out += cell(percent, say);
        out += "<td>" + say.flag(hour.flag) + "</td><td>" + say.status(hour.status) + "</td>" +
               categoryCell(hour, say) + "<td>" + htmlEscape(checkoutReason(hour, say.language())) +
               "</td></tr>";
    }
    return out + "</tbody></table>";
}

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ground:#f3f5f7;--card:#fff;--text:#1b2128;--muted:#59636e;--grid:#dfe3e8;--today:#0072B2;--bad:#c62828;--warn:#8a5a00;--shift:#59636e}
@media(prefers-color-scheme:dark){:root{--ground:#0e1116;--card:#161b22;--text:#e6edf3;--muted:#9aa4af;--grid:#2a313a;--today:#3d9fe0;--bad:#ff6b61;--warn:#f2b134;--shift:#9aa4af}}
body{font:15px/1.5 Inter,system-ui,sans-serif;background:var(--ground);color:var(--text);margin:0;padding:24px}
main{max-width:1240px;margin:auto}h1{font-size:22px}h2{font-size:18px;margin-top:32px}h3{font-size:15px;margin:18px 0 4px}
section,figure{background:var(--card);border:1px solid var(--grid);border-radius:10px;padding:16px;margin:12px 0;overflow-x:auto}
svg{width:100%;height:auto}polyline{fill:none;stroke-width:1.5}.today{stroke:var(--today);stroke-width:2.5}
.yesterday{stroke:var(--muted)}.same{stroke:var(--muted);stroke-dasharray:6 3}.week{stroke:var(--muted);stroke-dasharray:2 3}.month{stroke:var(--muted);stroke-dasharray:8 3 2 3}
.grid{stroke:var(--grid)}.tick{fill:var(--muted);font-size:12px}.mark{stroke-width:1.5}.mark.critical{fill:var(--bad);stroke:var(--bad)}
.mark.moderate{fill:var(--warn);stroke:var(--warn)}.mark.baseline_shift,.mark.low_baseline,.mark.normal{fill:none;stroke:var(--shift)}
table{border-collapse:collapse;font-size:13px;width:100%}th,td{padding:4px 8px;text-align:left;border-bottom:1px solid var(--grid);vertical-align:top}
th{vertical-align:bottom}td:last-child{min-width:340px}small{color:var(--muted);font-size:12px;white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums}tr.critical td:first-child{box-shadow:inset 4px 0 var(--bad)}tr.moderate td:first-child{box-shadow:inset 4px 0 var(--warn)}
section p{margin:2px 0}pre{font-size:13px;white-space:pre-wrap}.legend{color:var(--muted);font-size:13px}.legend svg{width:34px;height:10px;vertical-align:middle}
@media print{body{background:#fff;padding:0}section,figure{break-inside:avoid}}
)";

std::string legend(Language language)
{
    std::string out = "<p class=\"legend\">";
    for (auto series = kSeries.rbegin(); series != kSeries.rend(); ++series) {
        out += "<svg viewBox=\"0 0 34 10\" aria-hidden=\"true\"><polyline class=\"" +
               std::string(series->style) + "\" points=\"0,5 34,5\"/></svg> " +
               (language == Language::English ? series->english : series->portuguese) + " &nbsp; ";
    }
    out += language == Language::English ? "▲ spike &nbsp; ▼ drop &nbsp; ◆ moderate"
                                         : "▲ pico &nbsp; ▼ queda &nbsp; ◆ moderado";
    return out + "</p>";
}

} // namespace

std::string checkoutSvg(const CheckoutAnalysis& analysis, Language language)
{
    const Plot plot(analysis, language);
    std::string out = "<svg viewBox=\"0 0 " + shortText(kWidth) + " " + shortText(kHeight) +
                      "\" role=\"img\" aria-label=\"" + htmlEscape(analysis.file) +
                      (language == Language::English ? ": sales by hour" : ": vendas por hora") +
                      "\">";
    out += plot.axes();
    for (const Series& series : kSeries)
        out += plot.line(series);
    return out + plot.marks() + "</svg>";
}

std::string checkoutHtml(std::span<const CheckoutAnalysis> analyses, Language language)
{
    const bool english = language == Language::English;
    std::string out = "<!doctype html>\n<html lang=\"" + std::string(english ? "en" : "pt-BR") +
                      "\"><head><meta charset=\"utf-8\"><meta "
                      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\"><meta name=\"viewport\" "
                      "content=\"width=device-width\"><title>" +
                      (english ? "Checkout analysis" : "Análise de checkout") + "</title><style>" +
                      std::string(kStyle) + "</style></head><body><main><h1>" +
                      (english ? "Checkout analysis" : "Análise de checkout") + "</h1>";
    for (const CheckoutAnalysis& analysis : analyses) {
        out += "<h2>" + htmlEscape(analysis.file) + "</h2><figure>" +
               checkoutSvg(analysis, language) + legend(language) + "</figure><section>";
        for (const NarrativeSection& section : narrate(analysis, language)) {
            out += "<h3>" + htmlEscape(section.title) + "</h3>";
            for (const std::string& line : section.lines)
                out += "<p>" + htmlEscape(line) + "</p>";
        }
        out += "</section><section>" + table(analysis, CheckoutVoice(language)) +
               "</section><section><h3>SQL</h3><pre>" + htmlEscape(checkoutSql(analysis.file)) +
               "</pre></section>";
    }
    return out + "</main></body></html>\n";
}

} // namespace vigia
