#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"
#include "core/checkout/checkout_html.h"
#include "core/message/json_text.h"
#include "core/runtime/checkout_files.h"

#include <QLocale>
#include <QSaveFile>

#include <cstdio>

namespace vigia {
namespace {

void writePercent(JsonWriter& json, std::string_view key, const std::optional<double>& percent)
{
    json.key(key);
    if (percent)
        json.number(*percent);
    else
        json.null();
}

std::string asJson(const std::vector<CheckoutAnalysis>& analyses, Language language)
{
    JsonWriter json;
    json.beginArray();
    for (const CheckoutAnalysis& analysis : analyses) {
        json.beginObject().key("file").string(analysis.file).key("rows").beginArray();
        for (const CheckoutHour& hour : analysis.hours) {
            json.beginObject()
                .key("time")
                .string(hour.row.time)
                .key("today")
                .number(hour.row.today);
            writePercent(json, "pct_vs_yesterday", hour.vsYesterday);
            writePercent(json, "pct_vs_same_day_last_week", hour.vsSameDayLastWeek);
            writePercent(json, "pct_vs_avg_last_week", hour.vsAvgLastWeek);
            writePercent(json, "pct_vs_avg_last_month", hour.vsAvgLastMonth);
            json.key("anomaly_flag").string(toString(hour.flag));
            json.key("anomaly_status").string(toString(hour.status));
            json.key("category").string(toString(hour.category));
            json.key("reason").string(hour.reason).endObject();
        }
        json.endArray().key("summary").beginArray();
        for (const NarrativeSection& section : narrate(analysis, language)) {
            for (const std::string& line : section.lines)
                json.string(section.title + ": " + line);
        }
        json.endArray().endObject();
    }
    json.endArray();
    return json.take() + "\n";
}

std::string asText(const std::vector<CheckoutAnalysis>& analyses, Language language)
{
    std::string out;
    for (const CheckoutAnalysis& analysis : analyses) {
        out += (out.empty() ? "" : "\n") + analysis.file + "\n";
        for (const NarrativeSection& section : narrate(analysis, language)) {
            out += "\n" + section.title + "\n";
            for (const std::string& line : section.lines)
                out += "  " + line + "\n";
        }
    }
    return out;
}

Result<void> storeDays(const Config& config, const std::vector<CheckoutDay>& days)
{
    auto surroundings = surroundingsOf(config);
    if (!surroundings)
        return fail(surroundings.error());
    auto store = openForWriting(config, *surroundings);
    if (!store)
        return fail(store.error());
    return (*store)->transact([&]() -> Result<void> {
        for (const CheckoutDay& day : days) {
            if (auto put = (*store)->checkouts().putCheckout(day.file, day.rows); !put)
                return put;
            const auto table = (*store)->checkouts().checkoutTable(day.file);
            if (!table)
                return fail(table.error());
            std::fprintf(stderr, "%s: loaded as table %s\n", day.file.c_str(), table->c_str());
        }
        return {};
    });
}

} // namespace

int runCheckout(const QStringList& arguments)
{
    CommandLine line(QStringLiteral("Analyses hourly checkout files: today against history."));
    line.parser().addOptions(
        {{QStringLiteral("json"),
          QStringLiteral("An array with the rows and the summary of each file.")},
         {QStringLiteral("html"),
          QStringLiteral("Writes one self-contained page with chart, table, words and SQL."),
          QStringLiteral("OUT")},
         {QStringLiteral("store"),
          QStringLiteral("Also loads the files into the database, each as a table for `vigiactl "
                         "query` and the console's SQL.")},
         {QStringLiteral("lang"),
          QStringLiteral("en or pt_BR (default the configured language, else en)."),
          QStringLiteral("LANG")}});
    line.parser().addPositionalArgument(QStringLiteral("FILE…"), QStringLiteral("Checkout files."));
    if (const auto done = line.parse(arguments))
        return *done;
    if (line.files().isEmpty())
        return line.wrongUsage(QStringLiteral("expected at least one FILE"));
    const auto config = line.config();
    if (!config)
        return complain(config.error());
    const QString wanted = line.isSet(QStringLiteral("lang"))
                               ? line.value(QStringLiteral("lang"))
                               : QString::fromStdString(config->console.language);
    if (!wanted.isEmpty() && wanted != QStringLiteral("en") && wanted != QStringLiteral("pt_BR"))
        return line.wrongUsage(
            QStringLiteral("--lang: found \"%1\", expected en or pt_BR").arg(wanted));
    const Language language =
        wanted == QStringLiteral("pt_BR") ? Language::Portuguese : Language::English;

    std::vector<std::string> paths;
    for (const QString& file : line.files())
        paths.push_back(file.toStdString());
    const auto days = readCheckoutFiles(paths);
    if (!days)
        return complain(days.error());
    if (line.isSet(QStringLiteral("store"))) {
        if (const auto stored = storeDays(*config, *days); !stored)
            return complain(stored.error());
    }
    const std::vector<CheckoutAnalysis> analyses = analyseCheckouts(*days);
    for (std::size_t i = 0; i < analyses.size(); ++i) {
        const std::string note = checkoutRemark(analyses[i], language);
        if (!note.empty())
            std::fprintf(stderr, "%s: %s\n", paths[i].c_str(), note.c_str());
    }
    if (line.isSet(QStringLiteral("html"))) {
        QSaveFile out(line.value(QStringLiteral("html")));
        const QByteArray page = QByteArray::fromStdString(checkoutHtml(analyses, language));
        if (!out.open(QIODevice::WriteOnly) || out.write(page) != page.size() || !out.commit())
            return complain({ErrorCode::Unavailable, out.fileName().toStdString() + ": " +
                                                         out.errorString().toStdString()});
    }
    if (line.isSet(QStringLiteral("json")))
        std::fputs(asJson(analyses, language).c_str(), stdout);
    else if (!line.isSet(QStringLiteral("html")))
        std::fputs(asText(analyses, language).c_str(), stdout);
    return kExitDone;
}

} // namespace vigia
