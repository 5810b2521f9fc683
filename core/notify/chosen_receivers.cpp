#include "core/notify/chosen_receivers.h"

#include "core/base/nearest.h"
#include "core/message/words.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

constexpr std::array<std::string_view, 5> kChannels{"mail", "teams", "slack", "webhook",
                                                    "pagerduty"};

tl::unexpected<Error> unknown(std::string_view what, const std::string& name,
                              std::span<const std::string_view> known)
{
    std::string list;
    for (const std::string_view one : known)
        list += (list.empty() ? "" : ", ") + std::string(one);
    const std::string_view nearest = nearestName(name, known);
    return fail(ErrorCode::NotFound,
                std::string(what) + " \"" + plainLine(name) + "\": there is none of that name, " +
                    (nearest.empty() ? "expected one of " + list
                                     : "did you mean " + std::string(nearest) + "?"));
}

} // namespace

std::span<const std::string_view> channelNames()
{
    return kChannels;
}

Result<std::vector<Receiver>> chosenReceivers(const Config& config, const std::string& receiver,
                                              const std::string& channel)
{
    if (!channel.empty() &&
        std::find(kChannels.begin(), kChannels.end(), channel) == kChannels.end())
        return unknown("channel", channel, kChannels);
    auto all = makeReceivers(config);
    if (!all)
        return all;
    std::vector<std::string_view> names;
    for (const Receiver& one : *all)
        names.push_back(one.name);
    if (!receiver.empty() && std::find(names.begin(), names.end(), receiver) == names.end())
        return unknown("receiver", receiver, names);
    std::vector<Receiver> out;
    for (Receiver& one : *all) {
        std::erase_if(one.targets,
                      [&](const Target& t) { return !channel.empty() && t.channel != channel; });
        if ((receiver.empty() || one.name == receiver) && !one.targets.empty())
            out.push_back(std::move(one));
    }
    return out;
}

} // namespace vigia
