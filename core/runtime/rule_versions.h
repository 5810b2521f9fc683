// The versions of the rules as a database has them.
//
// Any thread, with the database of that thread.
#pragma once

#include "core/runtime/rules.h"
#include "core/store/rule_log.h"

#include <optional>
#include <vector>

namespace vigia {

// InvalidConfig where this Vigia cannot read it, as a newer one may have written it: names the
// version and who saved it, then says what is wrong. Receivers that the file has not are no fault.
[[nodiscard]] Result<RuleVersion> versionOf(const RuleRecord& record, const Config& file);

// Those: the default receiver is told in their place. "" where there is none, else a sentence.
[[nodiscard]] std::string missingReceivers(const RuleVersion& version, const Config& file);

// The newest one: it is in force where it can be read. None while nobody has saved any.
[[nodiscard]] Result<std::optional<RuleVersion>> newestRules(RuleLog& log, const Config& file);

// Newest first. Those that cannot be read are left out.
[[nodiscard]] std::vector<RuleVersion> readable(const std::vector<RuleRecord>& records,
                                                const Config& file);

// InvalidInput or InvalidConfig says what keeps these rules from being saved.
[[nodiscard]] Result<RuleRecord> recordOf(const RuleSet& rules, const std::string& author,
                                          const std::string& reason, Instant now,
                                          const Config& file);

} // namespace vigia
