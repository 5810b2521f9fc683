// A short name for a list of texts, the same on every machine and version, which std::hash is not.
//
// FNV-1a, 64 bit (Fowler, Noll, Vo 1991): for keys, not for secrets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vigia {

class Fingerprint
{
public:
    void add(std::string_view text);
    [[nodiscard]] std::string hex() const; // 16 digits

private:
    std::uint64_t m_value = 0xCBF29CE484222325u;
};

} // namespace vigia
