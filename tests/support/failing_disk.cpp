// A disk that fails when a test says so. Preloaded into vigiactl, below SQLite.
//
// While the file named by FAILING_DISK exists, writes and syncs of the database's files (vigia.db
// and what stands beside it) fail with the error number that it holds; FAILING_DISK_CALLS may limit
// that to "sync".
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

int wantedError(int file)
{
    const char* order = std::getenv("FAILING_DISK");
    if (!order || ::access(order, R_OK) != 0)
        return 0;
    char link[64];
    char path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = ::readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = '\0';
    if (!std::strstr(path, "/vigia.db"))
        return 0;
    int number = 0;
    if (std::FILE* in = std::fopen(order, "r")) {
        if (std::fscanf(in, "%d", &number) != 1)
            number = 0;
        std::fclose(in);
    }
    return number;
}

bool fails(int file, bool sync)
{
    const char* calls = std::getenv("FAILING_DISK_CALLS");
    if (calls && std::strcmp(calls, "sync") == 0 && !sync)
        return false;
    const int number = wantedError(file);
    if (number != 0)
        errno = number;
    return number != 0;
}

template <typename Function>
Function* next(Function*, const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at)
{
    static const auto real = next(&pwrite64, "pwrite64");
    return fails(file, false) ? -1 : real(file, bytes, size, at);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at)
{
    static const auto real = next(&pwrite, "pwrite");
    return fails(file, false) ? -1 : real(file, bytes, size, at);
}

ssize_t write(int file, const void* bytes, size_t size)
{
    static const auto real = next(&write, "write");
    return fails(file, false) ? -1 : real(file, bytes, size);
}

int ftruncate64(int file, off64_t size) noexcept
{
    static const auto real = next(&ftruncate64, "ftruncate64");
    return fails(file, false) ? -1 : real(file, size);
}

int fdatasync(int file)
{
    static const auto real = next(&fdatasync, "fdatasync");
    return fails(file, true) ? -1 : real(file);
}

int fsync(int file)
{
    static const auto real = next(&fsync, "fsync");
    return fails(file, true) ? -1 : real(file);
}

} // extern "C"
