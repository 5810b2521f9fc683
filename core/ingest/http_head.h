// The head of an HTTP/1.x request, read strictly (RFC 9112): whatever two programs could read in
// two ways is refused, not repaired, so that nothing can hide behind it.
//
// Refused are, beside plain syntax errors: folded lines, a blank before the colon, repeated
// Content-Length, Content-Type, Host, Origin, …, any Transfer-Encoding, targets that are not a path
// (absolute URI, `*`, CONNECT), upgrades, and expectations other than 100-continue.
// Pure; any thread. Cost: one pass.
#pragma once

#include "core/ingest/http_message.h"

#include <cstdint>
#include <optional>
#include <tl/expected.hpp>

namespace vigia {

struct HttpHead
{
    std::string method;
    std::string path;             // decoded; may hold any byte but control characters
    std::vector<HttpField> query; // decoded; `+` is a blank
    bool keepAlive = true;        // false: the client closes after this answer
    bool http10 = false;
    bool expectsContinue = false;
    std::uint64_t bodyBytes = 0;
    std::string host;            // lower case, with the port where there is one
    std::string mediaType;       // lower case without parameters; "" = none
    std::string charset;         // lower case; "" = none given
    std::string contentEncoding; // lower case; "" = none
    std::optional<std::string> origin;
    std::optional<std::string> fetchSite;     // Sec-Fetch-Site
    std::optional<std::string> authorization; // secret
    std::string idempotencyKey;
};

// `bytes` is the head with its final empty line; every line end is CRLF and no other control
// character than tab is in it (HttpGate has seen to that). A refusal is the answer to give before
// the connection is closed.
[[nodiscard]] tl::expected<HttpHead, HttpResponse> readHead(std::string_view bytes);

} // namespace vigia
