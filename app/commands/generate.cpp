#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "core/engine/checkout_generator.h"
#include "core/engine/sample_generator.h"

#include <QDate>

#include <cstdio>

namespace vigia {

int runGenerate(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Invents days of transactions, as CSV on standard output: a week of history, or with "
        "--incidents a day that has some. The same seed gives the same rows."));
    line.parser().addOptions(
        {{QStringLiteral("seed"), QStringLiteral("Picks the days (default 1)."),
          QStringLiteral("N"), QStringLiteral("1")},
         {QStringLiteral("days"), QStringLiteral("How many (default 1, at most 3660)."),
          QStringLiteral("D"), QStringLiteral("1")},
         {QStringLiteral("start"), QStringLiteral("The first day (default 2025-07-14)."),
          QStringLiteral("YYYY-MM-DD"), QStringLiteral("2025-07-14")},
         {QStringLiteral("incidents"),
          QStringLiteral("The last day has a burst of denials, a drop of approvals, a storm of "
                         "reversals and two silences.")},
         {QStringLiteral("checkout"),
          QStringLiteral("Instead a checkout file by hour: 1 is a day with an outage, 2 the day "
                         "after it."),
          QStringLiteral("1|2")}});
    if (const auto done = line.parse(arguments))
        return *done;
    if (!line.files().isEmpty())
        return line.wrongUsage(
            QStringLiteral("expected no argument, found \"%1\"").arg(line.files().first()));
    bool isNumber = false;
    SampleOptions options;
    options.seed = line.value(QStringLiteral("seed")).toULongLong(&isNumber);
    if (!isNumber)
        return line.wrongUsage(QStringLiteral("--seed: expected a whole number from 0"));
    std::string text;
    if (line.isSet(QStringLiteral("checkout"))) {
        const int day = line.value(QStringLiteral("checkout")).toInt();
        if (day != 1 && day != 2)
            return line.wrongUsage(QStringLiteral("--checkout: expected 1 or 2"));
        text = checkoutCsv(generateCheckout(options.seed)[day == 1 ? 0 : 1]);
    } else {
        options.days = line.value(QStringLiteral("days")).toInt(&isNumber);
        if (!isNumber || options.days < 1 || options.days > kMaxSampleDays)
            return line.wrongUsage(
                QStringLiteral("--days: expected a whole number from 1 to %1").arg(kMaxSampleDays));
        const QDate start = QDate::fromString(line.value(QStringLiteral("start")), Qt::ISODate);
        if (!start.isValid() || start.year() < 2000 || start.year() > 2200)
            return line.wrongUsage(
                QStringLiteral("--start: expected a date as 2025-07-14, from 2000 to 2200"));
        const auto unsignedOf = [](int n) { return static_cast<unsigned>(n); };
        options.start = std::chrono::local_days{std::chrono::year_month_day{
            std::chrono::year{start.year()}, std::chrono::month{unsignedOf(start.month())},
            std::chrono::day{unsignedOf(start.day())}}};
        if (line.isSet(QStringLiteral("incidents")))
            options.incidents = SampleIncidents::OnLastDay;
        text = sampleCsv(generateSample(options));
    }
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return written ? kExitDone
                   : complain({ErrorCode::Unavailable, "standard output: cannot write"});
}

} // namespace vigia
