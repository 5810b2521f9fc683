#include "core/notify/chart_data.h"

#include "core/message/chart.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace vigia {
namespace {

std::optional<Minute> minuteOf(const QJsonValue& value)
{
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    return std::chrono::floor<std::chrono::minutes>(
        Instant{std::chrono::milliseconds{time.toMSecsSinceEpoch()}});
}

std::vector<double> numbersOf(const QJsonValue& value)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> out;
    for (const QJsonValue item : value.toArray()) {
        const double number = item.toDouble(kNone);
        out.push_back(number >= 0 && number < 1e15 ? number : kNone);
    }
    return out;
}

std::optional<DrawnSeries> seriesOf(const QJsonObject& object)
{
    DrawnSeries out;
    out.status = object.value(QLatin1String("status")).toString().left(64).toStdString();
    out.counts = numbersOf(object.value(QLatin1String("counts")));
    out.low = numbersOf(object.value(QLatin1String("low")));
    out.high = numbersOf(object.value(QLatin1String("high")));
    if (out.counts.size() < 2 || out.counts.size() > kMostChartMinutes)
        return std::nullopt;
    if (out.low.size() != out.counts.size() || out.high.size() != out.counts.size()) {
        out.low.clear();
        out.high.clear();
    }
    for (const QJsonValue item : object.value(QLatin1String("marks")).toArray()) {
        const QJsonArray mark = item.toArray();
        const int at = mark.at(0).toInt(-1);
        if (at < 0 || static_cast<std::size_t>(at) >= out.counts.size() ||
            std::isnan(out.counts[static_cast<std::size_t>(at)]))
            continue;
        out.marks.emplace_back(at, mark.at(1).toString() == QLatin1String("critical")
                                       ? Severity::Critical
                                       : Severity::Warning);
    }
    return out;
}

} // namespace

Result<DrawnChart> parseChart(std::string_view json)
{
    const auto refuse = [] {
        return fail(ErrorCode::InvalidInput, "the chart of the message cannot be read");
    };
    const QJsonObject object =
        QJsonDocument::fromJson(
            QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size())))
            .object();
    const auto from = minuteOf(object.value(QLatin1String("from")));
    if (!from)
        return refuse();
    DrawnChart out;
    out.from = *from;
    const int offset = object.value(QLatin1String("offset")).toInt();
    if (offset < -24 * 60 || offset > 24 * 60)
        return refuse();
    out.offset = std::chrono::minutes{offset};
    out.language = languageNamed(object.value(QLatin1String("lang")).toString().toStdString())
                       .value_or(Language::English);
    const QJsonArray incident = object.value(QLatin1String("incident")).toArray();
    out.incidentStart = minuteOf(incident.at(0));
    out.incidentEnd = minuteOf(incident.at(1));
    for (const QJsonValue item : object.value(QLatin1String("series")).toArray()) {
        auto series = seriesOf(item.toObject());
        if (!series || (!out.series.empty() && series->counts.size() != out.minutes()))
            return refuse();
        out.series.push_back(std::move(*series));
    }
    if (out.series.empty() || out.series.size() > kMostChartSeries)
        return refuse();
    return out;
}

} // namespace vigia
