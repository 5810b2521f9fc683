// A strict pull reader of JSON text (RFC 8259 and I-JSON, RFC 7493): the caller walks the document,
// and every byte it passes is checked.
//
// Refused, beyond broken syntax: text that is not UTF-8 or has a byte order mark, a repeated member
// name, nesting deeper than 32, lone surrogates, NUL and other control characters, raw or escaped
// (tab and line ends may be escaped), text after the document. The first fault is final: from then
// on every function answers false or an empty value, so a caller need not ask after each step.
//
//   StrictJson json(text);
//   if (json.peek() == StrictJson::Kind::Array)
//       for (json.enter(); json.nextElement();)
//           json.skip();
//   if (!json.finish())
//       return json.fault();
//
// Thread: not shared. Memory: the names of the open objects. Cost: linear, about 4 ns a byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace vigia {

class StrictJson
{
public:
    enum class Kind : std::uint8_t { None, Null, Boolean, Number, String, Object, Array };
    static constexpr std::size_t kMaxDepth = 32;

    // `text` must outlive the reader. `firstLine` is what its first line is called in a fault.
    explicit StrictJson(std::string_view text, std::size_t firstLine = 1);

    // What the next value is, from its first character; None at a fault.
    [[nodiscard]] Kind peek();

    // REQUIRES: peek() is Object or Array. Then nextMember() or nextElement() until it is false.
    void enter();
    // Stands before the value of the next member, whose name it gives. False behind the last one.
    [[nodiscard]] bool nextMember(std::string& name);
    [[nodiscard]] bool nextElement();

    // One scalar each. REQUIRES: peek() said so.
    [[nodiscard]] std::string readString();
    [[nodiscard]] std::string_view readNumber(); // as written
    bool readBoolean();
    // Any value, checked and passed over.
    void skip();

    // REQUIRES: one value has been read. False when anything but blanks follows, or at a fault.
    [[nodiscard]] bool finish();

    [[nodiscard]] bool ok() const { return m_fault.empty(); }
    // "line 3, column 7: expected a comma or ]"; "" while there is none.
    [[nodiscard]] const std::string& fault() const { return m_fault; }

private:
    struct Level
    {
        bool isObject = false;
        bool isFirst = true;
        std::vector<std::string> names; // of an object, while they are few
        std::unordered_set<std::string> manyNames;
    };

    void fail(std::string_view expected);
    void failAt(std::size_t at, std::string_view expected);
    void skipBlanks();
    [[nodiscard]] bool take(char c);
    [[nodiscard]] bool nextItem(char closing, std::string_view expected);
    [[nodiscard]] bool isRepeated(Level& level, const std::string& name) const;
    void skipWord(std::string_view word);
    void readEscape(std::string& out);
    [[nodiscard]] int readHex4();

    std::string_view m_text;
    std::size_t m_firstLine;
    std::size_t m_at = 0;
    std::vector<Level> m_levels;
    std::string m_fault;
};

// "an object", "a number", … for messages.
[[nodiscard]] std::string_view describe(StrictJson::Kind kind);

} // namespace vigia
