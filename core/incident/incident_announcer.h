// What is said of incidents while a minute is still filling.
//
// Incidents are decided on closed minutes, so that the result does not depend on how rows were
// split into batches. But a spike is visible before its minute is over, and waiting would cost up
// to a minute. So the filling minutes are tried on a copy of the tracker, and this class merges
// both: what was announced early is not announced again, its severity does not fall, and what the
// closed minute did not confirm is taken back by resolving it. Thread: not shared. Cost:
// O(changes).
#pragma once

#include "core/incident/incident_tracker.h"

#include <span>
#include <vector>

namespace vigia {

class IncidentAnnouncer
{
public:
    // `decided`: changes of `tracker` by closed minutes; `tried`: changes of `trial`, a copy of it
    // that also saw the filling minutes. Several updates of one incident become one. An id that was
    // announced and taken back is skipped in `tracker`.
    [[nodiscard]] std::vector<IncidentChange> merge(std::vector<IncidentChange> decided,
                                                    std::vector<IncidentChange> tried,
                                                    IncidentTracker& tracker,
                                                    const IncidentTracker& trial);

    // True while something announced rests on a filling minute alone.
    [[nodiscard]] bool pending() const { return m_pending; }

private:
    void take(IncidentChange change, std::vector<IncidentChange>& out);
    void takeBack(IncidentTracker& tracker, const IncidentTracker& trial,
                  std::vector<IncidentChange>& out);

    std::vector<Incident> m_announced; // the open and the last resolved one, as last announced
    bool m_pending = false;
};

} // namespace vigia
