#include "core/store/record_json.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vigia {
namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QString string(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonArray toArray(const std::vector<DetectorVote>& votes)
{
    QJsonArray array;
    for (const DetectorVote& vote : votes) {
        array.append(QJsonObject{{QStringLiteral("name"), string(vote.name)},
                                 {QStringLiteral("score"), vote.score},
                                 {QStringLiteral("fired"), vote.fired}});
    }
    return array;
}

std::vector<DetectorVote> toVotes(const QJsonArray& array)
{
    std::vector<DetectorVote> votes;
    for (const QJsonValue& value : array) {
        const QJsonObject vote = value.toObject();
        votes.push_back({vote[QStringLiteral("name")].toString().toStdString(),
                         vote[QStringLiteral("score")].toDouble(),
                         vote[QStringLiteral("fired")].toBool()});
    }
    return votes;
}

std::string compact(const QJsonArray& array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact).toStdString();
}

template <typename Enum, std::size_t N>
std::optional<Enum> byName(std::string_view name, const Enum (&values)[N])
{
    for (const Enum value : values) {
        if (toString(value) == name)
            return value;
    }
    return std::nullopt;
}

} // namespace

std::string votesToJson(const std::vector<DetectorVote>& votes)
{
    return compact(toArray(votes));
}

std::vector<DetectorVote> votesFromJson(std::string_view json)
{
    return toVotes(QJsonDocument::fromJson(bytes(json)).array());
}

std::string anomalyToJson(const Anomaly& anomaly, const StatusCatalog& catalog)
{
    QJsonObject object{
        {QStringLiteral("time"), string(toRfc3339(anomaly.time))},
        {QStringLiteral("status"), string(catalog.name(anomaly.status))},
        {QStringLiteral("source"), string(anomaly.source)},
        {QStringLiteral("count"), static_cast<qint64>(anomaly.count)},
        {QStringLiteral("expected"), anomaly.expected},
        {QStringLiteral("low"), anomaly.low},
        {QStringLiteral("high"), anomaly.high},
        {QStringLiteral("score"), anomaly.score},
        {QStringLiteral("severity"), string(toString(anomaly.severity))},
        {QStringLiteral("kind"), string(toString(anomaly.kind))},
        {QStringLiteral("detectors"), toArray(anomaly.detectors)},
        {QStringLiteral("reason"), string(anomaly.reason)},
    };
    if (anomaly.late)
        object[QStringLiteral("late")] = true;
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::optional<Anomaly> anomalyFromJson(std::string_view json, const StatusCatalog& catalog)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes(json)).object();
    const auto text = [&](const QString& member) {
        return object[member].toString().toStdString();
    };
    const QDateTime time =
        QDateTime::fromString(object[QStringLiteral("time")].toString(), Qt::ISODate);
    const auto status = catalog.find(text(QStringLiteral("status")));
    const auto severity = severityFromName(text(QStringLiteral("severity")));
    const auto kind = kindFromName(text(QStringLiteral("kind")));
    if (!time.isValid() || !status || !severity || !kind)
        return std::nullopt;
    Anomaly anomaly;
    anomaly.time = fromEpochMinutes(time.toSecsSinceEpoch() / 60);
    anomaly.status = *status;
    anomaly.source = text(QStringLiteral("source"));
    anomaly.count = static_cast<std::uint64_t>(object[QStringLiteral("count")].toInteger());
    anomaly.expected = object[QStringLiteral("expected")].toDouble();
    anomaly.low = object[QStringLiteral("low")].toDouble();
    anomaly.high = object[QStringLiteral("high")].toDouble();
    anomaly.score = object[QStringLiteral("score")].toDouble();
    anomaly.severity = *severity;
    anomaly.kind = *kind;
    anomaly.detectors = toVotes(object[QStringLiteral("detectors")].toArray());
    anomaly.reason = text(QStringLiteral("reason"));
    anomaly.late = object[QStringLiteral("late")].toBool();
    return anomaly;
}

std::string namesToJson(const std::vector<std::string>& names)
{
    QJsonArray array;
    for (const std::string& name : names)
        array.append(string(name));
    return compact(array);
}

std::vector<std::string> namesFromJson(std::string_view json)
{
    std::vector<std::string> names;
    const QJsonArray array = QJsonDocument::fromJson(bytes(json)).array();
    for (const QJsonValue& value : array)
        names.push_back(value.toString().toStdString());
    return names;
}

std::optional<Severity> severityFromName(std::string_view name)
{
    return byName(name, {Severity::Warning, Severity::Critical});
}

std::optional<AnomalyKind> kindFromName(std::string_view name)
{
    return byName(name, {AnomalyKind::Spike, AnomalyKind::Drop, AnomalyKind::Gap,
                         AnomalyKind::Shift, AnomalyKind::Trend});
}

} // namespace vigia
