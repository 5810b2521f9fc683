#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "core/runtime/keyring.h"

#include <QFile>

#include <cstdio>

namespace vigia {
namespace {

Result<std::string> secretFromInput()
{
    constexpr qint64 kMostBytes = 64 * 1024;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidInput, "standard input cannot be read");
    QByteArray bytes = input.read(kMostBytes + 1);
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    if (bytes.isEmpty() || bytes.size() > kMostBytes || bytes.contains('\n') ||
        bytes.contains('\0'))
        return fail(ErrorCode::InvalidInput,
                    "standard input: expected the secret, one line of at most 64 KiB");
    return bytes.toStdString();
}

} // namespace

int runSecret(const QStringList& arguments)
{
    CommandLine line(QStringLiteral(
        "Keeps a secret in the keyring of this desktop session: \"set NAME\" reads it from "
        "standard "
        "input, \"delete NAME\" removes it. The configuration refers to it as \"keyring:NAME\"."));
    line.parser().addPositionalArgument(QStringLiteral("set|delete"),
                                        QStringLiteral("What to do."));
    line.parser().addPositionalArgument(
        QStringLiteral("NAME"), QStringLiteral("1 to 64 of A-Z a-z 0-9 _ - ., such as smtp."));
    if (const auto done = line.parse(arguments))
        return *done;
    const QStringList words = line.files();
    const bool set = !words.isEmpty() && words.first() == QLatin1String("set");
    if (words.size() != 2 || (!set && words.first() != QLatin1String("delete")))
        return line.wrongUsage(QStringLiteral("expected set NAME or delete NAME"));
    const std::string name = words.last().toStdString();
    if (!isKeyringName(name))
        return line.wrongUsage(QStringLiteral("NAME: expected 1 to 64 of A-Z a-z 0-9 _ - ."));
    if (!set) {
        if (const auto done = deleteKeyringSecret(name); !done)
            return complain(done.error());
        std::printf("The keyring holds no secret of the name %s any more.\n", name.c_str());
        return kExitDone;
    }
    const auto secret = secretFromInput();
    if (!secret)
        return complain(secret.error());
    if (const auto done = storeKeyringSecret(name, *secret); !done)
        return complain(done.error());
    std::printf("Stored. Use it as \"keyring:%s\" in the configuration.\n", name.c_str());
    return kExitDone;
}

} // namespace vigia
