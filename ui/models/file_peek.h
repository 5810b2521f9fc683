// A look at the beginning of a file that is about to be opened.
#pragma once

#include <QString>

namespace vigia {

// True when the first row with data begins with a time of day without a date ("14h 31"), so that
// the operator has to say which day it was. Reads at most 4 KiB of a regular file; anything else,
// also a file that cannot be read, is false: the import itself says what is wrong with it.
[[nodiscard]] bool hasTimesWithoutDate(const QString& file);

// True when the first line names at least two of the columns that only a checkout file has, so that
// one with a missing or misspelt column is still told apart. Reads as the above.
[[nodiscard]] bool isCheckoutFile(const QString& file);

} // namespace vigia
