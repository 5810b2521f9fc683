// The hand-over from one shift to the next: what happened, who has what in hand, what to expect.
//
// A value that core/runtime/shift_report.h fills from the store, and its texts as Markdown and
// HTML. The same value gives the same bytes on every machine: no clock, no locale. Foreign text is
// escaped for each format. Pure.
#pragma once

#include "core/message/message.h"
#include "core/model/incident.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia {

struct HandoverNote
{
    IncidentId incident{};
    Instant at{};
    std::string who;
    std::string text;
};

struct HandoverIncident
{
    Incident incident; // as it is when this is written
    std::optional<Instant> acknowledgedAt;
    std::string acknowledgedComment;
    std::optional<Instant> acknowledgedUntil;
    std::optional<Instant> snoozedUntil;
    std::string verdictReason;
    std::optional<double> approvalsLost;
    int messagesSent = 0;
    int messagesWaiting = 0;
    int messagesFailed = 0;
};

struct HandoverSilence
{
    std::int64_t id = 0;
    std::string what; // what it matches
    std::string owner;
    std::string reason;
    Instant created{};
    Instant ends{};
};

// Counts of one status for every minute of the shift; NaN where nothing came.
struct HandoverSeries
{
    StatusId status = StatusId::Approved;
    std::vector<double> counts;
};

struct Handover
{
    MinuteRange shift;
    Instant written{};
    std::string by;                          // "" = not said
    std::optional<Minute> newest;            // stored minute; none: nothing is stored
    std::vector<HandoverIncident> incidents; // that touch the shift, or are not resolved yet
    std::vector<HandoverNote> notes;         // written in the shift, by time
    std::vector<HandoverSilence> silences;   // in force at some time of the shift, or later
    std::vector<MinuteRange> gaps;           // without any row
    double budgetPerDay = 1;                 // false alarms
    double transactions = 0;
    std::vector<HandoverSeries> series; // of the statuses that incidents touch, and approved
};

// Incidents opened in the shift: what is held against the budget.
[[nodiscard]] int alarmsOf(const Handover& handover);

// "vigia-handover-2025-07-12-1400": begins the name of a file.
[[nodiscard]] std::string handoverFileName(const Handover& handover, const Zone& zone);

[[nodiscard]] std::string handoverMarkdown(const Handover& handover, const MessageContext& context);

enum class HandoverCharts {
    Inline, // SVG in the page: one file that needs nothing else
    Linked, // <img src="charts.svg">: for who renders the picture on its own
};
// A whole page; loads nothing from outside and says so in a Content-Security-Policy.
[[nodiscard]] std::string handoverHtml(const Handover& handover, const MessageContext& context,
                                       HandoverCharts charts = HandoverCharts::Inline);

// The charts as one SVG picture, one strip a status; "" where there is nothing to draw. Incidents
// are shaded, gaps are grey, and each strip names its largest count.
[[nodiscard]] std::string handoverSvg(const Handover& handover, const MessageContext& context);

} // namespace vigia
