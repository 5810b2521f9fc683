// What an operator does to incidents: carried out by the Monitor, said in a sentence, and taken
// back again.
//
// One call may concern several incidents; those that it does not fit (an acknowledgement of what is
// resolved) are left out. Undo takes back acknowledgements, snoozes and verdicts, newest first; a
// note stays, as the audit trail does. GUI thread only.
#pragma once

#include "core/base/zone.h"
#include "core/runtime/monitor.h"

#include <QObject>

#include <optional>
#include <vector>

namespace vigia {

// The next time at which the wall clock of `zone` shows `ofDay` (minutes since midnight), after
// `now`.
[[nodiscard]] Instant nextClock(Instant now, std::chrono::minutes ofDay, const Zone& zone);

class Triage final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kUndoSteps = 50;

    // `who` stands in the audit trail.
    Triage(Monitor& monitor, QString who, QObject* parent = nullptr);

    void acknowledge(const std::vector<Incident>& incidents, const QString& comment = {},
                     std::optional<Instant> until = {});
    void snooze(const std::vector<Incident>& incidents, Instant until, const QString& comment = {});
    // None takes the verdict back.
    void judge(const std::vector<Incident>& incidents, std::optional<IncidentVerdict> verdict,
               const QString& reason = {});
    void note(const std::vector<Incident>& incidents, const QString& text);

    [[nodiscard]] QString who() const { return m_who; }
    [[nodiscard]] QString undoText() const; // "" = there is nothing to take back
    void undo();

signals:
    void done(const QString& what);
    void failed(const QString& what, const QString& why);
    void acted(const vigia::Incident& incident); // as it is now; its audit trail has grown
    void undoChanged();

private:
    struct Step // forth, and the way back
    {
        IncidentAction action;
        std::optional<IncidentAction> inverse;
    };
    struct Batch;
    struct Undo
    {
        QString pattern; // "acknowledgement of %1"
        std::vector<IncidentAction> actions;
    };
    void run(std::vector<Step> steps, const QString& said, const QString& undoText);
    void finish(const Batch& batch);
    [[nodiscard]] IncidentAction make(IncidentAction::Kind kind, const Incident& incident,
                                      const QString& text = {}) const;

    Monitor& m_monitor;
    QString m_who;
    std::vector<Undo> m_undo;
};

} // namespace vigia
