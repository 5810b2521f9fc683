#include "core/notify/notifier_factory.h"

#include "core/notify/smtp_notifier.h"

namespace vigia {

Result<std::vector<std::unique_ptr<Notifier>>> makeNotifiers(const Config& config,
                                                             const TransferLimits& limits)
{
    std::vector<std::unique_ptr<Notifier>> out;
    if (config.mail.configured()) {
        auto mail = SmtpNotifier::create(config.mail, limits);
        if (!mail)
            return fail(mail.error());
        out.push_back(std::move(*mail));
    }
    return out;
}

} // namespace vigia
