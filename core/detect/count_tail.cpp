#include "core/detect/count_tail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vigia {

namespace {

constexpr double kLog10E = std::numbers::log10e;
constexpr double kLnSqrt2Pi = 0.91893853320467274178;
constexpr double kNearlyPoisson = 1e-12; // a smaller relative variance changes no digit
constexpr double kWideDeviation = 60;    // transactions; beyond, the sum would take too long
constexpr double kNegligibleTerm = 1e-9; // of the sum so far

// lnΓ(n+1) minus Stirling's formula. Written out because std::lgamma has a global sign.
double stirlingSeries(double n)
{
    double error = 0;
    for (; n < 8; ++n)
        error += (n + 0.5) * std::log1p(1 / n) - 1;
    const double square = 1 / (n * n);
    return error + (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / n;
}

// The same, small counts from a table: they are asked for most.
double stirlingError(double n)
{
    static const std::array<double, 8> kSmall = [] {
        std::array<double, 8> table{};
        for (std::size_t i = 1; i < table.size(); ++i)
            table[i] = stirlingSeries(static_cast<double>(i));
        return table;
    }();
    const auto count = static_cast<std::size_t>(std::clamp(n, 0.0, 8.0));
    return count > 0 && count < kSmall.size() && static_cast<double>(count) == n
               ? kSmall[count]
               : stirlingSeries(n);
}

// x ln(x/m) + m - x without cancellation where x is near m.
double deviance(double x, double m)
{
    const double difference = x - m;
    if (std::abs(difference) < 0.1 * (x + m)) {
        const double ratio = difference / (x + m);
        double sum = difference * ratio;
        double term = 2 * x * ratio;
        for (int j = 3; j < 200; j += 2) {
            term *= ratio * ratio;
            const double next = sum + term / j;
            if (next == sum)
                break;
            sum = next;
        }
        return sum;
    }
    return x * std::log(x / m) + m - x;
}

// Gamma-Poisson with shape 1/relativeVariance; Poisson where that is next to nothing.
struct Law
{
    double mean;
    double relativeVariance;
    bool poisson = relativeVariance < kNearlyPoisson;
    double shape = poisson ? 0 : 1 / relativeVariance;

    [[nodiscard]] double deviation() const
    {
        return std::sqrt(mean * (1 + mean * relativeVariance));
    }
    // Chernoff exponent of a count.
    [[nodiscard]] double exponent(double x) const
    {
        if (poisson)
            return deviance(x, mean);
        const double trials = x + shape;
        return deviance(x, trials * (mean / (mean + shape))) +
               deviance(shape, trials * (shape / (mean + shape)));
    }
    [[nodiscard]] double logPoint(double x) const
    {
        if (x <= 0)
            return poisson ? -mean : -std::log1p(mean * relativeVariance) * shape;
        if (poisson)
            return -stirlingError(x) - exponent(x) - kLnSqrt2Pi - 0.5 * std::log(x);
        const double trials = x + shape;
        return stirlingError(trials) - stirlingError(shape) - stirlingError(x) - exponent(x) -
               kLnSqrt2Pi - 0.5 * std::log(x * trials / shape);
    }
    // P(x) / P(x - 1)
    [[nodiscard]] double step(double x) const
    {
        if (poisson)
            return mean / x;
        return (x - 1 + shape) / x * (mean / (mean + shape));
    }
    // Tilt that moves the mean to x.
    [[nodiscard]] double tilt(double x) const
    {
        return poisson ? std::log(x / mean)
                       : std::log(x * (1 + mean * relativeVariance) /
                                  (mean * (1 + x * relativeVariance)));
    }
};

// ln P(X >= count), count above the mean.
double logSumUp(const Law& law, double count)
{
    double sum = 1;
    double term = 1;
    for (double x = count + 1; term > kNegligibleTerm * sum; ++x) {
        term *= law.step(x);
        sum += term;
    }
    return law.logPoint(count) + std::log(sum);
}

// ln P(X <= count), count below the mean.
double logSumDown(const Law& law, double count)
{
    double sum = 1;
    double term = 1;
    for (double x = count; x > 0 && term > kNegligibleTerm * sum; --x) {
        term /= law.step(x);
        sum += term;
    }
    return law.logPoint(count) + std::log(sum);
}

// Mills' ratio, Laplace's continued fraction. REQUIRES: w >= 3.
double mills(double w)
{
    double fraction = w;
    for (int k = 60; k > 0; --k)
        fraction = w + k / fraction;
    return 1 / fraction;
}

// ln of the probability beyond `edge`, a half-integer, on its far side of the mean.
double logWide(const Law& law, double edge)
{
    const double w = std::sqrt(2 * law.exponent(edge));
    const double spread = std::sqrt(edge * (1 + edge * law.relativeVariance));
    const double u = 2 * std::sinh(std::abs(law.tilt(edge)) / 2) * spread;
    // Next to the mean the difference of the two large numbers is its limit, a sixth of the
    // skewness.
    const double correction =
        w > 1e-4 ? 1 / u - 1 / w
                 : (edge > law.mean ? -1 : 1) * (1 + 2 * edge * law.relativeVariance) / spread / 6;
    const double density = -w * w / 2 - kLnSqrt2Pi;
    const double factor =
        w < 5 ? std::erfc(w / std::numbers::sqrt2) / 2 / std::exp(density) : mills(w);
    // In the far lower tail of a skew law the correction can exceed what it corrects.
    return density + std::log(std::max(factor + correction, factor * 0.01));
}

double asScore(double logProbability)
{
    return std::clamp(-logProbability * kLog10E, 0.0, kTailCap);
}

double complementScore(double logProbability)
{
    return asScore(std::log1p(-std::min(std::exp(logProbability), 1 - 1e-15)));
}

bool defined(double count, double mean, double relativeVariance)
{
    return count >= 0 && mean > 0 && relativeVariance >= 0 && std::isfinite(mean) &&
           std::isfinite(relativeVariance);
}

} // namespace

double upperTail(double count, double mean, double relativeVariance)
{
    if (count <= 0 || !defined(count, mean, relativeVariance))
        return 0;
    const Law law{mean, relativeVariance};
    if (law.deviation() > kWideDeviation) {
        const double edge = count - 0.5;
        return edge > mean ? asScore(logWide(law, edge)) : complementScore(logWide(law, edge));
    }
    if (count > mean)
        return asScore(logSumUp(law, count));
    return complementScore(logSumDown(law, count - 1));
}

double lowerTail(double count, double mean, double relativeVariance)
{
    if (!defined(count, mean, relativeVariance))
        return 0;
    const Law law{mean, relativeVariance};
    if (law.deviation() > kWideDeviation) {
        if (count == 0)
            return asScore(law.logPoint(0));
        const double edge = count + 0.5;
        return edge < mean ? asScore(logWide(law, edge)) : complementScore(logWide(law, edge));
    }
    if (count < mean)
        return asScore(logSumDown(law, count));
    return complementScore(logSumUp(law, count + 1));
}

} // namespace vigia
