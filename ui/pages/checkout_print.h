// The checkout analysis on paper: for each file its chart, its words and its hours, dark on white
// in whatever theme the console wears.
#pragma once

#include "core/checkout/checkout_words.h"

#include <span>

class QPrinter;

namespace vigia {

// Landscape where the paper may be turned; a file starts on a page of its own. GUI thread; some
// hundred milliseconds.
void printCheckouts(QPrinter& printer, std::span<const CheckoutAnalysis> analyses,
                    Language language);

} // namespace vigia
