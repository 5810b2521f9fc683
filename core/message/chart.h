// What the picture in a mail is drawn from: the last hours of the statuses that a message is about.
//
// Who composes the message hands the numbers in; they are kept in the outbox as JSON and drawn when
// the mail is sent (core/notify/chart_png.h), so that the engine waits for no drawing. Pure; any
// thread.
#pragma once

#include "core/message/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

struct ChartMark
{
    std::size_t at = 0; // index of its minute
    Severity severity = Severity::Warning;

    friend bool operator==(const ChartMark&, const ChartMark&) = default;
};

// One status. `low` and `high` are empty where nothing is expected, else as long as `counts`.
struct ChartSeries
{
    StatusId status = StatusId::Approved;
    std::vector<double> counts; // a minute each; NaN = gap
    std::vector<double> low;    // the expected band; NaN = none at that minute
    std::vector<double> high;
    std::vector<ChartMark> marks;
};

struct MessageChart
{
    Minute from{};                       // of the first value of every series
    std::vector<ChartSeries> series;     // the worst first; beyond kMostChartSeries is left out
    std::optional<Minute> incidentStart; // none = no shade
    std::optional<Minute> incidentEnd;   // none = still open
};

inline constexpr std::size_t kMostChartSeries = 4;
inline constexpr std::size_t kMostChartMinutes = 360; // older ones are left out

// Compact JSON for Message::chart, with names, offset and language of the context:
// {"from":"…Z","offset":-180,"lang":"en","incident":["…Z",null],"series":[{"status":"denied",
// "counts":[1,null,…],"low":[…],"high":[…],"marks":[[12,"critical"]]}]}. "" when there is no
// series.
[[nodiscard]] std::string chartJson(const MessageChart& chart, const MessageContext& context);

} // namespace vigia
