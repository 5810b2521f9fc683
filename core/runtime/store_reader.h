// A thread with a read-only database of its own, for everything that reads while the stream is
// written.
//
// Tasks run in the order given. The store is opened with the first task and again after it failed.
#pragma once

#include "core/runtime/bounded_queue.h"
#include "core/store/database.h"

#include <functional>
#include <memory>
#include <thread>

namespace vigia {

class StoreReader
{
public:
    using OpenStore = std::function<Result<std::unique_ptr<Database>>()>;
    // The task gets the store, or the reason why there is none. It must not throw.
    using Task = std::function<void(Result<Database*>)>;

    explicit StoreReader(OpenStore open);
    ~StoreReader(); // stop()
    StoreReader(const StoreReader&) = delete;
    StoreReader& operator=(const StoreReader&) = delete;

    // Any thread, returns at once. When too much waits already the task is called at once with
    // ErrorCode::Full.
    void post(Task task);
    void stop(); // runs what waits; idempotent

private:
    void run();

    OpenStore m_open;
    BoundedQueue<Task> m_tasks{256};
    std::jthread m_thread;
};

} // namespace vigia
