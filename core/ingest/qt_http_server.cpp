#include "core/ingest/qt_http_server.h"

#include <QHttpServerResponder>
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#endif

namespace vigia {

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

void writeAnswer(QHttpServerResponder& responder, const HttpResponse& response,
                 const std::vector<HttpField>& fields)
{
    const auto status = static_cast<QHttpServerResponder::StatusCode>(response.status);
    const QByteArray body = QByteArray::fromStdString(response.body);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers;
    for (const auto& [name, value] : fields)
        headers.append(toBytes(name), toBytes(value));
    responder.write(body, headers, status);
#else
    responder.writeStatusLine(status);
    for (const auto& [name, value] : fields)
        responder.writeHeader(toBytes(name), toBytes(value));
    responder.writeHeader("Content-Length", QByteArray::number(body.size()));
    responder.writeBody(body);
#endif
}

QByteArray plainHead(const HttpHead& head)
{
    QByteArray out = head.method == "HEAD" ? QByteArrayLiteral("GET") : toBytes(head.method);
    out += ' ' + toBytes(head.path) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
           QByteArray::number(static_cast<qulonglong>(head.bodyBytes)) + "\r\n\r\n";
    return out;
}

QString routePattern(std::string_view path)
{
    return QString::fromUtf8(toBytes(path))
        .replace(QStringLiteral("{id}"), QStringLiteral("<arg>"));
}

} // namespace vigia
