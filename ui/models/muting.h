// Which incidents nobody is told of just now, and why: snoozed, or silenced.
//
// Asks the store every ten seconds and when incidents change, with the policy's own rule
// (core/alerting/silence.h), and puts the answer into the models of LiveData. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/base/zone.h"
#include "core/model/incident.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <map>
#include <optional>

namespace vigia {

class LiveData;
class Monitor;

struct Muting
{
    enum class By { Snooze, Silence };
    By by = By::Snooze;
    std::optional<Instant> until; // none: by silences that recur

    friend bool operator==(const Muting&, const Muting&) = default;
};
using Mutings = std::map<IncidentId, Muting>;

namespace words {

// "⊘ silenced until 18:00", "◔ snoozed until 07:00"
[[nodiscard]] QString muting(const Muting& muting, const Zone& zone);

} // namespace words

class MutedWatch final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kEvery{10};

    // All outlive this.
    MutedWatch(Monitor& monitor, LiveData& data, const Clock& clock, QObject* parent = nullptr);

    void refresh(); // soon, and not at the next turn

private:
    Monitor& m_monitor;
    LiveData& m_data;
    const Clock& m_clock;
    QTimer m_timer;
};

} // namespace vigia
