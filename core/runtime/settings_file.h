// Config from the places that may set it: defaults < TOML file < .env < environment < command line.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/runtime/setting.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct SettingsSources
{
    std::string file;          // path of vigia.toml; read where it exists
    bool fileRequired = false; // named on the command line: not being there is an error
    std::string dotEnv;        // path of .env; read where it exists
    std::map<std::string, std::string> environment;
    std::vector<Setting> commandLine;
    // Asked for secrets whose value is "keyring:NAME" (keyring.h). Empty: such a value is refused.
    std::function<Result<std::string>(const std::string& name)> keyring;
    // Told of what works and is not well: a file with secrets that every user of the machine can
    // read. May be empty.
    std::function<void(const std::string& warning)> warn;
};

// The environment of this process.
[[nodiscard]] std::map<std::string, std::string> processEnvironment();

// InvalidConfig: every wrong key on a line of its own with where it stands and what is allowed.
// Names of statuses are checked against the seven known ones and ingest.extra_statuses;
// combinations (TLS needs both files) as well.
[[nodiscard]] Result<Config> loadSettings(const SettingsSources& sources);

// Parts, each usable alone.
[[nodiscard]] Result<std::vector<Setting>> parseToml(std::string_view text,
                                                     const std::string& name);
[[nodiscard]] Result<std::vector<Setting>> parseDotEnv(std::string_view text,
                                                       const std::string& name);
[[nodiscard]] Result<std::vector<Setting>>
settingsFromEnvironment(const std::map<std::string, std::string>& environment);

// Where latency is watched: its series among the statuses, and its detector where none is named.
void addLatencyDetector(Config& config);

// `VIGIA_DETECTION_FALSE_ALARMS_PER_DAY` for "detection.false_alarms_per_day".
[[nodiscard]] std::string environmentName(std::string_view key);

} // namespace vigia
