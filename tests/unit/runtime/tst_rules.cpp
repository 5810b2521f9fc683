#include "core/runtime/rules.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

// A file with more than rules in it.
Config fileOf()
{
    Config config;
    config.ingest.extraStatuses = {"chargeback"};
    config.mail.password = "hunter2";
    config.alerts.language = "pt_BR";
    config.alerts.consoleUrl = "https://noc.example/";
    config.alerts.caFile = "/etc/noc.pem";
    config.receivers["night"].mail = {"night@example.org"};
    return config;
}

RuleSet someRules()
{
    RuleSet rules;
    rules.detection.detectors = {"adaptive", "static"};
    rules.detection.falseAlarmsPerDay = 0.25;
    rules.detection.staticLimits = {{"chargeback", 2.5}, {"denied", 40}};
    rules.detection.detectorsByStatus = {{"denied", {"trend"}}};
    rules.detection.rollingSigma = 3.5;
    rules.detection.history = std::chrono::days{14};
    rules.alerts.groupWait = 90s;
    rules.alerts.repeat = 0min;
    rules.alerts.resolveWait = 90min;
    rules.alerts.escalateTo = "night";
    rules.alerts.trendRule = false;
    rules.alerts.minimumSeverity = {{"boss@example.org", "critical"}};
    RouteConfig& route = rules.routes["by-night"];
    route.statuses = {"denied", "failed"};
    route.sources = {"the \"old\" one\\\t"};
    route.from = "22:00";
    route.to = "06:00";
    route.receivers = {"night"};
    route.escalateTo = "default";
    return rules;
}

