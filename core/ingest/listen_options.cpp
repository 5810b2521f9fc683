#include "core/ingest/listen_options.h"

#include "core/ingest/route_table.h"

#include <QFile>
#include <QHostInfo>
#include <QSslCertificate>
#include <QSslKey>

#include <sys/resource.h>

#include <algorithm>

namespace vigia {
namespace {

constexpr rlim_t kOtherFiles = 128; // database, logs, libraries

Result<QHostAddress> addressOf(const std::string& host)
{
    QString name = QString::fromStdString(host);
    if (name.startsWith(QLatin1Char('[')) && name.endsWith(QLatin1Char(']')))
        name = name.mid(1, name.size() - 2);
    if (name.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(name);
    if (!address.isNull())
        return address;
    const QList<QHostAddress> found = QHostInfo::fromName(name).addresses();
    if (found.isEmpty())
        return fail(ErrorCode::InvalidConfig, "ingest.host: no address is known for " + host);
    return found.first();
}

Result<QByteArray> readPem(const char* key, const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidConfig, std::string(key) + ": cannot read " + path + ": " +
                                                  file.errorString().toStdString());
    return file.readAll();
}

QSslKey keyOf(const QByteArray& pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

Result<std::optional<QSslConfiguration>> tlsOf(const IngestConfig& config)
{
    if (config.tlsCertificate.empty() && config.tlsKey.empty())
        return std::optional<QSslConfiguration>{};
    if (config.tlsCertificate.empty() || config.tlsKey.empty())
        return fail(ErrorCode::InvalidConfig,
                    "ingest.tls_certificate and ingest.tls_key: set both or none");
    const auto certificatePem = readPem("ingest.tls_certificate", config.tlsCertificate);
    if (!certificatePem)
        return fail(certificatePem.error());
    const auto keyPem = readPem("ingest.tls_key", config.tlsKey);
    if (!keyPem)
        return fail(keyPem.error());
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return fail(ErrorCode::InvalidConfig, "ingest.tls_certificate: " + config.tlsCertificate +
                                                  " holds no certificate in PEM form");
    const QSslKey key = keyOf(*keyPem);
    if (key.isNull())
        return fail(ErrorCode::InvalidConfig,
                    "ingest.tls_key: " + config.tlsKey +
                        " holds no RSA or EC key in PEM form without a passphrase");
    QSslConfiguration out = QSslConfiguration::defaultConfiguration();
    out.setLocalCertificateChain(chain);
    out.setPrivateKey(key);
    out.setProtocol(QSsl::TlsV1_2OrLater);
    out.setPeerVerifyMode(QSslSocket::VerifyNone);
    return std::optional(out);
}

int affordableConnections(int wanted)
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return wanted;
    const rlim_t needed = static_cast<rlim_t>(wanted) + kOtherFiles;
    if (files.rlim_cur < needed) {
        files.rlim_cur = std::min(needed, files.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
    const rlim_t left =
        files.rlim_cur > kOtherFiles * 2 ? files.rlim_cur - kOtherFiles : files.rlim_cur / 2;
    return static_cast<int>(std::min<rlim_t>(static_cast<rlim_t>(wanted), left));
}

} // namespace

Result<ListenOptions> readListenOptions(const IngestConfig& config)
{
    const Result<QHostAddress> address = addressOf(config.host);
    if (!address)
        return fail(address.error());
    Result<std::optional<QSslConfiguration>> tls = tlsOf(config);
    if (!tls)
        return fail(tls.error());
    if (!address->isLoopback() && (config.token.empty() || !*tls)) {
        return fail(ErrorCode::InvalidConfig,
                    "ingest.host: " + config.host +
                        " is reachable from other machines; that needs ingest.token (VIGIA_TOKEN), "
                        "ingest.tls_certificate and ingest.tls_key. Or listen on 127.0.0.1");
    }
    ListenOptions out;
    out.address = *address;
    out.port = config.port;
    out.guard.hosts = config.allowedHosts;
    const bool isAnyAddress =
        *address == QHostAddress::AnyIPv4 || *address == QHostAddress::AnyIPv6;
    if (!isAnyAddress)
        out.guard.hosts.push_back(config.host);
    out.guard.token = config.token;
    out.guard.isPublic = isPublicPath;
    out.rules.gate.headBytes = static_cast<std::size_t>(config.maxHeadBytes);
    out.rules.gate.bodyBytes = static_cast<std::uint64_t>(config.maxBodyBytes);
    out.rules.requestTimeout = config.requestTimeout;
    out.rules.idleTimeout = config.requestTimeout * 5 / 2;
    out.maxConnections = affordableConnections(config.maxConnections);
    out.tls = std::move(*tls);
    return out;
}

} // namespace vigia
