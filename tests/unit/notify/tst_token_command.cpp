#include "core/notify/token_command.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const std::atomic<bool> kGoOn{false};

Result<std::string> run(const std::vector<std::string>& command,
                        std::chrono::milliseconds limit = 20s)
{
    return runTokenCommand(command, limit, kGoOn);
}

} // namespace

class TestTokenCommand : public QObject
{
    Q_OBJECT

private slots:
    void itsLineIsTheToken()
    {
        const auto token = run({"/usr/bin/printf", "%s\\r\\n", "abc.DEF-123"});
        QVERIFY2(token.has_value(), token ? "" : token.error().message.c_str());
        QCOMPARE(*token, std::string("abc.DEF-123"));
    }

    void noShellLooksAtTheArguments()
    {
        // A shell would print the result, or the home folder.
        QCOMPARE(run({"/bin/echo", "$((1+1));~"}).value(), std::string("$((1+1));~"));
    }

    void whatGoesWrongIsSaidWithoutWhatItPrinted_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QByteArray>("words");
        const auto shell = [](const char* script) {
            return QStringList{QStringLiteral("/bin/sh"), QStringLiteral("-c"),
                               QString::fromLatin1(script)};
        };
        QTest::newRow("a program that is not there")
            << QStringList{QStringLiteral("/nonexistent/token")}
            << QByteArray("/nonexistent/token: cannot be started: No such file or directory");
        QTest::newRow("another code than 0")
            << shell("echo s3cret; echo s3cret >&2; exit 7") << QByteArray("/bin/sh: ended with 7");
        QTest::newRow("killed") << shell("echo s3cret; kill -9 $$")
                                << QByteArray("/bin/sh: was killed");
        QTest::newRow("nothing printed")
            << shell("true")
            << QByteArray("/bin/sh: printed no token, expected one line without blanks");
        QTest::newRow("two lines")
            << shell("echo s3cret; echo more")
            << QByteArray("/bin/sh: printed no token, expected one line without blanks");
        QTest::newRow("a page instead of a token")
            << shell("head -c 100000 /dev/zero | tr '\\0' x; echo s3cret")
            << QByteArray("/bin/sh: printed more than 16 KiB");
    }

    void whatGoesWrongIsSaidWithoutWhatItPrinted()
    {
        QFETCH(QStringList, command);
        QFETCH(QByteArray, words);
        std::vector<std::string> list;
        for (const QString& part : command)
            list.push_back(part.toStdString());
        const auto token = run(list);
        QVERIFY(!token);
        QCOMPARE(int(token.error().code), int(ErrorCode::Unavailable));
        QCOMPARE(QByteArray::fromStdString(token.error().message), words);
    }

    void oneThatHangsEndsWithAllThatItStarted()
    {
        const QTemporaryDir dir;
        const std::string file = dir.filePath(QStringLiteral("pid")).toStdString();
        // The child of the child keeps the output open.
        const auto token =
            run({"/bin/sh", "-c", "sleep 600 & echo $! > \"$0\"; wait", file}, 500ms);
        QVERIFY(!token);
        QCOMPARE(token.error().message, std::string("/bin/sh: printed no token within 1 s"));
        QFile written(QString::fromStdString(file));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const int pid = written.readAll().trimmed().toInt();
        QVERIFY(pid > 0);
        // Gone, or a zombie that its new parent has not reaped yet.
        QTRY_VERIFY([pid] {
            QFile status(QStringLiteral("/proc/%1/stat").arg(pid));
            return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
        }());
    }

    void stoppingEndsIt()
    {
        const std::atomic<bool> stop{true};
        const auto token = runTokenCommand({"/bin/sleep", "600"}, 60s, stop);
        QVERIFY(!token);
        QCOMPARE(token.error().message, std::string("/bin/sleep: was stopped"));
    }

    void itGetsNoFileOfOurs()
    {
        const int ours = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC, on purpose
        QVERIFY(ours > 2);
        const auto files = run({"/bin/sh", "-c", "ls /proc/self/fd | tr '\\n' ,"});
        ::close(ours);
        QVERIFY2(files.has_value(), files ? "" : files.error().message.c_str());
        QCOMPARE(*files, std::string("0,1,2,3,")); // 3 is the folder that ls reads
    }
};

QTEST_GUILESS_MAIN(TestTokenCommand)
#include "tst_token_command.moc"
