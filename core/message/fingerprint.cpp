#include "core/message/fingerprint.h"

namespace vigia {
namespace {

constexpr std::uint64_t kPrime = 0x100000001B3u;

} // namespace

void Fingerprint::add(std::string_view text)
{
    for (const char c : text) {
        m_value ^= static_cast<unsigned char>(c);
        m_value *= kPrime;
    }
    m_value ^= 0xFF; // the end: "ab", "c" differs from "a", "bc", since 0xFF is no byte of UTF-8
    m_value *= kPrime;
}

std::string Fingerprint::hex() const
{
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4)
        out += "0123456789abcdef"[m_value >> shift & 0xF];
    return out;
}

} // namespace vigia
