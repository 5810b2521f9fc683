#include "core/message/handover.h"

#include "core/base/html_text.h"
#include "core/base/number_text.h"
#include "core/message/handover_phrases.h"
#include "core/message/retell.h"
#include "core/message/words.h"

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

using std::chrono::minutes;

// What is said, before it becomes Markdown or HTML: headings, paragraphs and lists of facts.
struct Block
{
    enum class Kind { Section, Item, Text, Charts };
    Kind kind = Kind::Text;
    std::string text; // plain, one line
    std::vector<Fact> facts;
    std::optional<Severity> severity; // of an item
};

class Writer
{
public:
    Writer(const Handover& handover, const MessageContext& context)
        : m_handover(handover)
        , m_context(context)
        , m_say(handoverPhrases(context.language))
    {}

    [[nodiscard]] std::vector<std::string> head() const
    {
        const MinuteRange& shift = m_handover.shift;
        std::vector<std::string> out;
        out.push_back(filled(m_say.shift, {stamp(shift.from), stamp(shift.to),
                                           durationText(shift.to - shift.from)}));
        out.push_back(m_handover.by.empty() ? filled(m_say.writtenAt, {stamp(m_handover.written)})
                                            : filled(m_say.writtenBy, {stamp(m_handover.written),
                                                                       plainLine(m_handover.by)}));
        out.push_back(m_handover.newest ? filled(m_say.newest, {stamp(*m_handover.newest)})
                                        : std::string(m_say.nothingStored));
        return out;
    }

    [[nodiscard]] std::string summary() const
    {
        return filled(m_say.summary, {count(of(IncidentState::Open).size()),
                                      count(of(IncidentState::Acknowledged).size()),
                                      count(of(IncidentState::Resolved).size())});
    }

    [[nodiscard]] std::vector<Block> blocks() const
    {
        std::vector<Block> out;
        addIncidents(out, m_say.open, IncidentState::Open);
        addIncidents(out, m_say.acknowledged, IncidentState::Acknowledged);
        addIncidents(out, m_say.resolved, IncidentState::Resolved);
        addSilences(out);
        addGaps(out);
        addBudget(out);
        addNotes(out);
        return out;
    }

private:
    [[nodiscard]] std::string stamp(Instant t) const { return stampText(t, m_context.zone); }
    // "13:31 (16:31 UTC)", with its date where that is not the day on which the shift ended.
    [[nodiscard]] std::string brief(Instant t) const
    {
        const auto clock = [](LocalMinute local) {
            std::string text = clockText(local); // "16h 30"
            text.replace(2, 2, ":");
            return text;
        };
        const Minute minute = floorToMinute(t);
        const LocalMinute local = m_context.zone.toLocal(minute);
        const std::string day = dateText(local);
        const bool today = day == dateText(m_context.zone.toLocal(m_handover.shift.to));
        return (today ? "" : day + ' ') + clock(local) + " (" + clock(Zone().toLocal(minute)) +
               " UTC)";
    }
    [[nodiscard]] static std::string count(std::size_t n) { return std::to_string(n); }

    [[nodiscard]] std::vector<const HandoverIncident*> of(IncidentState state) const
    {
        std::vector<const HandoverIncident*> out;
        for (const HandoverIncident& i : m_handover.incidents) {
            if (i.incident.state == state)
                out.push_back(&i);
        }
        // What is worst and oldest needs the next shift first; what is over is told in order.
        std::stable_sort(out.begin(), out.end(), [&](const auto* a, const auto* b) {
            if (state != IncidentState::Resolved && a->incident.severity != b->incident.severity)
                return a->incident.severity > b->incident.severity;
            return a->incident.start < b->incident.start;
        });
        return out;
    }

    [[nodiscard]] std::string_view verdictWord(const Incident& incident) const
    {
        if (!incident.verdict)
            return m_say.notJudged;
        switch (*incident.verdict) {
        case IncidentVerdict::True:
            return m_say.verdictTrue;
        case IncidentVerdict::False:
            return m_say.verdictFalse;
        case IncidentVerdict::KnownCause:
            break;
        }
        return m_say.verdictKnown;
    }

