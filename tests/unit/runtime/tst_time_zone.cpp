#include "core/runtime/time_zone.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono;

class TestTimeZone : public QObject
{
    Q_OBJECT

private slots:
    void offsetsAreThoseOfTheTzDataBase_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<qint64>("minute"); // since 1970
        QTest::addColumn<int>("offset");    // minutes east
        const auto at = [](int y, unsigned m, unsigned d, int h) {
            return static_cast<qint64>((sys_days{year{y} / m / d} + hours{h}).time_since_epoch() /
                                       minutes{1});
        };
        QTest::newRow("Sao Paulo without summer time")
            << QByteArray("America/Sao_Paulo") << at(2025, 7, 12, 12) << -180;
        QTest::newRow("Sao Paulo in its last summer time")
            << QByteArray("America/Sao_Paulo") << at(2019, 1, 12, 12) << -120;
        QTest::newRow("New York in winter")
            << QByteArray("America/New_York") << at(2025, 1, 12, 12) << -300;
        QTest::newRow("New York in summer, years ahead")
            << QByteArray("America/New_York") << at(2060, 7, 12, 12) << -240;
        QTest::newRow("Chatham in winter")
            << QByteArray("Pacific/Chatham") << at(2025, 7, 12, 12) << 765;
        QTest::newRow("Chatham in summer")
            << QByteArray("Pacific/Chatham") << at(2025, 1, 12, 12) << 825;
    }

    void offsetsAreThoseOfTheTzDataBase()
    {
        QFETCH(QByteArray, zone);
        QFETCH(qint64, minute);
        QFETCH(int, offset);
        const auto loaded = loadZone(zone.toStdString());
        QVERIFY(loaded.has_value());
        QCOMPARE(static_cast<int>((*loaded)->offsetAt(fromEpochMinutes(minute)).count()), offset);
    }

    void anUnknownZoneIsNamed()
    {
        const auto loaded = loadZone("Mars/Olympus");
        QVERIFY(!loaded.has_value());
        QVERIFY(loaded.error().message.find("\"Mars/Olympus\"") != std::string::npos);
    }

    void nothingIsTheSystemsZone()
    {
        QCOMPARE((*loadZone(""))->id(), std::string("Pacific/Chatham"));
    }
};

QTEST_APPLESS_MAIN(TestTimeZone)
#include "tst_time_zone.moc"
