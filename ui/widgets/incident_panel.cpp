#include "ui/widgets/incident_panel.h"

#include "ui/chart/theme.h"
#include "ui/models/incident_list_model.h"
#include "ui/widgets/incident_editor.h"
#include "ui/widgets/why_card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {

IncidentPanel::IncidentPanel(IncidentListModel& model, IncidentListKind kind, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_kind(kind)
    , m_empty(tr("Nothing to report. What is abnormal appears here, with its reason."))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(9);

    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("Incidents"));
    title->setFont(uiFont(13, QFont::DemiBold));
    m_count = new QLabel;
    m_count->setProperty("muted", true);
    m_count->setFont(uiFont(12));
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_count);
    m_column->addLayout(head);

    m_field = new QLineEdit;
    m_field->setPlaceholderText(tr("Filter: words of an incident"));
    m_field->setAccessibleName(tr("Filter the incidents by text"));
    m_field->setToolTip(tr("Filter (/), Esc clears it"));
    m_field->setClearButtonEnabled(true);
    m_field->setVisible(kind == IncidentListKind::Rows);
    m_field->installEventFilter(this);
    m_column->addWidget(m_field);

    m_calm = new QLabel;
    m_calm->setWordWrap(true);
    m_calm->setProperty("muted", true);
    m_column->addWidget(m_calm);

    m_list = new IncidentList(model, kind);
    m_editor = new IncidentEditor(std::make_shared<Zone>(model.zone()));
    m_column->addWidget(m_list, 4);
    m_column->addWidget(m_editor);
    if (kind == IncidentListKind::Cards) {
        m_why = new WhyCard(std::make_shared<StatusCatalog>(model.catalog()),
                            std::make_shared<Zone>(model.zone()));
        m_column->addWidget(m_why);
        m_column->addStretch(1);
    }

    connect(m_field, &QLineEdit::textChanged, this, [this] { want(m_list->filter().wanted()); });
    connect(m_list, &IncidentList::acknowledgeClicked, this, &IncidentPanel::acknowledgeRequested);
    connect(m_list, &IncidentList::currentChanged, this, [this] {
        if (m_why)
            m_why->setIncident(m_whyShown ? current() : nullptr);
        emit currentChanged();
    });
    connect(m_list, &IncidentList::opened, this, &IncidentPanel::activated);
    connect(&model, &IncidentListModel::incidentsChanged, this, &IncidentPanel::refresh);
    refresh();
}

const Incident* IncidentPanel::current() const
{
    return m_list->current();
}

void IncidentPanel::addFilterRow(QWidget* row)
{
    m_column->insertWidget(m_column->indexOf(m_field) + 1, row);
}

void IncidentPanel::setEmptyText(const QString& text)
{
    m_empty = text;
    refresh();
}

void IncidentPanel::showWhy(bool shown)
{
    m_whyShown = shown;
    if (m_why)
        m_why->setIncident(shown ? current() : nullptr);
}

void IncidentPanel::filter()
{
    m_field->show();
    m_field->setFocus();
    m_field->selectAll();
}

void IncidentPanel::want(IncidentFilter::Wanted wanted)
{
    wanted.text = m_field->text();
    m_list->filter().want(std::move(wanted));
    refresh();
}

// In the field Enter goes to what was found, Escape clears it and goes back.
bool IncidentPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field ||
        (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down;
    if (key != Qt::Key_Escape && !enter)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (key == Qt::Key_Escape) {
        m_field->clear();
        if (m_kind == IncidentListKind::Cards)
            m_field->hide();
    }
    if (enter && current())
        m_list->choose(current()->id); // what was found is chosen, also when the filter goes
    m_list->setFocus();
    return true;
}

void IncidentPanel::refresh()
{
    const auto& all = m_model.incidents();
    const int shown = m_list->filter().rowCount();
    const auto open = std::count_if(
        all.begin(), all.end(), [](const Incident& i) { return i.state == IncidentState::Open; });
    m_calm->setText(all.empty() ? m_empty : tr("No incident matches this filter."));
    m_calm->setVisible(shown == 0);
    m_list->setVisible(shown > 0 || m_kind == IncidentListKind::Rows);
    QString count = open > 0 ? tr("%n open", nullptr, int(open)) : tr("none open");
    if (shown != int(all.size()))
        count = tr("%1 of %2 · %3").arg(shown).arg(all.size()).arg(count);
    else if (m_kind == IncidentListKind::Rows)
        count = tr("%1 · %2").arg(shown).arg(count);
    m_count->setText(count);
    m_list->refresh();
    if (m_why)
        m_why->setIncident(m_whyShown ? current() : nullptr);
}

} // namespace vigia
