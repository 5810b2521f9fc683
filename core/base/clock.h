// The only way core learns what time it is, so that tests and backtests bring their own.
#pragma once

#include "core/base/minute.h"

namespace vigia {

class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

// The machine's wall clock. It may jump; time-outs belong on a monotonic clock. Any thread.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

} // namespace vigia
