// Other rules while it runs; see pipeline.h.
#include "core/runtime/pipeline.h"

#include <utility>

namespace vigia {

void Pipeline::changeRules(const Config& config, std::function<void()> done)
{
    const std::scoped_lock lock(m_rulesMutex);
    if (!m_newRules)
        m_newRules.emplace();
    m_newRules->config = config;
    m_newRules->done.push_back(std::move(done));
}

// Engine thread, between two groups; and before the first engine learns.
void Pipeline::takeRules()
{
    auto next = [this] {
        const std::scoped_lock lock(m_rulesMutex);
        return std::exchange(m_newRules, std::nullopt);
    }();
    if (!next)
        return;
    if (m_options.teller)
        m_options.teller->changeRules(next->config, m_options.clock->now());
    if (next->config.detection != m_options.engine.config) {
        m_options.engine.config = next->config.detection;
        if (m_judges)
            learnByOtherRules();
    }
    for (const auto& done : next->done) {
        if (done)
            done();
    }
}

// The engine is built anew from what is stored, so all that the old one judged is committed first.
// Where that fails, nothing is judged until recover() has built it.
void Pipeline::learnByOtherRules()
{
    m_learning = true;
    (void)waitForWriter([](Store&) { return Result<void>{}; });
    if (m_engineEpoch == m_epoch) {
        if (auto built = rebuild(); !built) {
            setTrouble(built.error());
            ++m_engineEpoch; // differs from m_epoch
        }
    }
    m_learning = false;
}

} // namespace vigia
