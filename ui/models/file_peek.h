// A look at the beginning of a file that is about to be imported.
#pragma once

#include <QString>

namespace vigia {

// True when the first row with data begins with a time of day without a date ("14h 31"), so that
// the operator has to say which day it was. Reads at most 4 KiB of a regular file; anything else,
// also a file that cannot be read, is false: the import itself says what is wrong with it.
[[nodiscard]] bool hasTimesWithoutDate(const QString& file);

} // namespace vigia
