// Microsoft Teams by Workflows ("When a Teams webhook request is received").
//
// Any 2xx counts, except an answer whose text says that the delivery failed: connectors say so with
// status 200, mostly for rate limits. Addresses of connectors that Microsoft has switched off are
// recognised and said, and nothing is sent there.
#pragma once

#include "core/notify/web_notifier.h"

namespace vigia {

class TeamsNotifier final : public WebNotifier
{
public:
    // InvalidConfig names `key` for what is no web address.
    [[nodiscard]] static Result<std::unique_ptr<Notifier>> create(std::string_view key,
                                                                  WebReceiver receiver);

    [[nodiscard]] std::string_view channel() const override { return "teams"; }
    [[nodiscard]] Outcome deliver(const OutboxEntry& entry) override;

protected:
    [[nodiscard]] Outcome judge(HttpAnswer answer) const override;

private:
    explicit TeamsNotifier(WebReceiver receiver);

    bool m_retired = false;
};

// outlook.office.com/webhook/… and its kin: Office 365 connectors of the first kind.
[[nodiscard]] bool isRetiredTeamsAddress(std::string_view url);

} // namespace vigia
