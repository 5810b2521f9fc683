// One HTTP POST (or GET) to a receiver of notifications, and the one table that says what its
// answer means.
//
// HTTPS with checked certificates; HTTP to loopback only. Redirects are not followed. Reasons never
// show more of an address than scheme and host, since paths and queries of webhooks are secrets.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"
#include "core/notify/curl_transfer.h"
#include "core/notify/notifier.h"

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

enum class HttpMethod { Post, Get };

struct HttpPost
{
    HttpMethod method = HttpMethod::Post;
    std::string url;  // checked with checkWebAddress
    std::string body; // JSON; not sent by GET
    std::vector<std::string> headers;
    std::vector<std::string> secrets; // beside those in the address
    std::string caFile;               // further trusted certificates, PEM; "" = the system's
};

struct HttpAnswer
{
    Outcome outcome;
    long status = 0;  // 0 = no answer
    std::string body; // up to TransferLimits::answerBytes
};

// Blocks, within the limits. `now` is for a Retry-After that is a date.
[[nodiscard]] HttpAnswer post(const HttpPost& request, const TransferLimits& limits,
                              const std::atomic<bool>& stop, Instant now);

// 2xx sent; 408, 425, 429 and 5xx retry; all else, redirects included, gives up.
[[nodiscard]] Delivery deliveryOf(long status);

// Seconds or an HTTP date (RFC 9110 section 10.2.3); none for anything else. Never negative, at
// most a year.
[[nodiscard]] std::optional<std::chrono::seconds> parseRetryAfter(std::string_view value,
                                                                  Instant now);

// InvalidConfig, without the secret parts, for what is not https://HOST… (or http:// to loopback):
// other schemes, a user or password in it, blanks, control characters.
[[nodiscard]] Result<void> checkWebAddress(std::string_view key, std::string_view url);

// "https://hooks.example.org/…": scheme and host, the rest hidden.
[[nodiscard]] std::string shownAddress(std::string_view url);

// Path, query and the longer segments of them: what must not appear in an error.
[[nodiscard]] std::vector<std::string> secretsOf(std::string_view url);

} // namespace vigia
