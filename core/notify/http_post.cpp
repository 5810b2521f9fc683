#include "core/notify/http_post.h"

#include <algorithm>
#include <charconv>
#include <strings.h>

namespace vigia {
namespace {

constexpr std::size_t kSecretSegment = 6; // shorter ones are words such as "hook" or "v2"

struct UrlParts
{
    std::string_view scheme;
    std::string_view host; // without port
    std::string_view rest; // from the path on
    bool credentials = false;
};

UrlParts split(std::string_view url)
{
    UrlParts out;
    const std::size_t colon = url.find("://");
    if (colon == std::string_view::npos)
        return out;
    out.scheme = url.substr(0, colon);
    url.remove_prefix(colon + 3);
    const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
    std::string_view authority = url.substr(0, end);
    out.rest = url.substr(end);
    out.credentials = authority.find('@') != std::string_view::npos;
    if (!authority.empty() && authority.front() == '[') {
        out.host = authority.substr(0, std::min(authority.find(']') + 1, authority.size()));
    } else {
        out.host = authority.substr(0, authority.find(':'));
    }
    return out;
}

std::string headerValue(const TransferResult& result, std::string_view name)
{
    // The last one counts: those of interim answers come first.
    for (auto line = result.headers.rbegin(); line != result.headers.rend(); ++line) {
        if (line->size() > name.size() && (*line)[name.size()] == ':' &&
            strncasecmp(line->c_str(), name.data(), name.size()) == 0) {
            const std::size_t begin = line->find_first_not_of(" \t", name.size() + 1);
            return begin == std::string::npos ? std::string() : line->substr(begin);
        }
    }
    return {};
}

} // namespace

HttpAnswer post(const HttpPost& request, const TransferLimits& limits,
                const std::atomic<bool>& stop, Instant now)
{
    CurlTransfer transfer(limits, stop);
    CURL* easy = transfer.easy();
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    if (request.method == HttpMethod::Post) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
        transfer.addHeader("Content-Type: application/json");
    }
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "Vigia");
    if (isLoopbackHost(split(request.url).host))
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    if (!request.caFile.empty())
        curl_easy_setopt(easy, CURLOPT_CAINFO, request.caFile.c_str());
    transfer.addHeader("Expect:"); // no pause before a large body
    for (const std::string& header : request.headers)
        transfer.addHeader(header);
    TransferResult result = transfer.run();

    std::vector<std::string> secrets = secretsOf(request.url);
    secrets.insert(secrets.end(), request.secrets.begin(), request.secrets.end());
    HttpAnswer answer;
    answer.status = result.response;
    answer.body = std::move(result.body);
    if (result.code != CURLE_OK) {
        answer.outcome.channelDown = isTlsFailure(result.code);
        const std::string where = shownAddress(request.url);
        answer.outcome.reason = redactedWords(
            (answer.outcome.channelDown ? "no secure connection to " + where : where) + ": " +
                result.words,
            secrets);
        return answer;
    }
    answer.outcome.delivery = deliveryOf(answer.status);
    if (answer.outcome.delivery == Delivery::Sent)
        return answer;
    answer.outcome.reason = redactedWords("HTTP " + std::to_string(answer.status) +
                                              (answer.body.empty() ? "" : ": " + answer.body),
                                          secrets);
    if (answer.outcome.delivery == Delivery::Retry)
        answer.outcome.retryAfter = parseRetryAfter(headerValue(result, "retry-after"), now);
    return answer;
}

Delivery deliveryOf(long status)
{
    if (status >= 200 && status <= 299)
        return Delivery::Sent;
    if (status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599))
        return Delivery::Retry;
    return Delivery::GiveUp;
}

std::optional<std::chrono::seconds> parseRetryAfter(std::string_view value, Instant now)
{
    constexpr std::chrono::seconds kMost = std::chrono::days{365};
    while (!value.empty() && value.back() == ' ')
        value.remove_suffix(1);
    if (value.empty())
        return std::nullopt;
    if (std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        std::int64_t seconds = 0;
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (error != std::errc{})
            return kMost; // more digits than a number holds
        return std::min(std::chrono::seconds{seconds}, kMost);
    }
    const std::time_t date = curl_getdate(std::string(value).c_str(), nullptr);
    if (date < 0)
        return std::nullopt;
    const auto wait = std::chrono::floor<std::chrono::seconds>(
        std::chrono::sys_seconds{std::chrono::seconds{date}} - now);
    return std::clamp(wait, std::chrono::seconds{0}, kMost);
}

Result<void> checkWebAddress(std::string_view key, std::string_view url)
{
    const auto refuse = [&](std::string_view why) {
        return fail(ErrorCode::InvalidConfig, std::string(key) + ": " + std::string(why) +
                                                  ", expected https://HOST/… (http:// to "
                                                  "this machine only)");
    };
    if (std::any_of(url.begin(), url.end(), [](char c) {
            return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F;
        }))
        return refuse("holds a blank, a control character or a letter beyond ASCII");
    const UrlParts parts = split(url);
    if (parts.scheme != "https" && parts.scheme != "http")
        return refuse("is no web address");
    if (parts.host.empty())
        return refuse("names no host");
    if (parts.credentials)
        return refuse("holds a user or password");
    if (parts.scheme == "http" && !isLoopbackHost(parts.host))
        return refuse("would go in the clear to " + std::string(parts.host));
    return {};
}

std::string shownAddress(std::string_view url)
{
    const UrlParts parts = split(url);
    if (parts.scheme.empty())
        return "(no address)";
    return std::string(parts.scheme) + "://" + std::string(parts.host) +
           (parts.rest.size() > 1 ? "/…" : "");
}

std::vector<std::string> secretsOf(std::string_view url)
{
    std::vector<std::string> out;
    const std::string_view rest = split(url).rest;
    if (rest.size() >= kSecretSegment)
        out.emplace_back(rest);
    std::size_t begin = 0;
    while (begin < rest.size()) {
        const std::size_t end = std::min(rest.find_first_of("/?&=#", begin), rest.size());
        if (end - begin >= kSecretSegment)
            out.emplace_back(rest.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

} // namespace vigia
