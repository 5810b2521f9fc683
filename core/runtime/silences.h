// Silences between the store and those who ask for them: the policy, HTTP and the window.
//
// The window changes them through Monitor::write() with the functions below; the policy hears of it
// at once. Any thread, with the database of that thread.
#pragma once

#include "core/alerting/silence.h"
#include "core/base/result.h"
#include "core/store/incident_log.h"

#include <memory>
#include <mutex>
#include <vector>

namespace vigia {

// Those that end after `since`, by id; with `now` instead the ones that are or will be active. A
// record that this version cannot read is left out.
[[nodiscard]] Result<std::vector<Silence>> loadSilences(IncidentLog& log, Instant since);

// Checks it and stores it, as a new one where its id is 0; returns the id. InvalidInput says what
// is missing: owner, reason, matchers, an end after its start and after `now`.
[[nodiscard]] Result<std::int64_t> saveSilence(IncidentLog& log, Silence silence, Instant now);

// It ends now. NotFound; a second time is no error.
[[nodiscard]] Result<void> expireSilence(IncidentLog& log, std::int64_t id, Instant now);

// What is active or will be, as the policy sees it. Any thread.
class SilenceBoard
{
public:
    [[nodiscard]] std::shared_ptr<const std::vector<Silence>> get() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_silences;
    }
    void set(std::vector<Silence> silences)
    {
        auto next = std::make_shared<const std::vector<Silence>>(std::move(silences));
        const std::scoped_lock lock(m_mutex);
        m_silences = std::move(next);
    }
    // From the store.
    [[nodiscard]] Result<void> reload(IncidentLog& log, Instant now);

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const std::vector<Silence>> m_silences =
        std::make_shared<const std::vector<Silence>>();
};

} // namespace vigia
