#include "core/base/byte_stream.h"

#include <bit>
#include <cmath>

namespace vigia {

void ByteWriter::append(std::uint64_t value, int width)
{
    for (int i = 0; i < width; ++i)
        m_bytes.push_back(static_cast<char>(value >> (8 * i)));
}

void ByteWriter::u64(std::uint64_t value)
{
    append(value, 8);
}

void ByteWriter::varint(std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        m_bytes.push_back(static_cast<char>(0x80 | (value & 0x7f)));
    m_bytes.push_back(static_cast<char>(value));
}

void ByteWriter::f64(double value)
{
    append(std::bit_cast<std::uint64_t>(value), 8);
}

void ByteWriter::f32(float value)
{
    append(std::bit_cast<std::uint32_t>(value), 4);
}

void ByteWriter::text(std::string_view value)
{
    u64(value.size());
    m_bytes += value;
}

std::uint64_t ByteReader::number(int width)
{
    if (!m_ok || m_bytes.size() < static_cast<std::size_t>(width)) {
        m_ok = false;
        return 0;
    }
    std::uint64_t value = 0;
    for (int i = 0; i < width; ++i) {
        const auto byte = static_cast<unsigned char>(m_bytes[static_cast<std::size_t>(i)]);
        value |= static_cast<std::uint64_t>(byte) << (8 * i);
    }
    m_bytes.remove_prefix(static_cast<std::size_t>(width));
    return value;
}

std::uint64_t ByteReader::varint()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        const std::uint64_t byte = number(1);
        if (shift == 63 && byte > 1)
            break; // more than 64 bits
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return m_ok ? value : 0;
    }
    m_ok = false;
    return 0;
}

double ByteReader::f64()
{
    const auto value = std::bit_cast<double>(number(8));
    if (!std::isfinite(value))
        m_ok = false;
    return m_ok ? value : 0.0;
}

float ByteReader::f32()
{
    const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(number(4)));
    if (!std::isfinite(value))
        m_ok = false;
    return m_ok ? value : 0.0F;
}

std::size_t ByteReader::length(std::size_t limit, std::size_t width)
{
    const std::uint64_t value = number(8);
    if (value > limit || value > m_bytes.size() / width)
        m_ok = false;
    return m_ok ? static_cast<std::size_t>(value) : 0;
}

std::string_view ByteReader::text()
{
    const std::size_t size = length(m_bytes.size(), 1);
    const std::string_view value = m_bytes.substr(0, size);
    m_bytes.remove_prefix(size);
    return value;
}

} // namespace vigia
