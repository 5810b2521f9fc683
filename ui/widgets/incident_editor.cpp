#include "ui/widgets/incident_editor.h"

#include "ui/chart/theme.h"
#include "ui/models/triage.h"
#include "ui/models/words.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr int kMorning = 7 * 60;
// What stands in the list of ends: minutes from now, or one of these.
constexpr int kForGood = 0;
constexpr int kUntilMorning = -1;
constexpr int kUntilClock = -2;

QString title(IncidentEditor::Kind kind, const std::vector<Incident>& incidents,
              IncidentVerdict verdict)
{
    const QString what =
        incidents.size() == 1
            ? IncidentEditor::tr("incident %1").arg(qlonglong(incidents.front().id))
            : IncidentEditor::tr("%n incident(s)", nullptr, int(incidents.size()));
    switch (kind) {
    case IncidentEditor::Kind::Acknowledge:
        return IncidentEditor::tr("Acknowledge %1").arg(what);
    case IncidentEditor::Kind::Snooze:
        return IncidentEditor::tr("Snooze %1").arg(what);
    case IncidentEditor::Kind::Verdict:
        return IncidentEditor::tr("%1: %2").arg(what, words::verdict(verdict));
    case IncidentEditor::Kind::Note:
        break;
    }
    return IncidentEditor::tr("Note on %1").arg(what);
}

} // namespace

IncidentEditor::IncidentEditor(std::shared_ptr<const Zone> zone, QWidget* parent)
    : QFrame(parent)
    , m_zone(std::move(zone))
{
    setProperty("card", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 9, 12, 10);
    column->setSpacing(7);
    m_title = new QLabel;
    m_title->setFont(uiFont(12.5, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    column->addWidget(m_title);
    m_text = new QLineEdit;
    m_text->setMaxLength(2000);
    column->addWidget(m_text);
    auto* row = new QHBoxLayout;
    row->setSpacing(7);
    m_untilLabel = new QLabel(tr("until"));
    m_untilLabel->setProperty("muted", true);
    m_until = new QComboBox;
    m_until->setAccessibleName(tr("Until when"));
    m_until->setMinimumContentsLength(8);
    m_until->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_untilLabel->setBuddy(m_until);
    m_clock = new QTimeEdit(QTime(kMorning / 60, 0));
    m_clock->setDisplayFormat(QStringLiteral("HH:mm"));
    m_clock->setAccessibleName(tr("Time of day"));
    m_accept = new QPushButton;
    m_accept->setProperty("primary", true);
    m_accept->setToolTip(tr("Enter"));
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setToolTip(tr("Esc"));
    row->addWidget(m_untilLabel);
    row->addWidget(m_until, 1);
    row->addWidget(m_clock);
    row->addStretch(0);
    row->addWidget(m_accept);
    row->addWidget(cancel);
    column->addLayout(row);

    connect(m_accept, &QPushButton::clicked, this, &IncidentEditor::accept);
    connect(cancel, &QPushButton::clicked, this, &IncidentEditor::close);
    connect(m_until, &QComboBox::currentIndexChanged, this, [this] {
        m_clock->setVisible(!m_until->isHidden() && m_until->currentData().toInt() == kUntilClock);
    });
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_text, m_until, m_clock, m_accept, cancel})
        widget->installEventFilter(this);
    hide();
}

void IncidentEditor::open(Kind kind, std::vector<Incident> incidents, Instant now,
                          IncidentVerdict verdict)
{
    if (incidents.empty())
        return;
    if (isHidden())
        m_before = QApplication::focusWidget();
    m_now = now;
    m_title->setText(title(kind, incidents, verdict));
    setAccessibleName(m_title->text());
    m_draft = {kind, std::move(incidents), verdict, {}, {}};
    m_text->clear();
    const QString hint = kind == Kind::Note      ? tr("What the next shift should know")
                         : kind == Kind::Verdict ? tr("Reason (optional)")
                                                 : tr("Comment (optional)");
    m_text->setPlaceholderText(hint);
    m_text->setAccessibleName(hint);
    m_accept->setText(kind == Kind::Acknowledge ? tr("Acknowledge")
                      : kind == Kind::Snooze    ? tr("Snooze")
                                                : tr("Save"));
    const bool timed = kind == Kind::Acknowledge || kind == Kind::Snooze;
    m_untilLabel->setVisible(timed);
    m_until->setVisible(timed);
    m_until->clear();
    if (kind == Kind::Acknowledge)
        m_until->addItem(tr("for good"), kForGood);
    else
        m_until->addItem(tr("15 minutes"), 15);
    m_until->addItem(tr("1 hour"), 60);
    m_until->addItem(tr("4 hours"), 240);
    m_until->addItem(tr("07:00"), kUntilMorning);
    m_until->addItem(tr("a time of day"), kUntilClock);
    m_until->setCurrentIndex(0);
    m_clock->setVisible(false);
    show();
    m_text->setFocus();
}

std::optional<Instant> IncidentEditor::until() const
{
    if (m_draft.kind != Kind::Acknowledge && m_draft.kind != Kind::Snooze)
        return std::nullopt;
    const int chosen = m_until->currentData().toInt();
    if (chosen == kForGood)
        return std::nullopt;
    if (chosen == kUntilMorning)
        return nextClock(m_now, std::chrono::minutes{kMorning}, *m_zone);
    if (chosen == kUntilClock)
        return nextClock(
            m_now, std::chrono::minutes{m_clock->time().hour() * 60 + m_clock->time().minute()},
            *m_zone);
    return m_now + std::chrono::minutes{chosen};
}

void IncidentEditor::accept()
{
    m_draft.text = m_text->text();
    if (m_draft.kind == Kind::Note && m_draft.text.trimmed().isEmpty()) {
        m_text->setFocus();
        return;
    }
    m_draft.until = until();
    const Draft draft = m_draft;
    close();
    emit accepted(draft);
}

void IncidentEditor::close()
{
    if (isHidden())
        return;
    hide();
    if (m_before)
        m_before->setFocus();
}

// Enter and Escape are ours while something in here has the focus; they mean other things outside.
bool IncidentEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (key != Qt::Key_Escape && !enter)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    const auto* button = qobject_cast<QPushButton*>(watched);
    if (key == Qt::Key_Escape || (button && button != m_accept))
        close();
    else
        accept();
    return true;
}

} // namespace vigia
