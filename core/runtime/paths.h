// Where Vigia keeps its things, after the XDG base directory specification.
#pragma once

#include <string>

namespace vigia {

[[nodiscard]] std::string defaultDataDir();    // $XDG_DATA_HOME/vigia
[[nodiscard]] std::string defaultConfigFile(); // $XDG_CONFIG_HOME/vigia/vigia.toml

} // namespace vigia
