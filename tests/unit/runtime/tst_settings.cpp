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
