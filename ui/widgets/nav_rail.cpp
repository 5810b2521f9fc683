#include "ui/widgets/nav_rail.h"

#include "ui/chart/theme.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace vigia {

NavRail::NavRail(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("navRail"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Pages"));
    m_column->setContentsMargins(6, 10, 6, 10);
    m_column->setSpacing(4);
    m_column->addStretch(1);
}

void NavRail::add(QAction* page)
{
    auto* button = new QToolButton(this);
    button->setProperty("rail", true);
    button->setDefaultAction(page);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({20, 20});
    button->setFont(uiFont(10.5));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_column->insertWidget(m_column->count() - 1, button);
}

QList<QWidget*> NavRail::inOrder() const
{
    QList<QWidget*> out;
    for (int i = 0; i < m_column->count(); ++i) {
        if (QWidget* button = m_column->itemAt(i)->widget())
            out << button;
    }
    return out;
}

} // namespace vigia
