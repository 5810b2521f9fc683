#include "core/runtime/store_reader.h"

namespace vigia {

StoreReader::StoreReader(OpenStore open)
    : m_open(std::move(open))
    , m_thread([this] { run(); })
{}

StoreReader::~StoreReader()
{
    stop();
}

void StoreReader::post(Task task)
{
    if (!m_tasks.tryPush(task))
        task(fail(ErrorCode::Full, "too many queries wait already, try again in a second"));
}

void StoreReader::stop()
{
    m_tasks.close();
    if (m_thread.joinable())
        m_thread.join();
}

void StoreReader::run()
{
    std::unique_ptr<Database> store;
    while (!m_tasks.finished()) {
        for (Task& task : m_tasks.drain(std::chrono::milliseconds{250})) {
            if (!store) {
                auto opened = m_open();
                if (!opened) {
                    task(fail(opened.error()));
                    continue;
                }
                store = std::move(*opened);
            }
            task(store.get());
        }
    }
}

} // namespace vigia
