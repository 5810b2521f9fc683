#include "core/store/file_errors.h"

#include <cerrno>
#include <system_error>

namespace vigia {

ErrorCode codeOfErrno(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: // the limit of the process (RLIMIT_FSIZE)
        return ErrorCode::Full;
    case EROFS:
    case EACCES:
    case EPERM:
        return ErrorCode::ReadOnly;
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    default:
        return ErrorCode::Unavailable;
    }
}

Error fileError(const std::string& what, const std::string& file, int number)
{
    return {codeOfErrno(number),
            what + " " + file + ": " + std::generic_category().message(number)};
}

} // namespace vigia
