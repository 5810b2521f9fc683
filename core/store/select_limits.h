// What a statement of a user may take.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>

namespace vigia {

struct SelectLimits
{
    std::size_t rows = 10'000;
    std::chrono::milliseconds time{5000};
    std::size_t bytes = std::size_t{64} << 20; // of all cells together; beyond it truncated
    // Set to true from any thread it ends the statement within a tenth of a second; may be null.
    std::shared_ptr<std::atomic<bool>> stop;

    [[nodiscard]] bool stopped() const { return stop && stop->load(); }
};

} // namespace vigia
