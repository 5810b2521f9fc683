#include "core/parse/row_validator.h"

#include "core/parse/text_check.h"

#include <charconv>

namespace vigia {
namespace {

constexpr std::size_t kMaxCountDigits = 16; // of 2^53 - 1

std::string textOfAtMost(std::size_t bytes)
{
    return "1 to " + std::to_string(bytes) + " bytes of text without control characters";
}

} // namespace

RowValidator::RowValidator(Zone zone, StatusCatalog catalog,
                           std::optional<std::chrono::year_month_day> date, Instant now)
    : m_times(std::move(zone), date, now)
    , m_catalog(std::move(catalog))
{}

std::optional<StatusId> RowValidator::status(std::string_view name) const
{
    return m_catalog.find(name);
}

std::optional<std::uint64_t> RowValidator::count(std::string_view digits)
{
    if (digits.empty() || digits.size() > kMaxCountDigits)
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : digits) {
        const auto digit = static_cast<unsigned char>(c - '0');
        if (digit > 9)
            return std::nullopt;
        value = value * 10 + digit;
    }
    if (value > kMaxCount)
        return std::nullopt;
    return value;
}

std::optional<double> RowValidator::duration(std::string_view text)
{
    double value = 0;
    const char* const end = text.data() + text.size();
    // from_chars would take "-1", "inf" and "nan".
    if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos)
        return std::nullopt;
    const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc{} || stop != end || value > kMaxDurationMs)
        return std::nullopt;
    return value;
}

bool RowValidator::isSource(std::string_view text)
{
    return text.empty() || isPlainText(text, kMaxSourceBytes);
}

bool RowValidator::isCode(std::string_view text)
{
    return isPlainText(text, kMaxCodeBytes);
}

bool RowValidator::isId(std::string_view text)
{
    return isPlainText(text, kMaxIdBytes);
}

std::string RowValidator::expectedTime(std::string_view found) const
{
    return m_times.explain(found);
}

std::string RowValidator::expectedStatus() const
{
    return "one of " + m_catalog.list();
}

std::string RowValidator::expectedCount()
{
    return "a whole number from 0 to " + std::to_string(kMaxCount);
}

std::string RowValidator::expectedDuration()
{
    return "milliseconds from 0 to 1000000000";
}

std::string RowValidator::expectedSource()
{
    return "nothing or " + textOfAtMost(kMaxSourceBytes);
}

std::string RowValidator::expectedCode()
{
    return textOfAtMost(kMaxCodeBytes);
}

std::string RowValidator::expectedId()
{
    return textOfAtMost(kMaxIdBytes);
}

} // namespace vigia
