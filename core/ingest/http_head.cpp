#include "core/ingest/http_head.h"

#include "core/ingest/problem.h"
#include "core/parse/text_check.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace vigia {
namespace {

using Refused = std::optional<HttpResponse>;

constexpr std::size_t kMaxMethod = 32;
constexpr std::size_t kMaxIdempotencyKey = 255;

HttpResponse bad(std::string_view detail)
{
    return problem(400, detail);
}

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// RFC 9110 section 5.6.2.
bool isTokenChar(char c)
{
    return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

enum class Plus { Stays, IsBlank };

// None where a % is not followed by two hexadecimal digits or a control character comes out.
std::optional<std::string> percentDecoded(std::string_view text, Plus plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0)
                return std::nullopt;
            c = static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else if (c == '+' && plus == Plus::IsBlank) {
            c = ' ';
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            return std::nullopt;
        out += c;
    }
    return out;
}

Refused readQuery(std::string_view text, HttpHead& head)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty())
            continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = percentDecoded(pair.substr(0, equals), Plus::IsBlank);
        auto value = percentDecoded(pair.substr(std::min(equals + 1, pair.size())), Plus::IsBlank);
        if (!name || !value)
            return bad("the query of the URL is not percent-encoded text");
        head.query.emplace_back(std::move(*name), std::move(*value));
    }
    return std::nullopt;
}

Refused readTarget(std::string_view target, HttpHead& head)
{
    if (target.empty() || target.front() != '/')
        return bad("the request target must be a path that begins with a slash");
    const auto isVisible = [](char c) { return c > 0x20 && c < 0x7F && c != '#'; };
    if (!std::all_of(target.begin(), target.end(), isVisible))
        return bad("the request target holds a character that must be percent-encoded");
    const std::size_t question = std::min(target.find('?'), target.size());
    auto path = percentDecoded(target.substr(0, question), Plus::Stays);
    if (!path)
        return bad("the path of the URL is not percent-encoded text");
    head.path = std::move(*path);
    return readQuery(target.substr(std::min(question + 1, target.size())), head);
}

Refused readRequestLine(std::string_view line, HttpHead& head)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return bad("the request line must be a method, a path and a version");
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!isToken(method) || method.size() > kMaxMethod)
        return bad("the request does not begin with a method");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return bad("only HTTP/1.1 and HTTP/1.0 are spoken here");
    head.method = method;
    head.http10 = version == "HTTP/1.0";
    return readTarget(target, head);
}

Refused readContentLength(std::string_view value, HttpHead& head)
{
    if (value.empty() || !std::all_of(value.begin(), value.end(), isDigit))
        return bad("Content-Length must be digits only");
    const auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), head.bodyBytes);
    if (error != std::errc{} || end != value.data() + value.size())
        return problem(413, "Content-Length is larger than any body accepted here");
    return std::nullopt;
}

Refused readConnection(std::string_view value, HttpHead& head)
{
    while (!value.empty()) {
        const std::size_t comma = std::min(value.find(','), value.size());
        const std::string option = lowered(trimmed(value.substr(0, comma)));
        value.remove_prefix(std::min(comma + 1, value.size()));
        if (option == "close")
            head.keepAlive = false;
        else if (option == "upgrade")
            return bad("this connection cannot be upgraded");
    }
    return std::nullopt;
}

void readContentType(std::string_view value, HttpHead& head)
{
    const std::size_t semicolon = std::min(value.find(';'), value.size());
    head.mediaType = lowered(trimmed(value.substr(0, semicolon)));
    std::string_view rest = value.substr(semicolon);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string parameter = lowered(trimmed(rest.substr(0, end)));
        rest.remove_prefix(end);
        if (parameter.starts_with("charset=")) {
            head.charset = parameter.substr(8);
            std::erase(head.charset, '"');
        }
    }
}

