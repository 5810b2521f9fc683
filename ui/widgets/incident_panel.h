// The incidents beside the charts: the list, and why the chosen one fired.
#pragma once

#include "core/model/incident.h"

#include <QWidget>

class QLabel;
class QListView;

namespace vigia {

class IncidentListModel;
class WhyCard;

class IncidentPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentPanel(IncidentListModel& model, QWidget* parent = nullptr);

    void selectNext();
    void selectPrevious();
    [[nodiscard]] const Incident* current() const; // nullptr when there is none
    [[nodiscard]] QListView* list() const { return m_list; }
    void showWhy(bool shown);

signals:
    void acknowledgeRequested(const vigia::Incident& incident);
    void currentChanged();
    void activated(const vigia::Incident& incident); // wants to be seen in the charts

private:
    void refresh();
    void step(int by);

    IncidentListModel& m_model;
    QLabel* m_count = nullptr;
    QLabel* m_calm = nullptr;
    QListView* m_list = nullptr;
    WhyCard* m_why = nullptr;
    bool m_whyShown = true;
    bool m_chosen = false; // by the operator; until then the worst is the current one
};

} // namespace vigia
