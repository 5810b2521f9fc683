// What the routes that take rows have in common: ?partial=true, the list of refused rows, and
// answers that are kept for a retry.
//
// Pure but for the listener's thread they run on.
#pragma once

#include "core/ingest/http_message.h"
#include "core/ingest/ingest_sink.h"
#include "core/ingest/problem.h"
#include "core/message/json_text.h"

#include <string>
#include <string_view>

namespace vigia {

enum class Partial { No, Yes };

// SHA-256, as hex, of what makes a request that one: route, parameters, media type and body.
[[nodiscard]] std::string fingerprintOf(const HttpRequest& request);

// "refused", the number of bad rows, and "errors" of the answer to a partial batch; nothing where
// all rows were good.
void writeRefused(JsonWriter& json, const IssueList& refused, std::size_t rows);

// 422 for a batch with bad rows. `what` is "row" or "event".
[[nodiscard]] HttpResponse refusedRows(const IssueList& issues, std::size_t rows,
                                       std::string_view what);

// The body as it was made, or as it is kept; a repeated one says so with Idempotency-Replayed.
[[nodiscard]] HttpResponse answerWith(std::string body, const KeptText& kept);

} // namespace vigia
