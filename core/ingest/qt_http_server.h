// The words of QHttpServer that differ between Qt 6.4 and 6.10, and the plain form in which it is
// given requests.
#pragma once

#include "core/ingest/http_head.h"
#include "core/ingest/http_message.h"

#include <QByteArray>
#include <QString>

#include <string_view>
#include <vector>

class QHttpServerResponder;

namespace vigia {

[[nodiscard]] QByteArray toBytes(std::string_view text);

// Writes the response, whatever this version calls that.
void writeAnswer(QHttpServerResponder& responder, const HttpResponse& response,
                 const std::vector<HttpField>& fields);

// The head as QHttpServer gets it: one plain form, with what routes need and no more.
[[nodiscard]] QByteArray plainHead(const HttpHead& head);

// "/incidents/{id}" as QHttpServer writes it.
[[nodiscard]] QString routePattern(std::string_view path);

} // namespace vigia
