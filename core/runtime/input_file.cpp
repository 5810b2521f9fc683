#include "core/runtime/input_file.h"

#include <QFile>

#include <sys/stat.h>

namespace vigia {
namespace {

constexpr qint64 kMaxBytes = qint64{2} << 30;

const char* kindOf(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a pipe";
    if (S_ISSOCK(mode))
        return "a socket";
    return "a device";
}

} // namespace

Result<QByteArray> readInputFile(const std::string& path)
{
    struct stat info
    {
    };
    if (::stat(path.c_str(), &info) != 0)
        return fail(ErrorCode::InvalidInput, path + ": there is no such file");
    if (!S_ISREG(info.st_mode))
        return fail(ErrorCode::InvalidInput,
                    path + ": is " + kindOf(info.st_mode) + ", expected a file");
    if (info.st_size > kMaxBytes)
        return fail(ErrorCode::InvalidInput,
                    path + ": is larger than 2 GiB, expected a smaller file; split it");
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidInput,
                    path + ": cannot be read: " + file.errorString().toStdString());
    QByteArray bytes = file.read(kMaxBytes);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::InvalidInput,
                    path + ": cannot be read: " + file.errorString().toStdString());
    return bytes;
}

} // namespace vigia
