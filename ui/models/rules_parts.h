// The rules as parts that can differ: each budget, limit, list of detectors, delay and route by
// itself.
//
// Of two rule sets that gives what differs in words, takes one part back alone, and brings together
// what two people changed. Pure functions and the installed translation.
#pragma once

#include "core/runtime/rules.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace vigia {

enum class RuleSection { Detection, Notification, Routes };

struct RulePart
{
    std::string key; // of the configuration file: "detection.static.failed", "routes.night"
    RuleSection section = RuleSection::Detection;
    std::function<bool(const RuleSet&, const RuleSet&)> same;
    std::function<void(const RuleSet& from, RuleSet& to)> copy;
    // "failed: static limit 5 → 8"
    std::function<QString(const RuleSet& from, const RuleSet& to)> words;
};

// Every part that one of these has, in the order of the page.
[[nodiscard]] std::vector<RulePart> rulePartsOf(const RuleSet& a, const RuleSet& b);

struct RuleDifference
{
    std::string key;
    RuleSection section = RuleSection::Detection;
    QString text;

    friend bool operator==(const RuleDifference&, const RuleDifference&) = default;
};
[[nodiscard]] std::vector<RuleDifference> ruleDifferences(const RuleSet& from, const RuleSet& to);

// `mine` and `theirs` both come from `base`: all of `mine`, and what only `theirs` changed.
// `both`: the keys that both changed to something else, where `mine` stays.
struct MergedRules
{
    RuleSet rules;
    std::vector<std::string> both;
};
[[nodiscard]] MergedRules mergeRules(const RuleSet& base, const RuleSet& mine,
                                     const RuleSet& theirs);

} // namespace vigia
