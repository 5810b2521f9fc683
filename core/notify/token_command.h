// A program that prints an access token, run without a shell.
//
// Its arguments are passed as they are; it reads nothing, its errors go nowhere, and what it prints
// is never part of a message, since it is a secret. It gets no file of ours beside its output, and
// ends with everything it started when the time is over. Any thread.
#pragma once

#include "core/base/result.h"

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

namespace vigia {

inline constexpr std::chrono::seconds kTokenCommandLimit{30};

// The one line that the program printed. Unavailable, naming the program: it could not be started,
// ended with another code than 0, took longer than `limit`, or printed something else than one line
// of at most 16 KiB. `stop` ends it soon. REQUIRES: command is not empty.
[[nodiscard]] Result<std::string> runTokenCommand(const std::vector<std::string>& command,
                                                  std::chrono::milliseconds limit,
                                                  const std::atomic<bool>& stop);

} // namespace vigia
