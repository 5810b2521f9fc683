#include "core/ingest/routes.h"

namespace vigia {

RouteScope::RouteScope(RouteContext context)
    : m_context(std::move(context))
    , m_started(now())
{}

std::chrono::year_month_day RouteScope::today() const
{
    const LocalMinute local = zone().toLocal(floorToMinute(now()));
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
}

void RouteScope::followClock()
{
    const auto date = today();
    if (m_date == date) {
        m_validator->setNow(now());
        return;
    }
    m_date = date;
    m_jsonRows.reset();
    m_validator.emplace(zone(), *catalog(), date, now());
    m_jsonRows.emplace(*m_validator);
    m_boundParser.emplace(zone(), date, Instant{kLatestMinute});
}

RowValidator& RouteScope::validator()
{
    followClock();
    return *m_validator;
}

JsonRows& RouteScope::jsonRows()
{
    followClock();
    return *m_jsonRows;
}

TimeParser& RouteScope::boundParser()
{
    followClock();
    return *m_boundParser;
}

} // namespace vigia
