#include "core/ingest/event_rows.h"

#include "core/ingest/source_names.h"
#include "core/ingest/strict_json.h"
#include "core/parse/text_check.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

using Kind = StrictJson::Kind;

enum Member : unsigned { kCreated, kStatus, kDuration, kCode, kSource, kId, kMembers };
constexpr std::array<std::string_view, kMembers> kNames = {"created_at", "status", "duration_ms",
                                                           "auth_code",  "source", "id"};

class Collector
{
public:
    explicit Collector(RowValidator& validator)
        : m_validator(validator)
    {}

    void readEvent(StrictJson& json, const std::string& where)
    {
        ++m_out.rows;
        const Kind top = json.peek();
        if (top != Kind::Object) {
            if (json.ok())
                refuse(where, "found " + std::string(describe(top)) + ", expected an object");
            json.skip();
            return;
        }
        const std::size_t before = m_out.issues.total;
        RawTransaction event;
        std::array<bool, kMembers> seen{};
        std::string name;
        json.enter();
        while (json.nextMember(name)) {
            const auto at = std::find(kNames.begin(), kNames.end(), name);
            if (at == kNames.end()) {
                json.skip();
                continue;
            }
            const auto member = static_cast<Member>(at - kNames.begin());
            seen[member] = true;
            readMember(json, member, where, event);
        }
        for (const Member needed : {kCreated, kStatus}) {
            if (!seen[needed])
                refuse(pointer(where, needed), "found nothing, expected " + expected(needed, ""));
        }
        if (m_out.issues.total == before && json.ok())
            m_out.events.push_back(std::move(event));
    }

    void refuse(std::string where, std::string detail)
    {
        m_out.issues.add(std::move(where), std::move(detail));
    }
    ReadEvents take() { return std::move(m_out); }

private:
    static std::string pointer(const std::string& where, Member member)
    {
        return (where + "/").append(kNames[member]);
    }

    void readMember(StrictJson& json, Member member, const std::string& where,
                    RawTransaction& event)
    {
        const Kind needed = member == kDuration ? Kind::Number : Kind::String;
        const Kind kind = json.peek();
        if (kind != needed) {
            if (json.ok())
                refuse(pointer(where, member), "found " + std::string(describe(kind)) +
                                                   ", expected " + expected(member, ""));
            json.skip();
            return;
        }
        const std::string text =
            kind == Kind::Number ? std::string(json.readNumber()) : json.readString();
        if (json.ok() && !take(member, text, event))
            refuse(pointer(where, member),
                   "found " + inQuotes(text) + ", expected " + expected(member, text));
    }

    bool take(Member member, const std::string& text, RawTransaction& event)
    {
        switch (member) {
        case kCreated: {
            const auto created = m_validator.instant(text);
            event.created = created.value_or(Instant{});
            return created.has_value();
        }
        case kStatus: {
            const auto status = m_validator.status(text);
            event.status = status.value_or(StatusId::Approved);
            return status.has_value();
        }
        case kDuration:
            event.durationMs = RowValidator::duration(text);
            return event.durationMs.has_value();
        case kCode:
            event.authCode = text;
            return text.empty() || RowValidator::isCode(text);
        case kSource:
            event.source = text;
            return RowValidator::isSource(text);
        case kId:
        case kMembers:
            break;
        }
        event.id = text;
        return text.empty() || RowValidator::isId(text);
    }

    [[nodiscard]] std::string expected(Member member, std::string_view text) const
    {
        switch (member) {
        case kCreated:
            return m_validator.expectedTime(text);
        case kStatus:
            return m_validator.expectedStatus();
        case kDuration:
            return RowValidator::expectedDuration();
        case kCode:
            return RowValidator::expectedCode();
        case kSource:
            return RowValidator::expectedSource();
        case kId:
        case kMembers:
            break;
        }
        return RowValidator::expectedId();
    }

    RowValidator& m_validator;
    ReadEvents m_out;
};

void readArray(StrictJson& json, Collector& events, const std::string& where)
{
    json.enter();
    for (std::size_t i = 0; json.nextElement(); ++i)
        events.readEvent(json, where + "/" + std::to_string(i));
}

} // namespace

Result<ReadEvents> readEvents(std::string_view body, RowValidator& validator)
{
    // Told apart by a first look: an object without a list is one event.
    StrictJson json(body);
    Collector events(validator);
    if (json.peek() == Kind::Array) {
        readArray(json, events, "");
    } else if (json.peek() == Kind::Object) {
        std::string name;
        bool isList = false;
        json.enter();
        while (json.nextMember(name)) {
            if ((name == "transactions" || name == "events") && json.peek() == Kind::Array) {
                isList = true;
                readArray(json, events, "/" + name);
            } else {
                json.skip();
            }
        }
        if (!isList && json.ok()) {
            StrictJson again(body);
            events.readEvent(again, "");
        }
    } else {
        events.refuse("", "found " + std::string(describe(json.peek())) +
                              ", expected an array of objects");
        json.skip();
    }
    if (!json.finish())
        return fail(ErrorCode::InvalidInput, json.fault());
    return events.take();
}

Result<ReadEvents> readEventLines(std::string_view body, RowValidator& validator)
{
    Collector events(validator);
    std::size_t index = 0;
    for (std::size_t line = 1; !body.empty(); ++line) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        const std::string_view text = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (text.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        StrictJson json(text, line);
        events.readEvent(json, "/" + std::to_string(index++));
        if (!json.finish())
            return fail(ErrorCode::InvalidInput, json.fault());
    }
    return events.take();
}

EventBatch toEventBatch(std::vector<RawTransaction> events)
{
    EventBatch out;
    SourceNames sources;
    out.events.reserve(events.size());
    for (RawTransaction& event : events) {
        out.events.push_back({.created = event.created,
                              .status = event.status,
                              .source = sources.indexOf(event.source),
                              .durationMs = event.durationMs,
                              .authCode = std::move(event.authCode),
                              .id = std::move(event.id)});
    }
    out.sources = sources.take();
    return out;
}

} // namespace vigia
