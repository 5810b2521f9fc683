// Says to assistive technology that a widget that we paint is a chart; its name is the widget's
// accessible name. GUI thread only.
#pragma once

namespace vigia {

// For all charts, from the first call on; further calls do nothing. Call it in the constructor,
// before anybody asks for the role.
void installChartRole();

} // namespace vigia
