#include "core/store/sql_leadership.h"

#include "core/store/postgres_database.h"

namespace vigia {

SqlLeadership::SqlLeadership(SqlConnection& connection, int what)
    : m_connection(connection)
    , m_what(what)
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
        m_term += m_leads ? 0 : 1;
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
                                 .arg(m_what));
    if (!got)
        return fail(got.error());
    m_leads = got->value_or(0) == 1;
    m_session = m_connection.session();
    if (m_leads) {
        ++m_term;
        guardAgainstHanging();
    }
    return m_leads;
}

// A process that was stopped or hangs keeps its session open. Whoever leads speaks every second or
// two, so the server may end a session that is silent. Servers before 14 cannot: then it hangs on.
void SqlLeadership::guardAgainstHanging()
{
    for (const QString& setting :
         {QStringLiteral("SET idle_session_timeout = '8s'"),
          QStringLiteral("SET idle_in_transaction_session_timeout = '8s'")})
        [[maybe_unused]] const auto ignored = m_connection.execute(setting);
}

void SqlLeadership::release()
{
    if (m_connection.dialect() == SqlDialect::Postgres && held()) [[maybe_unused]]
        const auto ignored = m_connection.scalar(
            QStringLiteral("SELECT pg_advisory_unlock(%1, %2)").arg(kAdvisorySpace).arg(m_what));
    m_leads = false;
}

} // namespace vigia
