#include "core/message/handover.h"
#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/options.h"
#include "app/commands/store_access.h"
#include "core/runtime/shift_report.h"

#include <cstdio>

namespace vigia {
namespace {

constexpr int kMostHours = 24 * 14;

} // namespace

int runHandover(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Writes the hand-over of a shift: what is open, who has it, what was resolved, silences, "
        "minutes without data, alarms against the budget, and notes."));
    line.parser().addOptions(
        {{QStringLiteral("hours"),
          QStringLiteral("Length of the shift up to now (default 8, at most 336)."),
          QStringLiteral("N"), QStringLiteral("8")},
         {QStringLiteral("html"), QStringLiteral("HTML with charts instead of Markdown.")},
         {QStringLiteral("language"), QStringLiteral("en or pt_BR (default en)."),
          QStringLiteral("CODE"), QStringLiteral("en")},
         {QStringLiteral("by"), QStringLiteral("Who hands over."), QStringLiteral("NAME")}});
    if (const auto done = line.parse(arguments))
        return *done;
    bool number = false;
    const int hours = line.value(QStringLiteral("hours")).toInt(&number);
    if (!number || hours < 1 || hours > kMostHours)
        return line.wrongUsage(QStringLiteral("--hours: expected a whole number from 1 to 336"));
    const auto language = languageNamed(line.value(QStringLiteral("language")).toStdString());
    if (!language)
        return line.wrongUsage(QStringLiteral("--language: expected en or pt_BR"));
    if (!line.files().isEmpty())
        return line.wrongUsage(QStringLiteral("expected no further argument"));
    auto config = line.config();
    if (!config)
        return complain(config.error());
    auto surroundings = surroundingsOf(*config);
    if (!surroundings)
        return complain(surroundings.error());
    auto store = openForReading(*config, *surroundings);
    if (!store)
        return complain(store.error());
    if (auto taken = takeRulesInForce(*config, **store); !taken)
        return complain(taken.error());
    const auto stored = (*store)->countRange();
    if (!stored)
        return complain(stored.error());
    ShiftRequest request;
    request.shift = lastShift(std::chrono::hours{hours}, surroundings->now, *stored);
    request.now = surroundings->now;
    request.by = line.value(QStringLiteral("by")).toStdString();
    request.budgetPerDay = config->detection.falseAlarmsPerDay;
    const auto handover =
        readHandover(**store, request, *surroundings->catalog, *surroundings->zone);
    if (!handover)
        return complain(handover.error());
    const MessageContext context{*surroundings->catalog, *surroundings->zone, *language, {}};
    const std::string text = line.isSet(QStringLiteral("html"))
                                 ? handoverHtml(*handover, context)
                                 : handoverMarkdown(*handover, context);
    std::fputs(text.c_str(), stdout);
    return kExitDone;
}

} // namespace vigia
