// A Python server of tests/e2e as a child process on a free port, and certificates of a CA of one's
// own. For tests only.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace vigia {

// Makes ca.pem, server.pem and server.key (localhost, 127.0.0.1), and other.pem, a CA that signed
// nothing of it.
class TestCertificates
{
public:
    TestCertificates()
    {
        run({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
             "-days", "2", "-subj", "/CN=Vigia test CA"});
        run({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "other.key", "-out",
             "other.pem", "-days", "2", "-subj", "/CN=Another CA"});
        run({"req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr",
             "-subj", "/CN=localhost"});
        QFile names(path("names"));
        if (names.open(QIODevice::WriteOnly))
            names.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        names.close();
        run({"x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
             "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem"});
    }

    [[nodiscard]] bool valid() const { return QFile::exists(path("server.pem")); }
    [[nodiscard]] QString path(const char* name) const
    {
        return m_dir.filePath(QString::fromLatin1(name));
    }

private:
    void run(std::initializer_list<const char*> arguments)
    {
        QProcess openssl;
        openssl.setWorkingDirectory(m_dir.path());
        QStringList list;
        for (const char* a : arguments)
            list << QString::fromLatin1(a);
        openssl.start(QStringLiteral("openssl"), list);
        openssl.waitForFinished();
    }

    QTemporaryDir m_dir;
};

class TestServer
{
public:
    // `script` in tests/e2e; --dir is added.
    TestServer(const char* script, const QStringList& arguments)
    {
        const QString path = qEnvironmentVariable("VIGIA_SOURCE") + QStringLiteral("/tests/e2e/") +
                             QString::fromLatin1(script);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("/usr/bin/python3"),
                        QStringList{path, QStringLiteral("--dir"), m_dir.path()} + arguments);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) {
        }
        const QByteArray line = m_process.readLine(); // listening on PORT
        m_port = line.trimmed().split(' ').last().toUShort();
    }

    ~TestServer()
    {
        m_process.closeWriteChannel(); // ends it
        if (!m_process.waitForFinished(5'000))
            m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] QByteArray file(const QString& name) const
    {
        QFile f(QDir(m_dir.path()).filePath(name));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    [[nodiscard]] qsizetype count(const char* pattern) const
    {
        return QDir(m_dir.path()).entryList({QString::fromLatin1(pattern)}).size();
    }

private:
    QTemporaryDir m_dir;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

} // namespace vigia
