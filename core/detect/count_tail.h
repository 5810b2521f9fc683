// How unlikely a count is: tails of the Poisson and of the negative binomial distribution, as
// -log10 of the probability, so that one in a million is 6 and nothing underflows.
//
// Parametrised as a Gamma-Poisson predictive: `mean` > 0 transactions, `relativeVariance` >= 0 of
// the rate (0 = Poisson): variance = mean + mean² × relativeVariance. Counts are whole, up to 2^53.
// Method: the point probability by Loader's saddle-point expansion (2000), which neither overflows
// nor cancels; the tail as its multiple, summed by the ratio of neighbours. Where the tail has too
// many terms (deviation above 60) Lugannani and Rice (1980), relative error below 1 % of p at p >
// 1e-12. Results are finite, 0 to kTailCap, and never fall as the count moves away from the mean.
// Cost: 0.2-0.6 µs. Thread: any.
#pragma once

namespace vigia {

inline constexpr double kTailCap = 300; // what is less likely than 1e-300 is reported as that

// -log10 P(X >= count); 0 for a count of 0.
[[nodiscard]] double upperTail(double count, double mean, double relativeVariance);
// -log10 P(X <= count).
[[nodiscard]] double lowerTail(double count, double mean, double relativeVariance);

} // namespace vigia
