// Transaction statuses: the seven known ones plus those that the configuration adds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

// Index of a status in the StatusCatalog; the seven known ones have fixed places.
enum class StatusId : std::uint8_t {
    Approved,
    Denied,
    Failed,
    Reversed,
    BackendReversed,
    Refunded,
    Processing,
};

inline constexpr std::size_t kKnownStatuses = 7;
inline constexpr std::size_t kMaxExtraStatuses = 50;

[[nodiscard]] constexpr std::size_t index(StatusId id)
{
    return static_cast<std::size_t>(id);
}

// Names of the statuses. A value, fixed after construction: any thread may read.
class StatusCatalog
{
public:
    // `extra` are further lower case names; repeats and known names are left out, beyond
    // kMaxExtraStatuses is cut (the configuration is validated before it gets here).
    explicit StatusCatalog(std::span<const std::string> extra = {});

    [[nodiscard]] std::size_t size() const { return m_names.size(); }
    [[nodiscard]] std::string_view name(StatusId id) const { return m_names[index(id)]; }
    // Upper and lower case ASCII letters are the same. O(1) for the known ones.
    [[nodiscard]] std::optional<StatusId> find(std::string_view name) const;
    // "approved, denied, failed, …", for error messages.
    [[nodiscard]] std::string list() const;

private:
    std::vector<std::string> m_names;
};

// Statuses of which fewer is better. Approved is the only known good one; processing and extra ones
// are watched like bad ones.
[[nodiscard]] constexpr bool isBad(StatusId id)
{
    return id != StatusId::Approved;
}

} // namespace vigia
