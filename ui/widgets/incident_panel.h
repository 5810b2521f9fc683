// The list of incidents with what belongs to it: filter, the editor of triage, and beside the live
// charts why the chosen one fired.
//
// The keys of triage act on the panel of the page that is shown. GUI thread only.
#pragma once

#include "core/model/incident.h"
#include "ui/widgets/incident_list.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace vigia {

class IncidentEditor;
class IncidentListModel;
class WhyCard;

class IncidentPanel final : public QWidget
{
    Q_OBJECT

public:
    // Cards: beside the charts, with why the chosen one fired, and a filter that comes with `/`.
    // Rows: of the Incident page, with a filter that is always there.
    IncidentPanel(IncidentListModel& model, IncidentListKind kind, QWidget* parent = nullptr);

    [[nodiscard]] const Incident* current() const; // nullptr when there is none
    [[nodiscard]] std::vector<Incident> chosen() const { return m_list->chosen(); }
    [[nodiscard]] IncidentList* list() const { return m_list; }
    [[nodiscard]] IncidentEditor& editor() const { return *m_editor; }
    [[nodiscard]] QLineEdit* filterField() const { return m_field; }
    // Further controls of the filter, below its field.
    void addFilterRow(QWidget* row);
    void filter(); // `/`: to the field
    // What is to be shown; the text stays as it stands in the field.
    void want(IncidentFilter::Wanted wanted);
    void showWhy(bool shown);
    // "nothing matches" or what the page has to say of an empty list.
    void setEmptyText(const QString& text);

signals:
    void acknowledgeRequested(const vigia::Incident& incident);
    void currentChanged();
    void activated(const vigia::Incident& incident); // wants to be opened

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();

    IncidentListModel& m_model;
    IncidentListKind m_kind;
    QString m_empty;
    QVBoxLayout* m_column = nullptr;
    QLabel* m_count = nullptr;
    QLabel* m_calm = nullptr;
    QLineEdit* m_field = nullptr;
    IncidentList* m_list = nullptr;
    IncidentEditor* m_editor = nullptr;
    WhyCard* m_why = nullptr; // of cards only
    bool m_whyShown = true;
};

} // namespace vigia
