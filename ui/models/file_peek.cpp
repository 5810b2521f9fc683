#include "ui/models/file_peek.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace vigia {

bool hasTimesWithoutDate(const QString& path)
{
    constexpr qint64 kHead = 4096;
    if (!QFileInfo(path).isFile()) // a FIFO would wait for ever
        return false;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    static const QRegularExpression hour(
        QStringLiteral("(^|[,;\\t\"])\\s*[0-2]?\\dh( ?[0-5]\\d)?\\s*($|[,;\\t\"])"));
    const QList<QByteArray> lines = file.read(kHead).split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) { // the first line holds the names of the columns
        const QString line = QString::fromUtf8(lines[i]).trimmed();
        if (!line.isEmpty())
            return hour.match(line).hasMatch();
    }
    return false;
}

} // namespace vigia
