#include "app/commands/input.h"

#include "core/base/clock.h"
#include "core/parse/time_parser.h"
#include "core/parse/transactions_csv.h"
#include "core/runtime/input_file.h"
#include "core/runtime/time_zone.h"

#include <QDate>

namespace vigia {

Result<Surroundings> surroundingsOf(const Config& config)
{
    auto zone = loadZone(config.timeZone);
    if (!zone)
        return fail(zone.error());
    return Surroundings{std::make_shared<const StatusCatalog>(config.ingest.extraStatuses), *zone,
                        SystemClock{}.now()};
}

Result<std::chrono::year_month_day> parseDate(const QString& text, const Surroundings& surroundings)
{
    if (text.isEmpty()) {
        const LocalMinute local = surroundings.zone->toLocal(floorToMinute(surroundings.now));
        return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
    }
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid())
        return fail(ErrorCode::InvalidInput,
                    "--date: found \"" + text.toStdString() + "\", expected YYYY-MM-DD");
    return std::chrono::year{date.year()} / static_cast<unsigned>(date.month()) /
           static_cast<unsigned>(date.day());
}

Result<Minute> parseTime(const QString& text, const Surroundings& surroundings,
                         std::chrono::year_month_day date)
{
    return TimeParser(*surroundings.zone, date, surroundings.now).parse(text.toStdString());
}

Result<CountBatch> readTransactions(const std::string& path, const Surroundings& surroundings,
                                    std::chrono::year_month_day date)
{
    const auto bytes = readInputFile(path);
    if (!bytes)
        return fail(bytes.error());
    CsvOptions options;
    options.zone = *surroundings.zone;
    options.catalog = *surroundings.catalog;
    options.date = date;
    options.now = surroundings.now;
    auto parsed =
        readTransactionsCsv({bytes->constData(), static_cast<std::size_t>(bytes->size())}, options);
    if (!parsed.ok())
        return fail(toError(path, parsed.report));
    return std::move(parsed.value);
}

} // namespace vigia
