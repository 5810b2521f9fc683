// How often an authorisation code was answered in one minute: a breakdown beside the statuses.
#pragma once

#include "core/base/minute.h"

#include <cstdint>
#include <string>

namespace vigia {

struct CodeCount
{
    Minute time{};
    std::string authCode;    // as given: "00", "51", "N7"
    std::uint64_t count = 0; // replaces what was known, 0..kMaxCount

    friend bool operator==(const CodeCount&, const CodeCount&) = default;
};

} // namespace vigia
