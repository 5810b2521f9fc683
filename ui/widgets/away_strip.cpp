#include "ui/widgets/away_strip.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/widgets/icon.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace vigia {

AwayStrip::AwayStrip(LiveData& live, std::shared_ptr<const Clock> clock, QWidget* parent)
    : QWidget(parent)
    , m_live(live)
    , m_clock(std::move(clock))
{
    auto* around = new QHBoxLayout(this); // the margins of a page
    around->setContentsMargins(14, 11, 14, 0);
    auto* card = new QFrame;
    card->setProperty("card", true);
    around->addWidget(card);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(14, 6, 8, 6);
    row->setSpacing(10);
    m_title = new QLabel;
    m_title->setFont(uiFont(12.5, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    m_text = new QLabel;
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_show = new QPushButton(tr("Show the first"));
    auto* close = new QToolButton;
    close->setProperty("quiet", true);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAccessibleName(tr("Dismiss what happened meanwhile"));
    close->setToolTip(tr("Dismiss (Esc)"));
    close->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(m_title);
    row->addWidget(m_text, 1);
    row->addWidget(m_show);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &AwayStrip::dismiss);
    connect(m_show, &QPushButton::clicked, this, [this] {
        const auto first = m_first;
        dismiss();
        if (first)
            emit followed(qint64(*first));
    });
    hide();
    // Nobody may have touched anything yet: then away begins with the first data.
    connect(&live, &LiveData::updated, this, [this] {
        if (!m_known)
            here();
    });
    qApp->installEventFilter(this);
}

bool AwayStrip::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        if (event->spontaneous() || event->type() != QEvent::MouseMove)
            here();
        break;
    case QEvent::WindowActivate:
    case QEvent::WindowDeactivate:
        if (watched == window())
            here();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void AwayStrip::here()
{
    const Instant now = m_clock->now();
    if (m_known && now - m_last > kAway) {
        const AwaySummary summary(m_before, m_live.incidents(), m_live.series(), now);
        if (!summary.calm())
            tell(summary);
    }
    m_last = now;
    if (m_live.loading() || m_live.series().isEmpty()) {
        m_known = false; // what is only now being read did not happen meanwhile
    } else if (!m_known || now - m_before.at() > kEvery || now < m_before.at()) {
        m_before = AwaySnapshot(m_live.incidents(), m_live.series(), now);
        m_known = true;
    }
}

void AwayStrip::tell(const AwaySummary& summary)
{
    m_first = summary.first;
    m_title->setText(tr("Since you left, %1 ago").arg(format::duration(summary.away)));
    m_text->setText(awayText(summary));
    m_show->setVisible(m_first.has_value());
    setAccessibleName(m_title->text() + QStringLiteral(": ") + m_text->text());
    show();
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

QString AwayStrip::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void AwayStrip::dismiss()
{
    m_first.reset();
    hide();
}

} // namespace vigia
