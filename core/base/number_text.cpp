#include "core/base/number_text.h"

#include <array>
#include <charconv>

namespace vigia {

std::string fixedText(double value, int decimals)
{
    std::array<char, 352> buffer{}; // the largest double has 309 digits before the point
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, decimals);
    std::string text(buffer.data(), end.ptr);
    // A value that rounds to zero from below carries no sign.
    if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos)
        text.erase(0, 1);
    return text;
}

std::string shortText(double value, int decimals)
{
    std::string text = fixedText(value, decimals);
    if (decimals > 0) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
    }
    return text;
}

} // namespace vigia
