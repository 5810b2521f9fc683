#include "core/message/mime.h"

#include "core/base/html_text.h"
#include "core/message/story.h"
#include "core/message/words.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace vigia {
namespace {

constexpr std::string_view kCrLf = "\r\n";
constexpr std::size_t kLine = 76; // RFC 2045 section 6.7, RFC 2047 section 2

bool isAlnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isPrintable(char c)
{
    return c >= ' ' && c <= '~';
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool isLocalPart(std::string_view text)
{
    if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.' ||
        text.find("..") != std::string_view::npos)
        return false;
    constexpr std::string_view kAtext = "!#$%&'*+-/=?^_`{|}~."; // RFC 5322 dot-atom
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return isAlnum(c) || kAtext.find(c) != std::string_view::npos;
    });
}

bool isDomain(std::string_view text)
{
    if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
        const std::string_view literal = text.substr(1, text.size() - 2);
        return std::all_of(literal.begin(), literal.end(),
                           [](char c) { return isAlnum(c) || c == '.' || c == ':'; });
    }
    if (text.empty() || text.front() == '.' || text.back() == '.' || text.front() == '-' ||
        text.find("..") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isAlnum(c) || c == '.' || c == '-'; });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

// For error messages: what was found, without what could harm a terminal or a log.
std::string shown(std::string_view text)
{
    std::string out;
    for (const char c : text.substr(0, 80))
        out += isPrintable(c) ? c : '?';
    return '"' + out + '"';
}

char hexDigit(unsigned value)
{
    return "0123456789ABCDEF"[value & 0xF];
}

void appendEscaped(std::string& out, char c)
{
    const auto byte = static_cast<unsigned char>(c);
    out += '=';
    out += hexDigit(byte >> 4);
    out += hexDigit(byte);
}

// "Sat, 12 Jul 2025 16:45:00 +0000" (RFC 5322 section 3.3), always English.
std::string mailDate(Instant t)
{
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date{day};
    const std::string iso = toRfc3339(t); // 2025-07-12T16:45:00Z
    return std::string(kDays[std::chrono::weekday{day}.c_encoding()]) + ", " + iso.substr(8, 2) +
           ' ' + kMonths[unsigned{date.month()} - 1] + ' ' + iso.substr(0, 4) + ' ' +
           iso.substr(11, 8) + " +0000";
}

// Keys and threads become the left side of a Message-ID.
bool isIdText(std::string_view text)
{
    return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), [](char c) {
        return isAlnum(c) || c == '-' || c == '_' || c == '.' || c == '+' || c == '=';
    });
}

std::string mailbox(std::string_view header, const MailAddress& who)
{
    if (who.name.empty())
        return who.address;
    const std::string name = encodedHeader(who.name, header.size() + 2);
    const std::string angled = " <" + who.address + '>';
    if (name != who.name)
        return name + angled;
    // A quoted string; backslash and quote are escaped.
    std::string quoted = "\"";
    for (const char c : who.name) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"' + angled;
}

std::string part(std::string_view type, std::string_view text)
{
    return "Content-Type: " + std::string(type) +
           "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quotedPrintable(text);
}

// A boundary that cannot occur in a body: quoted-printable writes '=' only before two hex digits
// or a line end, base64 only at its end.
std::string boundary(std::string_view name)
{
    return "=_vigia_" + std::string(name);
}

std::string multipart(std::string_view kind, const std::vector<std::string>& parts)
{
    const std::string line = boundary(kind);
    std::string out =
        "Content-Type: multipart/" + std::string(kind) + "; boundary=\"" + line + "\"\r\n\r\n";
    for (const std::string& p : parts)
        out += "--" + line + "\r\n" + p + "\r\n";
    return out + "--" + line + "--\r\n";
}

std::string htmlWithImage(const std::string& html, const MailEnvelope& envelope,
                          const std::string& contentId)
{
    std::string page = html;
    const std::string width =
        envelope.imageWidth > 0 ? " width=\"" + std::to_string(envelope.imageWidth) + '"' : "";
    const std::string tag = "<p style=\"margin:0 0 16px\">\n<img src=\"cid:" + contentId +
                            "\" alt=\"" + htmlEscape(plainLine(envelope.imageText)) + '"' + width +
                            " style=\"max-width:100%;height:auto\"></p>\n";
    if (const std::size_t mark = page.find(kPictureMark); mark != std::string::npos) {
        page.replace(mark, kPictureMark.size(), tag);
    } else {
        const std::size_t end = page.rfind("</body>");
        page.insert(end == std::string::npos ? page.size() : end, tag);
    }
    return multipart("related", {part("text/html", page),
                                 "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
                                 "Content-ID: <" +
                                     contentId +
                                     ">\r\nContent-Disposition: inline; "
                                     "filename=\"chart.png\"\r\n\r\n" +
                                     base64(envelope.image, kLine)});
}

} // namespace

