// Leadership by a session's advisory lock; without a lock where there is one instance anyway.
#pragma once

#include "core/store/leadership.h"
#include "core/store/sql_connection.h"

namespace vigia {

class SqlLeadership final : public Leadership
{
public:
    // `what`: the second number of the advisory lock.
    SqlLeadership(SqlConnection& connection, int what);

    Result<bool> tryAcquire() override;
    bool held() const override;
    int term() const override { return held() ? m_term : 0; }
    void release() override;

    // Was held, is not held any more, and nobody has been told yet.
    [[nodiscard]] bool lostUnnoticed() const { return m_leads && !held(); }

private:
    void guardAgainstHanging();

    SqlConnection& m_connection;
    int m_what;
    bool m_leads = false; // what tryAcquire() said last
    int m_session = 0;    // of the connection, when it said so
    int m_term = 0;       // how often it was got
};

} // namespace vigia
