#include "core/ingest/json_rows_fast.h"

#include "core/ingest/source_names.h"

#include <array>
#include <cstring>

namespace vigia {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t kKeptBytes = 1024 * 1024; // a larger body gets buffers of its own
constexpr std::size_t kTypicalRowBytes = 64;

enum Member : unsigned { kTime = 1, kStatus = 2, kCount = 4, kSource = 8, kUnknown = 0 };

struct Name
{
    std::string_view text; // with the closing quote, so that no longer name matches
    Member member;
};
constexpr std::array<Name, 7> kNames = {{{"time\"", kTime},
                                         {"status\"", kStatus},
                                         {"count\"", kCount},
                                         {"source\"", kSource},
                                         {"timestamp\"", kTime},
                                         {"F1\"", kCount},
                                         {"f0_\"", kCount}}};

// REQUIRES: `raw` lies in a padded buffer.
Member memberOf(const char* raw)
{
    for (const Name& name : kNames) {
        if (std::memcmp(raw, name.text.data(), name.text.size()) == 0)
            return name.member;
    }
    return kUnknown;
}

std::string_view withoutBlanks(std::string_view token)
{
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                              token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}

// The contents of a string token that needs no unescaping.
std::optional<std::string_view> plainString(std::string_view token)
{
    token = withoutBlanks(token);
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return std::nullopt;
    token = token.substr(1, token.size() - 2);
    if (token.find('\\') != std::string_view::npos)
        return std::nullopt;
    return token;
}

std::optional<std::uint64_t> plainCount(std::string_view token)
{
    token = withoutBlanks(token);
    if (token.size() > 1 && token.front() == '0')
        return std::nullopt;
    return RowValidator::count(token);
}

class Reading
{
public:
    explicit Reading(RowValidator& validator)
        : m_validator(validator)
    {}

    // False as soon as anything is not as usual.
    bool readDocument(ondemand::document& document)
    {
        ondemand::json_type type{};
        if (document.type().get(type) != simdjson::SUCCESS)
            return false;
        if (type == ondemand::json_type::array) {
            ondemand::array rows;
            if (document.get_array().get(rows) != simdjson::SUCCESS || !readRows(rows))
                return false;
        } else if (type != ondemand::json_type::object || !readWrapped(document)) {
            return false;
        }
        return document.current_location().error() == simdjson::OUT_OF_BOUNDS; // the end
    }

    void reserve(std::size_t rows) { m_batch.rows.reserve(rows); }
    CountBatch take()
    {
        m_batch.sources = m_sources.take();
        return std::move(m_batch);
    }

private:
    bool readWrapped(ondemand::document& document)
    {
        ondemand::object wrapper;
        if (document.get_object().get(wrapper) != simdjson::SUCCESS)
            return false;
        bool found = false;
        for (auto member : wrapper) {
            ondemand::raw_json_string key;
            ondemand::array rows;
            constexpr std::string_view kKey = "transactions\"";
            if (found || member.key().get(key) != simdjson::SUCCESS ||
                std::memcmp(key.raw(), kKey.data(), kKey.size()) != 0 ||
                member.value().get_array().get(rows) != simdjson::SUCCESS || !readRows(rows))
                return false;
            found = true;
        }
        return found;
    }

    bool readRows(ondemand::array& rows)
    {
        for (auto element : rows) {
            ondemand::object row;
            if (element.get_object().get(row) != simdjson::SUCCESS || !readRow(row))
                return false;
        }
        return true;
    }

    bool readRow(ondemand::object& object)
    {
        CountRow row;
        unsigned seen = 0;
        std::string_view source;
        for (auto field : object) {
            ondemand::raw_json_string key;
            std::string_view token;
            if (field.key().get(key) != simdjson::SUCCESS ||
                field.value().raw_json_token().get(token) != simdjson::SUCCESS)
                return false;
            const Member member = memberOf(key.raw());
            if (member == kUnknown || (seen & member) != 0 ||
                !readMember(member, token, row, source))
                return false;
            seen |= member;
        }
        if ((seen & (kTime | kStatus | kCount)) != (kTime | kStatus | kCount))
            return false;
        row.source = m_sources.indexOf(source);
        m_batch.rows.push_back(row);
        return true;
    }

    bool readMember(Member member, std::string_view token, CountRow& row, std::string_view& source)
    {
        if (member == kCount) {
            const auto count = plainCount(token);
            row.count = count.value_or(0);
            return count.has_value();
        }
        const auto text = plainString(token);
        if (!text)
            return false;
        if (member == kTime) {
            const auto time = m_validator.time(*text);
            row.time = time.value_or(Minute{});
            return time.has_value();
        }
        if (member == kStatus) {
            const auto status = m_validator.status(*text);
            row.status = status.value_or(StatusId::Approved);
            return status.has_value();
        }
        source = *text;
        return RowValidator::isSource(source);
    }

    RowValidator& m_validator;
    CountBatch m_batch;
    SourceNames m_sources;
};

} // namespace

std::optional<CountBatch> JsonRows::Fast::readMany(std::string_view body, RowValidator& validator)
{
    if (body.starts_with("\xEF\xBB\xBF")) // simdjson passes over it
        return std::nullopt;
    std::optional<ondemand::parser> ownParser;
    std::vector<char> ownPadded;
    const bool isLarge = body.size() > kKeptBytes;
    ondemand::parser& parser = isLarge ? ownParser.emplace() : m_parser;
    std::vector<char>& padded = isLarge ? ownPadded : m_padded;
    if (padded.size() < body.size() + simdjson::SIMDJSON_PADDING)
        padded.resize(body.size() + simdjson::SIMDJSON_PADDING);
    std::memcpy(padded.data(), body.data(), body.size());
    std::memset(padded.data() + body.size(), 0, simdjson::SIMDJSON_PADDING);

    ondemand::document document;
    if (parser.iterate(padded.data(), body.size(), padded.size()).get(document) !=
        simdjson::SUCCESS)
        return std::nullopt;
    Reading reading(validator);
    reading.reserve(body.size() / kTypicalRowBytes + 1);
    if (!reading.readDocument(document))
        return std::nullopt;
    return reading.take();
}

} // namespace vigia
