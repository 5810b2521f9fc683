// One setting as it was found, before it becomes part of the Config: a key, its value, and where it
// stood.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vigia {

// From a file the value has a type; from the environment or the command line it is text, and a list
// is comma separated.
using SettingValue =
    std::variant<std::string, std::int64_t, double, bool, std::vector<std::string>>;

struct Setting
{
    std::string key; // "detection.false_alarms_per_day"
    SettingValue value;
    std::string origin; // "vigia.toml:12" or "environment variable SMTP_PORT", for messages
    bool text = false;  // the value is text that still has to be read as the key's type
    std::string file{}; // that holds the value; "" = none
};

// What the documentation, the sample file and the environment need to know of a key.
struct SettingKey
{
    std::string_view key;
    std::string_view allowed;     // in words, as error messages say it
    std::string_view environment; // the name beside VIGIA_…; "" = none
    bool secret = false;          // also readable from …_FILE; never printed
};

// Every key with a fixed name. Beside them stand those with a name in them: setting_families.h.
[[nodiscard]] std::span<const SettingKey> settingKeys();

// Whether its value must not be shown: of a fixed name or with a name in it.
[[nodiscard]] bool isSecretKey(std::string_view key);

// Puts the setting into the configuration. InvalidConfig: "origin: key: found X, expected Y"; an
// unknown key suggests the nearest. A secret value does not appear in the message.
[[nodiscard]] Result<void> applySetting(Config& config, const Setting& setting);

} // namespace vigia
