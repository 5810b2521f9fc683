// Zones with known jumps, written down here so that no test depends on the machine's zone files.
#pragma once

#include "core/base/zone.h"

namespace vigia::test {

// EST until 9 March 2025 07:00 UTC (02:00 to 03:00 is skipped), EDT until 2 November 06:00 UTC
// (01:00 to 02:00 is repeated), EST again. Also the pair of jumps of 2024.
inline Zone newYork()
{
    using namespace std::chrono;
    return Zone{"America/New_York",
                {{sys_days{year{2023} / 11 / 5} + 6h, -300min},
                 {sys_days{year{2024} / 3 / 10} + 7h, -240min},
                 {sys_days{year{2024} / 11 / 3} + 6h, -300min},
                 {sys_days{year{2025} / 3 / 9} + 7h, -240min},
                 {sys_days{year{2025} / 11 / 2} + 6h, -300min}}};
}

// Three hours behind UTC since 2019.
inline Zone saoPaulo()
{
    using namespace std::chrono;
    return Zone{"America/Sao_Paulo",
                {{sys_days{year{2018} / 11 / 4} + 3h, -120min},
                 {sys_days{year{2019} / 2 / 17} + 2h, -180min}}};
}

} // namespace vigia::test
