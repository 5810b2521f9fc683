#include "core/store/select_errors.h"

namespace vigia {
namespace {

bool startsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
}

} // namespace

Error wrongStatement(std::string_view sql, std::optional<std::size_t> byte, std::string_view words)
{
    if (!byte || *byte > sql.size())
        return {ErrorCode::InvalidInput, std::string(words)};
    int line = 1;
    int column = 1;
    for (std::size_t i = 0; i < *byte; ++i) {
        if (sql[i] == '\n') {
            ++line;
            column = 1;
        } else if (startsCharacter(sql[i])) {
            ++column;
        }
    }
    return {ErrorCode::InvalidInput, "line " + std::to_string(line) + ", column " +
                                         std::to_string(column) + ": " + std::string(words)};
}

Error stoppedStatement(const SelectLimits& limits)
{
    if (limits.stopped())
        return {ErrorCode::Cancelled, "the query was stopped"};
    return {ErrorCode::Cancelled, "the query was stopped after " +
                                      std::to_string(limits.time.count()) +
                                      " ms: narrow it down, for example by time"};
}

std::optional<std::size_t> byteOfCharacter(std::string_view utf8, std::size_t number)
{
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (startsCharacter(utf8[i]) && --number == 0)
            return i;
    }
    return number == 1 ? std::optional(utf8.size()) : std::nullopt; // the end of the text
}

} // namespace vigia
