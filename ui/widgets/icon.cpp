#include "ui/widgets/icon.h"

#include "ui/chart/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

static void initIcons()
{
    Q_INIT_RESOURCE(ui); // a static library's resources are dropped unless somebody asks
}

namespace vigia {
namespace {

// Paints our own SVG files only; nothing from outside is ever rendered.
class SvgEngine final : public QIconEngine
{
public:
    explicit SvgEngine(QByteArray svg)
        : m_svg(std::move(svg))
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Theme& t = theme();
        const bool lit = state == QIcon::On || mode == QIcon::Active || mode == QIcon::Selected;
        QByteArray svg = m_svg;
        svg.replace("currentColor", (lit ? t.text : t.muted).name().toLatin1());
        QSvgRenderer(svg).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap out(size);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        paint(&painter, QRect({}, size), mode, state);
        return out;
    }

    QIconEngine* clone() const override { return new SvgEngine(m_svg); }

private:
    QByteArray m_svg;
};

} // namespace

QIcon icon(const QString& name)
{
    initIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "icon", qPrintable(file.fileName()));
    return QIcon(new SvgEngine(file.readAll()));
}

QIcon applicationIcon()
{
    return icon(QStringLiteral("vigia"));
}

} // namespace vigia
