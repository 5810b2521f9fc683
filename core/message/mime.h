// A Message as an Internet mail (RFC 5322): headers, text and HTML alternative, inline picture.
//
// What comes out is clean whatever goes in: CRLF line ends only, lines of at most 76 bytes in
// bodies and 998 in headers, 7-bit only, headers encoded by RFC 2047. What cannot be made clean is
// refused: CR, LF, NUL or another control character in a header, an address that is none. The same
// input gives the same bytes, so that a retry sends the same mail with the same Message-ID.
// Pure; O(size).
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"
#include "core/model/outbox_entry.h"

#include <string>
#include <string_view>

namespace vigia {

// "Name <local@domain>" or "local@domain", taken apart.
struct MailAddress
{
    std::string name; // "" = none; UTF-8
    std::string address;

    friend bool operator==(const MailAddress&, const MailAddress&) = default;
};

// InvalidInput for anything but one plain ASCII address (local part of RFC 5321 atoms, domain name
// or [literal]), at most 254 bytes.
[[nodiscard]] Result<MailAddress> parseMailAddress(std::string_view text);

struct MailEnvelope
{
    MailAddress from;
    MailAddress to;
    Instant date{};                  // when the message was written, not when it is sent
    std::string image;               // PNG bytes, shown in the HTML page; "" = none
    std::string imageText = "Chart"; // said in its place where pictures are not shown
    int imageWidth = 0;              // in CSS pixels; 0 = as many as it has
};

// The mail as it goes over the wire, without dot stuffing. Message-ID is <key@domain of from>;
// a message of a thread refers to <thread@domain>, which is the Message-ID of the message whose key
// is the thread. InvalidInput names the header that was refused.
[[nodiscard]] Result<std::string> mimeMail(const MailEnvelope& envelope, const Message& message);

// Base64 of RFC 4648 with padding, in lines of `lineLength` parted by CRLF; 0 = one line.
[[nodiscard]] std::string base64(std::string_view bytes, std::size_t lineLength = 0);
// Quoted-printable of RFC 2045 of a text with LF line ends.
[[nodiscard]] std::string quotedPrintable(std::string_view text);
// A header's text by RFC 2047: as it is when it is printable ASCII, else UTF-8 encoded words of at
// most 75 bytes, folded. `column` is what stands on the line before it.
[[nodiscard]] std::string encodedHeader(std::string_view text, std::size_t column);

} // namespace vigia
