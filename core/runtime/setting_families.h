// Settings whose key holds a name that the user chose: limits and detectors of a status, receivers,
// routes, and the least severity of a mail address.
//
//   detection.static.STATUS      detection.status.STATUS.detectors
//   receivers.NAME.FIELD         routes.NAME.FIELD
//   alerts.minimum_severity.ADDRESS
//
// Pure; any thread.
#pragma once

#include "core/runtime/setting.h"

#include <map>
#include <optional>

namespace vigia {

// nullopt: the key is of no family. Otherwise as applySetting().
[[nodiscard]] std::optional<Result<void>> applyFamilySetting(Config& config,
                                                             const Setting& setting);

[[nodiscard]] bool isSecretFamilyKey(std::string_view key);

// A variable of the environment that stands for a key of a family, such as
// VIGIA_RECEIVERS_NIGHT_TEAMS for receivers.night.teams. Names are in lower case there.
struct FamilyVariable
{
    std::string key;
    bool secret = false;
    bool file = false; // …_FILE: the value is the path of the file that holds it
};
[[nodiscard]] std::optional<FamilyVariable> familyVariable(std::string_view variable);

// The key with the name as the configuration has it: a variable cannot say '-', and its '_' stands
// for that too.
[[nodiscard]] std::string knownFamilyKey(const std::string& key, const Config& config);

} // namespace vigia
