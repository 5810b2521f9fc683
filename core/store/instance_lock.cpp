#include "core/store/instance_lock.h"

#include "core/store/file_errors.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace vigia {
namespace {

// "process 4711 at http://127.0.0.1:8000", or "" when the holder has not written it yet.
std::string holder(int descriptor)
{
    std::array<char, 512> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    if (size <= 0)
        return {};
    const std::string content(text.data(), static_cast<std::size_t>(size));
    const std::size_t lineEnd = content.find('\n');
    if (lineEnd == std::string::npos)
        return {};
    std::string out = "process " + content.substr(0, lineEnd);
    const std::string address =
        content.substr(lineEnd + 1, content.find('\n', lineEnd + 1) - lineEnd - 1);
    if (!address.empty())
        out += " at " + address;
    return out;
}

} // namespace

InstanceLock::InstanceLock(std::string file, int descriptor)
    : m_file(std::move(file))
    , m_descriptor(descriptor)
{}

InstanceLock::~InstanceLock()
{
    // The file stays: removing it would let two processes lock two files of one name.
    ::close(m_descriptor);
}

Result<std::shared_ptr<InstanceLock>> InstanceLock::acquire(const std::string& database,
                                                            const std::string& address)
{
    const std::string file = database + ".lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return fail(fileError("cannot create the lock file", file, errno));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        const std::string other = holder(descriptor);
        ::close(descriptor);
        if (why != EWOULDBLOCK)
            return fail(fileError("cannot lock", file, why));
        return fail(ErrorCode::Locked, "the database " + database + " is in use by another Vigia" +
                                           (other.empty() ? "" : " (" + other + ")") +
                                           "; stop that one, or choose another --data-dir");
    }
    std::shared_ptr<InstanceLock> lock(new InstanceLock(file, descriptor));
    lock->setAddress(address);
    return lock;
}

void InstanceLock::setAddress(const std::string& address)
{
    const std::scoped_lock guard(m_mutex);
    const std::string content = std::to_string(::getpid()) + '\n' + address + '\n';
    // Only a help for people: a full disk here must not stop a Vigia that holds the lock.
    if (::ftruncate(m_descriptor, 0) == 0) [[maybe_unused]]
        const ssize_t written = ::pwrite(m_descriptor, content.data(), content.size(), 0);
}

} // namespace vigia
