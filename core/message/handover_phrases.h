// The words of the hand-over in English and Brazilian Portuguese; see phrases.h.
#pragma once

#include "core/message/phrases.h"

namespace vigia {

struct HandoverPhrases
{
    std::string_view title;
    std::string_view shift;     // %1 start, %2 end, %3 duration
    std::string_view writtenAt; // %1 time
    std::string_view writtenBy; // %1 time, %2 who
    std::string_view newest;    // %1 time
    std::string_view nothingStored;
    std::string_view summary; // %1 open, %2 acknowledged, %3 resolved
    std::string_view open;
    std::string_view acknowledged;
    std::string_view resolved;
    std::string_view none;
    std::string_view incident; // %1 number, %2 what
    std::string_view since;    // %1 start, %2 duration
    std::string_view lasted;   // %1 start, %2 end, %3 duration
    std::string_view when;
    std::string_view what;
    std::string_view statuses;
    std::string_view acknowledgedBy;
    std::string_view atUntil; // %1 who, %2 at, %3 until
    std::string_view at;      // %1 who, %2 at
    std::string_view comment;
    std::string_view snoozed;
    std::string_view approvalsLost;
    std::string_view verdict;
    std::string_view notJudged;
    std::string_view verdictTrue;
    std::string_view verdictFalse;
    std::string_view verdictKnown;
    std::string_view told;
    std::string_view toldWhat; // %1 sent, %2 waiting, %3 failed
    std::string_view toldNobody;
    std::string_view silences;
    std::string_view silence;   // %1 number, %2 what
    std::string_view silenceBy; // %1 owner, %2 created
    std::string_view made;      // in this shift
    std::string_view expired;   // in this shift
    std::string_view expires;   // in the next one
    std::string_view until;
    std::string_view reason;
    std::string_view owner;
    std::string_view gaps;
    std::string_view gap;       // %1 start, %2 end, %3 duration
    std::string_view gapsTotal; // %1 minutes
    std::string_view budget;
    std::string_view alarms;       // %1 alarms, %2 critical, %3 duration
    std::string_view budgetIs;     // %1 a day, %2 in this time
    std::string_view judged;       // %1 true, %2 false, %3 known cause, %4 not judged
    std::string_view transactions; // %1 how many
    std::string_view notes;
    std::string_view note; // %1 time, %2 who, %3 incident, %4 text
    std::string_view charts;
    std::string_view chartsAre;
    std::string_view most; // %1 count
};

[[nodiscard]] const HandoverPhrases& handoverPhrases(Language language);

} // namespace vigia
