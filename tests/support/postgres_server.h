// A PostgreSQL server of our own for the tests: Debian's, in a temporary directory, on a free port
// and a Unix socket, stopped and removed with this object.
//
// PostgreSQL refuses to run as root; started by root it runs as user postgres.
#pragma once

#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <string>

#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace vigia::test {

class PostgresServer
{
public:
    static constexpr const char* kUser = "vigia";
    static constexpr const char* kPassword = "s3cret@pass/word";

    ~PostgresServer() { stop(); }

    // "" when it accepts connections; else why not. `missing` tells that it is not installed.
    QString start()
    {
        const QString bin = binaries();
        if (bin.isEmpty()) {
            missing = true;
            return QStringLiteral("PostgreSQL is not installed (package postgresql)");
        }
        if (::geteuid() == 0) {
            const passwd* user = ::getpwnam("postgres");
            if (!user) {
                missing = true;
                return QStringLiteral("there is no user postgres to run the server as");
            }
            m_user = std::pair{user->pw_uid, user->pw_gid};
        }
        m_dir = std::make_unique<QTemporaryDir>(QStringLiteral("/tmp/vigia-pg-XXXXXX"));
        if (m_user && ::chown(qPrintable(m_dir->path()), m_user->first, m_user->second) != 0)
            return QStringLiteral("cannot hand the directory to user postgres");
        QFile password(m_dir->filePath(QStringLiteral("password")));
        if (!password.open(QIODevice::WriteOnly) || password.write(kPassword) < 0)
            return QStringLiteral("cannot write the password file");
        password.setPermissions(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
        password.close();
        QProcess init;
        asUser(init);
        init.start(bin + QStringLiteral("/initdb"),
                   {QStringLiteral("-D"), data(), QStringLiteral("-U"), QLatin1String(kUser),
                    QStringLiteral("-A"), QStringLiteral("scram-sha-256"),
                    QStringLiteral("--pwfile"), password.fileName(), QStringLiteral("-E"),
                    QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"),
                    QStringLiteral("--no-sync")});
        if (!init.waitForFinished(60'000) || init.exitCode() != 0)
            return QString::fromUtf8(init.readAllStandardError());
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHost))
            return QStringLiteral("there is no free port");
        m_port = probe.serverPort();
        probe.close();
        return run();
    }

    // Starts it again after kill() or stop(), on the same data and port.
    QString run()
    {
        m_process = std::make_unique<QProcess>();
        asUser(*m_process);
        m_process->setProcessChannelMode(QProcess::MergedChannels);
        m_process->start(binaries() + QStringLiteral("/postgres"),
                         {QStringLiteral("-D"), data(), QStringLiteral("-p"),
                          QString::number(m_port), QStringLiteral("-k"), m_dir->path(),
                          QStringLiteral("-c"), QStringLiteral("listen_addresses=127.0.0.1"),
                          QStringLiteral("-c"), QStringLiteral("max_connections=30"),
                          QStringLiteral("-c"), QStringLiteral("fsync=") + m_fsync});
        QByteArray log;
        for (int i = 0; i < 600; ++i) {
            m_process->waitForReadyRead(100);
            log += m_process->readAll();
            if (log.contains("database system is ready to accept connections"))
                return {};
            if (m_process->state() == QProcess::NotRunning)
                break;
        }
        return QString::fromUtf8(log);
    }
    void stop()
    {
        if (!m_process || m_process->state() == QProcess::NotRunning)
            return;
        ::kill(static_cast<pid_t>(m_process->processId()), SIGQUIT); // immediate
        m_process->waitForFinished(20'000);
    }
    void useFsync() { m_fsync = QStringLiteral("on"); } // before start()

    [[nodiscard]] std::string url(const std::string& database = "postgres") const
    {
        return QStringLiteral("postgresql://%1:s3cret%40pass%2Fword@127.0.0.1:%2/%3")
            .replace(QStringLiteral("%1"), QLatin1String(kUser))
            .replace(QStringLiteral("%2/%3"),
                     QString::number(m_port) + QLatin1Char('/') + QString::fromStdString(database))
            .toStdString();
    }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString socketDirectory() const { return m_dir->path(); }

    bool missing = false;

private:
    static QString binaries()
    {
        const QDir root(QStringLiteral("/usr/lib/postgresql"));
        const QStringList versions = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QString& version : versions) {
            const QString bin = root.filePath(version) + QStringLiteral("/bin");
            if (QFile::exists(bin + QStringLiteral("/initdb")))
                return bin;
        }
        return {};
    }
    [[nodiscard]] QString data() const { return m_dir->filePath(QStringLiteral("data")); }
    void asUser(QProcess& process) const
    {
        process.setWorkingDirectory(m_dir->path());
        process.setChildProcessModifier([user = m_user] {
            if (user && (::setgroups(0, nullptr) != 0 || ::setgid(user->second) != 0 ||
                         ::setuid(user->first) != 0))
                ::_exit(99);
            ::prctl(PR_SET_PDEATHSIG, SIGQUIT); // also when a test crashes
        });
    }

    std::optional<std::pair<uid_t, gid_t>> m_user;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    QString m_fsync = QStringLiteral("off"); // tests do not pull the plug
};

} // namespace vigia::test
