// What the console calls things, in the language of the operator: severities, states, trends, and
// an incident in one sentence.
//
// Pure functions of their arguments and the installed translation. Status names stay as they are
// in the data: operators search logs for them.
#pragma once

#include "core/base/minute.h"
#include "core/base/zone.h"
#include "core/model/incident.h"
#include "core/model/status.h"

#include <QString>
#include <QStringList>

namespace vigia::words {

[[nodiscard]] QString status(const StatusCatalog& catalog, StatusId id);
[[nodiscard]] QString severity(Severity s);     // "critical", "warning"
[[nodiscard]] QString severityMark(Severity s); // "▲", "◆": never by colour alone
[[nodiscard]] QString trend(Trend t);           // "falling a lot"
[[nodiscard]] QString trendMark(Trend t);       // "↘"

// "CRITICAL · open 27 min", "acknowledged by ana", "resolved after 5 min". `now`: the newest
// minute.
[[nodiscard]] QString incidentState(const Incident& incident, Minute now);
// "reversed ×130 above expected", "No data for 5 minutes"
[[nodiscard]] QString incidentTitle(const Incident& incident, const StatusCatalog& catalog);
// Two or three short lines: the peak against its range, what else is touched.
[[nodiscard]] QStringList incidentLines(const Incident& incident, const StatusCatalog& catalog);
[[nodiscard]] QString verdict(IncidentVerdict v); // "true alarm", "false alarm", "known cause"
// A step of the audit trail: "acknowledged until 07:00", "judged a false alarm: test run".
// Times in its detail become clocks of `zone`.
[[nodiscard]] QString step(const std::string& action, const std::string& detail, const Zone& zone);
// What the core says in English (reasons, states, errors), in the operator's language; what came
// from outside in it is shown as by format::foreign(). Lines stay lines.
[[nodiscard]] QString retold(const std::string& english);
[[nodiscard]] QString retold(const QString& english);
// Several lines to paste into a chat or a ticket; times with UTC beside them.
[[nodiscard]] QString incidentText(const Incident& incident, const StatusCatalog& catalog,
                                   const Zone& zone, Minute now);
// All of it in one sentence, for a screen reader.
[[nodiscard]] QString incidentSpoken(const Incident& incident, const StatusCatalog& catalog,
                                     Minute now);

} // namespace vigia::words
