#include "core/parse/csv_sniff.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLookedAt = 4096; // bytes

struct Magic
{
    std::string_view bytes;
    std::string_view what;
};

// First bytes of what is mistaken for CSV; longer ones before their prefixes.
constexpr std::array kMagics = {
    Magic{"\xff\xfe\0\0"sv, "UTF-32 text"},
    Magic{"\0\0\xfe\xff"sv, "UTF-32 text"},
    Magic{"\xff\xfe"sv, "UTF-16 text"},
    Magic{"\xfe\xff"sv, "UTF-16 text"},
    Magic{"PK\3\4"sv, "an Excel workbook or zip archive"},
    Magic{"\xd0\xcf\x11\xe0"sv, "an old Excel workbook"},
    Magic{"\x1f\x8b"sv, "a gzip archive"},
    Magic{"SQLite format 3"sv, "an SQLite database"},
    Magic{"PAR1"sv, "a Parquet file"},
    Magic{"%PDF"sv, "a PDF document"},
};

bool startsWithBlankThen(std::string_view text, std::string_view characters)
{
    const std::size_t at = text.find_first_not_of(" \t\r\n");
    return at != std::string_view::npos && characters.find(text[at]) != std::string_view::npos;
}

} // namespace

std::string_view withoutByteOrderMark(std::string_view bytes)
{
    if (bytes.starts_with("\xef\xbb\xbf"))
        bytes.remove_prefix(3);
    return bytes;
}

std::optional<std::string> notCsv(std::string_view bytes)
{
    for (const Magic& magic : kMagics) {
        if (bytes.starts_with(magic.bytes))
            return std::string{magic.what};
    }
    const std::string_view head = withoutByteOrderMark(bytes).substr(0, kLookedAt);
    if (head.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return head.size() < kLookedAt ? "an empty file" : "a file that begins with only blanks";

    // Without a byte order mark UTF-16 shows by a NUL beside each ASCII character. A few NULs are a
    // damaged text, whose reader can name the place.
    const auto nuls = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
    if (nuls * 3 >= head.size() && nuls * 3 <= head.size() * 2 && nuls > 3)
        return "UTF-16 text";
    if (nuls * 10 >= head.size())
        return "binary data";
    if (startsWithBlankThen(head, "<"))
        return "HTML or XML";
    if (startsWithBlankThen(head, "{["))
        return "JSON";
    if (head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos &&
        head.find('\r') + 1 < head.size())
        return "text with CR alone as line end";
    return std::nullopt;
}

} // namespace vigia
