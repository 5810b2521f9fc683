// Is this CSV text at all? Recognises what people drop on an import by mistake.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigia {

// What the bytes are where they are not CSV text ("an Excel workbook"); none where they may be.
// Looks at the first kilobytes only.
[[nodiscard]] std::optional<std::string> notCsv(std::string_view bytes);

// The byte order mark of UTF-8, three bytes or none.
[[nodiscard]] std::string_view withoutByteOrderMark(std::string_view bytes);

} // namespace vigia
