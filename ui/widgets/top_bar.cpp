#include "ui/widgets/top_bar.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QToolButton>

namespace vigia {
namespace {

QLabel* text(const QFont& font, bool muted)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setProperty("muted", muted);
    return label;
}

Segments* segments(const QString& name, const QList<std::pair<QAction*, QString>>& entries)
{
    auto* out = new Segments(name);
    for (const auto& [action, label] : entries)
        out->add(action, label);
    return out;
}

void replace(QHBoxLayout* row, QWidget*& slot, QWidget* with)
{
    delete row->replaceWidget(slot, with);
    delete slot;
    slot = with;
}

} // namespace

TopBar::TopBar(std::shared_ptr<const Zone> zone, QWidget* parent)
    : QWidget(parent)
    , m_zone(std::move(zone))
{
    setObjectName(QStringLiteral("topBar"));
    setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(10);
    m_name = text(uiFont(16, QFont::DemiBold), false);
    m_name->setText(QStringLiteral("Vigia"));
    row->addWidget(m_name);
    m_menus = new QMenuBar;
    m_menus->setNativeMenuBar(false);
    m_menus->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    row->addWidget(m_menus, 0, Qt::AlignVCenter);
    m_ranges = new QWidget;
    m_overlays = new QWidget;
    row->addWidget(m_ranges);
    row->addWidget(m_overlays);
    row->addStretch(1);
    m_follow = new QToolButton;
    m_follow->setProperty("quiet", true);
    m_follow->setFont(uiFont(13, QFont::DemiBold));
    m_follow->setFocusPolicy(Qt::StrongFocus);
    m_newest = text(uiFont(13), true);
    m_clock = text(uiFont(14, QFont::DemiBold), false);
    m_utc = text(uiFont(13), true);
    row->addWidget(m_follow);
    row->addWidget(m_newest);
    row->addWidget(m_clock);
    row->addWidget(m_utc);
}

void TopBar::setRanges(const QList<std::pair<QAction*, QString>>& ranges)
{
    replace(static_cast<QHBoxLayout*>(layout()), m_ranges, segments(tr("Time range"), ranges));
}

void TopBar::setOverlays(const QList<std::pair<QAction*, QString>>& overlays)
{
    replace(static_cast<QHBoxLayout*>(layout()), m_overlays,
            segments(tr("Compare with"), overlays));
}

QList<QWidget*> TopBar::inOrder() const
{
    QList<QWidget*> out{m_follow}; // made first, and moved behind the others below
    for (QWidget* part : {m_ranges, m_overlays}) {
        for (QToolButton* button : part->findChildren<QToolButton*>())
            out << button;
    }
    out << m_follow;
    return out;
}

void TopBar::setFollowAction(QAction* follow)
{
    connect(m_follow, &QToolButton::clicked, follow, &QAction::trigger);
    m_follow->setToolTip(follow->toolTip());
    setFollowing(m_following);
}

void TopBar::setFollowing(bool following)
{
    m_following = following;
    const Theme& t = theme();
    m_follow->setText(following ? QStringLiteral("● ") + tr("Following")
                                : QStringLiteral("❙❙ ") + tr("Held · 0 returns"));
    m_follow->setStyleSheet(
        QStringLiteral("color: %1").arg((following ? t.good : t.warning).name()));
    m_follow->setAccessibleName(following ? tr("Following the newest minute")
                                          : tr("Held; press to follow the newest minute"));
}

void TopBar::setTime(Instant now, std::optional<Minute> newest)
{
    const Minute minute = floorToMinute(now);
    m_clock->setText(format::clockSeconds(now, *m_zone));
    const QString offset = format::zoneOffset(minute, *m_zone);
    m_utc->setText(offset == QLatin1String("UTC")
                       ? offset
                       : offset + QStringLiteral(" · ") + format::utcClock(minute));
    if (!newest) {
        m_newest->setText(tr("no data yet"));
        fit();
        return;
    }
    const auto age =
        std::chrono::floor<std::chrono::seconds>(now - Instant(*newest + std::chrono::minutes{1}));
    constexpr std::chrono::hours kDay{24};
    const QString when =
        age > kDay ? format::dateClock(*newest, *m_zone) : format::clock(*newest, *m_zone);
    m_newest->setText(age.count() < 0
                          ? tr("newest minute %1").arg(when)
                          : tr("newest minute %1, %2 ago").arg(when, format::duration(age)));
    fit();
}

void TopBar::showChartControls(bool shown)
{
    m_chartControls = shown;
    fit();
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

// What the operator can do stays; what can also be read elsewhere gives way first.
void TopBar::fit()
{
    m_menus->setMinimumWidth(m_menus->sizeHint().width());
    int room = width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
    const auto place = [&](QWidget* widget, bool wanted) {
        const int needed = widget->sizeHint().width() + layout()->spacing();
        widget->setVisible(wanted && needed <= room);
        if (wanted && needed <= room)
            room -= needed;
    };
    place(m_name, true);
    place(m_menus, true);
    place(m_clock, true);
    place(m_ranges, m_chartControls);
    place(m_follow, m_chartControls);
    place(m_overlays, m_chartControls);
    place(m_utc, true);
    place(m_newest, true);
}

} // namespace vigia
