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

// What a monitor without a database knows: its configuration.
void Monitor::loadRuleVersions(std::function<void(Result<std::vector<RuleVersion>>)> done)
{
    done(std::vector<RuleVersion>{{0, {}, {}, {}, rulesOf(config())}});
}

void Monitor::saveRules(RuleSet, QString, QString, std::function<void(Result<RuleVersion>)> done)
{
    done(fail(ErrorCode::ReadOnly, "rules cannot be saved here"));
}

std::shared_ptr<RuleTrial> Monitor::tryRules(RuleSet, int,
                                             std::function<void(Result<RuleTrialOutcome>)> done)
{
    done(fail(ErrorCode::Unavailable, "there is no stored history here"));
    return std::make_shared<RuleTrial>();
}

} // namespace vigia
