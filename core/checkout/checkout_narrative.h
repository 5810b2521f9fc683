// The checkout analysis in words, as an analyst would write it: English or Brazilian Portuguese.
//
// Sections: the day as a whole; each stretch of the day (early morning, morning, peak, afternoon,
// evening) with what deviates, by how much, against what, and whether it is probably an operational
// issue or a shift; outages as one story with what came before and the backlog after, and the sales
// they cost by each reference; the hours by category; what the data cannot say. Deterministic and
// pure.
#pragma once

#include "core/checkout/checkout_words.h"

#include <string>
#include <vector>

namespace vigia {

struct NarrativeSection
{
    std::string title;
    std::vector<std::string> lines; // sentences; plain text

    friend bool operator==(const NarrativeSection&, const NarrativeSection&) = default;
};

[[nodiscard]] std::vector<NarrativeSection> narrate(const CheckoutAnalysis& analysis,
                                                    Language language);

// An outage: critical drops in a row around hours with next to no sales.
// Where fewer than 5 sales are missing by an average it is not told as one: chance does that.
struct Outage
{
    // Indices into CheckoutAnalysis::hours.
    std::size_t lowFrom = 0; // first hour that was low already
    std::size_t from = 0;    // first and last hour with at most 15 % of both averages
    std::size_t to = 0;
    std::optional<std::size_t> backlog; // the next hour, when it has 1.5 times both averages
    // Sales that are missing from `from` to `to`, by reference.
    double byAvgLastMonth = 0;
    double byAvgLastWeek = 0;
    double bySameDayLastWeek = 0;
    double byYesterday = 0;
};

[[nodiscard]] std::vector<Outage> findOutages(const CheckoutAnalysis& analysis);

} // namespace vigia
