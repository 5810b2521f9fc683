#include "core/runtime/settings_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;

namespace {

std::string writeFile(const QTemporaryDir& dir, const char* name, const QByteArray& text)
{
    QFile file(dir.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a test file");
    return file.fileName().toStdString();
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void theFileOfTheContractIsRead()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file = writeFile(dir, "vigia.toml",
                                 "[detection]\n"
                                 "detectors = [\"static\", \"rolling_zscore\"]\n"
                                 "false_alarms_per_day = 0.5\n"
                                 "[detection.static]\n"
                                 "failed = 7\n"
                                 "[detection.status.denied]\n"
                                 "detectors = [\"rolling_zscore\"]\n"
                                 "[ingest]\n"
                                 "extra_statuses = [\"chargeback\"]\n"
                                 "allowed_hosts = [\"noc.example\"]\n");
        const auto config = loadSettings(sources);
        QVERIFY2(config.has_value(), config ? "" : config.error().message.c_str());
        QCOMPARE(config->detection.detectors,
                 (std::vector<std::string>{"static", "rolling_zscore"}));
        QCOMPARE(config->detection.falseAlarmsPerDay, 0.5);
        QCOMPARE(config->detection.staticLimits.at("failed"), 7.0);
        QCOMPARE(config->detection.detectorsByStatus.at("denied"),
                 std::vector<std::string>{"rolling_zscore"});
        QCOMPARE(config->ingest.extraStatuses, std::vector<std::string>{"chargeback"});
        QCOMPARE(config->ingest.allowedHosts, std::vector<std::string>{"noc.example"});
    }

    void laterPlacesWin()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file =
            writeFile(dir, "vigia.toml",
                      "[mail]\nhost = \"file\"\nport = 1\nuser = \"file\"\nfrom = \"file\"\n");
        sources.dotEnv =
            writeFile(dir, ".env",
                      "SMTP_PORT=2\nexport SMTP_USER='dotenv'\n# a comment\n\nSMTP_FROM=dotenv\n");
        sources.environment = {{"SMTP_USER", "environment"}, {"SMTP_FROM", "environment"}};
        sources.commandLine = {{"mail.from", std::string("line"), "--from", true}};
        const auto config = loadSettings(sources);
        QVERIFY(config.has_value());
        QCOMPARE(config->mail.host, std::string("file"));
        QCOMPARE(int{config->mail.port}, 2);
        QCOMPARE(config->mail.user, std::string("environment"));
        QCOMPARE(config->mail.from, std::string("line"));
    }

