// The picture in a mail: counts, expected band, marks, gaps and the stretch of the incident, one
// panel a status on one time axis, in the light colours of the console.
//
// Drawn by cairo, so that vigiactl needs no Qt Gui. Marks differ by shape; nothing is told by
// colour alone. Pure: the same text and fonts give the same picture. Any thread; a few
// milliseconds.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace vigia {

inline constexpr int kChartWidth = 640; // in CSS pixels; the picture has twice as many

// PNG bytes of Message::chart (core/message/chart.h). InvalidInput when it is no such text.
[[nodiscard]] Result<std::string> chartPng(std::string_view chart);

} // namespace vigia
