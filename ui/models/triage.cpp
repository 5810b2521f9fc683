#include "ui/models/triage.h"

#include "ui/models/words.h"

#include <QPointer>

#include <algorithm>

namespace vigia {
namespace {

using Kind = IncidentAction::Kind;

QString named(const std::vector<IncidentId>& ids)
{
    return ids.size() == 1 ? Triage::tr("incident %1").arg(qlonglong(ids.front()))
                           : Triage::tr("%n incident(s)", nullptr, int(ids.size()));
}

template <typename Fits>
std::vector<Incident> those(const std::vector<Incident>& incidents, Fits fits)
{
    std::vector<Incident> out;
    std::copy_if(incidents.begin(), incidents.end(), std::back_inserter(out), fits);
    return out;
}

bool unresolved(const Incident& incident)
{
    return incident.state != IncidentState::Resolved;
}

} // namespace

Instant nextClock(Instant now, std::chrono::minutes ofDay, const Zone& zone)
{
    const LocalMinute local = zone.toLocal(floorToMinute(now));
    auto day = std::chrono::floor<std::chrono::days>(local);
    for (;; day += std::chrono::days{1}) {
        const Instant at = zone.resolve(day + ofDay).minute;
        if (at > now)
            return at;
    }
}

// Answers come one by one; what became of all is said once.
struct Triage::Batch
{
    QString said; // with %1 for what it was done to
    QString undoText;
    std::size_t waiting = 0;
    std::vector<IncidentId> done;
    std::vector<IncidentAction> inverses;
    QStringList errors;
};

Triage::Triage(Monitor& monitor, QString who, QObject* parent)
    : QObject(parent)
    , m_monitor(monitor)
    , m_who(std::move(who))
{}

IncidentAction Triage::make(Kind kind, const Incident& incident, const QString& text) const
{
    IncidentAction action;
    action.kind = kind;
    action.incident = incident.id;
    action.who = m_who.toStdString();
    action.text = text.trimmed().toStdString();
    return action;
}

void Triage::acknowledge(const std::vector<Incident>& incidents, const QString& comment,
                         std::optional<Instant> until)
{
    // Without a comment a second acknowledgement would only take it away from who has it.
    const bool again = !comment.trimmed().isEmpty() || until;
    const auto fitting = those(incidents, [again](const Incident& i) {
        return i.state == IncidentState::Open || (again && unresolved(i));
    });
    if (fitting.empty()) {
        emit done(tr("Nothing to acknowledge: no open incident is selected"));
        return;
    }
    std::vector<Step> steps;
    for (const Incident& incident : fitting) {
        Step step{make(Kind::Acknowledge, incident, comment), std::nullopt};
        step.action.until = until;
        if (incident.state == IncidentState::Open)
            step.inverse = make(Kind::Release, incident);
        steps.push_back(std::move(step));
    }
    run(std::move(steps), tr("Acknowledged %1"), tr("acknowledgement of %1"));
}

void Triage::snooze(const std::vector<Incident>& incidents, Instant until, const QString& comment)
{
    const auto fitting = those(incidents, unresolved);
    if (fitting.empty()) {
        emit done(tr("Nothing to snooze: what is selected is resolved"));
        return;
    }
    std::vector<Step> steps;
    for (const Incident& incident : fitting) {
        Step step{make(Kind::Snooze, incident, comment), make(Kind::Wake, incident)};
        step.action.until = until;
        steps.push_back(std::move(step));
    }
    run(std::move(steps), tr("Snoozed %1"), tr("snooze of %1"));
}

void Triage::judge(const std::vector<Incident>& incidents, std::optional<IncidentVerdict> verdict,
                   const QString& reason)
{
    std::vector<Step> steps;
    for (const Incident& incident : incidents) {
        Step step{make(Kind::Verdict, incident, reason), make(Kind::Verdict, incident)};
        step.action.verdict = verdict;
        step.inverse->verdict = incident.verdict;
        steps.push_back(std::move(step));
    }
    if (!steps.empty())
        run(std::move(steps),
            verdict ? tr("Judged %1: %2").arg(QStringLiteral("%1"), words::verdict(*verdict))
                    : tr("The verdict of %1 is taken back"),
            tr("verdict on %1"));
}

void Triage::note(const std::vector<Incident>& incidents, const QString& text)
{
    if (text.trimmed().isEmpty())
        return;
    std::vector<Step> steps;
    for (const Incident& incident : incidents)
        steps.push_back({make(Kind::Note, incident, text), std::nullopt});
    if (!steps.empty())
        run(std::move(steps), tr("Noted on %1"), {});
}

void Triage::run(std::vector<Step> steps, const QString& said, const QString& undoText)
{
    const auto batch = std::make_shared<Batch>();
    batch->said = said;
    batch->undoText = undoText;
    batch->waiting = steps.size();
    const QPointer<Triage> self(this);
    for (Step& step : steps) {
        const IncidentId id = step.action.incident;
        m_monitor.act(std::move(step.action),
                      [self, batch, id, inverse = step.inverse](const Result<Incident>& answer) {
                          if (answer) {
                              batch->done.push_back(id);
                              if (inverse)
                                  batch->inverses.push_back(*inverse);
                          } else {
                              batch->errors << words::retold(answer.error().message);
                          }
                          --batch->waiting;
                          if (!self)
                              return;
                          if (answer)
                              emit self->acted(*answer);
                          if (batch->waiting == 0)
                              self->finish(*batch);
                      });
    }
}

void Triage::finish(const Batch& batch)
{
    if (!batch.inverses.empty()) {
        m_undo.push_back({batch.undoText, batch.inverses});
        if (m_undo.size() > kUndoSteps)
            m_undo.erase(m_undo.begin());
        emit undoChanged();
    }
    if (!batch.errors.isEmpty()) {
        QStringList distinct = batch.errors;
        distinct.removeDuplicates();
        emit failed(batch.done.empty()
                        ? tr("That could not be done")
                        : tr("Done for %1, not for the others").arg(named(batch.done)),
                    distinct.join(QLatin1Char('\n')));
    } else {
        emit done(batch.said.arg(named(batch.done)));
    }
}

QString Triage::undoText() const
{
    if (m_undo.empty())
        return {};
    std::vector<IncidentId> ids;
    for (const IncidentAction& action : m_undo.back().actions)
        ids.push_back(action.incident);
    return m_undo.back().pattern.arg(named(ids));
}

void Triage::undo()
{
    if (m_undo.empty())
        return;
    const Undo last = std::move(m_undo.back());
    m_undo.pop_back();
    emit undoChanged();
    std::vector<Step> steps;
    for (const IncidentAction& action : last.actions)
        steps.push_back({action, std::nullopt});
    run(std::move(steps), tr("Taken back: %1").arg(last.pattern), {});
}

} // namespace vigia
