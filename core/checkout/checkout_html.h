// The analysis as one self-contained HTML page: chart (SVG), table, words, SQL. Nothing is loaded,
// nothing runs.
#pragma once

#include "core/checkout/checkout_narrative.h"

#include <span>
#include <string>

namespace vigia {

// Everything foreign is escaped; a Content-Security-Policy forbids scripts. Dark and light by the
// reader's setting. Prints well.
[[nodiscard]] std::string checkoutHtml(std::span<const CheckoutAnalysis> analyses,
                                       Language language);

// The chart alone: today as a line, the references as quiet ones, spikes and drops marked by shape
// and colour.
[[nodiscard]] std::string checkoutSvg(const CheckoutAnalysis& analysis, Language language);

} // namespace vigia
