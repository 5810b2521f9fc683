// An answer as it stands on the wire: the fields that every answer carries, and the bytes of those
// that are given without QHttpServer (refusals of the gate). Pure.
#pragma once

#include "core/base/minute.h"
#include "core/ingest/http_message.h"

namespace vigia {

enum class AfterAnswer { KeepOpen, KeepOpenHttp10, Close };

// Content-Type, Date, nosniff, no-store and the fields of the response; Connection where it must be
// said. Content-Length is the writer's.
[[nodiscard]] std::vector<HttpField> answerFields(const HttpResponse& response, AfterAnswer after,
                                                  Instant now);

// Status line, fields and body.
[[nodiscard]] std::string answerBytes(const HttpResponse& response, AfterAnswer after, Instant now);

// "Sat, 12 Jul 2025 16:45:00 GMT" (RFC 9110 section 5.6.7).
[[nodiscard]] std::string httpDate(Instant now);

} // namespace vigia
