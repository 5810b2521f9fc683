// The command line that all programs and subcommands share: --data-dir, --config, --listen,
// --database, --tz, --log-format.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace vigia {

// Exit codes of the contract.
inline constexpr int kExitDone = 0;
inline constexpr int kExitBadInput = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitWorld = 3;

[[nodiscard]] int exitCodeFor(const Error& error);

class CommandLine
{
public:
    // `description` is the first line of --help; positional arguments are described as the parser
    // does.
    explicit CommandLine(const QString& description);

    [[nodiscard]] QCommandLineParser& parser() { return m_parser; }

    // Handles --help and --version (returns 0) and wrong usage (returns 2, having said why);
    // nullopt: go on.
    [[nodiscard]] std::optional<int> parse(const QStringList& arguments);

    // Says what is wrong with the call and returns 2.
    [[nodiscard]] int wrongUsage(const QString& what) const;

    // The configuration of file, .env, environment and these options. Sets up logging.
    [[nodiscard]] Result<Config> config() const;
    // The same with another file than --config names; "" is the default one.
    [[nodiscard]] Result<Config> configFrom(const QString& file) const;
    // What was found not to be well with it, though it works; for programs that run on.
    void logWarnings() const;
    [[nodiscard]] const std::vector<std::string>& warnings() const { return m_warnings; }
    [[nodiscard]] QString value(const QString& option) const { return m_parser.value(option); }
    [[nodiscard]] bool isSet(const QString& option) const { return m_parser.isSet(option); }
    [[nodiscard]] QStringList files() const { return m_parser.positionalArguments(); }

private:
    QCommandLineParser m_parser;
    mutable std::vector<std::string> m_warnings; // of the last configuration
};

// Prints the message on standard error, with the program's name, and returns the exit code for it.
int complain(const Error& error);

} // namespace vigia
