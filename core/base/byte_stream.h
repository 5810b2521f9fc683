// State as bytes: little-endian numbers, written in order and read back in order.
//
// The reader never reads past the end: after the first short or impossible read it is bad and
// hands out zeros, so that a loader checks once, at the end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vigia {

class ByteWriter
{
public:
    void u64(std::uint64_t value);
    void varint(std::uint64_t value); // LEB128: small numbers take few bytes
    void i64(std::int64_t value) { u64(static_cast<std::uint64_t>(value)); }
    void f64(double value);
    void f32(float value);
    void text(std::string_view value); // length, then bytes

    [[nodiscard]] std::string take() { return std::move(m_bytes); }

private:
    void append(std::uint64_t value, int width);

    std::string m_bytes;
};

class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes)
        : m_bytes(bytes)
    {}

    [[nodiscard]] std::uint64_t u64() { return number(8); }
    [[nodiscard]] std::uint64_t varint();
    [[nodiscard]] std::int64_t i64() { return static_cast<std::int64_t>(u64()); }
    [[nodiscard]] double f64(); // NaN and infinities make the reader bad
    [[nodiscard]] float f32();
    [[nodiscard]] std::string_view text(); // points into the bytes given
    // A length that was written with u64; bad when above `limit` or when fewer than that many
    // times `width` bytes remain.
    [[nodiscard]] std::size_t length(std::size_t limit, std::size_t width);

    [[nodiscard]] bool ok() const { return m_ok; }
    // Everything was read and nothing was short.
    [[nodiscard]] bool finished() const { return m_ok && m_bytes.empty(); }
    void refuse() { m_ok = false; }

private:
    [[nodiscard]] std::uint64_t number(int width);

    std::string_view m_bytes;
    bool m_ok = true;
};

} // namespace vigia
