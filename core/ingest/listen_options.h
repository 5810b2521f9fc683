// What the listener is to be, from the configuration: checked before a port is opened.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/ingest/guarded_server.h"
#include "core/ingest/request_guard.h"

#include <QHostAddress>

namespace vigia {

struct ListenOptions
{
    QHostAddress address;
    quint16 port = 0;
    RequestGuard::Rules guard;
    ConnectionRules rules; // without the admission
    int maxConnections = 1000;
    std::optional<QSslConfiguration> tls;
};

// InvalidConfig names the key. Reads certificate and key; may look up a host name. Raises the
// process's limit of open files where it is too low for the connections, or lowers their cap.
[[nodiscard]] Result<ListenOptions> readListenOptions(const IngestConfig& config);

} // namespace vigia
