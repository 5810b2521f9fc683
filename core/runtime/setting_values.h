// Reading the value of a setting as a type, and the setters that put it where it belongs.
//
// Values of a file have a type already; those of the environment and the command line are text that
// is read here. Pure; any thread.
#pragma once

#include "core/runtime/setting.h"

#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigia {

// nullopt when the value does not fit.
[[nodiscard]] std::optional<double> asNumber(const Setting& s);
[[nodiscard]] std::optional<std::int64_t> asWhole(const Setting& s);
[[nodiscard]] std::optional<bool> asFlag(const Setting& s);
[[nodiscard]] std::optional<std::string> asText(const Setting& s);
[[nodiscard]] std::optional<std::vector<std::string>> asList(const Setting& s);
// "30s", "15m", "4h", "1d", "1h30m", or "0".
[[nodiscard]] std::optional<std::chrono::seconds> asDuration(const Setting& s);

// Two different times of the day, each HH:MM.
[[nodiscard]] bool isTimeSpan(std::string_view text);

[[nodiscard]] std::string shownSetting(const SettingValue& value);
// "origin: key: found X, expected Y"; the value of a secret is not shown.
[[nodiscard]] tl::unexpected<Error> refusedSetting(const Setting& s, std::string_view allowed,
                                                   bool secret);
// "origin: key: no such key, did you mean …?"
[[nodiscard]] tl::unexpected<Error> unknownSetting(const Setting& s,
                                                   std::span<const std::string_view> known);
// "a list of: adaptive …", and the reading of such a list.
[[nodiscard]] std::string allowedDetectors();
[[nodiscard]] bool setDetectors(std::vector<std::string>& to, const Setting& s);

// ---- setters of a member of any part of the configuration: `get` picks it out of what it is
// given. They return false when the value is not allowed.

template <typename Get>
auto number(Get get, double above, double atMost)
{
    return [=](auto& c, const Setting& s) {
        const auto v = asNumber(s);
        if (!v || !std::isfinite(*v) || *v <= above || *v > atMost)
            return false;
        get(c) = *v;
        return true;
    };
}

template <typename Get>
auto whole(Get get, std::int64_t from, std::int64_t to)
{
    return [=](auto& c, const Setting& s) {
        const auto v = asWhole(s);
        if (!v || *v < from || *v > to)
            return false;
        using T = std::remove_reference_t<decltype(get(c))>;
        get(c) = T(*v); // numbers and durations alike
        return true;
    };
}

// "22:00-06:00", or "" for none.
template <typename Get>
auto timeSpan(Get get)
{
    return [=](auto& c, const Setting& s) {
        const auto v = asText(s);
        if (!v || !(v->empty() || isTimeSpan(*v)))
            return false;
        get(c) = *v;
        return true;
    };
}

template <typename Get>
auto duration(Get get, std::chrono::seconds from, std::chrono::seconds to)
{
    return [=](auto& c, const Setting& s) {
        const auto v = asDuration(s);
        if (!v || *v < from || *v > to)
            return false;
        using T = std::remove_reference_t<decltype(get(c))>;
        const T rounded = std::chrono::duration_cast<T>(*v);
        if (rounded != *v)
            return false; // seconds where whole minutes count
        get(c) = rounded;
        return true;
    };
}

template <typename Get>
auto flag(Get get)
{
    return [=](auto& c, const Setting& s) {
        const auto v = asFlag(s);
        if (v)
            get(c) = *v;
        return v.has_value();
    };
}

// One line.
template <typename Get>
auto text(Get get)
{
    return [=](auto& c, const Setting& s) {
        const auto v = asText(s);
        if (!v || v->find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
            return false;
        get(c) = *v;
        return true;
    };
}

template <typename Get>
auto list(Get get)
{
    return [=](auto& c, const Setting& s) {
        auto v = asList(s);
        if (!v)
            return false;
        get(c) = std::move(*v);
        return true;
    };
}

template <typename Get, typename T>
auto choice(Get get, std::vector<std::pair<std::string_view, T>> choices)
{
    return [=](auto& c, const Setting& s) {
        const auto v = asText(s);
        if (!v)
            return false;
        for (const auto& [name, value] : choices) {
            if (*v == name) {
                get(c) = value;
                return true;
            }
        }
        return false;
    };
}

// A list of some of `names`.
template <typename Get>
auto choices(Get get, std::vector<std::string_view> names)
{
    return [=](auto& c, const Setting& s) {
        auto v = asList(s);
        if (!v)
            return false;
        for (const std::string& item : *v) {
            bool found = false;
            for (const std::string_view name : names)
                found = found || item == name;
            if (!found)
                return false;
        }
        get(c) = std::move(*v);
        return true;
    };
}

} // namespace vigia
