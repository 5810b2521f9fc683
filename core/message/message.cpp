#include "core/message/message.h"

#include "core/base/number_text.h"
#include "core/message/words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace vigia {
namespace {

constexpr std::string_view kTitle = "Transaction Anomaly Alert";
constexpr std::array kGroups{Severity::Critical, Severity::Warning};

std::string_view groupName(Severity severity)
{
    return severity == Severity::Critical ? "Critical" : "Warning";
}

std::vector<const Anomaly*> ofSeverity(std::span<const Anomaly> anomalies, Severity severity)
{
    std::vector<const Anomaly*> out;
    for (const Anomaly& a : anomalies) {
        if (a.severity == severity)
            out.push_back(&a);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Anomaly* a, const Anomaly* b) { return a->score > b->score; });
    return out;
}

std::string statusText(const Anomaly& a, const MessageContext& context)
{
    return upperText(plainLine(context.catalog.name(a.status)));
}

std::string timeText(const Anomaly& a, const MessageContext& context, Instant now)
{
    const LocalMinute local = context.zone.toLocal(a.time);
    const std::string day = dateText(local);
    const bool today = day == dateText(context.zone.toLocal(floorToMinute(now)));
    return today ? clockText(local) : clockText(local) + " (" + day + ')';
}

// FNV-1a, 64 bit: stable over machines and versions, which std::hash is not.
class Fingerprint
{
public:
    void add(std::string_view bytes)
    {
        for (const char c : bytes) {
            m_value ^= static_cast<unsigned char>(c);
            m_value *= 0x100000001B3u;
        }
        m_value ^= 0xFF; // "ab","c" differs from "a","bc": 0xFF is no byte of UTF-8
        m_value *= 0x100000001B3u;
    }

    [[nodiscard]] std::string text() const
    {
        std::array<char, 16> digits{};
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), m_value, 16).ptr;
        std::string out(digits.data(), end);
        return std::string(16 - out.size(), '0') + out;
    }

private:
    std::uint64_t m_value = 0xCBF29CE484222325u;
};

std::string alertKey(std::span<const Anomaly> anomalies, const MessageContext& context)
{
    std::vector<std::string> parts;
    for (const Anomaly& a : anomalies)
        parts.push_back(toRfc3339(a.time) + ' ' + std::string(context.catalog.name(a.status)) +
                        ' ' + a.source);
    std::sort(parts.begin(), parts.end());
    Fingerprint print;
    for (const std::string& part : parts)
        print.add(part);
    return "anomaly-" + print.text();
}

std::string alertSubject(std::span<const Anomaly> anomalies, const MessageContext& context,
                         Instant now)
{
    const auto critical = ofSeverity(anomalies, Severity::Critical);
    const auto warning = ofSeverity(anomalies, Severity::Warning);
    const Anomaly& worst = critical.empty() ? *warning.front() : *critical.front();
    std::string out = "[Vigia] " + std::string(groupName(worst.severity)) + ": " +
                      statusText(worst, context) + ' ' + std::string(toString(worst.kind)) +
                      " at " + timeText(worst, context, now);
    if (anomalies.size() > 1)
        out += ", and " + std::to_string(anomalies.size() - 1) + " more";
    return out;
}

std::string htmlRow(std::string_view name, const std::string& value)
{
    return "<tr><td style=\"padding:2px 12px 2px 0;color:#555\">" + std::string(name) +
           "</td><td style=\"padding:2px 0\">" + htmlEscape(value) + "</td></tr>\n";
}

} // namespace

std::string alertText(std::span<const Anomaly> anomalies, const MessageContext& context,
                      Instant now)
{
    std::string out(kTitle);
    out += "\nGenerated at: " + stampText(now, context.zone) + '\n';
    for (const Severity severity : kGroups) {
        const auto group = ofSeverity(anomalies, severity);
        out += '\n' + std::string(groupName(severity)) +
               " Anomalies: " + std::to_string(group.size()) + '\n';
        for (std::size_t i = 0; i < group.size(); ++i) {
            const Anomaly& a = *group[i];
            if (i > 0)
                out += '\n';
            out += "- Time: " + timeText(a, context, now) + '\n';
            out += "- Status: " + statusText(a, context) + '\n';
            out += "- Count: " + std::to_string(a.count) + '\n';
            out += "- Score: " + fixedText(a.score) + '\n';
            out += "- Reason: " + plainLine(a.reason) + '\n';
            if (!a.source.empty())
                out += "- Source: " + plainLine(a.source) + '\n';
        }
    }
    return out;
}

std::string alertHtml(std::span<const Anomaly> anomalies, const MessageContext& context,
                      Instant now)
{
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" +
                      std::string(kTitle) +
                      "</title></head>\n<body style=\"font-family:sans-serif;color:#111\">\n"
                      "<h2 style=\"margin:0 0 4px\">" +
                      std::string(kTitle) + "</h2>\n<p style=\"margin:0 0 16px\">Generated at: " +
                      htmlEscape(stampText(now, context.zone)) + "</p>\n";
    for (const Severity severity : kGroups) {
        const auto group = ofSeverity(anomalies, severity);
        // Never by colour alone: the shape stands beside the word.
        const bool critical = severity == Severity::Critical;
        out += "<h3 style=\"margin:0 0 8px;color:" +
               std::string(critical ? "#B00020\">&#9650; " : "#8A5A00\">&#9670; ") +
               std::string(groupName(severity)) + " Anomalies: " + std::to_string(group.size()) +
               "</h3>\n";
        for (const Anomaly* a : group) {
            out += "<table style=\"border-collapse:collapse;margin:0 0 16px\">\n";
            out += htmlRow("Time", timeText(*a, context, now));
            out += htmlRow("Status", statusText(*a, context));
            out += htmlRow("Count", std::to_string(a->count));
            out += htmlRow("Score", fixedText(a->score));
            out += htmlRow("Reason", plainLine(a->reason));
            if (!a->source.empty())
                out += htmlRow("Source", plainLine(a->source));
            out += "</table>\n";
        }
    }
    return out + "</body></html>\n";
}

Message anomalyAlert(std::span<const Anomaly> anomalies, const MessageContext& context, Instant now)
{
    assert(!anomalies.empty());
    Message message;
    message.key = alertKey(anomalies, context);
    message.subject = alertSubject(anomalies, context, now);
    message.text = alertText(anomalies, context, now);
    message.html = alertHtml(anomalies, context, now);
    return message;
}

Message testMessage(std::string key, const MessageContext& context, Instant now)
{
    Message message;
    message.key = std::move(key);
    message.subject = "[Vigia] Test message";
    const std::string sentence = "This is a test: Vigia can reach this receiver.";
    const std::string when = "Generated at: " + stampText(now, context.zone);
    message.text = sentence + '\n' + when + '\n';
    message.html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<title>Test message</title></head>\n<body><p>" +
                   htmlEscape(sentence) + "</p><p>" + htmlEscape(when) + "</p></body></html>\n";
    return message;
}

} // namespace vigia
