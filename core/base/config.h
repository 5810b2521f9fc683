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

// Names its unit, for charts and reasons do not.
inline constexpr const char* kLatencyStatus = "avg_latency_ms";

// [ingest]
struct IngestConfig
{
    bool enabled = true; // false: listen = "none"
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
    // The mean duration of the events of a minute becomes the series kLatencyStatus, in
    // milliseconds, which is then among extraStatuses.
    bool watchLatency = false;

    friend bool operator==(const IngestConfig&, const IngestConfig&) = default;
};

// [store]
struct StoreConfig
{
    std::string database; // "" = vigia.db in the data dir; a path;
                          // postgresql://user:password@host:port/name. Secret inside.
    // Days that are kept, counted from the newest stored row of the kind; 0 = for ever.
    int countsDays = 0;
    int rawLogDays = 7;           // single transactions; their counts stay
    int anomaliesDays = 0;        // and resolved incidents
    int messagesDays = 90;        // sent and failed ones
    bool setAsideDamaged = false; // begin a new file where the database is damaged

    [[nodiscard]] bool retains() const
    {
        return countsDays > 0 || rawLogDays > 0 || anomaliesDays > 0 || messagesDays > 0;
    }
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
    // Prints an access token for XOAUTH2 instead of the password; "" = none. Run without a shell.
    std::vector<std::string> tokenCommand;

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

// [webhook]: the body of Alertmanager's webhook, version 4
struct WebhookConfig
{
    std::string url;    // "" = none. Secret.
    std::string secret; // "whsec_…" of Standard Webhooks; "" = not signed. Secret.

    friend bool operator==(const WebhookConfig&, const WebhookConfig&) = default;
};

// [slack]
struct SlackConfig
{
    std::string webhook; // "" = none. Secret.

    friend bool operator==(const SlackConfig&, const SlackConfig&) = default;
};

// [pagerduty]
struct PagerDutyConfig
{
    std::string routingKey; // of Events v2; "" = none. Secret.
    std::string url = "https://events.pagerduty.com/v2/enqueue";

    friend bool operator==(const PagerDutyConfig&, const PagerDutyConfig&) = default;
};

// [receivers.NAME]: who is told, over which channels. What stands in [mail], [teams], [webhook],
// [slack] and [pagerduty] is the receiver "default".
struct ReceiverConfig
{
    std::vector<std::string> mail; // addresses
    std::string teams;             // as in the channels' own tables. Secrets.
    std::string slack;
    std::string webhook;
    std::string webhookSecret;
    std::string pagerDuty;                   // routing key
    std::string minimumSeverity = "warning"; // or critical: incidents below it are not told
    std::string language;                    // en, pt_BR; "" = alerts.language

    friend bool operator==(const ReceiverConfig&, const ReceiverConfig&) = default;
};

// [routes.NAME]: every route that matches an incident adds its receivers. An empty list or text
// matches all.
struct RouteConfig
{
    std::vector<std::string> statuses;
    std::vector<std::string> sources;
    std::vector<std::string> severities; // warning, critical
    std::vector<std::string> kinds;      // spike, drop, gap, shift, trend
    std::vector<std::string> days;       // mon … sun
    std::string from;                    // "22:00" in the zone; `to` before `from` spans midnight
    std::string to;
    std::vector<std::string> receivers;
    std::string escalateTo; // receiver that is told when nobody acknowledges; "" = none
    std::chrono::minutes escalateAfter{15};

    friend bool operator==(const RouteConfig&, const RouteConfig&) = default;
};

// [alerts]
struct AlertsConfig
{
    std::chrono::seconds groupWait{30};   // before an incident is told
    std::chrono::minutes repeat{240};     // "still open since …"; 0 = never
    std::chrono::minutes resolveWait{30}; // after its end: so long it can still be reopened
    int floodIncidents = 10;              // so many within floodWindow become one digest; 0 = never
    std::chrono::minutes floodWindow{10};
    std::vector<std::string> receivers{"default"}; // of incidents that no route matches
    std::string escalateTo;                        // for these; "" = none
    std::chrono::minutes escalateAfter{15};
    bool trendRule = true;  // a bad status that rises a lot is told once, as a warning
    std::string language;   // of messages: en, pt_BR; "" = en
    std::string consoleUrl; // linked from messages; "" = none
    std::string caFile;     // further trusted certificates of web receivers, PEM
    std::map<std::string, std::string> minimumSeverity; // by mail address: warning, critical

    friend bool operator==(const AlertsConfig&, const AlertsConfig&) = default;
};

// [heartbeat]: called while the whole chain works, so that somebody else misses us when it does not
struct HeartbeatConfig
{
    std::string url; // "" = none. Secret.
    std::chrono::seconds every{60};

    friend bool operator==(const HeartbeatConfig&, const HeartbeatConfig&) = default;
};

// [console]
struct ConsoleConfig
{
    std::string theme = "system"; // system, dark, light
    std::string language;         // "" = the system's; en, pt_BR
    int volume = 60;              // of the alarm sounds, 0..100; 0 is silent
    std::string quietHours;       // "22:00-06:00" in the zone: no sounds; "" = never
    bool notifications = true;    // of the desktop

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
    WebhookConfig webhook;
    SlackConfig slack;
    PagerDutyConfig pagerDuty;
    AlertsConfig alerts;
    std::map<std::string, ReceiverConfig> receivers; // by name; "default" is made of the channels
    std::map<std::string, RouteConfig> routes;       // by name
    HeartbeatConfig heartbeat;
    ConsoleConfig console;
    std::string timeZone; // IANA; "" = the system's
    std::string dataDir;
    LogFormat logFormat = LogFormat::Text;

    friend bool operator==(const Config&, const Config&) = default;
};

} // namespace vigia
