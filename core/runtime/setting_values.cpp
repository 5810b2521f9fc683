#include "core/runtime/setting_values.h"

#include "core/base/nearest.h"
#include "core/detect/detector_factory.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace vigia {
namespace {

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool allDetectors(const std::vector<std::string>& names)
{
    const auto known = detectorNames();
    return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& n) {
        return std::find(known.begin(), known.end(), n) != known.end();
    });
}

} // namespace

std::optional<double> asNumber(const Setting& s)
{
    if (const auto* number = std::get_if<double>(&s.value))
        return *number;
    if (const auto* whole = std::get_if<std::int64_t>(&s.value))
        return static_cast<double>(*whole);
    const auto* text = std::get_if<std::string>(&s.value);
    if (!text || !s.text)
        return std::nullopt;
    double out = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
    if (error != std::errc{} || end != text->data() + text->size())
        return std::nullopt;
    return out;
}

std::optional<std::int64_t> asWhole(const Setting& s)
{
    if (const auto* whole = std::get_if<std::int64_t>(&s.value))
        return *whole;
    const auto* text = std::get_if<std::string>(&s.value);
    if (!text || !s.text)
        return std::nullopt;
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
    if (error != std::errc{} || end != text->data() + text->size())
        return std::nullopt;
    return out;
}

std::optional<std::string> asText(const Setting& s)
{
    const auto* text = std::get_if<std::string>(&s.value);
    return text ? std::optional(*text) : std::nullopt;
}

std::optional<std::vector<std::string>> asList(const Setting& s)
{
    if (const auto* list = std::get_if<std::vector<std::string>>(&s.value))
        return *list;
    const auto* text = std::get_if<std::string>(&s.value);
    if (!text || !s.text)
        return std::nullopt;
    std::vector<std::string> out;
    std::string_view rest = *text;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        if (const std::string_view item = trimmed(rest.substr(0, comma)); !item.empty())
            out.emplace_back(item);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return out;
}

std::optional<bool> asFlag(const Setting& s)
{
    if (const auto* flag = std::get_if<bool>(&s.value))
        return *flag;
    const auto* text = std::get_if<std::string>(&s.value);
    if (!text || !s.text)
        return std::nullopt;
    if (*text == "true" || *text == "1" || *text == "yes")
        return true;
    if (*text == "false" || *text == "0" || *text == "no")
        return false;
    return std::nullopt;
}

std::optional<std::chrono::seconds> asDuration(const Setting& s)
{
    const auto* whole = std::get_if<std::int64_t>(&s.value);
    if (whole != nullptr && *whole == 0)
        return std::chrono::seconds{0};
    const auto text = asText(s);
    if (!text || text->empty())
        return std::nullopt;
    if (*text == "0")
        return std::chrono::seconds{0};
    constexpr std::int64_t kMost =
        std::int64_t{1'000} * 24 * 3'600; // far beyond what any key takes
    std::int64_t total = 0;
    std::int64_t before = std::numeric_limits<std::int64_t>::max(); // units come in falling order
    std::string_view rest = *text;
    while (!rest.empty()) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        if (error != std::errc{} || value < 0 || value > kMost || end == rest.data() + rest.size())
            return std::nullopt;
        std::int64_t unit = 0;
        switch (*end) {
        case 'd':
            unit = 24 * 3'600;
            break;
        case 'h':
            unit = 3'600;
            break;
        case 'm':
            unit = 60;
            break;
        case 's':
            unit = 1;
            break;
        default:
            return std::nullopt;
        }
        if (unit >= before)
            return std::nullopt;
        before = unit;
        total += value * unit;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
    }
    return std::chrono::seconds{total};
}

bool isTimeSpan(std::string_view text)
{
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    const auto isTime = [&](std::size_t at) {
        return digit(at) && digit(at + 1) && text[at + 2] == ':' && digit(at + 3) &&
               digit(at + 4) && text.substr(at, 2) < "24" && text[at + 3] < '6';
    };
    return text.size() == 11 && text[5] == '-' && isTime(0) && isTime(6) &&
           text.substr(0, 5) != text.substr(6);
}

std::string shownSetting(const SettingValue& value)
{
    struct Show
    {
        std::string operator()(const std::string& s) const { return '"' + s + '"'; }
        std::string operator()(std::int64_t v) const { return std::to_string(v); }
        std::string operator()(double v) const
        {
            char text[32];
            return {text, std::to_chars(text, text + sizeof text, v).ptr};
        }
        std::string operator()(bool v) const { return v ? "true" : "false"; }
        std::string operator()(const std::vector<std::string>& list) const
        {
            std::string out = "[";
            for (const std::string& item : list)
                out += (out.size() > 1 ? ", \"" : "\"") + item + '"';
            return out + "]";
        }
    };
    return std::visit(Show{}, value);
}

tl::unexpected<Error> refusedSetting(const Setting& s, std::string_view allowed, bool secret)
{
    return fail(ErrorCode::InvalidConfig,
                s.origin + ": " + s.key + ": found " +
                    (secret ? std::string("a value that does not fit") : shownSetting(s.value)) +
                    ", expected " + std::string(allowed));
}

tl::unexpected<Error> unknownSetting(const Setting& s, std::span<const std::string_view> known)
{
    const std::string_view nearest = nearestName(s.key, known);
    return fail(
        ErrorCode::InvalidConfig,
        s.origin + ": " + s.key + ": no such key" +
            (nearest.empty() ? std::string() : ", did you mean " + std::string(nearest) + "?"));
}

std::string allowedDetectors()
{
    std::string out = "a list of:";
    for (const std::string_view name : detectorNames())
        out += ' ' + std::string(name);
    return out;
}

bool setDetectors(std::vector<std::string>& to, const Setting& s)
{
    auto v = asList(s);
    if (!v || !allDetectors(*v))
        return false;
    to = std::move(*v);
    return true;
}

} // namespace vigia
