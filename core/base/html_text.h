// The one place where text becomes HTML. Pure; linear.
#pragma once

#include <string>
#include <string_view>

namespace vigia {

// For element content and quoted attributes.
[[nodiscard]] std::string htmlEscape(std::string_view text);

} // namespace vigia
