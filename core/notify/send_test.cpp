#include "core/notify/send_test.h"

#include "core/message/incident_message.h"
#include "core/notify/chosen_receivers.h"
#include "core/notify/notifier_factory.h"

#include <algorithm>

namespace vigia {
namespace {

Notifier* notifierOf(const std::vector<std::unique_ptr<Notifier>>& notifiers, const Target& target)
{
    for (const auto& notifier : notifiers) {
        if (notifier->channel() == target.channel &&
            (notifier->receiver().empty() || notifier->receiver() == target.recipient))
            return notifier.get();
    }
    return nullptr;
}

} // namespace

std::string TestOutcome::text() const
{
    std::string out = target.channel;
    if (target.recipient != receiver)
        out += " to " + target.recipient;
    out += " (" + receiver + "): ";
    switch (outcome.delivery) {
    case Delivery::Sent:
        return out + "sent";
    case Delivery::Retry:
        return out + "failed for now: " + outcome.reason;
    case Delivery::GiveUp:
        return out + "failed: " + outcome.reason;
    }
    return out;
}

Result<std::vector<TestOutcome>> sendTest(const Config& config, const Zone& zone,
                                          const std::string& receiver, const std::string& channel,
                                          const TransferLimits& limits,
                                          std::shared_ptr<const Clock> clock, std::stop_token stop)
{
    const auto receivers = chosenReceivers(config, receiver, channel);
    if (!receivers)
        return fail(receivers.error());
    if (receivers->empty())
        return fail(ErrorCode::InvalidConfig,
                    "no channel is configured" +
                        (receiver.empty() ? std::string() : " for receiver " + receiver) +
                        (channel.empty() ? std::string() : ": no " + channel) +
                        "; see [mail], [teams], [slack], [webhook], [pagerduty] and "
                        "[receivers.NAME]");
    const auto notifiers = makeNotifiers(config, limits, clock);
    if (!notifiers)
        return fail(notifiers.error());
    const std::stop_callback onStop(stop, [&notifiers] {
        for (const auto& notifier : *notifiers)
            notifier->abort();
    });
    const StatusCatalog catalog(config.ingest.extraStatuses);
    const Instant now = clock->now();
    const std::string stamp = std::to_string(now.time_since_epoch().count());
    std::vector<TestOutcome> out;
    for (const Receiver& one : *receivers) {
        for (const Target& target : one.targets) {
            OutboxEntry entry;
            entry.channel = target.channel;
            entry.recipient = target.recipient;
            entry.created = now;
            // Each is a message of its own, also to two receivers on one channel.
            entry.message = testMessageFor(
                "test-" + stamp + '-' + std::to_string(out.size() + 1), target.channel,
                {catalog, zone, target.language, config.alerts.consoleUrl}, now);
            Notifier* notifier = notifierOf(*notifiers, target);
            const Outcome outcome = notifier != nullptr
                                        ? notifier->deliver(entry)
                                        : Outcome{Delivery::GiveUp, "has no notifier", {}, false};
            out.push_back({one.name, target, outcome});
        }
    }
    return out;
}

} // namespace vigia
