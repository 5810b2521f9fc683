// The strict gate in front of QHttpServer: looks at the bytes of one connection and says when they
// hold exactly one whole, well-framed, admitted request - or refuses, with the answer to give.
//
// Qt 6.4's server must not see the wire itself: it takes lengths that lie, knows no limit and can
// be made to run a request that hides in the body of another (design/reliability.md, finding 1).
// The gate knows no sockets. look() is called with all bytes of the connection from the beginning
// of the current request, each time more have come; it goes on where it stopped, so the cost is
// linear however the bytes are cut. A refusal is final: the connection must end with it.
// Thread: not shared.
#pragma once

#include "core/ingest/http_head.h"

#include <cstddef>
#include <functional>

namespace vigia {

struct GateLimits
{
    std::size_t headBytes = 32 * 1024;
    std::size_t lineBytes = 8 * 1024;
    std::size_t fields = 100;
    std::uint64_t bodyBytes = 8 * 1024 * 1024;
};

class HttpGate
{
public:
    enum class State {
        NeedHead, // more bytes of the head must come
        NeedBody, // the head is good; more bytes of the body must come
        Whole,    // head and body are there
        Refused,  // answer takeRefusal(), then close
    };
    // Judges a good head before its body is read: the refusal, or none.
    using Admission = std::function<std::optional<HttpResponse>(const HttpHead&)>;

    HttpGate(GateLimits limits, Admission admission);

    // REQUIRES: `bytes` begins with what the last call was given, unless reset() came between.
    State look(std::string_view bytes);
    [[nodiscard]] State state() const { return m_state; }

    // From NeedBody on.
    [[nodiscard]] const HttpHead& head() const { return m_head; }
    [[nodiscard]] std::size_t headBytes() const { return m_headBytes; }
    [[nodiscard]] std::size_t requestBytes() const
    {
        return m_headBytes + static_cast<std::size_t>(m_head.bodyBytes);
    }
    // In state Refused.
    [[nodiscard]] HttpResponse takeRefusal() { return std::move(m_refusal); }

    // For the next request of the connection.
    void reset();

private:
    State refuse(HttpResponse refusal);
    void scanHead(std::string_view bytes);
    void endLine(std::string_view bytes);
    void judgeHead(std::string_view head);

    GateLimits m_limits;
    Admission m_admission;
    State m_state = State::NeedHead;
    std::size_t m_scanned = 0;   // bytes looked at
    std::size_t m_lineStart = 0; // of the line that is being looked at
    std::size_t m_lines = 0;     // finished ones
    std::size_t m_headBytes = 0; // 0 until the head has ended
    HttpHead m_head;
    HttpResponse m_refusal;
};

} // namespace vigia
