#include "core/runtime/delivery_watch.h"

#include "core/runtime/logging.h"

namespace vigia {
namespace {

using Kind = Metric::Kind;

std::string labelText(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out + '"';
}

std::string nameOf(const ChannelHealth& h)
{
    return h.receiver.empty() ? h.channel : h.channel + " (" + h.receiver + ')';
}

} // namespace

std::vector<Metric> deliveryMetrics(std::span<const ChannelHealth> health,
                                    std::span<const PendingDeliveries> pending, Instant now)
{
    std::vector<Metric> out;
    const auto family = [&](const char* name, const char* help, Kind kind, auto value) {
        for (const ChannelHealth& h : health) {
            out.push_back(
                {name, help, kind, static_cast<double>(value(h)),
                 "channel=" + labelText(h.channel) + ",receiver=" + labelText(h.receiver)});
        }
    };
    using Health = const ChannelHealth&;
    family("vigia_deliveries_sent_total", "Messages taken by the other side since start.",
           Kind::Counter, [](Health h) { return h.sent; });
    family("vigia_deliveries_failed_total", "Messages given up since start.", Kind::Counter,
           [](Health h) { return h.failed; });
    family("vigia_deliveries_retried_total", "Attempts that failed for now since start.",
           Kind::Counter, [](Health h) { return h.retried; });
    family("vigia_deliveries_pending", "Messages that wait in the outbox.", Kind::Gauge,
           [pending](Health h) {
               std::int64_t count = 0;
               for (const PendingDeliveries& p : pending) {
                   if (p.channel == h.channel && (h.receiver.empty() || h.receiver == p.recipient))
                       count += p.count;
               }
               return count;
           });
    family("vigia_channel_up", "1 while the last attempt got through or none was made.",
           Kind::Gauge, [](Health h) {
               return h.state == ChannelState::Ready || h.state == ChannelState::Healthy ? 1 : 0;
           });
    for (const ChannelHealth& h : health) {
        if (h.lastSent)
            out.push_back(
                {"vigia_delivery_last_success_age_seconds", "Since a message last got through.",
                 Kind::Gauge, std::chrono::duration<double>(now - *h.lastSent).count(),
                 "channel=" + labelText(h.channel) + ",receiver=" + labelText(h.receiver)});
    }
    return out;
}

std::vector<Metric> heartbeatMetrics(const HeartbeatState& state, Instant now)
{
    std::vector<Metric> out{{"vigia_chain_ok",
                             "1 while data comes in, is judged, stored and told.",
                             Kind::Gauge,
                             state.asked && state.troubles.empty() ? 1.0 : 0.0,
                             {}},
                            {"vigia_heartbeats_sent_total",
                             "Calls of the heartbeat that got through.",
                             Kind::Counter,
                             static_cast<double>(state.sent),
                             {}},
                            {"vigia_heartbeats_failed_total",
                             "Calls of the heartbeat that did not.",
                             Kind::Counter,
                             static_cast<double>(state.failed),
                             {}}};
    if (state.lastSent)
        out.push_back({"vigia_heartbeat_last_success_age_seconds",
                       "Since a call of the heartbeat last got through.",
                       Kind::Gauge,
                       std::chrono::duration<double>(now - *state.lastSent).count(),
                       {}});
    return out;
}

void DeliveryLog::note(std::span<const ChannelHealth> health)
{
    for (const ChannelHealth& h : health) {
        ChannelHealth& last = m_last[{h.channel, h.receiver}];
        const std::string name = nameOf(h);
        if (h.state != last.state || h.reason != last.reason) {
            if (h.state == ChannelState::Failing)
                qCWarning(lcNotify, "%s fails: %s", name.c_str(), h.reason.c_str());
            else if (h.state == ChannelState::Stopped)
                qCWarning(lcNotify, "%s is stopped until it is resumed: %s", name.c_str(),
                          h.reason.c_str());
            else if (h.state == ChannelState::Healthy && last.state != ChannelState::Ready)
                qCInfo(lcNotify, "%s works again", name.c_str());
        }
        if (h.failed > last.failed)
            qCWarning(lcNotify, "%s: %lld given up, %lld since start", name.c_str(),
                      static_cast<long long>(h.failed - last.failed),
                      static_cast<long long>(h.failed));
        last = h;
    }
}

} // namespace vigia
