#include "ui/widgets/rules_draft_panel.h"

#include "ui/chart/theme.h"
#include "ui/models/rules_draft.h"
#include "ui/widgets/rules_card.h"
#include "ui/widgets/rules_save_form.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {

RulesDraftPanel::RulesDraftPanel(RulesDraft& draft, QWidget* parent)
    : QFrame(parent)
    , m_draft(draft)
{
    setProperty("card", true);
    setAccessibleName(tr("Draft"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 9, 14, 12);
    column->setSpacing(7);
    m_title = new QLabel;
    m_title->setFont(uiFont(12.5, QFont::DemiBold));
    column->addWidget(m_title);
    m_meanwhile = new QLabel;
    m_meanwhile->setTextFormat(Qt::PlainText);
    m_meanwhile->setWordWrap(true);
    column->addWidget(m_meanwhile);
    m_none = rulesNote(tr("What you change is a draft until you save it: the rules in force stay "
                          "as they are, and it can be tried on stored history first."));
    column->addWidget(m_none);

    m_body = new QWidget;
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(7);
    m_changes = new RulesList(tr("Changes of the draft"));
    m_changes->installEventFilter(this);
    body->addWidget(m_changes, 1);
    body->addWidget(rulesNote(tr("Enter shows where it stands, Del takes it back")));
    m_faults = new RulesFault;
    body->addWidget(m_faults);
    auto* row = new QHBoxLayout;
    m_undo = new QPushButton(tr("Undo"));
    m_undo->setToolTip(tr("Takes back the last change (Ctrl+Z)"));
    m_discard = new QPushButton(tr("Discard all"));
    row->addWidget(m_undo);
    row->addWidget(m_discard);
    row->addStretch(1);
    body->addLayout(row);
    m_effect = new QLabel;
    m_effect->setTextFormat(Qt::PlainText);
    m_effect->setWordWrap(true);
    body->addWidget(m_effect);
    m_try = new QPushButton(tr("Try on history"));
    m_try->setToolTip(QStringLiteral("Ctrl+Enter"));
    body->addWidget(m_try);
    m_form = new RulesSaveForm(tr("Save"));
    m_form->button().setToolTip(QStringLiteral("Ctrl+S"));
    body->addWidget(m_form);

    m_ask = new QWidget;
    auto* ask = new QVBoxLayout(m_ask);
    ask->setContentsMargins(0, 0, 0, 0);
    ask->setSpacing(5);
    m_askText = new QLabel;
    m_askText->setTextFormat(Qt::PlainText);
    m_askText->setWordWrap(true);
    ask->addWidget(m_askText);
    m_askTry = new QPushButton(tr("Try first"));
    m_askTry->setProperty("primary", true);
    auto* anyway = new QPushButton(tr("Save untried"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_askTry);
    buttons->addWidget(anyway);
    buttons->addStretch(1);
    ask->addLayout(buttons);
    body->addWidget(m_ask);
    m_ask->hide();
    column->addWidget(m_body, 1);
    column->addStretch(0);

    connect(m_undo, &QPushButton::clicked, &m_draft, &RulesDraft::undo);
    connect(m_discard, &QPushButton::clicked, &m_draft, &RulesDraft::discard);
    connect(m_try, &QPushButton::clicked, this, &RulesDraftPanel::tryRequested);
    connect(m_askTry, &QPushButton::clicked, this, [this] {
        stopAsking();
        emit tryRequested();
    });
    connect(anyway, &QPushButton::clicked, this, [this] {
        stopAsking();
        emit saveUntriedRequested();
    });
    connect(m_changes, &QListWidget::itemActivated, this, &RulesDraftPanel::openCurrent);
    connect(&m_draft, &RulesDraft::changed, this, &RulesDraftPanel::refresh);
    connect(m_form, &RulesSaveForm::edited, this, &RulesDraftPanel::stopAsking);
    setMeanwhile({});
    refresh();
}

void RulesDraftPanel::refresh()
{
    const auto differences = m_draft.differences();
    const auto& both = m_draft.both();
    const bool open = m_draft.isOpen();
    m_title->setText(open ? tr("Draft: %n change(s)", nullptr, int(differences.size()))
                          : tr("No changes"));
    const int row = m_changes->currentRow();
    m_changes->clear();
    for (const RuleDifference& difference : differences) {
        QString text = difference.text;
        if (std::find(both.begin(), both.end(), difference.key) != both.end())
            text += QLatin1Char('\n') + tr("◆ changed by the others too");
        auto* item = new QListWidgetItem(text, m_changes);
        item->setData(Qt::UserRole, QString::fromStdString(difference.key));
    }
    m_changes->fit();
    m_changes->setCurrentRow(std::min(std::max(0, row), m_changes->count() - 1));
    QStringList faults;
    for (const auto& [key, text] : m_draft.faults())
        faults << text;
    m_faults->say(
        faults.isEmpty()
            ? QString()
            : tr("%n fault(s) to mend first: %1", nullptr, int(faults.size())).arg(faults.first()));
    if (!open && isAncestorOf(QApplication::focusWidget()))
        emit closing(); // before what has the focus is hidden
    m_none->setVisible(!open);
    m_body->setVisible(open);
    m_undo->setEnabled(m_draft.canUndo());
    m_form->setAllowed(faults.isEmpty());
    m_try->setEnabled(faults.isEmpty());
    m_form->setTrouble({});
    stopAsking();
}

void RulesDraftPanel::setEffect(const QString& summary, bool tried, bool running)
{
    m_effect->setText((tried ? QStringLiteral("✓ ") : QStringLiteral("◆ ")) + summary);
    m_try->setEnabled(!running && m_draft.faults().empty());
    if (tried)
        stopAsking();
}

void RulesDraftPanel::setMeanwhile(const QString& text)
{
    m_meanwhile->setText(text.isEmpty() ? QString() : QStringLiteral("◆ ") + text);
    m_meanwhile->setVisible(!text.isEmpty());
}

void RulesDraftPanel::askUntried(bool history)
{
    m_askText->setText(
        history ? tr("◆ This draft was not tried on stored history: nobody knows yet which "
                     "incidents would appear or vanish.")
                : tr("◆ Nothing is stored to try this draft on: nobody knows yet what it does."));
    m_askTry->setVisible(history);
    m_ask->show();
    if (history)
        m_askTry->setFocus();
    else
        m_ask->findChildren<QPushButton*>().last()->setFocus();
}

void RulesDraftPanel::stopAsking()
{
    m_ask->hide();
}

bool RulesDraftPanel::asking() const
{
    return !m_ask->isHidden();
}

void RulesDraftPanel::openCurrent()
{
    if (const QListWidgetItem* item = m_changes->currentItem())
        emit keyRequested(item->data(Qt::UserRole).toString());
}

bool RulesDraftPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_changes && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete && m_changes->currentItem()) {
        m_draft.takeBack(m_changes->currentItem()->data(Qt::UserRole).toString().toStdString());
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace vigia
