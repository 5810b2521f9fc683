// Secrets in the keyring of the desktop (Secret Service or KWallet, by QtKeychain), under the
// service "vigia". A setting names one as "keyring:NAME".
//
// Each call waits for the keyring, which may ask the user to unlock it: up to a minute. Needs a
// QCoreApplication; the thread that owns it. Errors name the entry, never its value.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace vigia {

inline constexpr std::string_view kKeyringPrefix = "keyring:";

// 1 to 64 of A-Z a-z 0-9 _ - .
[[nodiscard]] bool isKeyringName(std::string_view name);

// NotFound for an entry that is none, Unavailable where there is no keyring or it stays locked.
[[nodiscard]] Result<std::string> keyringSecret(const std::string& name);
[[nodiscard]] Result<void> storeKeyringSecret(const std::string& name, const std::string& secret);
[[nodiscard]] Result<void> deleteKeyringSecret(const std::string& name);

} // namespace vigia
