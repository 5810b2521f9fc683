#include "core/store/hour_bytes.h"

#include <algorithm>
#include <tuple>

namespace vigia {
namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::uint64_t kHours = 24;

void put(std::string& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<char>((value & 0x7F) | 0x80));
    out.push_back(static_cast<char>(value));
}

class Bytes
{
public:
    explicit Bytes(std::string_view bytes)
        : m_rest(bytes)
    {}

    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if ((byte & 0x80U) == 0)
                return value;
        }
        m_good = false;
        return 0;
    }

    std::string_view text()
    {
        const std::uint64_t length = number();
        if (length > m_rest.size()) {
            m_good = false;
            return {};
        }
        const std::string_view out = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return out;
    }

private:
    std::string_view m_rest;
    bool m_good = true;
};

} // namespace

std::string encodeHours(std::span<const CountSpan> hours, const StatusCatalog& catalog,
                        SourcesKept sources)
{
    std::string out;
    put(out, kVersion);
    put(out, sources == SourcesKept::Yes ? 1 : 0);
    for (std::size_t s = 0; s < catalog.size(); ++s) {
        const auto status = static_cast<StatusId>(s);
        const auto mine = [&](const CountSpan& h) { return h.status == status; };
        const auto count = std::ranges::count_if(hours, mine);
        if (count == 0)
            continue;
        put(out, catalog.name(status).size());
        out += catalog.name(status);
        put(out, static_cast<std::uint64_t>(count));
        for (const CountSpan& h : hours) {
            if (!mine(h))
                continue;
            put(out, static_cast<std::uint64_t>(toEpochMinutes(h.from) / 60) % kHours);
            put(out, static_cast<std::uint64_t>(h.minutes));
            put(out, h.sum);
            put(out, h.smallest);
            put(out, h.largest - h.smallest);
        }
    }
    return out;
}

std::optional<DayHours> decodeHours(std::string_view bytes, Minute day,
                                    const StatusCatalog& catalog)
{
    Bytes in(bytes);
    if (in.number() != kVersion)
        return std::nullopt;
    DayHours out;
    out.sources = in.number() == 1 ? SourcesKept::Yes : SourcesKept::No;
    while (in.good() && !in.atEnd()) {
        const std::optional<StatusId> status = catalog.find(in.text());
        const std::uint64_t count = in.number();
        if (count > kHours)
            return std::nullopt;
        for (std::uint64_t i = 0; i < count; ++i) {
            CountSpan hour;
            hour.from = day + std::chrono::hours{static_cast<int>(in.number() % kHours)};
            hour.minutes = static_cast<std::int64_t>(in.number());
            hour.sum = in.number();
            hour.smallest = in.number();
            hour.largest = hour.smallest + in.number();
            if (status) {
                hour.status = *status;
                out.hours.push_back(hour);
            }
        }
    }
    if (!in.good())
        return std::nullopt;
    std::ranges::sort(out.hours, {},
                      [](const CountSpan& h) { return std::tuple(h.from, h.status); });
    return out;
}

} // namespace vigia
