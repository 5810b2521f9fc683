#include "core/runtime/demo.h"

#include "core/parse/transactions_csv.h"
#include "core/runtime/input_file.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace vigia {
namespace {

constexpr const char* kHistoryFile = "history.csv";
constexpr const char* kDayFile = "sample_day.csv";

Result<CountBatch> readSample(const char* name, const StatusCatalog& catalog, const Zone& zone,
                              Instant now)
{
    const std::string path = sampleFolder() + "/" + name;
    auto bytes = readInputFile(path);
    if (!bytes)
        return fail(bytes.error());
    CsvOptions options;
    options.zone = zone;
    options.catalog = catalog;
    options.now = now;
    auto parsed =
        readTransactionsCsv({bytes->constData(), static_cast<std::size_t>(bytes->size())}, options);
    if (!parsed.ok())
        return fail(toError(path, parsed.report));
    return std::move(parsed.value);
}

} // namespace

std::string sampleFolder()
{
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& candidate :
         {program + QStringLiteral("/../share/vigia/data"), QStringLiteral(VIGIA_SAMPLE_DIR)}) {
        if (QDir(candidate).exists(QString::fromLatin1(kDayFile)))
            return QDir::cleanPath(candidate).toStdString();
    }
    return {};
}

Result<DemoData> loadDemo(const StatusCatalog& catalog, const Zone& zone, Instant now,
                          std::optional<std::chrono::minutes> until)
{
    if (sampleFolder().empty())
        return fail(ErrorCode::NotFound,
                    std::string("the shipped samples (") + kDayFile + ") are not installed");
    DemoData data;
    auto history = readSample(kHistoryFile, catalog, zone, now);
    if (!history)
        return fail(history.error());
    auto day = readSample(kDayFile, catalog, zone, now);
    if (!day)
        return fail(day.error());
    data.history = std::move(*history);
    data.day = std::move(*day);
    const auto newest =
        std::max_element(data.day.rows.begin(), data.day.rows.end(),
                         [](const CountRow& a, const CountRow& b) { return a.time < b.time; })
            ->time;
    const auto weeks = std::chrono::floor<std::chrono::weeks>(floorToMinute(now) - newest);
    if (until) {
        std::erase_if(data.day.rows, [&](const CountRow& row) {
            return std::chrono::minutes{minuteOfDay(zone.toLocal(row.time))} >= *until;
        });
    }
    for (CountBatch* batch : {&data.history, &data.day}) {
        for (CountRow& row : batch->rows)
            row.time += weeks;
    }
    return data;
}

void Demo::play(const QUrl& listener, const std::string& token, double speed,
                std::shared_ptr<const StatusCatalog> catalog)
{
    m_replay = std::make_unique<Replay>(
        Replay::Options{listener, QString::fromStdString(token), speed, std::move(catalog)},
        std::move(m_data.day));
    connect(m_replay.get(), &Replay::finished, this, &Demo::ended);
    m_replay->start();
}

void Demo::stop()
{
    if (m_replay)
        m_replay->stop();
}

} // namespace vigia
