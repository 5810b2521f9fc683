#include "core/ingest/json_rows.h"

#include "core/ingest/json_rows_fast.h"
#include "core/ingest/source_names.h"
#include "core/ingest/strict_json.h"
#include "core/parse/text_check.h"

#include <array>
#include <utility>

namespace vigia {
namespace {

using Kind = StrictJson::Kind;

enum Member : unsigned { kTime, kStatus, kCount, kSource, kMembers };
constexpr std::array<std::string_view, kMembers> kMemberNames = {"time", "status", "count",
                                                                 "source"};

Member memberOf(std::string_view name)
{
    if (name == "time" || name == "timestamp")
        return kTime;
    if (name == "status")
        return kStatus;
    if (name == "count" || name == "F1" || name == "f0_")
        return kCount;
    return name == "source" ? kSource : kMembers;
}

std::string found(std::string_view what, std::string_view expected)
{
    return "found " + std::string(what) + ", expected " + std::string(expected);
}

// Reads rows one by one with StrictJson; collects the good ones and says what is wrong with others.
class Collector
{
public:
    explicit Collector(RowValidator& validator)
        : m_validator(validator)
    {}

    // `where` is the pointer to the row.
    void readRow(StrictJson& json, const std::string& where)
    {
        ++m_out.rows;
        if (json.peek() != Kind::Object) {
            if (json.ok())
                refuse(where, "", [&] { return found(describe(json.peek()), "an object"); });
            json.skip();
            return;
        }
        const std::size_t before = m_out.issues.total;
        CountRow row;
        m_source.clear();
        std::array<bool, kMembers> seen{};
        json.enter();
        while (json.nextMember(m_name)) {
            const Member member = memberOf(m_name);
            if (member == kMembers) {
                json.skip();
            } else if (std::exchange(seen[member], true)) {
                refuse(where, m_name, [&] {
                    return "found a second " + std::string(kMemberNames[member]) + ", expected one";
                });
                json.skip();
            } else {
                readMember(json, member, where, row);
            }
        }
        for (const Member needed : {kTime, kStatus, kCount}) {
            if (!seen[needed])
                refuse(where, kMemberNames[needed],
                       [&] { return found("nothing", expected(needed, "")); });
        }
        if (m_out.issues.total == before && json.ok()) {
            row.source = m_sources.indexOf(m_source);
            m_out.batch.rows.push_back(row);
        }
    }

    void refuseDocument(std::string detail) { m_out.issues.add("", std::move(detail)); }

    ReadCounts take()
    {
        m_out.batch.sources = m_sources.take();
        return std::move(m_out);
    }

private:
    template <typename Words>
    void refuse(const std::string& where, std::string_view member, Words words)
    {
        m_out.issues.addLazily([&] {
            std::string pointer = where;
            if (!member.empty())
                pointer.append("/").append(member);
            return FieldIssue{std::move(pointer), words()};
        });
    }

    void readMember(StrictJson& json, Member member, const std::string& where, CountRow& row)
    {
        const Kind needed = member == kCount ? Kind::Number : Kind::String;
        const Kind kind = json.peek();
        if (kind != needed) {
            if (json.ok())
                refuse(where, m_name, [&] { return found(describe(kind), expected(member, "")); });
            json.skip();
            return;
        }
        const std::string text =
            kind == Kind::Number ? std::string(json.readNumber()) : json.readString();
        if (json.ok() && !take(member, text, row)) {
            refuse(where, m_name, [&] {
                return found(kind == Kind::Number ? text.substr(0, 32) : inQuotes(text),
                             expected(member, text));
            });
        }
    }

    bool take(Member member, std::string_view text, CountRow& row)
    {
        switch (member) {
        case kTime:
            if (const auto time = m_validator.time(text)) {
                row.time = *time;
                return true;
            }
            return false;
        case kStatus:
            if (const auto status = m_validator.status(text)) {
                row.status = *status;
                return true;
            }
            return false;
        case kCount:
            if (const auto count = RowValidator::count(text)) {
                row.count = *count;
                return true;
            }
            return false;
        case kSource:
        case kMembers:
            m_source = text;
            return RowValidator::isSource(text);
        }
        return false;
    }

    std::string expected(Member member, std::string_view text) const
    {
        switch (member) {
        case kTime:
            return m_validator.expectedTime(text);
        case kStatus:
            return m_validator.expectedStatus();
        case kCount:
            return RowValidator::expectedCount();
        case kSource:
        case kMembers:
            break;
        }
        return RowValidator::expectedSource();
    }

    RowValidator& m_validator;
    ReadCounts m_out;
    SourceNames m_sources;
    std::string m_name;   // of the member that is being read
    std::string m_source; // of the row that is being read
};

void readArray(StrictJson& json, Collector& rows, const std::string& where)
{
    json.enter();
    for (std::size_t i = 0; json.nextElement(); ++i)
        rows.readRow(json, where + "/" + std::to_string(i));
}

void readDocument(StrictJson& json, Collector& rows)
{
    const std::string_view kExpected =
        "an array of objects, or an object with such an array as \"transactions\"";
    const Kind kind = json.peek();
    if (kind == Kind::Array) {
        readArray(json, rows, "");
        return;
    }
    if (kind != Kind::Object) {
        rows.refuseDocument(found(describe(kind), kExpected));
        json.skip();
        return;
    }
    std::string name;
    bool seen = false;
    json.enter();
    while (json.nextMember(name)) {
        if (name == "transactions" && json.peek() == Kind::Array) {
            seen = true;
            readArray(json, rows, "/transactions");
        } else {
            json.skip();
        }
    }
    if (!seen)
        rows.refuseDocument(found("an object without it", kExpected));
}

Result<ReadCounts> outcome(const StrictJson& json, Collector& rows)
{
    if (!json.ok())
        return fail(ErrorCode::InvalidInput, json.fault());
    return rows.take();
}

} // namespace

JsonRows::JsonRows(RowValidator& validator, Readers readers)
    : m_validator(validator)
    , m_fast(readers == Readers::Both ? std::make_unique<Fast>() : nullptr)
{}

JsonRows::~JsonRows() = default;

Result<ReadCounts> JsonRows::readMany(std::string_view body)
{
    if (m_fast) {
        if (auto batch = m_fast->readMany(body, m_validator)) {
            ReadCounts out;
            out.rows = batch->rows.size();
            out.batch = std::move(*batch);
            return out;
        }
    }
    StrictJson json(body);
    Collector rows(m_validator);
    readDocument(json, rows);
    (void)json.finish();
    return outcome(json, rows);
}

Result<ReadCounts> JsonRows::readOne(std::string_view body)
{
    StrictJson json(body);
    Collector rows(m_validator);
    rows.readRow(json, "");
    (void)json.finish();
    return outcome(json, rows);
}

Result<ReadCounts> JsonRows::readLines(std::string_view body)
{
    Collector rows(m_validator);
    std::size_t index = 0;
    for (std::size_t line = 1; !body.empty(); ++line) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        std::string_view text = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (text.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        StrictJson json(text, line);
        rows.readRow(json, "/" + std::to_string(index++));
        if (!json.finish())
            return fail(ErrorCode::InvalidInput, json.fault());
    }
    return rows.take();
}

} // namespace vigia
