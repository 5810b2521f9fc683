#include "ui/models/file_peek.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace vigia {

namespace {

// Nothing for what cannot be read.
QList<QByteArray> firstLines(const QString& path)
{
    constexpr qint64 kHead = 4096;
    if (!QFileInfo(path).isFile()) // a FIFO would wait for ever
        return {};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.read(kHead).split('\n');
}

} // namespace

bool hasTimesWithoutDate(const QString& path)
{
    static const QRegularExpression hour(
        QStringLiteral("(^|[,;\\t\"])\\s*[0-2]?\\dh( ?[0-5]\\d)?\\s*($|[,;\\t\"])"));
    const QList<QByteArray> lines = firstLines(path);
    for (qsizetype i = 1; i < lines.size(); ++i) { // the first line holds the names of the columns
        const QString line = QString::fromUtf8(lines[i]).trimmed();
        if (!line.isEmpty())
            return hour.match(line).hasMatch();
    }
    return false;
}

bool isCheckoutFile(const QString& path)
{
    static const QRegularExpression column(
        QStringLiteral("\\b(today|yesterday|same_day_last_week|avg_last_week|avg_last_month)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    const QList<QByteArray> lines = firstLines(path);
    if (lines.isEmpty())
        return false;
    auto found = column.globalMatch(QString::fromUtf8(lines.first()));
    QSet<QString> names;
    while (found.hasNext())
        names.insert(found.next().captured().toLower());
    return names.size() >= 2;
}

} // namespace vigia
