#include "ui/widgets/drop_hint.h"

#include "ui/chart/theme.h"

#include <QPainter>

namespace vigia {

DropHint::DropHint(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::open(int files)
{
    m_files = files;
    setGeometry(parentWidget()->rect());
    show();
    raise();
}

void DropHint::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = t.ground;
    veil.setAlphaF(0.78F);
    painter.fillRect(rect(), veil);
    QPen pen(t.accent, 2, Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(16, 16, -16, -16), 12, 12);
    painter.setFont(uiFont(20, QFont::DemiBold));
    painter.setPen(t.text);
    painter.drawText(rect(), Qt::AlignCenter,
                     m_files == 1 ? tr("Drop to import the file")
                                  : tr("Drop to import %1 files").arg(m_files));
}

} // namespace vigia
