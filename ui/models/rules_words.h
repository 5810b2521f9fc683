// What the Rules page calls things, in the language of the operator: detectors, routes, spans of
// time and numbers that can be typed again.
//
// Pure functions of their arguments and the installed translation. Names of statuses, detectors and
// receivers stay as the configuration has them.
#pragma once

#include "core/base/config.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace vigia::rulewords {

// All of it, unlike format::duration(): "1 h 30 min", "30 s", "0 s".
[[nodiscard]] QString duration(std::chrono::seconds s);
// "30s", "30 s", "15 min", "15m", "4h", "1 h 30 min", "1d"; "0" alone. None for all else.
[[nodiscard]] std::optional<std::chrono::seconds> readDuration(const QString& text);

// As few digits as say it exactly, without grouping: "0.5".
[[nodiscard]] QString number(double value);
// In the operator's locale, or with a decimal point. None for text that is no finite number.
[[nodiscard]] std::optional<double> readNumber(const QString& text);

[[nodiscard]] QString detectorHelp(std::string_view name); // one sentence; "" for an unknown one
[[nodiscard]] QString names(const std::vector<std::string>& list); // "adaptive, trend"; "–"
[[nodiscard]] QString either(const QStringList& list);             // "denied, failed or reversed"

[[nodiscard]] QString day(const std::string& name);  // "mon" -> "Mon"
[[nodiscard]] QString kind(const std::string& name); // "spike" -> "spikes"
// "22:00–06:00 on weekdays", "on Sat, Sun"; "" for always.
[[nodiscard]] QString hours(const RouteConfig& route);
// "Critical denied or failed, 22:00–06:00 on weekdays: night".
[[nodiscard]] QString route(const RouteConfig& route);

} // namespace vigia::rulewords
