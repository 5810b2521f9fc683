#include "core/runtime/time_zone.h"

#include <QDateTime>
#include <QTimeZone>

namespace vigia {

Result<std::shared_ptr<const Zone>> loadZone(const std::string& id)
{
    const QTimeZone zone =
        id.empty() ? QTimeZone::systemTimeZone() : QTimeZone(QByteArray::fromStdString(id));
    if (!zone.isValid()) {
        return fail(ErrorCode::InvalidConfig,
                    "time zone \"" + id +
                        "\" is not known, expected an IANA name such as America/Sao_Paulo or UTC");
    }
    const auto minuteOf = [](const QDateTime& t) {
        return std::chrono::floor<std::chrono::minutes>(
            Instant{std::chrono::milliseconds{t.toMSecsSinceEpoch()}});
    };
    const QDateTime from = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    const QDateTime to(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    std::vector<Zone::Period> periods;
    periods.push_back({minuteOf(from), std::chrono::minutes{zone.offsetFromUtc(from) / 60}});
    for (const QTimeZone::OffsetData& change : zone.transitions(from, to)) {
        const std::chrono::minutes offset{change.offsetFromUtc / 60};
        if (offset != periods.back().offset)
            periods.push_back({minuteOf(change.atUtc), offset});
    }
    return std::make_shared<const Zone>(zone.id().toStdString(), std::move(periods));
}

} // namespace vigia
