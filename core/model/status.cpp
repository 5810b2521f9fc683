#include "core/model/status.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

constexpr std::array<std::string_view, kKnownStatuses> kNames = {
    "approved", "denied", "failed", "reversed", "backend_reversed", "refunded", "processing"};

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalIgnoringCase(std::string_view a, std::string_view lowerB)
{
    return a.size() == lowerB.size() && std::equal(a.begin(), a.end(), lowerB.begin(),
                                                   [](char x, char y) { return lower(x) == y; });
}

// The first letter and the length tell the known names apart, so a hot path compares once.
std::optional<StatusId> candidate(std::string_view name)
{
    if (name.empty())
        return std::nullopt;
    switch (lower(name.front())) {
    case 'a':
        return StatusId::Approved;
    case 'b':
        return StatusId::BackendReversed;
    case 'd':
        return StatusId::Denied;
    case 'f':
        return StatusId::Failed;
    case 'p':
        return StatusId::Processing;
    case 'r':
        return name.size() > 2 && lower(name[2]) == 'f' ? StatusId::Refunded : StatusId::Reversed;
    default:
        return std::nullopt;
    }
}

} // namespace

StatusCatalog::StatusCatalog(std::span<const std::string> extra)
    : m_names(kNames.begin(), kNames.end())
{
    for (const std::string& name : extra) {
        if (m_names.size() == kKnownStatuses + kMaxExtraStatuses)
            break;
        if (!find(name))
            m_names.push_back(name);
    }
}

std::optional<StatusId> StatusCatalog::find(std::string_view name) const
{
    if (const auto known = candidate(name); known && equalIgnoringCase(name, kNames[index(*known)]))
        return known;
    for (std::size_t i = kKnownStatuses; i < m_names.size(); ++i) {
        if (equalIgnoringCase(name, m_names[i]))
            return static_cast<StatusId>(i);
    }
    return std::nullopt;
}

std::string StatusCatalog::list() const
{
    std::string out;
    for (const std::string& name : m_names) {
        if (!out.empty())
            out += ", ";
        out += name;
    }
    return out;
}

} // namespace vigia
