#include "core/ingest/request_guard.h"

#include "core/ingest/problem.h"

#include <QCryptographicHash>

#include <algorithm>

namespace vigia {
namespace {

bool isHostChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

struct HostName
{
    std::string_view name; // with brackets for IPv6
    std::string_view port; // "" = none
};

// None for what is not `name[:port]` or `[address][:port]`.
std::optional<HostName> splitHost(std::string_view host)
{
    std::size_t end = 0;
    if (host.starts_with('[')) {
        end = host.find(']');
        const auto isAddressChar = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
        };
        if (end == std::string_view::npos ||
            !std::all_of(host.begin() + 1, host.begin() + static_cast<std::ptrdiff_t>(end),
                         isAddressChar))
            return std::nullopt;
        ++end;
    } else {
        while (end < host.size() && isHostChar(host[end]))
            ++end;
    }
    HostName out{host.substr(0, end), {}};
    std::string_view rest = host.substr(end);
    if (!rest.empty()) {
        if (rest.front() != ':')
            return std::nullopt;
        out.port = rest.substr(1);
    }
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (out.name.empty() || out.port.size() > 5 ||
        !std::all_of(out.port.begin(), out.port.end(), isDigit))
        return std::nullopt;
    return out;
}

std::array<unsigned char, 32> sha256(std::string_view text)
{
    const QByteArray digest = QCryptographicHash::hash(
        QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).toByteArray(),
        QCryptographicHash::Sha256);
    std::array<unsigned char, 32> out{};
    std::copy(digest.begin(), digest.end(), out.begin());
    return out;
}

// Looks at every byte whatever it finds.
bool equalInConstantTime(const std::array<unsigned char, 32>& a,
                         const std::array<unsigned char, 32>& b)
{
    volatile unsigned char difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

HttpResponse unauthorized(std::string_view challenge, std::string_view detail)
{
    HttpResponse response = problem(401, detail);
    response.fields.emplace_back("WWW-Authenticate", challenge);
    return response;
}

std::optional<HttpResponse> checkBrowser(const HttpHead& head)
{
    if (head.origin) {
        std::string_view authority = *head.origin;
        for (const std::string_view scheme : {"https://", "http://"}) {
            if (authority.starts_with(scheme)) {
                authority.remove_prefix(scheme.size());
                break;
            }
        }
        if (authority != head.host || authority.size() == head.origin->size())
            return problem(403, "a web page of another origin may not use this server");
    }
    if (head.fetchSite && *head.fetchSite != "same-origin" && *head.fetchSite != "none")
        return problem(403, "a web page of another site may not use this server");
    return std::nullopt;
}

} // namespace

bool namesLoopback(std::string_view host)
{
    if (host == "localhost" || host == "::1" || host == "[::1]")
        return true;
    if (!host.starts_with("127."))
        return false;
    int dots = 0;
    int value = -1; // of the part that is being read; -1 = no digit yet
    for (const char c : host) {
        if (c == '.') {
            if (value < 0)
                return false;
            ++dots;
            value = -1;
        } else if (c >= '0' && c <= '9') {
            value = std::max(value, 0) * 10 + (c - '0');
            if (value > 255)
                return false;
        } else {
            return false;
        }
    }
    return dots == 3 && value >= 0;
}

RequestGuard::RequestGuard(Rules rules)
    : m_hosts(std::move(rules.hosts))
    , m_isPublic(std::move(rules.isPublic))
    , m_needsToken(!rules.token.empty())
{
    for (std::string& host : m_hosts) {
        std::transform(host.begin(), host.end(), host.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    }
    if (m_needsToken)
        m_digest = sha256(rules.token);
}

std::optional<HttpResponse> RequestGuard::check(const HttpHead& head) const
{
    if (auto refusal = checkHost(head))
        return refusal;
    if (auto refusal = checkBrowser(head))
        return refusal;
    return checkToken(head);
}

std::optional<HttpResponse> RequestGuard::checkHost(const HttpHead& head) const
{
    const auto host = splitHost(head.host);
    if (!host)
        return problem(400, "the Host header is not a name or address with a port");
    if (namesLoopback(host->name))
        return std::nullopt;
    const auto accepts = [&](const std::string& name) {
        return name == head.host || name == host->name ||
               (host->name.starts_with('[') && name == host->name.substr(1, host->name.size() - 2));
    };
    if (std::any_of(m_hosts.begin(), m_hosts.end(), accepts))
        return std::nullopt;
    return problem(421, "this server does not answer for that Host; name it in "
                        "ingest.allowed_hosts if it should");
}

std::optional<HttpResponse> RequestGuard::checkToken(const HttpHead& head) const
{
    if (!m_needsToken || (m_isPublic && m_isPublic(head.path)))
        return std::nullopt;
    if (!head.authorization)
        return unauthorized("Bearer realm=\"vigia\"",
                            "send the token as Authorization: Bearer TOKEN");
    constexpr std::string_view kScheme = "bearer ";
    std::string_view value = *head.authorization;
    const bool isBearer =
        value.size() >= kScheme.size() &&
        std::equal(kScheme.begin(), kScheme.end(), value.begin(), [](char expected, char c) {
            return (c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c) == expected;
        });
    if (isBearer) {
        value.remove_prefix(kScheme.size());
        while (value.starts_with(' '))
            value.remove_prefix(1);
    } else {
        value = {};
    }
    if (equalInConstantTime(sha256(value), m_digest))
        return std::nullopt;
    return unauthorized("Bearer realm=\"vigia\", error=\"invalid_token\"",
                        "the token is not the right one");
}

} // namespace vigia
