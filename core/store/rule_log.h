// The versions of the rules that operators saved, with who and why.
//
// Part of a Database; rules on threads, transactions and errors as in store.h.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia {

struct RuleRecord
{
    std::int64_t version = 0; // given by the store: 1, 2, … in the order of saving
    Instant at{};
    std::string author;
    std::string reason;
    std::string text; // TOML; the store does not read it

    friend bool operator==(const RuleRecord&, const RuleRecord&) = default;
};

class RuleLog
{
public:
    virtual ~RuleLog() = default;

    // Its version; the one of `record` is not read. Versions are never changed or removed.
    [[nodiscard]] virtual Result<std::int64_t> add(const RuleRecord& record) = 0;
    [[nodiscard]] virtual Result<std::vector<RuleRecord>> all() = 0; // newest first
    [[nodiscard]] virtual Result<std::optional<RuleRecord>> newest() = 0;
};

} // namespace vigia
