// The style sheet that goes with a theme: what Fusion and a palette cannot say.
#pragma once

#include "ui/chart/theme.h"

#include <QString>

namespace vigia {

[[nodiscard]] QString styleSheetOf(const Theme& theme);

} // namespace vigia
