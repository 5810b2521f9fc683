// Raw transactions from a JSON, NDJSON or CSV body: bytes to validated events, with a pointer to
// each value that is wrong.
//
// An event is {"created_at", "status", "duration_ms"?, "auth_code"?, "source"?, "id"?}; members of
// other names are passed over. Read by StrictJson alone. Pure, but for the validator it remembers.
#pragma once

#include "core/base/result.h"
#include "core/ingest/problem.h"
#include "core/model/raw_transaction.h"
#include "core/parse/row_validator.h"
#include "core/store/event_store.h"

namespace vigia {

struct ReadEvents
{
    std::vector<RawTransaction> events; // the good ones
    IssueList issues;
    std::size_t rows = 0; // given, good and bad
};

// An array, {"transactions": [...]} or {"events": [...]}, or one event alone. InvalidInput, with
// line and column, when the body is not JSON.
[[nodiscard]] Result<ReadEvents> readEvents(std::string_view body, RowValidator& validator);
// An event a line; blank lines are passed over.
[[nodiscard]] Result<ReadEvents> readEventLines(std::string_view body, RowValidator& validator);

// As the store takes them.
[[nodiscard]] EventBatch toEventBatch(std::vector<RawTransaction> events);

} // namespace vigia
