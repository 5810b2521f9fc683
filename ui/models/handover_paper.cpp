#include "ui/models/handover_paper.h"

#include <QBuffer>
#include <QFont>
#include <QImage>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QUrl>

namespace vigia {
namespace {

// Twice as fine as it is shown: paper and dense screens have more pixels.
QImage chartsOf(const QByteArray& svg, int width)
{
    QSvgRenderer renderer(svg);
    const QSizeF natural = renderer.defaultSize();
    if (!renderer.isValid() || natural.isEmpty())
        return {};
    const double scale = 2.0 * width / natural.width();
    QImage image((natural * scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.end();
    return image;
}

} // namespace

void writeHandover(QTextDocument& document, const Handover& handover, const MessageContext& context,
                   int width)
{
    document.clear();
    QString html = QString::fromStdString(handoverHtml(handover, context, HandoverCharts::Linked));
    const QByteArray svg = QByteArray::fromStdString(handoverSvg(handover, context));
    if (!svg.isEmpty()) {
        const QImage charts = chartsOf(svg, width);
        document.addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("charts.svg")),
                             charts);
        html.replace(QLatin1String("<img src=\"charts.svg\">"),
                     QStringLiteral("<img src=\"charts.svg\" width=\"%1\">").arg(width));
    }
    document.setHtml(html);
}

QByteArray handoverPdf(const Handover& handover, const MessageContext& context)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
        writer.setResolution(96);
        writer.setTitle(QString::fromStdString(handoverFileName(handover, context.zone)));
        writer.setCreator(QStringLiteral("Vigia"));
        const QSizeF page = writer.pageLayout().paintRectPixels(96).size();
        QTextDocument document;
        QFont font(QStringLiteral("Inter"));
        font.setPointSizeF(9.5);
        document.setDefaultFont(font);
        document.setPageSize(page);
        document.setDocumentMargin(0);
        writeHandover(document, handover, context, int(page.width()) - 8);
        document.setPageSize(page);
        document.print(&writer);
    }
    return bytes;
}

} // namespace vigia
