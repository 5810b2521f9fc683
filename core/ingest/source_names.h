// Numbers the sources of a batch in the order in which they come.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigia {

class SourceNames
{
public:
    // Cost: a comparison while the source stays the same, else a look-up.
    [[nodiscard]] std::uint32_t indexOf(std::string_view name)
    {
        if (m_names.empty() || name != m_names[m_last]) {
            const auto [at, isNew] =
                m_index.try_emplace(std::string(name), static_cast<std::uint32_t>(m_names.size()));
            if (isNew)
                m_names.emplace_back(name);
            m_last = at->second;
        }
        return m_last;
    }

    [[nodiscard]] std::vector<std::string> take() { return std::move(m_names); }

private:
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::uint32_t> m_index;
    std::uint32_t m_last = 0;
};

} // namespace vigia
