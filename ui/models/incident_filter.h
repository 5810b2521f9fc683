// What of a list of incidents is shown: by state, severity, status and a text.
//
// The text is looked for in title, sentence, lines, owner and number, upper and lower case alike;
// every word must be found. Keeps the order of the model below. GUI thread only.
#pragma once

#include "core/model/incident.h"

#include <QSortFilterProxyModel>

#include <optional>
#include <set>

namespace vigia {

class IncidentListModel;

class IncidentFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    struct Wanted
    {
        std::set<IncidentState> states; // empty: all
        std::optional<Severity> severity;
        std::optional<StatusId> status;
        QString text;

        friend bool operator==(const Wanted&, const Wanted&) = default;
    };

    explicit IncidentFilter(IncidentListModel& model, QObject* parent = nullptr);

    void want(Wanted wanted);
    [[nodiscard]] const Wanted& wanted() const { return m_wanted; }
    [[nodiscard]] const Incident* at(int row) const; // nullptr when there is no such row
    [[nodiscard]] int rowOf(IncidentId id) const;    // -1: not shown

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    IncidentListModel& m_model;
    Wanted m_wanted;
    QStringList m_words;
};

} // namespace vigia
