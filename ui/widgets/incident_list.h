// A list of incidents of which one or several are chosen: what the keys of triage act on.
//
// Cards beside the charts, low rows of one height on the Incident page, which holds many. Until the
// operator chooses, the first (the worst) is the current one. GUI thread only.
#pragma once

#include "ui/models/incident_filter.h"

#include <QListView>
#include <QTimer>

#include <vector>

namespace vigia {

class Pace;

enum class IncidentListKind { Cards, Rows };

class IncidentList final : public QListView
{
    Q_OBJECT

public:
    IncidentList(IncidentListModel& model, IncidentListKind kind, QWidget* parent = nullptr);

    [[nodiscard]] IncidentFilter& filter() { return *m_filter; }
    [[nodiscard]] const Incident* current() const; // nullptr when there is none
    // Copies, in the order of the list; the current one alone unless several are selected.
    [[nodiscard]] std::vector<Incident> chosen() const;

    enum class Extend { No, Yes };
    void step(int by, Extend extend);
    void choose(IncidentId id); // nothing happens when it is not shown
    // What belongs to new rows: the current one, the heights.
    void refresh();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void doItemsLayout() override;

protected:
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles) override;

signals:
    void acknowledgeClicked(const vigia::Incident& incident);
    void currentChanged();
    void opened(const vigia::Incident& incident); // double click

private:
    IncidentListKind m_kind;
    IncidentFilter* m_filter = nullptr;
    bool m_chosen = false;   // by the operator; until then the worst is the current one
    QTimer m_settled;        // after a layout
    bool m_outgrown = false; // asked for again since
    Pace* m_repaint = nullptr;
};

} // namespace vigia
