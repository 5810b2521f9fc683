// What the system says of a file, as an Error of ours.
#pragma once

#include "core/base/result.h"

#include <string>

namespace vigia {

// "cannot create the lock file /x/y: Permission denied", with ReadOnly, Full, NotFound or
// Unavailable by `number` (errno).
[[nodiscard]] Error fileError(const std::string& what, const std::string& file, int number);

// Full, ReadOnly, NotFound, or Unavailable for all others.
[[nodiscard]] ErrorCode codeOfErrno(int number);

} // namespace vigia
