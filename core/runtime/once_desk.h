// Requests with an Idempotency-Key that are under way: of several at once with the same key one is
// done, and the others get its answer.
//
// Any thread. What was answered before is not here but in the database (EventStore::keptAnswer).
#pragma once

#include "core/base/result.h"

#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace vigia {

class OnceDesk
{
public:
    using Done = std::function<void(const Result<std::string>&)>; // the answer as it is kept

    enum class Turn {
        First, // the caller does the work, then calls leave()
        Later, // `later` is called with the first one's answer
        Other, // another request with this key is under way
    };
    [[nodiscard]] Turn enter(const std::string& key, const std::string& fingerprint, Done later)
    {
        const std::scoped_lock lock(m_mutex);
        const auto [at, first] = m_working.try_emplace(key, Working{fingerprint, {}});
        if (first)
            return Turn::First;
        if (at->second.fingerprint != fingerprint)
            return Turn::Other;
        at->second.waiting.push_back(std::move(later));
        return Turn::Later;
    }

    void leave(const std::string& key, const Result<std::string>& answer)
    {
        std::vector<Done> waiting;
        {
            const std::scoped_lock lock(m_mutex);
            const auto at = m_working.find(key);
            if (at == m_working.end())
                return;
            waiting = std::move(at->second.waiting);
            m_working.erase(at);
        }
        for (const Done& done : waiting)
            done(answer);
    }

private:
    struct Working
    {
        std::string fingerprint;
        std::vector<Done> waiting;
    };

    std::mutex m_mutex;
    std::unordered_map<std::string, Working> m_working;
};

} // namespace vigia