constexpr const char* kText = "[detection]\n"
                              "detectors = [\"adaptive\", \"static\"]\n"
                              "false_alarms_per_day = 0.25\n"
                              "rolling_window = 60\n"
                              "rolling_warm_up = 10\n"
                              "rolling_sigma = 3.5\n"
                              "rolling_flat_step = 5\n"
                              "history_days = 14\n"
                              "\n"
                              "[detection.static]\n"
                              "chargeback = 2.5\n"
                              "denied = 40\n"
                              "\n"
                              "[detection.status.denied]\n"
                              "detectors = [\"trend\"]\n"
                              "\n"
                              "[alerts]\n"
                              "group_wait = \"1m30s\"\n"
                              "repeat = \"0\"\n"
                              "resolve_wait = \"1h30m\"\n"
                              "flood_incidents = 10\n"
                              "flood_window = \"10m\"\n"
                              "receivers = [\"default\"]\n"
                              "escalate_to = \"night\"\n"
                              "escalate_after = \"15m\"\n"
                              "trend_rule = false\n"
                              "\n"
                              "[alerts.minimum_severity]\n"
                              "\"boss@example.org\" = \"critical\"\n"
                              "\n"
                              "[routes.by-night]\n"
                              "statuses = [\"denied\", \"failed\"]\n"
                              "sources = [\"the \\\"old\\\" one\\\\\\u0009\"]\n"
                              "from = \"22:00\"\n"
                              "to = \"06:00\"\n"
                              "receivers = [\"night\"]\n"
                              "escalate_to = \"default\"\n"
                              "escalate_after = \"15m\"\n";

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void theTextHasTheKeysOfTheConfigurationFile()
    {
        QCOMPARE(rulesText(someRules()), std::string(kText));
    }

    void rulesComeBackFromTheirText_data()
    {
        QTest::addColumn<RuleSet>("rules");
        QTest::newRow("the defaults") << RuleSet{};
        QTest::newRow("every kind of value") << someRules();
        RuleSet bare;
        bare.detection.staticLimits.clear();
        bare.alerts.receivers.clear();
        QTest::newRow("no limit and no receiver at all") << bare;
        RuleSet fine;
        fine.detection.falseAlarmsPerDay = 1.0 / 3;
        fine.detection.rollingFlatStep = 1e15;
        fine.detection.staticLimits = {{"failed", 0}};
        fine.alerts.groupWait = 3599s;
        fine.alerts.repeat = 24h * 30;
        QTest::newRow("numbers to the last digit") << fine;
    }

    void rulesComeBackFromTheirText()
    {
        QFETCH(const RuleSet, rules);
        const auto read = parseRules(rulesText(rules), fileOf());
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QVERIFY(*read == rules);
        const auto good = checkRules(rules, fileOf());
        QVERIFY2(good.has_value(), good ? "" : good.error().message.c_str());
    }

    void rulesLeaveTheRestOfTheConfigurationAlone()
    {
        const Config file = fileOf();
        Config config = file;
        apply(someRules(), config);
        QVERIFY(rulesOf(config) == someRules());
        QCOMPARE(config.alerts.language, file.alerts.language);
        QCOMPARE(config.alerts.consoleUrl, file.alerts.consoleUrl);
        QCOMPARE(config.alerts.caFile, file.alerts.caFile);
        QVERIFY(config.receivers == file.receivers);
        apply(rulesOf(file), config);
        QVERIFY(config == file);
    }

    void theTextOfRulesHoldsNoSecret()
    {
        Config config = fileOf();
        config.teams.webhook = "https://teams.example/s3cret";
        config.receivers["night"].slack = "https://slack.example/s3cret";
        const std::string text = rulesText(rulesOf(config));
        QVERIFY(text.find("s3cret") == std::string::npos);
        QVERIFY(text.find("hunter2") == std::string::npos);
    }

    void whatIsLeftOutHasItsDefault()
    {
        const auto read = parseRules("[detection.static]\ndenied = 3\n", fileOf());
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        RuleSet expected;
        expected.detection.staticLimits = {{"denied", 3}};
        QVERIFY(*read == expected);
    }

    void latencyKeepsItsOwnDetectorWhereItIsWatched()
    {
        Config base = fileOf();
        base.ingest.watchLatency = true;
        base.ingest.extraStatuses.emplace_back(kLatencyStatus);
        const auto read = parseRules(rulesText(RuleSet{}), base);
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QCOMPARE(read->detection.detectorsByStatus.at(kLatencyStatus),
                 std::vector<std::string>{"rolling_zscore"});
    }

    void wrongValuesAreRefused_data()
    {
        QTest::addColumn<RuleSet>("rules");
        QTest::addColumn<std::string>("message");
        const auto row = [](const char* name, auto change, std::string message) {
            RuleSet rules;
            change(rules);
            QTest::newRow(name) << rules << std::move(message);
        };
        row(
            "an alarm budget of nothing", [](RuleSet& r) { r.detection.falseAlarmsPerDay = 0; },
            "detection.false_alarms_per_day: found 0, expected a number above 0 and at most 1000");
        row(
            "a window below its least", [](RuleSet& r) { r.detection.rollingWindow = 1min; },
            "detection.rolling_window: found 1, expected whole minutes from 2 to 10080");
        row(
            "a limit below zero", [](RuleSet& r) { r.detection.staticLimits["denied"] = -1; },
            "detection.static.denied: found -1, expected a number of transactions a minute from 0");
        row(
            "a status that there is not",
            [](RuleSet& r) { r.detection.staticLimits["denyed"] = 1; },
            "detection.static.denyed: no such status, expected one of approved, denied, failed, "
            "reversed, backend_reversed, refunded, processing, chargeback (more are named in "
            "ingest.extra_statuses)");
        row(
            "a wait of more than an hour", [](RuleSet& r) { r.alerts.groupWait = 3661s; },
            "alerts.group_wait: found \"1h1m1s\", expected a duration from 0 to 1h, such as 30s");
        row(
            "a wait of less than nothing", [](RuleSet& r) { r.alerts.resolveWait = -1min; },
            "alerts.resolve_wait: found \"-60s\", expected a duration from 0 to 1d, such as 30m");
        row(
            "a receiver that there is not", [](RuleSet& r) { r.alerts.receivers = {"nigth"}; },
            "alerts.receivers: found \"nigth\", which is no receiver, did you mean \"night\"?");
        row(
            "a route to nobody", [](RuleSet& r) { r.routes["day"].from = ""; },
            "routes.day: has no receivers, expected at least one");
        row(
            "a route with a name that is none",
            [](RuleSet& r) { r.routes["By night"].receivers = {"night"}; },
            "routes.By night.receivers: found the name \"By night\", expected 1 to 40 of a-z 0-9 "
            "_ -");
        row(
            "a route on a day that there is not",
            [](RuleSet& r) {
                r.routes["day"].receivers = {"night"};
                r.routes["day"].days = {"monday"};
            },
            "routes.day.days: found [\"monday\"], expected a list of: mon tue wed thu fri sat sun");
        row(
            "several faults, each on its line",
            [](RuleSet& r) {
                r.detection.rollingSigma = 0;
                r.alerts.escalateTo = "nobody at all";
            },
            "detection.rolling_sigma: found 0, expected a number above 0 and at most 100\n"
            "alerts.escalate_to: found \"nobody at all\", which is no receiver, expected a name of "
            "[receivers.NAME]");
    }

    void wrongValuesAreRefused()
    {
        QFETCH(const RuleSet, rules);
        QFETCH(const std::string, message);
        const auto checked = checkRules(rules, fileOf());
        QVERIFY(!checked.has_value());
        QCOMPARE(checked.error().message, message);
        QVERIFY(checked.error().code == ErrorCode::InvalidConfig);
    }

    void faultsInATextAreNamedWithTheirLine_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("message");
        QTest::newRow("a value out of its range")
            << std::string("[detection]\n\nrolling_sigma = -1\n")
            << std::string("rules:3: detection.rolling_sigma: found -1, expected a number above 0 "
                           "and at most 100");
        QTest::newRow("a key that is none")
            << std::string("[detection]\nrolling_sigmas = 3\n")
            << std::string("rules:2: detection.rolling_sigmas: no such key, did you mean "
                           "detection.rolling_sigma?");
        QTest::newRow("keys of the configuration file")
            << std::string("[alerts]\nlanguage = \"en\"\n[mail]\nhost = \"mx\"\n")
            << std::string("rules:2: alerts.language: is no rule, expected a key of [detection], "
                           "[alerts] or [routes.NAME]\n"
                           "rules:4: mail.host: is no rule, expected a key of [detection], "
                           "[alerts] or [routes.NAME]");
        QTest::newRow("a receiver that there is not")
            << std::string("[alerts]\nreceivers = [\"nobody at all\"]\n")
            << std::string("rules:2: alerts.receivers: found \"nobody at all\", which is no "
                           "receiver, expected a name of [receivers.NAME]");
    }

    void faultsInATextAreNamedWithTheirLine()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, message);
        const auto read = parseRules(text, fileOf());
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().message, message);
    }

    void textThatIsNoTomlIsRefusedWithItsPlace()
    {
        const auto read = parseRules("[detection]\nrolling_sigma = = 3\n", fileOf());
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().message.starts_with("rules:2:"), read.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
