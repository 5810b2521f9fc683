// Deliveries as the operators of Vigia itself see them: figures for /metrics, lines of the log.
#pragma once

#include "core/ingest/metric.h"
#include "core/notify/heartbeat.h"
#include "core/notify/outbox_runner.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace vigia {

// Messages that wait for an attempt, by where they go.
struct PendingDeliveries
{
    std::string channel;
    std::string recipient;
    std::int64_t count = 0;
};

// Sent, failed, retried, pending, seconds since the last success and state, by channel and
// receiver. Pure.
[[nodiscard]] std::vector<Metric> deliveryMetrics(std::span<const ChannelHealth> health,
                                                  std::span<const PendingDeliveries> pending,
                                                  Instant now);
// Whether the chain works, and the calls of the heartbeat. Pure.
[[nodiscard]] std::vector<Metric> heartbeatMetrics(const HeartbeatState& state, Instant now);

// Writes a line when a channel begins to fail, stops, or works again, and when a message is given
// up. One thread.
class DeliveryLog
{
public:
    void note(std::span<const ChannelHealth> health);

private:
    std::map<std::pair<std::string, std::string>, ChannelHealth> m_last;
};

} // namespace vigia
