// The outbox as rows.
#pragma once

#include "core/store/sql_connection.h"
#include "core/store/store.h"

#include <vector>

namespace vigia {

class OutboxTable
{
public:
    explicit OutboxTable(SqlConnection& connection);

    // Within the caller's transaction. An entry whose (channel, recipient, message key) is there
    // already is left out.
    [[nodiscard]] Result<void> put(const OutboxEntry& entry);

    [[nodiscard]] Result<std::vector<OutboxEntry>> due(Instant now, std::size_t limit);
    [[nodiscard]] Result<void> recordAttempt(const OutboxEntry& entry);
    [[nodiscard]] Result<std::optional<OutboxEntry>> find(std::int64_t id);
    [[nodiscard]] Result<std::vector<OutboxEntry>> newest(std::size_t limit);
    // Whose thread begins so; the text holds neither % nor _. Oldest first.
    [[nodiscard]] Result<std::vector<OutboxEntry>> ofThread(const std::string& beginning);
    [[nodiscard]] Result<OutboxCounts> count();

private:
    SqlConnection& m_connection;
};

} // namespace vigia
