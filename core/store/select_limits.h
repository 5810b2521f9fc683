// What a statement of a user may take.
#pragma once

#include <chrono>
#include <cstddef>

namespace vigia {

struct SelectLimits
{
    std::size_t rows = 10'000;
    std::chrono::milliseconds time{5000};
    std::size_t bytes = std::size_t{64} << 20; // of all cells together; beyond it truncated
};

} // namespace vigia
