// Keeps a damaged database for later, so that a new one can take its name.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"

#include <string>

namespace vigia {

// Renames a SQLite file and its log to FILE.damaged-20250712T134501Z (or …-2, -3, when that is
// there) and gives the new name. Nothing is deleted or overwritten. For the caller that openStore()
// told Corrupt, and who says so to the operator. Locked while another Vigia uses the file.
[[nodiscard]] Result<std::string> setDatabaseAside(const std::string& file, Instant now);

} // namespace vigia
