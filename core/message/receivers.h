// Who can be told: the receivers of a configuration, each as a list of targets.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/message/phrases.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

// Made of [mail], [teams], [webhook], [slack] and [pagerduty].
inline constexpr std::string_view kDefaultReceiver = "default";

// Those with a name and the default one.
[[nodiscard]] std::map<std::string, ReceiverConfig> allReceivers(const Config& config);

// One place where a message goes: channel and recipient as in the outbox.
struct Target
{
    std::string channel;
    std::string recipient; // mail address, or name of the receiver
    Severity minimum = Severity::Warning;
    Language language = Language::English;

    friend bool operator==(const Target&, const Target&) = default;
};

struct Receiver
{
    std::string name;
    std::vector<Target> targets;
};

// InvalidConfig names the key of a severity or language that is none.
[[nodiscard]] Result<std::vector<Receiver>> makeReceivers(const Config& config);

} // namespace vigia
