#include "ui/chart/chart_export.h"

#include "ui/chart/chart_stack.h"
#include "ui/models/words.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace vigia {
namespace {

Result<void> write(const QString& name, const QByteArray& bytes)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Unavailable,
                    name.toStdString() + ": " + file.errorString().toStdString());
    return {};
}

// RFC 4180, and nothing that a spreadsheet would take for a formula: a status of the configuration
// may hold anything.
QByteArray cell(QString text)
{
    if (!text.isEmpty() && QStringLiteral("=+-@").contains(text[0]))
        text.prepend(QLatin1Char('\''));
    if (text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')))
        text = QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) +
               QLatin1Char('"');
    return text.toUtf8();
}

} // namespace

Result<void> savePng(ChartStack& charts, const QString& name)
{
    const double ratio = charts.devicePixelRatioF();
    QImage image((QSizeF(charts.size()) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    charts.paintPicture(painter);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return write(name, buffer.data());
}

Result<void> saveSvg(ChartStack& charts, const QString& name)
{
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(charts.size());
    svg.setViewBox(charts.rect());
    svg.setTitle(QCoreApplication::translate("chart_export", "Transactions a minute"));
    QPainter painter(&svg);
    charts.paintPicture(painter);
    painter.end();
    return write(name, buffer.data());
}

Result<void> saveCsv(const SeriesModel& series, MinuteRange range, const QString& name)
{
    std::vector<QByteArray> names;
    for (std::size_t s = 0; s < series.statuses(); ++s)
        names.push_back(cell(words::status(series.catalog(), static_cast<StatusId>(s))));
    QByteArray out("time,status,count\r\n");
    const Minute to = std::min(range.to, series.end());
    for (Minute m = std::max(range.from, series.first()); m < to; m += std::chrono::minutes{1}) {
        if (std::isnan(series.countAt(StatusId::Approved, m)))
            continue;
        const QByteArray time = QByteArray::fromStdString(toRfc3339(m));
        for (std::size_t s = 0; s < names.size(); ++s)
            out += time + ',' + names[s] + ',' +
                   QByteArray::number(qlonglong(series.countAt(static_cast<StatusId>(s), m))) +
                   "\r\n";
    }
    return write(name, out);
}

Result<std::int64_t> saveStoredCsv(Database& database, MinuteRange range,
                                   const ArchiveFilter& filter,
                                   const std::vector<StatusId>& statuses,
                                   const StatusCatalog& catalog, const Zone& zone,
                                   const QString& name)
{
    const auto failed = [&name](const QSaveFile& file) {
        return fail(ErrorCode::Unavailable,
                    name.toStdString() + ": " + file.errorString().toStdString());
    };
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return failed(file);
    file.write("time,source,status,count\r\n");
    std::vector<QByteArray> names(catalog.size()); // empty: not asked for
    for (const StatusId status : statuses)
        names[index(status)] = cell(words::status(catalog, status));
    CountQuery query;
    query.from = range.from;
    query.to = range.to;
    query.source = filter.source;
    query.limit = 0;
    std::int64_t rows = 0;
    QByteArray line;
    auto read = database.forEachCount(query, [&](const StoredCount& row) {
        if (names[index(row.status)].isEmpty() || !filter.contains(row.time, zone))
            return true;
        line = QByteArray::fromStdString(toRfc3339(row.time)) + ',' +
               cell(QString::fromStdString(row.source)) + ',' + names[index(row.status)] + ',' +
               QByteArray::number(qulonglong(row.count)) + "\r\n";
        ++rows;
        return file.write(line) == line.size();
    });
    if (!read)
        return fail(read.error());
    if (file.error() != QFileDevice::NoError || !file.commit())
        return failed(file);
    return rows;
}

} // namespace vigia
