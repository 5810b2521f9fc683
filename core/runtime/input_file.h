// The bytes of a file that a person named, or the reason why it is no input.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <string>

namespace vigia {

// InvalidInput, naming the path: not there, a folder, a pipe or device, unreadable, larger than 2
// GiB. The whole file is read, not mapped: a file that shrinks while it is mapped would end the
// process.
[[nodiscard]] Result<QByteArray> readInputFile(const std::string& path);

} // namespace vigia