    void everyNameOfTheContractIsReadFromTheEnvironment()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.environment = {{"SMTP_HOST", "mx"},
                               {"SMTP_PORT", "465"},
                               {"SMTP_SECURITY", "tls"},
                               {"SMTP_USER", "u"},
                               {"SMTP_PASS_FILE", writeFile(dir, "pass", "secret\n")},
                               {"SMTP_FROM", "v@x"},
                               {"ALERT_RECIPIENTS", "a@x, b@x"},
                               {"TEAMS_WEBHOOK", "https://t"},
                               {"VIGIA_TOKEN", "tok"},
                               {"VIGIA_DETECTION_FALSE_ALARMS_PER_DAY", "2.5"},
                               {"VIGIA_DETECTION_STATIC_DENIED", "40"},
                               {"VIGIA_DETECTION_STATUS_FAILED_DETECTORS", "static"},
                               {"VIGIA_TIME_ZONE", "UTC"}};
        const auto config = loadSettings(sources);
        QVERIFY2(config.has_value(), config ? "" : config.error().message.c_str());
        QCOMPARE(config->mail.host, std::string("mx"));
        QCOMPARE(int{config->mail.port}, 465);
        QVERIFY(config->mail.security == SmtpSecurity::Tls);
        QCOMPARE(config->mail.password, std::string("secret"));
        QCOMPARE(config->mail.recipients, (std::vector<std::string>{"a@x", "b@x"}));
        QCOMPARE(config->teams.webhook, std::string("https://t"));
        QCOMPARE(config->ingest.token, std::string("tok"));
        QCOMPARE(config->detection.falseAlarmsPerDay, 2.5);
        QCOMPARE(config->detection.staticLimits.at("denied"), 40.0);
        QCOMPARE(config->detection.detectorsByStatus.at("failed"),
                 std::vector<std::string>{"static"});
        QCOMPARE(config->timeZone, std::string("UTC"));
    }

    void wrongValuesAreNamedWithTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("message"); // after the path
        QTest::newRow("a number below its range")
            << QByteArray("[detection]\nfalse_alarms_per_day = -1.0\n")
            << QByteArray(":2: detection.false_alarms_per_day: found -1, expected a number above 0 "
                          "and at most 1000");
        QTest::newRow("quiet hours that no clock shows")
            << QByteArray("[console]\nquiet_hours = \"22:00-24:00\"\n")
            << QByteArray(":2: console.quiet_hours: found \"22:00-24:00\", expected two times such "
                          "as 22:00-06:00");
        QTest::newRow("text for a number")
            << QByteArray("[detection]\n\nfalse_alarms_per_day = \"1\"\n")
            << QByteArray(":3: detection.false_alarms_per_day: found \"1\", expected a "
                          "number above 0 and at most 1000");
        QTest::newRow("an unknown key suggests the nearest")
            << QByteArray("[ingest]\nallowed_host = []\n")
            << QByteArray(
                   ":2: ingest.allowed_host: no such key, did you mean ingest.allowed_hosts?");
        QTest::newRow("a port out of range")
            << QByteArray("[mail]\nport = 70000\n")
            << QByteArray(":2: mail.port: found 70000, expected a whole number from 1 to 65535");
        QTest::newRow("a duration without a unit")
            << QByteArray("[alerts]\nrepeat = \"240\"\n")
            << QByteArray(":2: alerts.repeat: found \"240\", expected 0, or a duration from 1m to "
                          "30d, such as 4h");
        QTest::newRow("a duration in seconds where minutes count")
            << QByteArray("[alerts]\nrepeat = \"90s\"\n")
            << QByteArray(":2: alerts.repeat: found \"90s\", expected 0, or a duration from 1m to "
                          "30d, such as 4h");
        QTest::newRow("text for true or false")
            << QByteArray("[alerts]\ntrend_rule = \"yes\"\n")
            << QByteArray(":2: alerts.trend_rule: found \"yes\", expected true or false");
        QTest::newRow("an unknown key of a receiver suggests the nearest")
            << QByteArray("[receivers.night]\npager_duty = \"x\"\n")
            << QByteArray(":2: receivers.night.pager_duty: no such key, did you mean "
                          "receivers.night.pagerduty?");
        QTest::newRow("a receiver without a channel")
            << QByteArray("[receivers.night]\nlanguage = \"en\"\n")
            << QByteArray(
                   ":2: receivers.night: has no channel, expected mail, teams, slack, webhook "
                   "or pagerduty");
        QTest::newRow("a receiver with the name of the other tables")
            << QByteArray("[receivers.default]\nmail = [\"a@example.org\"]\n")
            << QByteArray(":2: receivers.default: this name stands for [mail], [teams], [webhook], "
                          "[slack] and [pagerduty], expected another one");
        QTest::newRow("a receiver's name with a blank")
            << QByteArray("[receivers.\"a b\"]\nmail = []\n")
            << QByteArray(":2: receivers.a b.mail: found the name \"a b\", expected 1 to 40 of "
                          "a-z 0-9 _ -");
        QTest::newRow("a receiver's address that is none")
            << QByteArray("[receivers.night]\nmail = [\"night\"]\n")
            << QByteArray(":2: receivers.night.mail: mail address \"night\": has no '@'; expected "
                          "name@domain or Name <name@domain>");
        QTest::newRow("a receiver's web address in the clear, and it is not shown")
            << QByteArray("[receivers.night]\nteams = \"http://example.org/T0P\"\n")
            << QByteArray(
                   ":2: receivers.night.teams: would go in the clear to example.org, expected "
                   "https://HOST/… (http:// to this machine only)");
        QTest::newRow("a route to nobody")
            << QByteArray("[routes.all]\nstatuses = [\"denied\"]\n")
            << QByteArray(":2: routes.all: has no receivers, expected at least one");
        QTest::newRow("a route to a receiver that is not there suggests the nearest")
            << QByteArray("[receivers.night]\nmail = [\"n@example.org\"]\n[routes.all]\n"
                          "receivers = [\"nihgt\"]\n")
            << QByteArray(
                   ":4: routes.all.receivers: found \"nihgt\", which is no receiver, did you "
                   "mean \"night\"?");
        QTest::newRow("an escalation to a receiver that is not there")
            << QByteArray("[alerts]\nescalate_to = \"management\"\n")
            << QByteArray(":2: alerts.escalate_to: found \"management\", which is no receiver, "
                          "expected a name of [receivers.NAME]");
        QTest::newRow("a route's day")
            << QByteArray("[routes.all]\ndays = [\"monday\"]\n")
            << QByteArray(
                   ":2: routes.all.days: found [\"monday\"], expected a list of: mon tue wed "
                   "thu fri sat sun");
        QTest::newRow("a route's time")
            << QByteArray("[routes.all]\nfrom = \"24:00\"\n")
            << QByteArray(":2: routes.all.from: found \"24:00\", expected a time of day such as "
                          "22:00");
        QTest::newRow("a route with half a time")
            << QByteArray("[routes.all]\nfrom = \"22:00\"\nreceivers = [\"default\"]\n")
            << QByteArray(":3: routes.all: found one of from and to, expected both or none");
        QTest::newRow("a route's severity")
            << QByteArray("[routes.all]\nseverities = [\"fatal\"]\n")
            << QByteArray(":2: routes.all.severities: found [\"fatal\"], expected a list of: "
                          "warning critical");
        QTest::newRow("a route's status")
            << QByteArray("[routes.all]\nstatuses = [\"lost\"]\nreceivers = [\"default\"]\n")
            << QByteArray(
                   ":2: routes.all.statuses: found \"lost\", no such status, expected one of "
                   "approved, denied, failed, reversed, backend_reversed, refunded, "
                   "processing (more are named in ingest.extra_statuses)");
        QTest::newRow("the least severity of an address that is none")
            << QByteArray("[alerts.minimum_severity]\nboss = \"critical\"\n")
            << QByteArray(":2: alerts.minimum_severity.boss: mail address \"boss\": has no '@'; "
                          "expected name@domain or Name <name@domain>");
        QTest::newRow("mail in the clear beyond this machine")
            << QByteArray("[mail]\nhost = \"mx.example.org\"\nsecurity = \"none\"\n"
                          "recipients = [\"a@example.org\"]\n")
            << QByteArray(":3: mail.security: \"none\" sends mail and password in the clear, and "
                          "mx.example.org is not this machine; expected \"starttls\" or \"tls\"");
        QTest::newRow("a list of numbers")
            << QByteArray("[ingest]\nextra_statuses = [1]\n")
            << QByteArray(":2: ingest.extra_statuses: found a list with other values than "
                          "text, expected texts in quotes");
        QTest::newRow("a status name that is no plain name")
            << QByteArray("[ingest]\nextra_statuses = [\"a b\"]\n")
            << QByteArray(":2: ingest.extra_statuses: found [\"a b\"], expected a list of at most "
                          "50 names of a-z 0-9 _ -, "
                          "each at most 64 characters");
    }

    void wrongValuesAreNamedWithTheirPlace()
    {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, message);
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file = writeFile(dir, "vigia.toml", toml);
        const auto config = loadSettings(sources);
        QVERIFY(!config.has_value());
        QCOMPARE(config.error().message, sources.file + message.toStdString());
    }

    void allErrorsAreSaidAtOnceAndBrokenTomlWithItsLine()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file = writeFile(dir, "vigia.toml", "[mail]\nport = 0\nsecurity = \"maybe\"\n");
        auto config = loadSettings(sources);
        QVERIFY(!config.has_value());
        QCOMPARE(std::count(config.error().message.begin(), config.error().message.end(), '\n'), 1);
        sources.file = writeFile(dir, "broken.toml", "[mail]\nport = \n");
        config = loadSettings(sources);
        QVERIFY(!config.has_value());
        QVERIFY2(config.error().message.starts_with(sources.file + ":2"),
                 config.error().message.c_str());
    }

    void receiversRoutesAndAlertsAreRead()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file = writeFile(dir, "vigia.toml",
                                 "[mail]\n"
                                 "token_command = [\"/bin/token\", \"a b\"]\n"
                                 "[receivers.night-shift]\n"
                                 "mail = [\"night@example.org\"]\n"
                                 "minimum_severity = \"critical\"\n"
                                 "language = \"pt_BR\"\n"
                                 "[routes.night]\n"
                                 "statuses = [\"denied\"]\n"
                                 "severities = [\"critical\"]\n"
                                 "kinds = [\"drop\", \"gap\"]\n"
                                 "days = [\"sat\", \"sun\"]\n"
                                 "from = \"22:00\"\n"
                                 "to = \"06:30\"\n"
                                 "receivers = [\"night-shift\"]\n"
                                 "escalate_to = \"default\"\n"
                                 "escalate_after = \"1h30m\"\n"
                                 "[alerts]\n"
                                 "group_wait = \"0\"\n"
                                 "repeat = \"1d\"\n"
                                 "trend_rule = false\n"
                                 "[alerts.minimum_severity]\n"
                                 "\"boss@example.org\" = \"critical\"\n"
                                 "[heartbeat]\n"
                                 "url = \"https://hc.example.org/ping/1\"\n"
                                 "every = \"90s\"\n");
        // A variable reaches a receiver whose name has a '-', and makes one of its own.
        sources.environment = {
            {"VIGIA_RECEIVERS_NIGHT_SHIFT_WEBHOOK", "https://hook.example.org/x"},
            {"VIGIA_RECEIVERS_NIGHT_SHIFT_WEBHOOK_SECRET_FILE",
             writeFile(dir, "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")},
            {"VIGIA_RECEIVERS_BOSS_MAIL", "boss@example.org, owner@example.org"},
            {"VIGIA_ROUTES_NIGHT_RECEIVERS", "night-shift, boss"},
            {"VIGIA_ALERTS_MINIMUM_SEVERITY", "owner@example.org=warning"},
            {"VIGIA_ALERTS_TREND_RULE", "true"}};
        const auto config = loadSettings(sources);
        QVERIFY2(config.has_value(), config ? "" : config.error().message.c_str());
        QCOMPARE(config->mail.tokenCommand, (std::vector<std::string>{"/bin/token", "a b"}));
        QCOMPARE(config->receivers.size(), std::size_t{2});
        const ReceiverConfig& night = config->receivers.at("night-shift");
        QCOMPARE(night.mail, std::vector<std::string>{"night@example.org"});
        QCOMPARE(night.minimumSeverity, std::string("critical"));
        QCOMPARE(night.language, std::string("pt_BR"));
        QCOMPARE(night.webhook, std::string("https://hook.example.org/x"));
        QCOMPARE(night.webhookSecret, std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        QCOMPARE(config->receivers.at("boss").mail,
                 (std::vector<std::string>{"boss@example.org", "owner@example.org"}));
        const RouteConfig& route = config->routes.at("night");
        QCOMPARE(route.statuses, std::vector<std::string>{"denied"});
        QCOMPARE(route.severities, std::vector<std::string>{"critical"});
        QCOMPARE(route.kinds, (std::vector<std::string>{"drop", "gap"}));
        QCOMPARE(route.days, (std::vector<std::string>{"sat", "sun"}));
        QCOMPARE(route.from, std::string("22:00"));
        QCOMPARE(route.to, std::string("06:30"));
        QCOMPARE(route.receivers, (std::vector<std::string>{"night-shift", "boss"}));
        QCOMPARE(route.escalateTo, std::string("default"));
        QVERIFY(route.escalateAfter == std::chrono::minutes{90});
        QVERIFY(config->alerts.groupWait == std::chrono::seconds{0});
        QVERIFY(config->alerts.repeat == std::chrono::hours{24});
        QVERIFY(config->alerts.trendRule);
        QCOMPARE(config->alerts.minimumSeverity,
                 (std::map<std::string, std::string>{{"boss@example.org", "critical"},
                                                     {"owner@example.org", "warning"}}));
        QVERIFY(config->heartbeat.every == std::chrono::seconds{90});
    }

    void secretsMayStandInTheKeyring()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file = writeFile(dir, "vigia.toml",
                                 "[mail]\npassword = \"keyring:smtp\"\nuser = \"keyring:smtp\"\n"
                                 "[receivers.night]\npagerduty = \"keyring:pager.night\"\n");
        std::vector<std::string> asked;
        sources.keyring = [&](const std::string& name) -> Result<std::string> {
            asked.push_back(name);
            return name == "smtp" ? "from the keyring" : "R0UT1NGKEY";
        };
        const auto config = loadSettings(sources);
        QVERIFY2(config.has_value(), config ? "" : config.error().message.c_str());
        QCOMPARE(config->mail.password, std::string("from the keyring"));
        QCOMPARE(config->mail.user, std::string("keyring:smtp")); // no secret, as it stands
        QCOMPARE(config->receivers.at("night").pagerDuty, std::string("R0UT1NGKEY"));
        QCOMPARE(asked, (std::vector<std::string>{"smtp", "pager.night"}));
    }

    void aKeyringThatHasNothingIsSaidWithThePlace()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file = writeFile(dir, "vigia.toml", "[mail]\npassword = \"keyring:smtp\"\n");
        const std::string where = sources.file + ":2: mail.password: ";
        QCOMPARE(loadSettings(sources).error().message,
                 where + "found \"keyring:smtp\", but no keyring is asked here");
        sources.keyring = [](const std::string&) -> Result<std::string> {
            return fail(ErrorCode::NotFound, "keyring entry smtp: not there");
        };
        QCOMPARE(loadSettings(sources).error().message, where + "keyring entry smtp: not there");
        sources.file = writeFile(dir, "vigia.toml", "[mail]\npassword = \"keyring:a b\"\n");
        QVERIFY(!loadSettings(sources).has_value());
    }

    void aFileWithSecretsThatAllCanReadIsWarnedOf_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("others");
        QTest::addColumn<bool>("warned");
        const int none = 0;
        const int read = int(QFileDevice::ReadOther);
        QTest::newRow("a password in a file for all")
            << QByteArray("[mail]\nhost=\"mx\"\npassword=\"geheim\"\n") << read << true;
        QTest::newRow("a password in a file of its owner")
            << QByteArray("[mail]\nhost=\"mx\"\npassword=\"geheim\"\n") << none << false;
        QTest::newRow("no secret in a file for all")
            << QByteArray("[mail]\nhost=\"mx\"\n") << read << false;
        QTest::newRow("the address of a receiver with a name")
            << QByteArray("[receivers.night]\nslack=\"https://hooks.example.org/geheim\"\n") << read
            << true;
        QTest::newRow("the name of an entry of the keyring")
            << QByteArray("[mail]\nhost=\"mx\"\npassword=\"keyring:smtp\"\n") << read << false;
    }
    void aFileWithSecretsThatAllCanReadIsWarnedOf()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, others);
        QFETCH(bool, warned);
        const QTemporaryDir dir;
        SettingsSources sources;
        QStringList warnings;
        sources.warn = [&](const std::string& w) { warnings << QString::fromStdString(w); };
        sources.keyring = [](const std::string&) { return Result<std::string>("x"); };
        const auto mode = QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                          QFileDevice::Permissions(QFileDevice::Permission(others));
        sources.file = writeFile(dir, "vigia.toml", text);
        QVERIFY(QFile::setPermissions(QString::fromStdString(sources.file), mode));
        QVERIFY(loadSettings(sources).has_value());
        QCOMPARE(warnings.size(), warned ? 1 : 0);
        for (const QString& warning : warnings) {
            QVERIFY(warning.startsWith(QString::fromStdString(sources.file)));
            QVERIFY(!warning.contains(QStringLiteral("geheim")));
        }
        // The same of .env, and of a file that it names.
        sources.file.clear();
        warnings.clear();
        const std::string secret = writeFile(dir, "secret", "geheim\n");
        QVERIFY(QFile::setPermissions(QString::fromStdString(secret), mode));
        sources.dotEnv = writeFile(
            dir, ".env", "SMTP_HOST=mx\nSMTP_PASS_FILE=" + QByteArray(secret.c_str()) + "\n");
        QVERIFY(QFile::setPermissions(QString::fromStdString(sources.dotEnv), mode));
        QVERIFY(loadSettings(sources).has_value());
        QCOMPARE(warnings.size(), others != 0 ? 1 : 0);
    }

    void aSecretIsNeverInAMessage()
    {
        SettingsSources sources;
        sources.environment = {{"SMTP_PASS", "hunter2\nX"}, {"VIGIA_TOKEN", "sesame\nX"}};
        const auto config = loadSettings(sources);
        QVERIFY(!config.has_value());
        QVERIFY(config.error().message.find("hunter2") == std::string::npos);
        QVERIFY(config.error().message.find("sesame") == std::string::npos);
        QVERIFY(config.error().message.find("SMTP_PASS") != std::string::npos);
    }

    void statusesMustBeKnownOrConfigured()
    {
        const QTemporaryDir dir;
        SettingsSources sources;
        sources.file = writeFile(dir, "vigia.toml", "[detection.static]\nchargeback = 3\n");
        QVERIFY(!loadSettings(sources).has_value());
        sources.file = writeFile(
            dir, "vigia.toml",
            "[detection.static]\nchargeback = 3\n[ingest]\nextra_statuses = [\"chargeback\"]\n");
        QVERIFY(loadSettings(sources).has_value());
    }

    void aNamedFileMustBeThere()
    {
        SettingsSources sources;
        sources.file = "/nonexistent/vigia.toml";
        QVERIFY(loadSettings(sources).has_value());
        sources.fileRequired = true;
        const auto config = loadSettings(sources);
        QVERIFY(!config.has_value());
        QVERIFY(config.error().message.starts_with("/nonexistent/vigia.toml"));
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