Result<MailAddress> parseMailAddress(std::string_view text)
{
    const auto refuse = [&](std::string_view why) {
        return fail(ErrorCode::InvalidInput, "mail address " + shown(text) + ": " +
                                                 std::string(why) +
                                                 "; expected name@domain or Name <name@domain>");
    };
    if (std::any_of(text.begin(), text.end(), isControl))
        return refuse("holds a control character");
    MailAddress out;
    std::string_view address = trimmed(text);
    if (!address.empty() && address.back() == '>') {
        const std::size_t open = address.rfind('<');
        if (open == std::string_view::npos)
            return refuse("has '>' without '<'");
        std::string_view name = trimmed(address.substr(0, open));
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
            name = name.substr(1, name.size() - 2);
        if (name.find_first_of("<>\"") != std::string_view::npos)
            return refuse("has '<', '>' or '\"' in the name");
        out.name = name;
        address = address.substr(open + 1, address.size() - open - 2);
    }
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos)
        return refuse("has no '@'");
    if (address.size() > 254)
        return refuse("is longer than 254 bytes");
    if (!isLocalPart(address.substr(0, at)))
        return refuse("the part before '@' is not a plain ASCII name");
    if (!isDomain(address.substr(at + 1)))
        return refuse("the part after '@' is not a domain name");
    out.address = address;
    return out;
}

Result<std::string> mimeMail(const MailEnvelope& envelope, const Message& message)
{
    for (const MailAddress* who : {&envelope.from, &envelope.to}) {
        const auto checked = parseMailAddress(who->address);
        if (!checked)
            return fail(checked.error());
        if (checked->address != who->address ||
            std::any_of(who->name.begin(), who->name.end(), isControl))
            return fail(ErrorCode::InvalidInput,
                        "mail address " + shown(who->address) + ": not a bare address");
    }
    if (std::any_of(message.subject.begin(), message.subject.end(), isControl))
        return fail(ErrorCode::InvalidInput,
                    "mail subject " + shown(message.subject) +
                        ": holds a control character; expected one line of text");
    if (!isIdText(message.key) || !(message.thread.empty() || isIdText(message.thread)))
        return fail(ErrorCode::InvalidInput,
                    "message key " + shown(message.key) +
                        ": expected 1 to 200 letters, digits and - _ . + =");

    const std::string& from = envelope.from.address;
    const std::string domain = from.substr(from.rfind('@') + 1);
    const auto idOf = [&](const std::string& key) { return '<' + key + '@' + domain + '>'; };

    std::string out;
    const auto header = [&](std::string_view name, std::string_view value) {
        out += name;
        out += ": ";
        out += value;
        out += kCrLf;
    };
    header("From", mailbox("From", envelope.from));
    header("To", mailbox("To", envelope.to));
    header("Subject", encodedHeader(message.subject, sizeof "Subject:"));
    header("Date", mailDate(envelope.date));
    header("Message-ID", idOf(message.key));
    if (!message.thread.empty() && message.thread != message.key) {
        header("In-Reply-To", idOf(message.thread));
        header("References", idOf(message.thread));
    }
    header("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
    header("X-Auto-Response-Suppress", "All");  // the same for Exchange
    header("List-Id", "Vigia alerts <vigia-alerts." +
                          (domain.front() == '[' ? std::string("localhost") : domain) + '>');
    header("MIME-Version", "1.0");

    if (message.html.empty() && envelope.image.empty())
        return out + part("text/plain", message.text);
    std::string html = message.html;
    if (html.empty())
        html = "<html><body></body></html>\n";
    const std::string rich =
        envelope.image.empty()
            ? part("text/html", html)
            : htmlWithImage(html, envelope, "chart." + message.key + '@' + domain);
    return out + multipart("alternative", {part("text/plain", message.text), rich});
}

std::string base64(std::string_view bytes, std::size_t lineLength)
{
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group =
                group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? kDigits[group >> (18 - 6 * k) & 0x3F] : '=';
    }
    if (lineLength == 0)
        return out;
    std::string lines;
    for (std::size_t i = 0; i < out.size(); i += lineLength)
        lines += out.substr(i, lineLength) + "\r\n";
    return lines;
}

std::string quotedPrintable(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            out += kCrLf;
            column = 0;
            continue;
        }
        const bool lastOfLine = i + 1 == text.size() || text[i + 1] == '\n';
        const bool blank = c == ' ' || c == '\t';
        const bool literal =
            (isPrintable(c) && c != '=' && !(blank && lastOfLine)) || (c == '\t' && !lastOfLine);
        const std::size_t width = literal ? 1 : 3;
        // A soft line break takes one more column, unless this is the last of its line.
        if (column + width > (lastOfLine ? kLine : kLine - 1)) {
            out += "=\r\n";
            column = 0;
        }
        if (literal)
            out += c;
        else
            appendEscaped(out, c);
        column += width;
    }
    if (column > 0)
        out += kCrLf;
    return out;
}

std::string encodedHeader(std::string_view text, std::size_t column)
{
    const bool plain = std::all_of(text.begin(), text.end(), isPrintable) &&
                       text.find("=?") == std::string_view::npos && column + text.size() <= 900;
    if (plain)
        return std::string(text);
    constexpr std::string_view kOpen = "=?UTF-8?B?";
    std::string out;
    while (!text.empty()) {
        // As many whole UTF-8 characters as fit: 4 output bytes for 3 input bytes.
        const std::size_t room = kLine - 1 - std::min<std::size_t>(column, 40);
        std::size_t take = std::min(text.size(), (room - kOpen.size() - 2) / 4 * 3);
        while (take < text.size() && take > 1 && (text[take] & 0xC0) == 0x80)
            --take;
        if (!out.empty())
            out += "\r\n ";
        out += std::string(kOpen) + base64(text.substr(0, take)) + "?=";
        text.remove_prefix(take);
        column = 1;
    }
    return out;
}

} // namespace vigia