    [[nodiscard]] Block itemOf(const HandoverIncident& of) const
    {
        const Incident& i = of.incident;
        Block item{Block::Kind::Item, {}, {}, i.severity};
        const std::string what = statusText(i.peak.status, m_context) + ' ' +
                                 std::string(word(i.peak.kind, m_context.language));
        const Phrases& words = phrases(m_context.language);
        item.text =
            filled(m_say.incident, {std::to_string(static_cast<std::int64_t>(i.id)), what}) + ", " +
            std::string(i.severity == Severity::Critical ? words.critical : words.warning);
        const auto add = [&](std::string_view name, std::string value) {
            item.facts.push_back({std::string(name), std::move(value)});
        };
        const Minute end = i.end.value_or(std::max(i.start, newest()));
        add(m_say.when, i.end ? filled(m_say.lasted,
                                       {brief(i.start), brief(*i.end), durationText(end - i.start)})
                              : filled(m_say.since, {brief(i.start), durationText(end - i.start)}));
        add(m_say.what, plainLine(retold(i.reason, m_context.language)));
        std::string statuses;
        for (const StatusId status : i.statuses)
            statuses += (statuses.empty() ? "" : ", ") + statusText(status, m_context);
        if (!statuses.empty())
            add(m_say.statuses, statuses);
        if (of.approvalsLost && *of.approvalsLost >= 0.5)
            add(m_say.approvalsLost, std::to_string(std::llround(*of.approvalsLost)));
        if (!i.owner.empty())
            add(m_say.acknowledgedBy, acknowledged(of));
        if (!of.acknowledgedComment.empty())
            add(m_say.comment, plainLine(of.acknowledgedComment));
        if (of.snoozedUntil && *of.snoozedUntil > m_handover.written)
            add(m_say.snoozed, brief(*of.snoozedUntil));
        if (i.verdict || i.state == IncidentState::Resolved)
            add(m_say.verdict, std::string(verdictWord(i)) +
                                   (of.verdictReason.empty() ? std::string()
                                                             : ": " + plainLine(of.verdictReason)));
        const bool told = of.messagesSent + of.messagesWaiting + of.messagesFailed > 0;
        add(m_say.told, told ? filled(m_say.toldWhat, {std::to_string(of.messagesSent),
                                                       std::to_string(of.messagesWaiting),
                                                       std::to_string(of.messagesFailed)})
                             : std::string(m_say.toldNobody));
        return item;
    }

    [[nodiscard]] std::string acknowledged(const HandoverIncident& of) const
    {
        const std::string who = plainLine(of.incident.owner);
        if (!of.acknowledgedAt)
            return who;
        if (!of.acknowledgedUntil)
            return filled(m_say.at, {who, brief(*of.acknowledgedAt)});
        return filled(m_say.atUntil,
                      {who, brief(*of.acknowledgedAt), brief(*of.acknowledgedUntil)});
    }

    [[nodiscard]] Minute newest() const
    {
        return m_handover.newest ? *m_handover.newest + minutes{1} : m_handover.shift.to;
    }

    void addIncidents(std::vector<Block>& out, std::string_view title, IncidentState state) const
    {
        const auto all = of(state);
        section(out, title, all.empty());
        for (const HandoverIncident* incident : all)
            out.push_back(itemOf(*incident));
    }

    void addSilences(std::vector<Block>& out) const
    {
        section(out, m_say.silences, m_handover.silences.empty());
        const auto length = m_handover.shift.to - m_handover.shift.from;
        for (const HandoverSilence& s : m_handover.silences) {
            Block item{Block::Kind::Item, {}, {}, {}};
            item.text = filled(m_say.silence, {std::to_string(s.id), plainLine(s.what)});
            if (s.created >= m_handover.shift.from)
                item.text += ", " + std::string(m_say.made);
            if (s.ends <= m_handover.written)
                item.text += ", " + std::string(m_say.expired);
            else if (s.ends <= m_handover.written + length)
                item.text += ", " + std::string(m_say.expires);
            item.facts.push_back({std::string(m_say.until), brief(s.ends)});
            item.facts.push_back({std::string(m_say.owner),
                                  filled(m_say.silenceBy, {plainLine(s.owner), brief(s.created)})});
            item.facts.push_back({std::string(m_say.reason), plainLine(s.reason)});
            out.push_back(std::move(item));
        }
    }

