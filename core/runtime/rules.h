// The rules that operators change while Vigia runs: detection, alerts and routes, in versions.
//
// The newest version in the database wins over the configuration file for these keys, on every
// Vigia that shares the database. Values; any thread.
#pragma once

#include "core/base/config.h"
#include "core/base/minute.h"
#include "core/base/result.h"
#include "core/engine/backtest.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace vigia {

struct RuleSet
{
    DetectionConfig detection;
    AlertsConfig alerts; // language, consoleUrl and caFile stay the file's and are empty here
    std::map<std::string, RouteConfig> routes; // by name

    friend bool operator==(const RuleSet&, const RuleSet&) = default;
};

[[nodiscard]] RuleSet rulesOf(const Config& config);

// Leaves language, consoleUrl and caFile of the alerts, the receivers and all other keys alone.
void apply(const RuleSet& rules, Config& config);

// The checks of the configuration file; statuses and receivers are those of `base`. InvalidConfig:
// every fault on a line of its own, such as "detection.rolling_sigma: found -1, expected a number
// above 0 and at most 100".
[[nodiscard]] Result<void> checkRules(const RuleSet& rules, const Config& base);

// As TOML with the keys of the configuration file; the same rules give the same text. Names
// receivers, holds no secret.
[[nodiscard]] std::string rulesText(const RuleSet& rules);

// Reads and checks it. A key that is left out has its default; a status without a limit has none.
// InvalidConfig: as checkRules(), each fault with its line ("rules:3: …", or another `name`).
[[nodiscard]] Result<RuleSet> parseRules(std::string_view toml, const Config& base,
                                         const std::string& name = "rules");

// One that was saved. Version 0 is the configuration file: it has no author and no reason.
struct RuleVersion
{
    std::int64_t version = 0; // 1, 2, … in the order of saving
    Instant at{};
    std::string author;
    std::string reason;
    RuleSet rules;

    friend bool operator==(const RuleVersion&, const RuleVersion&) = default;
};

// What a candidate would have changed on stored history.
struct RuleTrialOutcome
{
    MinuteRange range; // reported on
    BacktestReport current;
    BacktestReport candidate;
    BacktestDifference difference;
    std::map<std::string, std::int64_t> toldNow; // receiver -> incidents that are routed to it
    std::map<std::string, std::int64_t> toldThen;
};

// A trial that runs. Any thread.
class RuleTrial
{
public:
    void cancel() { m_cancelled = true; }
    [[nodiscard]] bool cancelled() const { return m_cancelled; }
    [[nodiscard]] double progress() const { return m_progress; } // 0..1, of the minutes to be read
    void setProgress(double part) { m_progress = part; }         // by the one that runs it

private:
    std::atomic<bool> m_cancelled = false;
    std::atomic<double> m_progress = 0;
};

} // namespace vigia
