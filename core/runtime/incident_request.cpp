#include "core/runtime/incident_request.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace vigia {
namespace {

using Kind = IncidentAction::Kind;

constexpr std::array kKinds = {
    std::pair{Kind::Acknowledge, "acknowledge"}, std::pair{Kind::Release, "release"},
    std::pair{Kind::Snooze, "snooze"},           std::pair{Kind::Wake, "wake"},
    std::pair{Kind::Verdict, "verdict"},         std::pair{Kind::Note, "note"}};

// Those that an edit refuses with; anything else is Internal.
constexpr std::array kCodes = {std::pair{ErrorCode::NotFound, "not_found"},
                               std::pair{ErrorCode::Conflict, "conflict"},
                               std::pair{ErrorCode::InvalidInput, "invalid"},
                               std::pair{ErrorCode::Unavailable, "unavailable"}};

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

// Instants are text: a JSON number need not hold 64 bits.
QString number(Instant t)
{
    return QString::number(t.time_since_epoch().count());
}

std::optional<Instant> instant(const QJsonValue& value)
{
    bool good = false;
    const qint64 ms = value.toString().toLongLong(&good);
    return good ? std::optional(Instant{std::chrono::milliseconds{ms}}) : std::nullopt;
}

QJsonObject objectOf(std::string_view json)
{
    return QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())))
        .object();
}

std::string written(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

std::string requestOf(const IncidentAction& action)
{
    QJsonObject out;
    for (const auto& [kind, name] : kKinds) {
        if (kind == action.kind)
            out[QStringLiteral("do")] = QLatin1String(name);
    }
    out[QStringLiteral("incident")] = QString::number(static_cast<std::int64_t>(action.incident));
    out[QStringLiteral("at")] = number(action.at);
    out[QStringLiteral("who")] = text(action.who);
    out[QStringLiteral("text")] = text(action.text);
    if (action.verdict)
        out[QStringLiteral("verdict")] = text(std::string(toString(*action.verdict)));
    if (action.until)
        out[QStringLiteral("until")] = number(*action.until);
    return written(out);
}

std::optional<IncidentAction> actionOf(std::string_view request)
{
    const QJsonObject in = objectOf(request);
    IncidentAction action;
    bool known = false;
    for (const auto& [kind, name] : kKinds) {
        if (in[QStringLiteral("do")].toString() == QLatin1String(name)) {
            action.kind = kind;
            known = true;
        }
    }
    bool good = false;
    action.incident = IncidentId{in[QStringLiteral("incident")].toString().toLongLong(&good)};
    const auto at = instant(in[QStringLiteral("at")]);
    if (!known || !good || !at)
        return std::nullopt;
    action.at = *at;
    action.who = in[QStringLiteral("who")].toString().toStdString();
    action.text = in[QStringLiteral("text")].toString().toStdString();
    const std::string verdict = in[QStringLiteral("verdict")].toString().toStdString();
    for (const IncidentVerdict one :
         {IncidentVerdict::True, IncidentVerdict::False, IncidentVerdict::KnownCause}) {
        if (toString(one) == verdict)
            action.verdict = one;
    }
    action.until = instant(in[QStringLiteral("until")]);
    return action;
}

std::string answerOf(const std::optional<Error>& refusal)
{
    if (!refusal)
        return {};
    QJsonObject out;
    out[QStringLiteral("message")] = text(refusal->message);
    for (const auto& [code, name] : kCodes) {
        if (code == refusal->code)
            out[QStringLiteral("code")] = QLatin1String(name);
    }
    return written(out);
}

std::optional<Error> refusalOf(std::string_view answer)
{
    if (answer.empty())
        return std::nullopt;
    const QJsonObject in = objectOf(answer);
    Error error{ErrorCode::Internal, in[QStringLiteral("message")].toString().toStdString()};
    for (const auto& [code, name] : kCodes) {
        if (in[QStringLiteral("code")].toString() == QLatin1String(name))
            error.code = code;
    }
    return error;
}

} // namespace vigia
