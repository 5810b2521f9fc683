// One writing Vigia per database file: a lock on FILE.lock that the kernel releases when the
// process dies.
//
// The lock file holds the process id and the address of the holder, so that a second instance can
// say where the first one is. It stays behind, unlocked. Any thread may call.
#pragma once

#include "core/base/result.h"

#include <memory>
#include <mutex>
#include <string>

namespace vigia {

class InstanceLock
{
public:
    // `address` is told to a second instance; it may be "" until the listener has a port.
    // Fails with Locked, ReadOnly, Full or Unavailable.
    [[nodiscard]] static Result<std::shared_ptr<InstanceLock>> acquire(const std::string& database,
                                                                       const std::string& address);
    ~InstanceLock();
    InstanceLock(const InstanceLock&) = delete;
    InstanceLock& operator=(const InstanceLock&) = delete;

    void setAddress(const std::string& address);
    [[nodiscard]] const std::string& file() const { return m_file; }

private:
    InstanceLock(std::string file, int descriptor);

    std::string m_file;
    int m_descriptor;
    std::mutex m_mutex;
};

} // namespace vigia
