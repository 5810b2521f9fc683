#include "app/commands/commands.h"

namespace vigia {

std::span<const Command> commands()
{
    static constexpr Command kCommands[] = {
        {"serve", "runs listener, engine and notifications without a display", runServe},
        {"import", "loads transaction files into the database", runImport},
        {"detect", "runs the live engine over files, without a database", runDetect},
        {"backtest", "compares the current rules with a candidate's on history", runBacktest},
        {"checkout", "analyses hourly checkout files: today against history", runCheckout},
        {"score", "scores one series of numbers, row by row", runScore},
        {"replay", "posts a file to a running listener, minute by minute", runReplay},
        {"query", "runs one read-only SQL statement on the database", runQuery},
        {"trace", "says where a minute of a status went, up to who was told", runTrace},
        {"export", "writes counts, anomalies or incidents as CSV", runExport},
        {"backup", "copies the database to a file while it is in use", runBackup},
        {"handover", "writes the hand-over of a shift as Markdown or HTML", runHandover},
        {"rules", "lists, shows, saves and restores the rules in the database", runRules},
        {"check-config", "checks the configuration and says what is wrong with it", runCheckConfig},
        {"notify", "shows what receivers get, or sends them a test message", runNotify},
        {"secret", "keeps a secret in the keyring of this desktop session", runSecret},
        {"generate", "invents days of transactions or checkout sales", runGenerate},
    };
    return kCommands;
}

} // namespace vigia
