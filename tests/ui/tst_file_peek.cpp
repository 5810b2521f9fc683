#include "ui/models/file_peek.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

class TestFilePeek : public QObject
{
    Q_OBJECT

private slots:
    void dates_data();
    void dates();
    void checkoutFilesAreToldByTheirColumns_data();
    void checkoutFilesAreToldByTheirColumns();
    void aFifoIsNotOpened();
};

void TestFilePeek::dates_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("without");
    QTest::newRow("hours and minutes")
        << QByteArray("time,status,f0_\r\n00h 00,approved,9\r\n") << true;
    QTest::newRow("another column first")
        << QByteArray("status;time;count\napproved;14h 31;9\n") << true;
    QTest::newRow("quoted") << QByteArray("time,status,count\n\"09h 05\",denied,1\n") << true;
    QTest::newRow("hours only") << QByteArray("time,today\n07h,12\n") << true;
    QTest::newRow("an instant") << QByteArray("time,status,count\n2025-07-12T16:45:00Z,denied,1\n")
                                << false;
    QTest::newRow("a wall clock time")
        << QByteArray("timestamp,status,count\n2025-07-12 16:45:00,denied,1\n") << false;
    QTest::newRow("a status that looks a bit like it")
        << QByteArray("time,status,count\n2025-07-12 16:45,12hx,1\n") << false;
    QTest::newRow("no rows") << QByteArray("time,status,count\n") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("binary") << QByteArray("\x00\x01\n\xff\xfe\x00", 6) << false;
}

void TestFilePeek::dates()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, without);
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("x.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QCOMPARE(vigia::hasTimesWithoutDate(file.fileName()), without);
}

void TestFilePeek::checkoutFilesAreToldByTheirColumns_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("checkout");
    QTest::newRow("all columns")
        << QByteArray("time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n00h")
        << true;
    QTest::newRow("one missing, quoted, semicolons")
        << QByteArray("\xef\xbb\xbf\"Time\";\"Today\";\"Yesterday\"\r\n") << true;
    QTest::newRow("transactions") << QByteArray("time,status,count\n00h 00,approved,9\n") << false;
    QTest::newRow("one word only") << QByteArray("time,today,count\n") << false;
    QTest::newRow("in a row, not the head")
        << QByteArray("time,status\ntoday,yesterday\n") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestFilePeek::checkoutFilesAreToldByTheirColumns()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, checkout);
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("x.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QCOMPARE(vigia::isCheckoutFile(file.fileName()), checkout);
}

void TestFilePeek::aFifoIsNotOpened()
{
    QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.filePath(QStringLiteral("fifo")));
    QCOMPARE(mkfifo(path.constData(), 0600), 0);
    QVERIFY(!vigia::hasTimesWithoutDate(QFile::decodeName(path))); // would wait for a writer
    QVERIFY(!vigia::isCheckoutFile(QFile::decodeName(path)));
    QVERIFY(!vigia::hasTimesWithoutDate(dir.path()));
    QVERIFY(!vigia::hasTimesWithoutDate(dir.filePath(QStringLiteral("nothing"))));
}

QTEST_GUILESS_MAIN(TestFilePeek)
#include "tst_file_peek.moc"
