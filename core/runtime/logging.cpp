#include "core/runtime/logging.h"

#include "core/base/clock.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <cstdio>

Q_LOGGING_CATEGORY(lcStore, "vigia.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcIngest, "vigia.ingest", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDetect, "vigia.detect", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNotify, "vigia.notify", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApp, "vigia.app", QtInfoMsg)

namespace vigia {
namespace {

std::atomic<LogFormat> g_format{LogFormat::Text};

const char* levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
    case QtFatalMsg:
        return "error";
    }
    return "info";
}

QString escaped(const QString& message)
{
    QString out;
    out.reserve(message.size());
    for (const QChar c : message) {
        const bool bidi = (c >= QChar(0x202A) && c <= QChar(0x202E)) ||
                          (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (c.category() == QChar::Other_Control || bidi || c == QChar(0x2028) ||
            c == QChar(0x2029))
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

void write(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QString time = QString::fromStdString(toRfc3339(SystemClock{}.now()));
    const QString category = QString::fromUtf8(context.category ? context.category : "default");
    QByteArray line;
    if (g_format == LogFormat::Json) {
        line = QJsonDocument(
                   QJsonObject{{QStringLiteral("time"), time},
                               {QStringLiteral("level"), QString::fromLatin1(levelName(type))},
                               {QStringLiteral("category"), category},
                               {QStringLiteral("message"), message}})
                   .toJson(QJsonDocument::Compact);
    } else {
        line = (time + QLatin1Char(' ') + QLatin1String(levelName(type)) + QLatin1Char(' ') +
                category + QStringLiteral(": ") + escaped(message))
                   .toUtf8();
    }
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()),
                stderr); // one call: lines stay whole
}

} // namespace

void setUpLogging(LogFormat format)
{
    g_format = format;
    qInstallMessageHandler(write);
}

} // namespace vigia
