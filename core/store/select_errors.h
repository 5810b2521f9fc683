// What is said when the statement of a user does not run: the same words on SQLite and PostgreSQL.
#pragma once

#include "core/base/result.h"
#include "core/store/select_limits.h"

#include <optional>
#include <string>
#include <string_view>

namespace vigia {

// InvalidInput: "line 2, column 8: no such column: todya". `byte` is where in `sql` the database
// found it, none where it does not tell. Columns count characters of UTF-8.
[[nodiscard]] Error wrongStatement(std::string_view sql, std::optional<std::size_t> byte,
                                   std::string_view words);

// Cancelled: stopped by hand, or after the time limit.
[[nodiscard]] Error stoppedStatement(const SelectLimits& limits);

// The byte at which the character with that number (from 1) starts; none beyond the end.
[[nodiscard]] std::optional<std::size_t> byteOfCharacter(std::string_view utf8, std::size_t number);

} // namespace vigia
