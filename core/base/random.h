// A seeded generator with distributions of its own: std:: ones differ from library to library, and
// a model or a scenario must be the same everywhere.
//
// Generator: xoshiro256++ (Blackman and Vigna 2019), seeded through splitmix64. Period 2^256 - 1.
// Not for secrets. A value: copies go on alike. Thread: not shared. Cost: a few ns a number.
#pragma once

#include <array>
#include <cstdint>

namespace vigia {

class Random
{
public:
    explicit Random(std::uint64_t seed);

    [[nodiscard]] std::uint64_t next(); // all 64 bits
    [[nodiscard]] double uniform();     // [0, 1), 53 bits
    [[nodiscard]] double uniform(double from, double to);
    // 0..n-1, without bias. REQUIRES: n > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t n);
    [[nodiscard]] double normal();      // mean 0, deviation 1 (polar method)
    [[nodiscard]] double exponential(); // mean 1
    // Scale 1. REQUIRES: shape > 0. Method: Marsaglia and Tsang 2000.
    [[nodiscard]] double gamma(double shape);
    // 0 for a mean of 0 or less. Method: products below 10, else PTRS (Hoermann 1993).
    [[nodiscard]] std::uint64_t poisson(double mean);
    // Variance mean + mean²/size; Poisson with a gamma mean. REQUIRES: size > 0.
    [[nodiscard]] std::uint64_t negativeBinomial(double mean, double size);

private:
    std::array<std::uint64_t, 4> m_state;
};

} // namespace vigia
