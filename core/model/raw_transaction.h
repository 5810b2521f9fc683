// One transaction as a gateway logs it, before it becomes part of a count.
#pragma once

#include "core/base/minute.h"
#include "core/model/status.h"

#include <optional>
#include <string>

namespace vigia {

struct RawTransaction
{
    Instant created{};
    StatusId status = StatusId::Approved;
    std::optional<double> durationMs; // 0..1e9
    std::string authCode;             // as given, "00", "51", …; "" = none
    std::string source;               // "" = none
    std::string id;                   // the sender's; the same id is one transaction; "" = none

    friend bool operator==(const RawTransaction&, const RawTransaction&) = default;
};

} // namespace vigia
