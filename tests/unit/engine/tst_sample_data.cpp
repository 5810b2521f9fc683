// The shipped files are what the generator makes, and data/README.md tells the truth about them.
// VIGIA_UPDATE_GOLDEN=1 writes the files again.
#include "core/engine/checkout_generator.h"
#include "core/engine/sample_generator.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace vigia;

namespace {

QByteArray transactions(std::uint64_t seed, int days, std::chrono::year_month_day start,
                        SampleIncidents incidents)
{
    return QByteArray::fromStdString(
        sampleCsv(generateSample({seed, days, std::chrono::local_days{start}, incidents})));
}

QByteArray content(const QString& name)
{
    QFile file(QDir(qEnvironmentVariable("VIGIA_SOURCE")).filePath(QStringLiteral("data/") + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSampleData : public QObject
{
    Q_OBJECT

private slots:
    void shippedFilesAreGenerated_data()
    {
        using std::chrono::year;
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("made");
        QTest::newRow("a week of history")
            << QStringLiteral("history.csv")
            << transactions(7, 7, year{2025} / 7 / 7, SampleIncidents::None);
        QTest::newRow("a day with incidents")
            << QStringLiteral("sample_day.csv")
            << transactions(14, 1, year{2025} / 7 / 14, SampleIncidents::OnLastDay);
        const auto checkout = generateCheckout(21);
        QTest::newRow("checkout, the day of the outage")
            << QStringLiteral("checkout_1.csv")
            << QByteArray::fromStdString(checkoutCsv(checkout[0]));
        QTest::newRow("checkout, the day after")
            << QStringLiteral("checkout_2.csv")
            << QByteArray::fromStdString(checkoutCsv(checkout[1]));
    }
    void shippedFilesAreGenerated()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, made);
        if (qEnvironmentVariableIsSet("VIGIA_UPDATE_GOLDEN")) {
            QFile file(QDir(qEnvironmentVariable("VIGIA_SOURCE"))
                           .filePath(QStringLiteral("data/") + name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(made), made.size());
            file.close();
        }
        QVERIFY2(content(name) == made, "generate it again with VIGIA_UPDATE_GOLDEN=1");
        const QByteArray sum = QCryptographicHash::hash(made, QCryptographicHash::Sha256).toHex();
        const QByteArray line = "`" + name.toUtf8() + "` | `" + sum + "`";
        QVERIFY2(content(QStringLiteral("README.md")).contains(line), line.constData());
    }

    void allOfItIsSmall()
    {
        qint64 total = 0;
        const QDir data(
            QDir(qEnvironmentVariable("VIGIA_SOURCE")).filePath(QStringLiteral("data")));
        for (const QFileInfo& file : data.entryInfoList(QDir::Files))
            total += file.size();
        QVERIFY2(total < 2'000'000, qPrintable(QString::number(total)));
    }
};

QTEST_GUILESS_MAIN(TestSampleData)
#include "tst_sample_data.moc"
