#include "core/runtime/paths.h"

#include <QStandardPaths>

namespace vigia {

std::string defaultDataDir()
{
    return (QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
            QStringLiteral("/vigia"))
        .toStdString();
}

std::string defaultConfigFile()
{
    return (QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
            QStringLiteral("/vigia/vigia.toml"))
        .toStdString();
}

} // namespace vigia
