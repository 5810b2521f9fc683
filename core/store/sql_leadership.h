// Leadership by a session's advisory lock; without a lock where there is one instance anyway.
#pragma once

#include "core/store/leadership.h"
#include "core/store/sql_connection.h"

namespace vigia {

class SqlLeadership final : public Leadership
{
public:
    explicit SqlLeadership(SqlConnection& connection);

    Result<bool> tryAcquire() override;
    bool held() const override;
    void release() override;

    // Was held, is not held any more, and nobody has been told yet.
    [[nodiscard]] bool lostUnnoticed() const { return m_leads && !held(); }

private:
    SqlConnection& m_connection;
    bool m_leads = false; // what tryAcquire() said last
    int m_session = 0;    // of the connection, when it said so
};

} // namespace vigia
