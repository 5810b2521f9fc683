#include "core/model/status.h"

#include <QTest>

using namespace vigia;

class TestStatus : public QObject
{
    Q_OBJECT

private slots:
    void everyKnownNameIsFoundInAnyCase()
    {
        const StatusCatalog catalog;
        QCOMPARE(catalog.size(), kKnownStatuses);
        for (std::size_t i = 0; i < catalog.size(); ++i) {
            std::string upper(catalog.name(static_cast<StatusId>(i)));
            QCOMPARE(index(*catalog.find(upper)), i);
            for (char& c : upper)
                c = static_cast<char>(std::toupper(c));
            QCOMPARE(index(*catalog.find(upper)), i);
        }
    }

    void othersAreNotFound_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a prefix") << QByteArray("approve");
        QTest::newRow("longer") << QByteArray("approvedd");
        QTest::newRow("with a blank") << QByteArray(" denied");
        QTest::newRow("two letters") << QByteArray("re");
        QTest::newRow("markup") << QByteArray("<img src=x>");
    }

    void othersAreNotFound()
    {
        QFETCH(QByteArray, name);
        QVERIFY(!StatusCatalog{}.find(name.toStdString()));
    }

    void configuredNamesComeAfterTheKnownOnes()
    {
        const std::vector<std::string> extra{"chargeback", "denied"};
        const StatusCatalog catalog(extra);
        QCOMPARE(catalog.size(), kKnownStatuses + 1);
        QCOMPARE(index(*catalog.find("Chargeback")), kKnownStatuses);
    }
};

QTEST_APPLESS_MAIN(TestStatus)
#include "tst_status.moc"
