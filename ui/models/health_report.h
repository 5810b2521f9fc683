// How all parts of the running program are, in words: for the Health page and for a support ticket.
//
// Pure functions of what was gathered. The text holds no secret: addresses lose all but their first
// letter and their domain, and messages are left out.
#pragma once

#include "core/runtime/monitor.h"
#include "core/runtime/watch_board.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace vigia {

// Something that went wrong since the start.
struct NotedError
{
    Instant at{};
    QString text;
};

struct HealthFacts
{
    HealthSnapshot health;
    std::vector<Metric> metrics;
    std::vector<ChannelHealth> channels;
    std::optional<WatchState> watch;     // none: nobody watches over the chain
    std::optional<StoreFigures> figures; // none: not read yet
    std::optional<MinuteRange> stored;
    QString readError; // "" = the store can be read
    QString folder;    // of the data
    qint64 diskFree = -1;
    qint64 diskTotal = -1;
    qint64 memory = -1; // resident bytes
    Instant started{};
    Instant now{};
    std::vector<std::pair<QString, bool>> statuses; // name; has an expected range
    std::vector<OutboxEntry> outbox;
    std::vector<NotedError> errors; // newest first
};

struct HealthLine
{
    QString label;
    QString value;
    bool trouble = false;
};

struct HealthSection
{
    QString title;
    QList<HealthLine> lines;
};

[[nodiscard]] QList<HealthSection> healthSections(const HealthFacts& facts, const Zone& zone);
// All of it as plain text, with times in UTC.
[[nodiscard]] QString healthText(const HealthFacts& facts, const Zone& zone);
// "a…@example.com"; what is no address stays.
[[nodiscard]] QString maskedAddress(const QString& address);

} // namespace vigia
