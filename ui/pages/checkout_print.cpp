#include "ui/pages/checkout_print.h"

#include "core/checkout/checkout_narrative.h"
#include "ui/chart/checkout_chart.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPrinter>
#include <QTextDocument>

namespace vigia {
namespace {

// The chart is painted at this size of a screen and put on the paper three times as fine.
constexpr QSize kChart{1000, 330};
constexpr int kFine = 3;

QString safe(const std::string& utf8)
{
    return format::foreign(utf8).toHtmlEscaped();
}

QImage chartOf(const CheckoutAnalysis& analysis)
{
    const ThemeScope paper(lightTheme());
    CheckoutChart chart(analysis);
    chart.resize(kChart);
    QImage image(kChart * kFine, QImage::Format_RGB32);
    image.setDevicePixelRatio(kFine);
    image.fill(Qt::white);
    QPainter painter(&image);
    chart.render(&painter, QPoint(), QRegion(), QWidget::RenderFlags());
    return image;
}

QString row(const CheckoutHour& hour, const CheckoutVoice& say)
{
    const auto number = [](const std::string& text, bool noEvidence = false) {
        const QString inner = QString::fromStdString(text);
        return QStringLiteral("<td align=\"right\">%1</td>")
            .arg(noEvidence ? QStringLiteral("(%1)").arg(inner) : inner);
    };
    const auto percent = [&](const std::optional<double>& value) {
        return number(value ? say.fixed(*value) : std::string());
    };
    const CheckoutRow& r = hour.row;
    const bool critical = hour.category == CheckoutCategory::Critical;
    const bool moderate = hour.category == CheckoutCategory::Moderate;
    const QString category = safe(say.category(hour.category));
    return QStringLiteral("<tr%1><td>%2</td>")
               .arg(critical   ? QStringLiteral(" bgcolor=\"#fbe3e1\"")
                    : moderate ? QStringLiteral(" bgcolor=\"#fbf1d9\"")
                               : QString(),
                    safe(r.time)) +
           number(say.number(r.today)) +
           number(say.number(r.yesterday), hour.contaminated.yesterday.has_value()) +
           number(say.number(r.sameDayLastWeek), hour.contaminated.sameDayLastWeek.has_value()) +
           number(say.number(r.avgLastWeek)) + number(say.number(r.avgLastMonth)) +
           percent(hour.vsYesterday) + percent(hour.vsSameDayLastWeek) +
           percent(hour.vsAvgLastWeek) + percent(hour.vsAvgLastMonth) +
           QStringLiteral("<td>%1</td><td>%2</td><td>%3</td></tr>")
               .arg(safe(say.flag(hour.flag)),
                    critical || moderate ? QStringLiteral("<b>%1</b>").arg(category) : category,
                    safe(checkoutReason(hour, say.language())));
}

QString tableOf(const CheckoutAnalysis& analysis, const CheckoutVoice& say)
{
    QString out = QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\" "
                                 "border=\"0.5\" style=\"border-collapse:collapse;"
                                 "border-color:#c8ced6;font-size:7pt\"><thead><tr>");
    const std::pair<const char*, const char*> heads[] = {
        {"hour", "hora"},
        {"today", "hoje"},
        {"yesterday", "ontem"},
        {"same day last week", "mesmo dia da semana passada"},
        {"average last week", "média da semana passada"},
        {"average last month", "média do mês passado"},
        {"% to yesterday", "% a ontem"},
        {"% to same day", "% ao mesmo dia"},
        {"% to last week", "% à semana passada"},
        {"% to last month", "% ao mês passado"},
        {"flag", "sinal"},
        {"category", "categoria"},
        {"reason", "razão"}};
    for (const auto& [english, portuguese] : heads)
        out += QStringLiteral("<th align=\"left\">%1</th>").arg(safe(say(english, portuguese)));
    out += QStringLiteral("</tr></thead>");
    for (const CheckoutHour& hour : analysis.hours)
        out += row(hour, say);
    return out + QStringLiteral("</table>");
}

QString pageOf(const CheckoutAnalysis& analysis, int number, int wide, Language language)
{
    const CheckoutVoice say(language);
    QString out =
        QStringLiteral("<h2%1>%2</h2><p><img src=\"chart%3\" width=\"%4\"></p>")
            .arg(number > 0 ? QStringLiteral(" style=\"page-break-before:always\"") : QString(),
                 safe(say("Checkout analysis: ", "Análise de checkout: ") + analysis.file))
            .arg(number)
            .arg(wide);
    for (const NarrativeSection& section : narrate(analysis, language)) {
        out +=
            QStringLiteral("<p style=\"margin-bottom:3px\"><b>%1.</b> ").arg(safe(section.title));
        QStringList lines;
        for (const std::string& line : section.lines)
            lines << safe(line);
        out += lines.join(u' ') + QStringLiteral("</p>");
    }
    return out +
           QStringLiteral("<h3 style=\"page-break-before:always\">%1</h3>")
               .arg(safe(say("Hours of ", "Horas de ") + analysis.file)) +
           tableOf(analysis, say);
}

} // namespace

void printCheckouts(QPrinter& printer, std::span<const CheckoutAnalysis> analyses,
                    Language language)
{
    constexpr double kInch = 96; // a unit of the document
    constexpr double kPointsAnInch = 72;
    constexpr double kMargins = 160; // of QTextDocument, 2 cm on each side
    const QSizeF paper =
        printer.pageLayout().paintRect(QPageLayout::Point).size() * kInch / kPointsAnInch;
    QTextDocument document;
    document.setDefaultFont([] {
        QFont font = uiFont(12);
        font.setPointSizeF(9);
        return font;
    }());
    document.setDefaultStyleSheet(QStringLiteral("body, td, th { color: #1b2128; }"));
    QString body;
    for (std::size_t i = 0; i < analyses.size(); ++i) {
        document.addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("chart%1").arg(i)),
                             chartOf(analyses[i]));
        body += pageOf(analyses[i], int(i), int(paper.width() - kMargins), language);
    }
    document.setHtml(QStringLiteral("<body>%1</body>").arg(body));
    document.print(&printer); // adds margins and page numbers of its own
}

} // namespace vigia
