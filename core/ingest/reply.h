// How a route gives its answer: at once, or later from whatever thread its work ends on.
//
// Copyable, so that a completion can hold it. The first call counts, later ones are passed over. A
// client that has gone in the meantime, or a listener that has stopped, does no harm.
#pragma once

#include "core/ingest/http_message.h"

#include <functional>

namespace vigia {

class Reply
{
public:
    // Runs on the listener's thread, as building a large answer should not hold up the writer.
    using Make = std::function<HttpResponse()>;

    explicit Reply(std::function<void(Make)> post)
        : m_post(std::move(post))
    {}

    void send(HttpResponse response) const
    {
        m_post([response = std::move(response)]() mutable { return std::move(response); });
    }
    void sendMade(Make make) const { m_post(std::move(make)); }

private:
    std::function<void(Make)> m_post;
};

} // namespace vigia
