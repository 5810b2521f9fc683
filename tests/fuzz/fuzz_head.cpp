// Any bytes on a connection: the gate judges them the same however they are cut, within its limits,
// and what it passes is one clear request.
#include "core/ingest/http_gate.h"
#include "core/ingest/request_guard.h"
#include "core/ingest/route_table.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace vigia;

namespace {

using State = HttpGate::State;

void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

bool isPrintable(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

void checkHead(std::string_view bytes, const HttpGate& gate)
{
    const HttpHead& head = gate.head();
    require(bytes.substr(0, gate.headBytes()).ends_with("\r\n\r\n"), "the head ends with a blank");
    require(gate.headBytes() <= GateLimits{}.headBytes + 4, "the head keeps its limit");
    require(head.bodyBytes <= GateLimits{}.bodyBytes, "the body keeps its limit");
    require(!head.method.empty() && !head.host.empty(), "method and host are there");
    require(head.path.starts_with('/') && isPrintable(head.path), "the path is a path");
    for (const auto& [name, value] : head.query)
        require(isPrintable(name) && isPrintable(value), "the query is text");
    require(findRoute(head.method, head.path).route != nullptr, "a route takes it");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static const RequestGuard guard(
        {.hosts = {"vigia.example"}, .token = "s3cret", .isPublic = isPublicPath});
    const auto admit = [](const HttpHead& head) {
        auto refusal = guard.check(head);
        return refusal ? refusal : checkRoute(head);
    };
    HttpGate whole({}, admit);
    const State state = whole.look(bytes);

    HttpGate cut({}, admit);
    State last = State::NeedHead;
    const std::size_t step = 1 + size % 7;
    for (std::size_t n = 0; n < size && last != State::Refused; n += step)
        last = cut.look(bytes.substr(0, std::min(n + step, size)));
    require(last == state || size == 0, "the cut does not matter");

    if (state == State::Refused) {
        const HttpResponse refusal = whole.takeRefusal();
        require(refusal.status >= 400 && refusal.status < 500, "a refusal is a 4xx");
        require(refusal.contentType == "application/problem+json", "a refusal is a problem");
        require(refusal.body.find("s3cret") == std::string::npos, "no token in an answer");
    } else if (state != State::NeedHead) {
        checkHead(bytes, whole);
        require((state == State::Whole) == (bytes.size() >= whole.requestBytes()),
                "whole means whole");
    }
    return 0;
}
