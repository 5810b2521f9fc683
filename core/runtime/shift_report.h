// A shift as the store knows it: what the hand-over tells.
//
// Reads only, for a reader's thread; when a hand-over was kept last is one of the store's small
// values. Cost: one walk over the counts of the shift, and a report for each incident in it.
#pragma once

#include "core/base/zone.h"
#include "core/message/handover.h"
#include "core/store/database.h"

#include <optional>
#include <string>

namespace vigia {

struct ShiftRequest
{
    MinuteRange shift;
    Instant now{};
    std::string by; // who writes it
    double budgetPerDay = 1;
};

// The last `length` up to `now`. Where the newest stored minute is older than all of that, up to
// that minute: the hand-over of a replayed day.
[[nodiscard]] MinuteRange lastShift(std::chrono::minutes length, Instant now,
                                    std::optional<MinuteRange> stored);

[[nodiscard]] Result<Handover> readHandover(Database& database, const ShiftRequest& request,
                                            const StatusCatalog& catalog, const Zone& zone);

// What a silence matches, in words: "status = denied, source = acme", from the rule that the store
// keeps as JSON. The rule itself where it names no matcher.
[[nodiscard]] std::string silenceWords(const std::string& rule);

// When somebody kept a hand-over last: the end of the shift it told of.
[[nodiscard]] Result<std::optional<Minute>> lastHandover(Database& database);
[[nodiscard]] Result<void> rememberHandover(Database& database, Minute end);

} // namespace vigia
