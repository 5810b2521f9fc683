// The one gate for what a row may hold - time, status, count and the texts beside them - for CSV
// files, HTTP bodies and replays alike.
//
// Each function answers "good, and this is its value" or none; the expected…() functions have the
// words for a refusal. Strict: no blanks around a value, no sign, no fraction, no exponent.
// Thread: not shared (it remembers the last date). Cost: tens of ns, no allocation for good values.
#pragma once

#include "core/base/minute.h"
#include "core/model/count_batch.h"
#include "core/model/status.h"
#include "core/parse/time_parser.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia {

inline constexpr std::size_t kMaxSourceBytes = 128;
inline constexpr std::size_t kMaxCodeBytes = 32;
inline constexpr std::size_t kMaxIdBytes = 128;
inline constexpr double kMaxDurationMs = 1e9; // eleven days

class RowValidator
{
public:
    // `date` is the day of times that name none; without it those are refused.
    RowValidator(Zone zone, StatusCatalog catalog, std::optional<std::chrono::year_month_day> date,
                 Instant now);

    void setNow(Instant now) { m_times.setNow(now); }

    [[nodiscard]] std::optional<Minute> time(std::string_view text) { return m_times.minute(text); }
    [[nodiscard]] std::optional<Instant> instant(std::string_view text)
    {
        return m_times.instant(text);
    }
    [[nodiscard]] std::optional<StatusId> status(std::string_view name) const;
    // Digits only, leading zeros allowed, 0..kMaxCount.
    [[nodiscard]] static std::optional<std::uint64_t> count(std::string_view digits);
    // Milliseconds as a plain decimal number, 0..kMaxDurationMs.
    [[nodiscard]] static std::optional<double> duration(std::string_view text);
    // "" is the source of rows that name none.
    [[nodiscard]] static bool isSource(std::string_view text);
    [[nodiscard]] static bool isCode(std::string_view text);
    [[nodiscard]] static bool isId(std::string_view text);

    [[nodiscard]] std::string expectedTime(std::string_view found) const;
    [[nodiscard]] std::string expectedStatus() const;
    [[nodiscard]] static std::string expectedCount();
    [[nodiscard]] static std::string expectedDuration();
    [[nodiscard]] static std::string expectedSource();
    [[nodiscard]] static std::string expectedCode();
    [[nodiscard]] static std::string expectedId();

    [[nodiscard]] const StatusCatalog& catalog() const { return m_catalog; }
    [[nodiscard]] const Zone& zone() const { return m_times.zone(); }

private:
    TimeParser m_times;
    StatusCatalog m_catalog;
};

} // namespace vigia
