#include "core/runtime/incident_edit.h"

namespace vigia {
namespace {

using Kind = IncidentAction::Kind;

const char* nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Acknowledge:
        return "acknowledge";
    case Kind::Release:
        return "release";
    case Kind::Snooze:
        return "snooze";
    case Kind::Wake:
        return "wake";
    case Kind::Verdict:
        return "verdict";
    case Kind::Note:
        break;
    }
    return "note";
}

Result<void> change(const IncidentAction& action, Incident& incident)
{
    switch (action.kind) {
    case Kind::Acknowledge:
        if (incident.state == IncidentState::Resolved)
            return fail(ErrorCode::Conflict, "the incident is resolved already");
        incident.state = IncidentState::Acknowledged;
        incident.owner = action.who;
        return {};
    case Kind::Release:
        if (incident.state != IncidentState::Acknowledged)
            return fail(ErrorCode::Conflict, "the incident is not acknowledged");
        incident.state = IncidentState::Open;
        incident.owner.clear();
        return {};
    case Kind::Snooze:
        if (incident.state == IncidentState::Resolved)
            return fail(ErrorCode::Conflict, "the incident is resolved already");
        if (!action.until)
            return fail(ErrorCode::InvalidInput, "a snooze needs the time at which it ends");
        return {};
    case Kind::Wake:
        return {};
    case Kind::Verdict:
        incident.verdict = action.verdict;
        return {};
    case Kind::Note:
        if (action.text.empty())
            return fail(ErrorCode::InvalidInput, "a note needs a text");
        return {};
    }
    return {};
}

IncidentStep stepOf(const IncidentAction& action)
{
    std::string what;
    if (action.kind == Kind::Verdict)
        what = action.verdict ? std::string(toString(*action.verdict)) : "none";
    else if (action.until)
        what = "until " + toRfc3339(*action.until);
    IncidentStep step;
    step.incident = action.incident;
    step.at = action.at;
    step.who = action.who;
    step.action = nameOf(action.kind);
    step.detail =
        what.empty() || action.text.empty() ? what + action.text : what + ": " + action.text;
    return step;
}

} // namespace

Pipeline::Edit editOf(IncidentAction action)
{
    return [action = std::move(action)](Incident& incident, WriteUnit& beside) -> Result<void> {
        if (auto changed = change(action, incident); !changed)
            return changed;
        beside.steps.push_back(stepOf(action));
        const auto timer = [&](const char* kind, Instant until) {
            beside.timers.push_back({incident.id, kind, until});
        };
        if (action.kind == Kind::Acknowledge || action.kind == Kind::Release)
            timer(kAcknowledgementTimer, action.until.value_or(Instant{}));
        if (action.kind == Kind::Snooze || action.kind == Kind::Wake)
            timer(kSnoozeTimer, action.until.value_or(Instant{}));
        return {};
    };
}

} // namespace vigia