Refused readIdempotencyKey(std::string_view value, HttpHead& head)
{
    if (!isPlainText(value, kMaxIdempotencyKey))
        return bad("Idempotency-Key must be 1 to 255 bytes of text");
    head.idempotencyKey = value;
    return std::nullopt;
}

// Fields that must come at most once: two programs might each believe another one of them.
constexpr std::array<std::string_view, 13> kSingle = {
    "host",   "content-length", "content-type",   "content-encoding", "transfer-encoding",
    "expect", "origin",         "sec-fetch-site", "authorization",    "idempotency-key",
    "te",     "upgrade",        "trailer"};

struct Seen
{
    std::array<bool, kSingle.size()> single{};
    bool transferEncoding = false;
    bool chunked = false;
    bool contentLength = false;
    bool keepAliveAsked = false;
};

Refused readField(std::string_view name, std::string_view value, HttpHead& head, Seen& seen)
{
    const auto single = std::find(kSingle.begin(), kSingle.end(), name);
    if (single != kSingle.end()) {
        bool& before = seen.single[static_cast<std::size_t>(single - kSingle.begin())];
        if (before) {
            if (name != "authorization")
                return bad(std::string(name) + " must not come twice");
            // Two tokens are as good as none: the guard refuses an empty one.
            head.authorization = "";
            return std::nullopt;
        }
        before = true;
    }
    if (name == "host") {
        head.host = lowered(value);
    } else if (name == "content-length") {
        seen.contentLength = true;
        return readContentLength(value, head);
    } else if (name == "transfer-encoding") {
        seen.transferEncoding = true;
        seen.chunked = lowered(value) == "chunked";
    } else if (name == "connection") {
        seen.keepAliveAsked |= lowered(value).find("keep-alive") != std::string::npos;
        return readConnection(value, head);
    } else if (name == "content-type") {
        readContentType(value, head);
    } else if (name == "content-encoding") {
        head.contentEncoding = lowered(value);
    } else if (name == "expect") {
        if (lowered(value) != "100-continue")
            return problem(417, "the only expectation met here is 100-continue");
        head.expectsContinue = true;
    } else if (name == "upgrade") {
        return bad("this connection cannot be upgraded");
    } else if (name == "origin") {
        head.origin = lowered(value);
    } else if (name == "sec-fetch-site") {
        head.fetchSite = lowered(value);
    } else if (name == "authorization") {
        head.authorization = value;
    } else if (name == "idempotency-key") {
        return readIdempotencyKey(value, head);
    }
    return std::nullopt;
}

Refused readFieldLine(std::string_view line, HttpHead& head, Seen& seen)
{
    if (line.front() == ' ' || line.front() == '\t')
        return bad("a header line must not be folded");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        return bad("a header line must be a name, a colon and a value");
    return readField(lowered(line.substr(0, colon)), trimmed(line.substr(colon + 1)), head, seen);
}

Refused judgeFraming(HttpHead& head, const Seen& seen)
{
    if (head.host.empty())
        return bad("a Host header is needed");
    if (seen.transferEncoding) {
        if (seen.contentLength || head.http10 || !seen.chunked)
            return bad("this Transfer-Encoding cannot be read");
        return problem(411, "send the body with a Content-Length, not in chunks");
    }
    if (head.http10)
        head.keepAlive = head.keepAlive && seen.keepAliveAsked;
    return std::nullopt;
}

} // namespace

tl::expected<HttpHead, HttpResponse> readHead(std::string_view bytes)
{
    HttpHead head;
    Seen seen;
    bool first = true;
    while (true) {
        const std::size_t end = bytes.find("\r\n");
        if (end == std::string_view::npos)
            return tl::unexpected(bad("the head does not end"));
        const std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end + 2);
        if (line.empty() && !first)
            break;
        Refused refused = first ? readRequestLine(line, head) : readFieldLine(line, head, seen);
        if (refused)
            return tl::unexpected(std::move(*refused));
        first = false;
    }
    if (Refused refused = judgeFraming(head, seen))
        return tl::unexpected(std::move(*refused));
    return head;
}

} // namespace vigia
