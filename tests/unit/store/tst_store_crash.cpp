// What the store promises across the death of its process: acknowledged rows stay, whole batches
// only, and the disk has them before success is reported.
#include "core/store/open_store.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace vigia;

namespace {

constexpr int kRounds = 15;
constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};

QString writer()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/store_writer");
}

} // namespace

class tst_StoreCrash : public QObject
{
    Q_OBJECT

private slots:
    void loseNothingAcknowledgedWhenKilled();
    void syncsBeforeItReportsSuccess();
    void releasesItsLockWhenKilled();
};

void tst_StoreCrash::loseNothingAcknowledgedWhenKilled()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("vigia.db"));
    std::int64_t acknowledged = -1;
    for (int round = 0; round < kRounds; ++round) {
        QProcess process;
        process.start(writer(), {file, QStringLiteral("write"), QString::number(acknowledged + 1),
                                 QStringLiteral("1000000")});
        // Killed at another moment each round, some of them during the opening.
        const std::int64_t until = acknowledged + (round % 5) * 7;
        QByteArray out;
        while (acknowledged < until) {
            QVERIFY2(process.waitForReadyRead(20'000), qPrintable(process.errorString()));
            out += process.readAll();
            const qsizetype end = out.lastIndexOf('\n');
            if (end < 0)
                continue;
            bool number = false;
            const QByteArray last = out.left(end).split('\n').last();
            acknowledged = last.toLongLong(&number);
            QVERIFY2(number, last.constData());
        }
        if (round % 5 == 0)
            process.waitForStarted();
        process.kill();
        QVERIFY(process.waitForFinished(20'000));
        out += process.readAll();
        if (const qsizetype end = out.lastIndexOf('\n'); end >= 0)
            acknowledged = out.left(end).split('\n').last().toLongLong();

        StoreOptions options;
        options.database = file.toStdString();
        auto store = openStore(options);
        QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
        std::int64_t rows = 0;
        bool exact = true;
        CountQuery all;
        all.limit = 0;
        const auto read = (*store)->forEachCount(all, [&](const StoredCount& row) {
            const std::int64_t n = rows / static_cast<std::int64_t>(kKnownStatuses);
            exact = exact && row.time == kStart + std::chrono::minutes{n} &&
                    row.count == static_cast<std::uint64_t>(n + 1);
            ++rows;
            return true;
        });
        QVERIFY(read.has_value());
        QVERIFY(exact);
        QCOMPARE(rows % static_cast<std::int64_t>(kKnownStatuses), 0); // whole batches only
        const std::int64_t batches = rows / static_cast<std::int64_t>(kKnownStatuses);
        QVERIFY2(batches > acknowledged,
                 qPrintable(QStringLiteral("%1 batches, %2 acknowledged, round %3")
                                .arg(batches)
                                .arg(acknowledged + 1)
                                .arg(round)));
        acknowledged = batches - 1; // also those that were committed and not yet reported
    }
    QVERIFY(acknowledged > 50);
}

// kill -9 is not a power cut: the kernel still writes what the process had handed over. So look at
// the system calls.
void tst_StoreCrash::syncsBeforeItReportsSuccess()
{
    const QString strace = QStandardPaths::findExecutable(QStringLiteral("strace"));
    if (strace.isEmpty())
        QSKIP("strace is not installed");
    const QTemporaryDir dir;
    const QString trace = dir.filePath(QStringLiteral("trace"));
    QProcess process;
    process.start(strace,
                  {QStringLiteral("-f"), QStringLiteral("-e"),
                   QStringLiteral("trace=fdatasync,fsync,write,pwrite64"), QStringLiteral("-o"),
                   trace, writer(), dir.filePath(QStringLiteral("vigia.db")),
                   QStringLiteral("write"), QStringLiteral("0"), QStringLiteral("20")});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray problem = process.readAllStandardError();
    if (problem.contains("ptrace"))
        QSKIP("ptrace is not allowed here");
    QCOMPARE(process.exitCode(), 0);

    QFile file(trace);
    QVERIFY(file.open(QIODevice::ReadOnly));
    bool unsynced = false;
    int acknowledgements = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.contains("pwrite64("))
            unsynced = true;
        else if (line.contains("sync(") && line.contains("= 0"))
            unsynced = false;
        else if (line.contains("write(1, \"")) {
            QVERIFY2(!unsynced, line.constData());
            ++acknowledgements;
        }
    }
    QCOMPARE(acknowledgements, 20);
}

void tst_StoreCrash::releasesItsLockWhenKilled()
{
    const QTemporaryDir dir;
    StoreOptions options;
    options.database = dir.filePath(QStringLiteral("vigia.db")).toStdString();
    QProcess process;
    process.start(writer(), {QString::fromStdString(options.database), QStringLiteral("hold")});
    QVERIFY(process.waitForReadyRead(20'000));

    const auto refused = openStore(options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    const QString words = QString::fromStdString(refused.error().message);
    QVERIFY2(words.contains(QStringLiteral("http://127.0.0.1:4711")), qPrintable(words));
    QVERIFY2(words.contains(QString::number(process.processId())), qPrintable(words));
    QVERIFY2(words.contains(dir.path()), qPrintable(words));

    // Readers are let in while it writes.
    StoreOptions reader = options;
    reader.access = StoreAccess::ReadOnly;
    QVERIFY(openStore(reader).has_value());

    process.kill();
    QVERIFY(process.waitForFinished(20'000));
    QVERIFY(openStore(options).has_value());
}

QTEST_GUILESS_MAIN(tst_StoreCrash)
#include "tst_store_crash.moc"
