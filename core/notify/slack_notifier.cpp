#include "core/notify/slack_notifier.h"

namespace vigia {

Result<std::unique_ptr<Notifier>> SlackNotifier::create(std::string_view key, WebReceiver receiver)
{
    if (auto good = checkWebAddress(key, receiver.url); !good)
        return fail(good.error());
    return std::unique_ptr<Notifier>(new SlackNotifier(std::move(receiver)));
}

} // namespace vigia
