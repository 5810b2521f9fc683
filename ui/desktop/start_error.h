// What stands in the way of the start, for somebody who started the console from a menu and sees no
// terminal. GUI thread only.
#pragma once

#include "core/base/result.h"

namespace vigia {

// True when the desktop's menu or a file manager started us. Call it before QApplication is made:
// that takes the marks out of the environment.
[[nodiscard]] bool startedFromADesktop();

// Says it in a window of its own and returns when that is closed.
void showStartError(const Error& error);

} // namespace vigia
