#include "core/runtime/time_zone.h"

#include <QDateTime>
#include <QTimeZone>

namespace vigia {
namespace {

Minute minuteOf(const QDateTime& t)
{
    return floorToMinute(Instant{std::chrono::milliseconds{t.toMSecsSinceEpoch()}});
}

std::chrono::minutes offsetAt(const QTimeZone& zone, Minute m)
{
    const QDateTime t = QDateTime::fromSecsSinceEpoch(toEpochMinutes(m) * 60, Qt::UTC);
    return std::chrono::minutes{zone.offsetFromUtc(t) / 60};
}

} // namespace

Result<std::shared_ptr<const Zone>> loadZone(const std::string& id)
{
    const QTimeZone zone =
        id.empty() ? QTimeZone::systemTimeZone() : QTimeZone(QByteArray::fromStdString(id));
    if (!zone.isValid()) {
        return fail(ErrorCode::InvalidConfig,
                    "time zone \"" + id +
                        "\" is not known, expected an IANA name such as America/Sao_Paulo or UTC");
    }
    const Minute end = std::chrono::sys_days{std::chrono::year{2100} / 1 / 1};
    const QDateTime from = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    const QDateTime to = QDateTime::fromSecsSinceEpoch(toEpochMinutes(end) * 60, Qt::UTC);
    std::vector<Zone::Period> periods;
    const auto add = [&](Minute start, std::chrono::minutes offset) {
        if (periods.empty() || offset != periods.back().offset)
            periods.push_back({start, offset});
    };
    add(minuteOf(from), offsetAt(zone, minuteOf(from)));
    Minute known = minuteOf(from);
    for (const QTimeZone::OffsetData& change : zone.transitions(from, to)) {
        known = minuteOf(change.atUtc);
        add(known, std::chrono::minutes{change.offsetFromUtc / 60});
    }
    // Qt lists the transitions of the tz file only (to 2037) but knows the rule that follows: look
    // for its changes.
    constexpr std::chrono::days kStep{14};
    for (Minute m = known; m < end; m += kStep) {
        if (offsetAt(zone, m + kStep) == periods.back().offset)
            continue;
        Minute before = m;
        Minute after = m + kStep;
        while (after - before > std::chrono::minutes{1}) {
            const Minute middle = before + (after - before) / 2;
            (offsetAt(zone, middle) == periods.back().offset ? before : after) = middle;
        }
        add(after, offsetAt(zone, after));
    }
    return std::make_shared<const Zone>(zone.id().toStdString(), std::move(periods));
}

} // namespace vigia
