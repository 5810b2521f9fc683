#include "core/base/random.h"

#include <bit>
#include <cassert>
#include <cmath>

namespace vigia {

Random::Random(std::uint64_t seed)
{
    for (std::uint64_t& word : m_state) { // splitmix64
        seed += 0x9e3779b97f4a7c15;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        word = z ^ (z >> 31);
    }
}

std::uint64_t Random::next()
{
    auto& s = m_state;
    const std::uint64_t result = std::rotl(s[0] + s[3], 23) + s[0];
    const std::uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = std::rotl(s[3], 45);
    return result;
}

double Random::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Random::uniform(double from, double to)
{
    return from + (to - from) * uniform();
}

std::uint64_t Random::below(std::uint64_t n)
{
    assert(n > 0);
    const std::uint64_t reject = (0 - n) % n; // the first 2^64 mod n values would bias
    std::uint64_t value = next();
    while (value < reject)
        value = next();
    return value % n;
}

double Random::normal()
{
    for (;;) {
        const double u = uniform(-1, 1);
        const double v = uniform(-1, 1);
        const double s = u * u + v * v;
        if (s > 0 && s < 1)
            return u * std::sqrt(-2 * std::log(s) / s);
    }
}

double Random::exponential()
{
    return -std::log1p(-uniform());
}

double Random::gamma(double shape)
{
    assert(shape > 0);
    if (shape < 1)
        return gamma(shape + 1) * std::pow(1 - uniform(), 1 / shape);
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = normal();
        const double v = std::pow(1 + c * x, 3);
        if (v <= 0)
            continue;
        const double u = 1 - uniform();
        if (std::log(u) < x * x / 2 + d - d * v + d * std::log(v))
            return d * v;
    }
}

std::uint64_t Random::poisson(double mean)
{
    if (!(mean > 0))
        return 0;
    if (mean < 10) {
        const double limit = std::exp(-mean);
        std::uint64_t count = 0;
        for (double product = uniform(); product > limit; product *= uniform())
            ++count;
        return count;
    }
    const double b = 0.931 + 2.53 * std::sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const double vr = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        const double u = uniform() - 0.5;
        const double v = 1 - uniform();
        const double us = 0.5 - std::abs(u);
        const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= vr)
            return static_cast<std::uint64_t>(k);
        if (k < 0 || (us < 0.013 && v > us))
            continue;
        if (std::log(v * inverseAlpha / (a / (us * us) + b)) <=
            k * std::log(mean) - mean - std::lgamma(k + 1))
            return static_cast<std::uint64_t>(k);
    }
}

std::uint64_t Random::negativeBinomial(double mean, double size)
{
    return mean > 0 ? poisson(mean * gamma(size) / size) : 0;
}

} // namespace vigia
