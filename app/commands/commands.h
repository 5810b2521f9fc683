// The subcommands of vigiactl. Each parses its own arguments (arguments[0] is the program) and
// returns an exit code.
#pragma once

#include <QStringList>

#include <span>

namespace vigia {

struct Command
{
    const char* name;
    const char* summary;
    int (*run)(const QStringList& arguments);
};

[[nodiscard]] std::span<const Command> commands();

int runServe(const QStringList& arguments);
int runImport(const QStringList& arguments);
int runDetect(const QStringList& arguments);
int runBackup(const QStringList& arguments);
int runBacktest(const QStringList& arguments);
int runCheckout(const QStringList& arguments);
int runScore(const QStringList& arguments);
int runHandover(const QStringList& arguments);
int runReplay(const QStringList& arguments);
int runExport(const QStringList& arguments);
int runQuery(const QStringList& arguments);
int runTrace(const QStringList& arguments);
int runCheckConfig(const QStringList& arguments);
int runSecret(const QStringList& arguments);
int runRules(const QStringList& arguments);
int runNotify(const QStringList& arguments);
int runGenerate(const QStringList& arguments);

} // namespace vigia
