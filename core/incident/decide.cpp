#include "core/incident/decide.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tuple>

namespace vigia {
namespace {

bool pointsDown(AnomalyKind kind)
{
    return kind == AnomalyKind::Drop || kind == AnomalyKind::Gap;
}

// How far the score lies beyond its threshold, comparable between detectors of different units.
double exceedance(const Verdict& verdict)
{
    return (verdict.score - verdict.threshold) / std::max(std::abs(verdict.threshold), 1e-9);
}

bool fires(const NamedVerdict& named)
{
    return named.verdict.ready && named.verdict.fired;
}

} // namespace

Decision combine(std::span<const NamedVerdict> verdicts)
{
    Decision decision;
    std::size_t up = 0;
    std::size_t down = 0;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const Verdict& verdict = verdicts[i].verdict;
        decision.ready += verdict.ready ? 1 : 0;
        if (!fires(verdicts[i]))
            continue;
        (pointsDown(verdict.kind) ? down : up) += 1;
        const Verdict& best = verdicts[decision.deciding].verdict;
        const auto rank = [](const Verdict& v) { return std::tuple(v.severity, exceedance(v)); };
        if (decision.firing == 0 || rank(verdict) > rank(best))
            decision.deciding = i;
        ++decision.firing;
    }
    if (decision.firing == 0)
        return decision;
    const Verdict& deciding = verdicts[decision.deciding].verdict;
    const std::size_t agreeing = pointsDown(deciding.kind) ? down : up;
    decision.fired = true;
    decision.kind = deciding.kind;
    decision.severity = deciding.severity;
    if (agreeing >= 2 && 2 * agreeing > decision.ready)
        decision.severity = Severity::Critical;
    return decision;
}

std::vector<DetectorVote> votesOf(std::span<const NamedVerdict> verdicts)
{
    std::vector<DetectorVote> votes;
    votes.reserve(verdicts.size());
    for (const NamedVerdict& named : verdicts) {
        const Verdict& verdict = named.verdict;
        votes.push_back(
            {std::string(named.name), verdict.ready ? verdict.score : 0.0, fires(named)});
    }
    return votes;
}

std::string speak(const Decision& decision, std::span<const NamedVerdict> verdicts,
                  std::string_view explanation)
{
    assert(decision.fired);
    std::string text = decision.severity == Severity::Critical ? "CRITICAL: " : "WARNING: ";
    text += explanation;
    if (verdicts.size() < 2)
        return text;
    std::string firing;
    std::string calm;
    std::string waiting;
    for (const NamedVerdict& named : verdicts) {
        std::string& list = !named.verdict.ready ? waiting : fires(named) ? firing : calm;
        if (!list.empty())
            list += ", ";
        list += named.name;
        if (named.verdict.ready)
            list += " (" + fixedText(named.verdict.score) + ")";
    }
    text += "; " + std::to_string(decision.firing) + " of " + std::to_string(verdicts.size()) +
            " detectors fired: " + firing;
    if (!calm.empty())
        text += "; calm: " + calm;
    if (!waiting.empty())
        text += "; not ready: " + waiting;
    return text;
}

} // namespace vigia