    void addGaps(std::vector<Block>& out) const
    {
        section(out, m_say.gaps, m_handover.gaps.empty());
        if (m_handover.gaps.empty())
            return;
        minutes total{0};
        Block list;
        for (const MinuteRange& gap : m_handover.gaps) {
            total += gap.to - gap.from;
            list.facts.push_back({"", filled(m_say.gap, {brief(gap.from), brief(gap.to),
                                                         durationText(gap.to - gap.from)})});
        }
        list.text = filled(m_say.gapsTotal, {std::to_string(total.count())});
        out.push_back(std::move(list));
    }

    void addBudget(std::vector<Block>& out) const
    {
        section(out, m_say.budget, false);
        int critical = 0;
        int verdicts[3] = {};
        int unjudged = 0;
        for (const HandoverIncident& i : m_handover.incidents) {
            if (!m_handover.shift.contains(i.incident.opened))
                continue;
            critical += i.incident.severity == Severity::Critical ? 1 : 0;
            if (i.incident.verdict)
                ++verdicts[static_cast<int>(*i.incident.verdict)];
            else
                ++unjudged;
        }
        const auto length = m_handover.shift.to - m_handover.shift.from;
        const double share =
            m_handover.budgetPerDay * double(length.count()) / double(minutes{24 * 60}.count());
        Block list;
        list.text = filled(m_say.alarms, {std::to_string(alarmsOf(m_handover)),
                                          std::to_string(critical), durationText(length)});
        list.facts.push_back({"", filled(m_say.budgetIs, {fixedText(m_handover.budgetPerDay, 1),
                                                          fixedText(share, 1)})});
        list.facts.push_back(
            {"", filled(m_say.judged, {std::to_string(verdicts[0]), std::to_string(verdicts[1]),
                                       std::to_string(verdicts[2]), std::to_string(unjudged)})});
        list.facts.push_back({"", filled(m_say.transactions,
                                         {std::to_string(std::llround(m_handover.transactions))})});
        out.push_back(std::move(list));
    }

    void addNotes(std::vector<Block>& out) const
    {
        section(out, m_say.notes, m_handover.notes.empty());
        if (m_handover.notes.empty())
            return;
        Block list;
        for (const HandoverNote& n : m_handover.notes)
            list.facts.push_back(
                {"", filled(m_say.note, {brief(n.at), plainLine(n.who),
                                         std::to_string(static_cast<std::int64_t>(n.incident)),
                                         plainLine(n.text)})});
        out.push_back(std::move(list));
    }

    void section(std::vector<Block>& out, std::string_view title, bool empty) const
    {
        out.push_back({Block::Kind::Section, std::string(title), {}, {}});
        if (empty)
            out.push_back({Block::Kind::Text, std::string(m_say.none), {}, {}});
    }

    const Handover& m_handover;
    const MessageContext& m_context;
    const HandoverPhrases& m_say;
};

// Characters that Markdown could take for markup. A dash or a number at the beginning cannot stand
// there: every line begins with words of ours.
std::string markdownText(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|~&").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

std::string_view markOf(const std::optional<Severity>& severity)
{
    if (!severity)
        return "";
    return *severity == Severity::Critical ? "▲ " : "◆ ";
}

} // namespace

int alarmsOf(const Handover& handover)
{
    return static_cast<int>(std::count_if(
        handover.incidents.begin(), handover.incidents.end(),
        [&](const HandoverIncident& i) { return handover.shift.contains(i.incident.opened); }));
}

