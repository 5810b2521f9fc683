#include "core/store/set_aside.h"

#include "core/store/file_errors.h"
#include "core/store/instance_lock.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace vigia {
namespace {

constexpr int kMaxNames = 1000;

// "20250712T134501Z"
std::string stamp(Instant now)
{
    std::string text = toRfc3339(now);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

bool exists(const std::string& path)
{
    return ::access(path.c_str(), F_OK) == 0;
}

} // namespace

Result<std::string> setDatabaseAside(const std::string& file, Instant now)
{
    const auto lock = InstanceLock::acquire(file, "");
    if (!lock)
        return fail(lock.error());
    const std::string base = file + ".damaged-" + stamp(now);
    std::string target = base;
    for (int n = 2; exists(target); ++n) {
        if (n > kMaxNames)
            return fail(ErrorCode::Unavailable, "too many files like " + base);
        target = base + "-" + std::to_string(n);
    }
    // The log first: without it SQLite would throw away what only the log holds.
    for (const char* part : {"-wal", "-shm", ""}) {
        const std::string from = file + part;
        const std::string to = target + part;
        if (!exists(from) && *part != '\0')
            continue;
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0)
            return fail(fileError("cannot set aside", from, errno));
    }
    return target;
}

} // namespace vigia
