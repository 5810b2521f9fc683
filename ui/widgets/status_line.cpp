#include "ui/widgets/status_line.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace vigia {
namespace {

constexpr std::chrono::seconds kSaid{8};

template <typename Label = QLabel>
QLabel* addLabel(QHBoxLayout* row)
{
    auto* label = new Label;
    label->setTextFormat(Qt::PlainText);
    label->setFont(uiFont(11.5));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    row->addWidget(label);
    return label;
}

// Gives way where the line is full: cut with an ellipsis, whole in its tool tip.
class ElidedLabel final : public QLabel
{
public:
    void say(const QString& whole)
    {
        if (whole == m_whole)
            return;
        m_whole = whole;
        setAccessibleName(whole);
        updateGeometry();
        fit();
    }
    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(m_whole) + 2, QLabel::sizeHint().height()};
    }
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QLabel::resizeEvent(event);
        fit();
    }

private:
    void fit()
    {
        const QString shown = fontMetrics().elidedText(m_whole, Qt::ElideRight, width());
        setText(shown);
        setToolTip(shown == m_whole ? QString()
                                    : QStringLiteral("<qt>%1</qt>").arg(m_whole.toHtmlEscaped()));
    }

    QString m_whole;
};

void say(QLabel* label, const QString& text)
{
    static_cast<ElidedLabel*>(label)->say(text);
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("statusLine"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("State of the parts"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 5, 16, 6);
    row->setSpacing(26);
    auto* listening = new QHBoxLayout;
    listening->setSpacing(7);
    row->addLayout(listening);
    m_dot = addLabel(listening);
    m_listening = addLabel(listening);
    m_rate = addLabel(row);
    m_store = addLabel<ElidedLabel>(row);
    m_mail = addLabel<ElidedLabel>(row);
    row->addStretch(1);
    m_hints = addLabel(row);
    m_hints->setText(tr("F1 keys · F11 wall board"));
    m_said = addLabel(row);
    m_said->setObjectName(QStringLiteral("said"));
    m_said->hide();
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kSaid);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        m_said->hide();
        m_hints->show();
    });
}

void StatusLine::say(const QString& text)
{
    m_said->setText(text);
    m_said->setAccessibleName(text);
    m_said->show();
    m_hints->hide();
    m_quiet.start();
    QAccessibleEvent spoken(m_said, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

QString StatusLine::said() const
{
    return m_said->isHidden() ? QString() : m_said->text();
}

void StatusLine::setHealth(const HealthSnapshot& health)
{
    const bool listening = !health.address.isEmpty() && health.listenError.isEmpty();
    const bool watches = health.duty == Duty::Watches;
    m_listening->setText(listening ? tr("Listening on %1").arg(health.address.authority())
                         //: this console has no listener of its own and shows what others store
                         : watches                      ? tr("Watching")
                         : health.listenError.isEmpty() ? tr("Not listening")
                                                        : words::retold(health.listenError));
    const bool fine = listening || watches;
    m_dot->setText(fine ? QStringLiteral("●") : QStringLiteral("▲"));
    const QString colour =
        QStringLiteral("color: %1").arg((fine ? theme().good : theme().warning).name());
    if (m_dot->styleSheet() != colour) // each one is a new layout of the window
        m_dot->setStyleSheet(colour);
    setTrouble(m_listening, !health.listenError.isEmpty());

    m_rate->setText(
        tr("%1 rows/s, answer p99 %2 ms")
            .arg(format::count(health.rowsPerSecond),
                 QLocale().toString(health.answerP99Ms, 'f', health.answerP99Ms < 2 ? 1 : 0)));
    QString store = format::foreign(health.storeDescription);
    if (health.duty == Duty::Decides)
        store +=
            tr(", decided here"); // of several Vigias on one database: where anomalies are found
    else if (health.duty != Duty::Alone)
        store += tr(", decided elsewhere");
    vigia::say(m_store, health.storeError.isEmpty()
                            ? store
                            : QStringLiteral("▲ ") + words::retold(health.storeError));
    setTrouble(m_store, !health.storeError.isEmpty());
    QString mail = words::retold(health.mailState);
    if (health.outboxPending > 0)
        mail += tr(", %n waiting", nullptr, int(health.outboxPending));
    if (health.outboxFailed > 0)
        mail += tr(", %n failed", nullptr, int(health.outboxFailed));
    vigia::say(m_mail, health.outboxFailed > 0 ? QStringLiteral("▲ ") + mail : mail);
    setTrouble(m_mail, health.outboxFailed > 0);
}

void StatusLine::setTrouble(QLabel* label, bool trouble)
{
    QPalette palette = label->palette();
    const QColor colour = trouble ? theme().critical : theme().muted;
    if (palette.color(QPalette::WindowText) == colour)
        return;
    // The style sheet of the line would win over a palette.
    label->setStyleSheet(trouble ? QStringLiteral("color: %1").arg(colour.name()) : QString());
}

} // namespace vigia
