#include "app/commands/options.h"

#include "core/runtime/keyring.h"
#include "core/runtime/logging.h"
#include "core/runtime/paths.h"
#include "core/runtime/settings_file.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>

namespace vigia {

int exitCodeFor(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::InvalidConfig:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::Cancelled:
        return kExitBadInput;
    default:
        return kExitWorld;
    }
}

int complain(const Error& error)
{
    const std::string name = QCoreApplication::applicationName().toStdString();
    std::fprintf(stderr, "%s: %s\n", name.c_str(), error.message.c_str());
    return exitCodeFor(error);
}

CommandLine::CommandLine(const QString& description)
{
    m_parser.setApplicationDescription(description);
    m_parser.addOptions({
        {QStringLiteral("help"), QStringLiteral("Shows this help.")},
        {QStringLiteral("version"), QStringLiteral("Shows the version.")},
        {QStringLiteral("data-dir"),
         QStringLiteral("Folder of the database (default $XDG_DATA_HOME/vigia)."),
         QStringLiteral("DIR")},
        {QStringLiteral("config"),
         QStringLiteral("Configuration file (default $XDG_CONFIG_HOME/vigia/vigia.toml)."),
         QStringLiteral("FILE")},
        {QStringLiteral("listen"),
         QStringLiteral("Address of the listener (default 127.0.0.1:8000; port 0 picks one); none "
                        "for a console that only watches a PostgreSQL database."),
         QStringLiteral("HOST:PORT")},
        {QStringLiteral("database"),
         QStringLiteral("Database (default vigia.db in the data dir; postgresql://…)."),
         QStringLiteral("URL")},
        {QStringLiteral("tz"),
         QStringLiteral("Time zone of local times, an IANA name (default the system's)."),
         QStringLiteral("ZONE")},
        {QStringLiteral("log-format"), QStringLiteral("text or json."), QStringLiteral("FORMAT")},
    });
}

std::optional<int> CommandLine::parse(const QStringList& arguments)
{
    const bool parsed = m_parser.parse(arguments);
    if (m_parser.isSet(QStringLiteral("version"))) {
        std::printf("%s %s\n", qUtf8Printable(QCoreApplication::applicationName()),
                    qUtf8Printable(QCoreApplication::applicationVersion()));
        return kExitDone;
    }
    if (m_parser.isSet(QStringLiteral("help"))) {
        std::fputs(qUtf8Printable(m_parser.helpText()), stdout);
        return kExitDone;
    }
    if (!parsed)
        return wrongUsage(m_parser.errorText());
    return std::nullopt;
}

int CommandLine::wrongUsage(const QString& what) const
{
    std::fprintf(stderr, "%s: %s\nTry --help.\n",
                 qUtf8Printable(QCoreApplication::applicationName()), qUtf8Printable(what));
    return kExitUsage;
}

Result<Config> CommandLine::config() const
{
    return configFrom(value(QStringLiteral("config")));
}

Result<Config> CommandLine::configFrom(const QString& file) const
{
    SettingsSources sources;
    sources.fileRequired = !file.isEmpty();
    sources.file = sources.fileRequired ? file.toStdString() : defaultConfigFile();
    sources.dotEnv = ".env";
    sources.environment = processEnvironment();
    sources.keyring = keyringSecret;
    m_warnings.clear();
    sources.warn = [this](const std::string& warning) { m_warnings.push_back(warning); };
    const std::pair<const char*, const char*> options[] = {{"data-dir", "data_dir"},
                                                           {"listen", "ingest.listen"},
                                                           {"database", "store.database"},
                                                           {"tz", "time_zone"},
                                                           {"log-format", "log_format"}};
    for (const auto& [option, key] : options) {
        const QString name = QString::fromLatin1(option);
        if (m_parser.isSet(name))
            sources.commandLine.push_back(
                {key, value(name).toStdString(), std::string("--") + option, true});
    }
    auto config = loadSettings(sources);
    if (!config)
        return config;
    if (config->dataDir.empty())
        config->dataDir = defaultDataDir();
    setUpLogging(config->logFormat);
    return config;
}

void CommandLine::logWarnings() const
{
    for (const std::string& warning : m_warnings)
        qCWarning(lcApp, "%s", warning.c_str());
}

} // namespace vigia
