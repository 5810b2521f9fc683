#include "core/store/sql_leadership.h"

#include "core/store/postgres_database.h"

namespace vigia {

SqlLeadership::SqlLeadership(SqlConnection& connection)
    : m_connection(connection)
{}

bool SqlLeadership::held() const
{
    if (m_connection.dialect() == SqlDialect::Sqlite)
        return m_leads;
    return m_leads && !m_connection.lost() && m_session == m_connection.session();
}

Result<bool> SqlLeadership::tryAcquire()
{
    if (m_connection.dialect() == SqlDialect::Sqlite) {
        m_leads = true;
        return true;
    }
    if (held()) {
        const auto alive = m_connection.integer(QStringLiteral("SELECT 1"));
        if (!alive) {
            m_leads = false;
            return fail(alive.error());
        }
        if (held())
            return true;
    }
    m_leads = false;
    const auto got =
        m_connection.integer(QStringLiteral("SELECT CASE WHEN pg_try_advisory_lock(%1, %2) "
                                            "THEN 1 ELSE 0 END")
                                 .arg(kAdvisorySpace)
                                 .arg(kAdvisoryLeader));
    if (!got)
        return fail(got.error());
    m_leads = got->value_or(0) == 1;
    m_session = m_connection.session();
    return m_leads;
}

void SqlLeadership::release()
{
    if (m_connection.dialect() == SqlDialect::Postgres && held()) [[maybe_unused]]
        const auto ignored = m_connection.scalar(QStringLiteral("SELECT pg_advisory_unlock(%1, %2)")
                                                     .arg(kAdvisorySpace)
                                                     .arg(kAdvisoryLeader));
    m_leads = false;
}

} // namespace vigia
