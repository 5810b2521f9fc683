#include "core/runtime/keyring.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <functional>
#include <qt6keychain/keychain.h>

namespace vigia {
namespace {

constexpr std::chrono::seconds kPatience{60}; // for a person who types the keyring's password

const QString kService = QStringLiteral("vigia");

// Runs the job to its end; it deletes itself, also when nobody waits any more. `got` is called when
// it has succeeded.
Result<void> finish(QKeychain::Job* job, const std::string& name,
                    const std::function<void()>& got = {})
{
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &loop, [&loop] { loop.exit(1); });
    QKeychain::Error error = QKeychain::OtherError;
    QString words;
    QObject::connect(job, &QKeychain::Job::finished, &loop, [&](QKeychain::Job* done) {
        error = done->error();
        words = done->errorString();
        if (error == QKeychain::NoError && got)
            got();
        loop.exit(0);
    });
    job->start();
    limit.start(kPatience);
    const auto refuse = [&](ErrorCode code, const std::string& why) {
        return fail(code, "keyring entry " + name + ": " + why);
    };
    if (loop.exec() != 0)
        return refuse(ErrorCode::Unavailable, "the keyring did not answer within a minute");
    switch (error) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return refuse(ErrorCode::NotFound,
                      "not there, expected one that `vigiactl secret set " + name + "` has stored");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return refuse(ErrorCode::Unavailable, "the keyring is locked or refused");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return refuse(ErrorCode::Unavailable,
                      "there is no keyring in this session, expected a Secret Service or KWallet; "
                      "on a server use a file of mode 0600 and a variable such as "
                      "VIGIA_MAIL_PASSWORD_FILE");
    default:
        return refuse(ErrorCode::Unavailable, words.toStdString());
    }
}

QString keyOf(const std::string& name)
{
    return QString::fromStdString(name);
}

} // namespace

bool isKeyringName(std::string_view name)
{
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '.';
    });
}

Result<std::string> keyringSecret(const std::string& name)
{
    auto* job = new QKeychain::ReadPasswordJob(kService);
    job->setKey(keyOf(name));
    std::string secret;
    const auto take = [&] { secret = job->textData().toStdString(); };
    if (auto done = finish(job, name, take); !done)
        return fail(done.error());
    return secret;
}

Result<void> storeKeyringSecret(const std::string& name, const std::string& secret)
{
    auto* job = new QKeychain::WritePasswordJob(kService);
    job->setKey(keyOf(name));
    job->setTextData(QString::fromStdString(secret));
    return finish(job, name);
}

Result<void> deleteKeyringSecret(const std::string& name)
{
    auto* job = new QKeychain::DeletePasswordJob(kService);
    job->setKey(keyOf(name));
    return finish(job, name);
}

} // namespace vigia
