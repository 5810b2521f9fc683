// Slack by incoming webhook. Its answers follow the shared table: 200 "ok", 429 with Retry-After,
// 400, 403, 404 and 410 for what will never work.
#pragma once

#include "core/notify/web_notifier.h"

namespace vigia {

class SlackNotifier final : public WebNotifier
{
public:
    // InvalidConfig names `key` for what is no web address.
    [[nodiscard]] static Result<std::unique_ptr<Notifier>> create(std::string_view key,
                                                                  WebReceiver receiver);

    [[nodiscard]] std::string_view channel() const override { return "slack"; }

private:
    using WebNotifier::WebNotifier;
};

} // namespace vigia
