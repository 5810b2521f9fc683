// Any bytes as an hourly checkout file: it is refused with a place, or everything that follows
// from it - differences, outages, words in both languages, SQL and page - holds together.
#include "core/checkout/checkout_html.h"
#include "core/checkout/checkout_sql.h"
#include "core/parse/checkout_csv.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace vigia;

namespace {

void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

void checkRefusal(const InputReport& report, std::string_view bytes)
{
    const auto lines = 1 + static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    require(report.total > 0 && !report.issues.empty(), "a refusal has a reason");
    for (const InputIssue& issue : report.issues) {
        require(issue.line >= 1 && issue.line <= lines, "the line is one of the text");
        require(issue.column >= 1 && issue.column <= bytes.size() + 1, "the column is on the line");
        require(!issue.found.empty() && !issue.expected.empty(), "an issue has words");
    }
}

void checkHours(const CheckoutAnalysis& analysis)
{
    for (const CheckoutHour& hour : analysis.hours) {
        for (const auto& percent :
             {hour.vsYesterday, hour.vsSameDayLastWeek, hour.vsAvgLastWeek, hour.vsAvgLastMonth})
            require(!percent || (std::isfinite(*percent) && *percent >= -100), "a percent");
        require(!hour.reason.empty(), "every hour has a reason");
    }
    std::size_t before = 0;
    for (const Outage& o : findOutages(analysis)) {
        require(o.lowFrom <= o.from && o.from <= o.to && o.to < analysis.hours.size(), "an outage");
        require(before <= o.from, "outages do not overlap");
        require(!o.backlog || *o.backlog == o.to + 1, "the backlog follows");
        require(o.byAvgLastMonth >= 0 && o.byAvgLastWeek >= 0 && o.bySameDayLastWeek >= 0 &&
                    o.byYesterday >= 0,
                "losses are not negative");
        before = o.to + 1;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    // The first bytes serve as a hostile name too.
    const std::string name = "<" + std::string(bytes.substr(0, 16)) + "'.csv";
    const auto day = readCheckoutCsv(bytes, name);
    if (!day.ok()) {
        checkRefusal(day.report, bytes);
        require(day.value.rows.empty(), "a refused text gives nothing");
        return 0;
    }
    const auto& rows = day.value.rows;
    require(!rows.empty() && rows.size() <= 24, "1 to 24 hours");
    for (std::size_t i = 1; i < rows.size(); ++i)
        require(hourOf(rows[i]) == hourOf(rows[i - 1]) + 1, "no hole");

    CheckoutDay next{"next.csv", rows}; // the day whose yesterday this is
    for (std::size_t i = 0; i < rows.size(); ++i)
        next.rows[i].yesterday = rows[i].today;
    const auto analyses = analyseCheckouts(std::vector<CheckoutDay>{day.value, next});
    for (const CheckoutAnalysis& analysis : analyses) {
        require(analysis.hours.size() == rows.size(), "every row is an hour");
        checkHours(analysis);
        for (const Language language : {Language::English, Language::Portuguese}) {
            require(checkoutRemark(analysis, language).empty() == (rows.size() == 24),
                    "a part of a day is remarked on");
            for (const CheckoutHour& hour : analysis.hours)
                require(!checkoutReason(hour, language).empty(), "a reason in each language");
            for (const NarrativeSection& section : narrate(analysis, language))
                require(!section.title.empty() && !section.lines.empty(), "a section has words");
        }
    }
    const std::string html = checkoutHtml(analyses, Language::Portuguese);
    require(html.find("<h2>&lt;") != std::string::npos, "the name is escaped");
    require(std::count(html.begin(), html.end(), '<') == std::count(html.begin(), html.end(), '>'),
            "every tag is closed");
    const std::string svg = checkoutSvg({"plain", analyses[0].hours}, Language::English);
    require(svg.find("nan") == std::string::npos && svg.find("inf,") == std::string::npos,
            "every place of the chart is a number");
    const std::string sql = checkoutSql(name);
    require(std::count(sql.begin(), sql.end(), '\'') % 2 == 0, "every quote is closed");
    return 0;
}
