// Every setting of Vigia as typed values with defaults and units. core/runtime/settings_file fills
// it from file and environment.
//
// Plain values: copy it, hand it out as `const`, never change it behind a reader's back.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

// [detection]
struct DetectionConfig
{
    std::vector<std::string> detectors{
        "adaptive"};                // names of core/detect/detector_factory.h; several vote
    double falseAlarmsPerDay = 1.0; // > 0; the alarm budget of `adaptive`, over all statuses
    // [detection.static] status = limit: alert above. A status without a limit is not watched by
    // `static`.
    std::map<std::string, double> staticLimits{{"failed", 5.0}};
    // [detection.status.NAME] detectors = [...]: instead of `detectors` for one status.
    std::map<std::string, std::vector<std::string>> detectorsByStatus;
    std::chrono::minutes rollingWindow{60}; // rolling_zscore: learned minutes in the window
    std::chrono::minutes rollingWarmUp{10}; // rolling_zscore: silent before
    double rollingSigma = 3.0;              // rolling_zscore: flags z above
    double rollingFlatStep = 5.0;  // rolling_zscore: with deviation 0 flags above mean + this
    std::chrono::days history{35}; // how much stored history is learned at start

    friend bool operator==(const DetectionConfig&, const DetectionConfig&) = default;
};

// [ingest]
struct IngestConfig
{
    std::string host = "127.0.0.1";
    std::uint16_t port = 8000;  // 0 picks a free one
    std::string token;          // bearer token; "" = none (loopback only). Secret.
    std::string tlsCertificate; // PEM file; both or none
    std::string tlsKey;
    std::vector<std::string> allowedHosts;  // further Host names that are accepted
    std::vector<std::string> extraStatuses; // accepted beside the seven known ones
    std::int64_t maxBodyBytes = 8 * 1024 * 1024;
    std::int64_t maxHeadBytes = 32 * 1024;
    int maxConnections = 1000;
    std::chrono::milliseconds requestTimeout{10'000}; // to send head or body
    int queueRequests = 4096;                         // waiting for the store; beyond it 503

    friend bool operator==(const IngestConfig&, const IngestConfig&) = default;
};

// [store]
struct StoreConfig
{
    std::string database; // "" = vigia.db in the data dir; a path;
                          // postgresql://user:password@host:port/name. Secret inside.

    friend bool operator==(const StoreConfig&, const StoreConfig&) = default;
};

// [mail], or SMTP_HOST … ALERT_RECIPIENTS in the environment
enum class SmtpSecurity { StartTls, Tls, None };
struct MailConfig
{
    std::string host; // "" = no mail
    std::uint16_t port = 587;
    SmtpSecurity security = SmtpSecurity::StartTls; // None is refused beyond loopback
    std::string user;
    std::string password; // Secret.
    std::string from;
    std::vector<std::string> recipients;
    std::string caFile; // further trusted certificates, PEM; "" = the system's

    std::chrono::seconds retryFirst{
        30}; // wait after a first failure for now; doubles up to an hour

    [[nodiscard]] bool configured() const { return !host.empty() && !recipients.empty(); }
    friend bool operator==(const MailConfig&, const MailConfig&) = default;
};

// [teams]
struct TeamsConfig
{
    std::string webhook; // "" = none. Secret.

    friend bool operator==(const TeamsConfig&, const TeamsConfig&) = default;
};

// [console]
struct ConsoleConfig
{
    std::string theme = "system"; // system, dark, light
    std::string language;         // "" = the system's; en, pt_BR

    friend bool operator==(const ConsoleConfig&, const ConsoleConfig&) = default;
};

enum class LogFormat { Text, Json };

struct Config
{
    DetectionConfig detection;
    IngestConfig ingest;
    StoreConfig store;
    MailConfig mail;
    TeamsConfig teams;
    ConsoleConfig console;
    std::string timeZone; // IANA; "" = the system's
    std::string dataDir;
    LogFormat logFormat = LogFormat::Text;

    friend bool operator==(const Config&, const Config&) = default;
};

} // namespace vigia
