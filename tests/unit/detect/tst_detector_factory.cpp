#include "tests/support/minutes.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestDetectorFactory : public QObject
{
    Q_OBJECT

private slots:
    void everyNameMakesADetectorOfThatName()
    {
        for (const std::string_view name : detectorNames()) {
            const auto detector = makeDetector(name, context());
            QVERIFY2(detector, std::string(name).c_str());
            QCOMPARE((*detector)->name(), name);
        }
    }

    void anUnknownNameIsAnsweredWithTheNearestAndAll()
    {
        const auto detector = makeDetector("roling_zscore", context());
        QVERIFY(!detector);
        QCOMPARE(detector.error().code, ErrorCode::InvalidConfig);
        const std::string& message = detector.error().message;
        QVERIFY(message.starts_with(
            "unknown detector \"roling_zscore\"; did you mean \"rolling_zscore\"? known are "));
        for (const std::string_view name : detectorNames())
            QVERIFY(message.find(name, message.find("known are")) != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestDetectorFactory)
#include "tst_detector_factory.moc"
