#include "core/runtime/settings_file.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace vigia;

class TestSampleConfig : public QObject
{
    Q_OBJECT

private:
    std::vector<Setting> m_settings;
    std::string m_path;

private slots:
    void initTestCase()
    {
        m_path = qgetenv("VIGIA_SOURCE").toStdString() + "/resources/vigia.sample.toml";
        QFile file(QString::fromStdString(m_path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto settings = parseToml(file.readAll().toStdString(), "sample");
        QVERIFY2(settings.has_value(), settings ? "" : settings.error().message.c_str());
        m_settings = *settings;
    }

    void everyKeyIsInTheSample()
    {
        for (const SettingKey& key : settingKeys()) {
            const bool there = std::any_of(m_settings.begin(), m_settings.end(),
                                           [&](const Setting& s) { return s.key == key.key; });
            QVERIFY2(there, std::string(key.key).c_str());
        }
    }

    void theSampleSaysTheDefaults()
    {
        SettingsSources sources;
        sources.file = m_path;
        sources.fileRequired = true;
        const auto config = loadSettings(sources);
        QVERIFY2(config.has_value(), config ? "" : config.error().message.c_str());
        QVERIFY(*config == Config{});
    }
};

QTEST_APPLESS_MAIN(TestSampleConfig)
#include "tst_sample_config.moc"
