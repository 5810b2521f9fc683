#include "core/runtime/monitor.h"

namespace vigia {

void Monitor::query(std::string sql, SelectLimits limits,
                    std::function<void(Result<Store::Table>)> done)
{
    read([sql = std::move(sql), limits = std::move(limits),
          done = std::move(done)](Result<Database*> database) -> Answer {
        auto table = database ? (*database)->query(sql, limits)
                              : Result<Store::Table>(fail(database.error()));
        return [done, table = std::move(table)] { done(table); };
    });
}

} // namespace vigia
