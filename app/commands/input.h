// Files and times as the subcommands read them, with the surroundings that the configuration gives.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/model/count_batch.h"

#include <QString>

#include <chrono>
#include <memory>
#include <string>

namespace vigia {

struct Surroundings
{
    std::shared_ptr<const StatusCatalog> catalog;
    std::shared_ptr<const Zone> zone;
    Instant now{};
};

[[nodiscard]] Result<Surroundings> surroundingsOf(const Config& config);

// YYYY-MM-DD; "" is today in the zone. InvalidInput says what was expected.
[[nodiscard]] Result<std::chrono::year_month_day> parseDate(const QString& text,
                                                            const Surroundings& surroundings);

// Any time shape of the contract.
[[nodiscard]] Result<Minute> parseTime(const QString& text, const Surroundings& surroundings,
                                       std::chrono::year_month_day date);

// A whole transactions file, or the error with its first 20 faults and their total.
[[nodiscard]] Result<CountBatch> readTransactions(const std::string& path,
                                                  const Surroundings& surroundings,
                                                  std::chrono::year_month_day date);

} // namespace vigia
