// Who may ask: the rules of Host, Origin and token, judged from the head alone, before a byte of
// the body is read.
//
// Host must be loopback or configured (421), so that a name that an attacker points at us does not
// work. A browser page of another origin is refused (403): `Origin` must be ours, `Sec-Fetch-Site`
// same-origin or none. Where a token is set, `Authorization: Bearer …` must carry it (401); only
// its SHA-256 is kept, and compared in constant time. Immutable: any thread.
#pragma once

#include "core/ingest/http_head.h"

#include <array>
#include <functional>
#include <span>

namespace vigia {

class RequestGuard
{
public:
    struct Rules
    {
        std::vector<std::string> hosts; // accepted beside loopback; with a port: only with that one
        std::string token;              // "" = none asked
        // Paths that are served without a token: what says nothing of the data.
        std::function<bool(std::string_view path)> isPublic;
    };

    explicit RequestGuard(Rules rules);

    // The refusal, or none.
    [[nodiscard]] std::optional<HttpResponse> check(const HttpHead& head) const;

private:
    [[nodiscard]] std::optional<HttpResponse> checkHost(const HttpHead& head) const;
    [[nodiscard]] std::optional<HttpResponse> checkToken(const HttpHead& head) const;

    std::vector<std::string> m_hosts; // lower case
    std::function<bool(std::string_view path)> m_isPublic;
    bool m_needsToken = false;
    std::array<unsigned char, 32> m_digest{};
};

// "localhost", "127.x.y.z", "::1" and "[::1]", without a port.
[[nodiscard]] bool namesLoopback(std::string_view host);

} // namespace vigia