std::string handoverFileName(const Handover& handover, const Zone& zone)
{
    const LocalMinute local = zone.toLocal(handover.shift.to);
    std::string clock = clockText(local); // "14h 00"
    std::erase_if(clock, [](char c) { return c == 'h' || c == ' '; });
    return "vigia-handover-" + dateText(local) + '-' + clock;
}

std::string handoverMarkdown(const Handover& handover, const MessageContext& context)
{
    const Writer writer(handover, context);
    std::string out = "# " + std::string(handoverPhrases(context.language).title) + "\n\n";
    for (const std::string& line : writer.head())
        out += "- " + markdownText(line) + '\n';
    out += "\n**" + markdownText(writer.summary()) + "**\n";
    for (const Block& block : writer.blocks()) {
        out += '\n';
        if (block.kind == Block::Kind::Section)
            out += "## " + markdownText(block.text) + '\n';
        else if (block.kind == Block::Kind::Item)
            out += "### " + std::string(markOf(block.severity)) + markdownText(block.text) + '\n';
        else if (!block.text.empty())
            out += markdownText(block.text) + '\n';
        if (!block.facts.empty() && !block.text.empty())
            out += '\n';
        for (const Fact& fact : block.facts)
            out += fact.name.empty() ? "- " + markdownText(fact.value) + '\n'
                                     : "- **" + markdownText(fact.name) + ":** " +
                                           markdownText(fact.value) + '\n';
    }
    return out;
}

std::string handoverHtml(const Handover& handover, const MessageContext& context,
                         HandoverCharts charts)
{
    const HandoverPhrases& say = handoverPhrases(context.language);
    const Writer writer(handover, context);
    const std::string title = htmlEscape(say.title);
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"" + std::string(phrases(context.language).code) +
        "\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; img-src 'self'\">\n<title>" +
        title +
        "</title>\n<style>body{font-family:Inter,sans-serif;color:#111;max-width:60em;"
        "margin:2em auto;padding:0 1em;line-height:1.4}h2{border-bottom:1px solid #ccc}"
        "td{padding:2px 12px 2px "
        "0;vertical-align:top}td.n{color:#555}</style></head>\n<body>\n<h1>" +
        title + "</h1>\n<p>";
    bool first = true;
    for (const std::string& line : writer.head()) {
        out += (first ? "" : "<br>\n") + htmlEscape(line);
        first = false;
    }
    out += "</p>\n<p><b>" + htmlEscape(writer.summary()) + "</b></p>\n";
    for (const Block& block : writer.blocks()) {
        if (block.kind == Block::Kind::Section) {
            out += "<h2>" + htmlEscape(block.text) + "</h2>\n";
        } else if (block.kind == Block::Kind::Item) {
            const char* colour = !block.severity                         ? "#111"
                                 : *block.severity == Severity::Critical ? "#B00020"
                                                                         : "#8A5A00";
            out += std::string("<h3 style=\"color:") + colour + "\">" +
                   std::string(markOf(block.severity)) + htmlEscape(block.text) + "</h3>\n";
        } else if (!block.text.empty()) {
            out += "<p>" + htmlEscape(block.text) + "</p>\n";
        }
        if (block.facts.empty())
            continue;
        const bool list = block.facts.front().name.empty();
        out += list ? "<ul>\n" : "<table>\n";
        for (const Fact& fact : block.facts)
            out += list ? "<li>" + htmlEscape(fact.value) + "</li>\n"
                        : "<tr><td class=\"n\">" + htmlEscape(fact.name) + "</td><td>" +
                              htmlEscape(fact.value) + "</td></tr>\n";
        out += list ? "</ul>\n" : "</table>\n";
    }
    if (const std::string svg = handoverSvg(handover, context); !svg.empty()) {
        out +=
            "<h2>" + htmlEscape(say.charts) + "</h2>\n<p>" + htmlEscape(say.chartsAre) + "</p>\n";
        out += charts == HandoverCharts::Inline ? svg : "<p><img src=\"charts.svg\"></p>\n";
    }
    return out + "</body></html>\n";
}

} // namespace vigia
