// The form of a silence: what it matches, when, who asks for it and why.
//
// Status, source and severity are chosen here; further matchers that a silence came with (from
// amtool) stay and are named. Owner, reason, an end and something to match are required: what is
// missing is said at its field. Ctrl+Enter, or Enter in a text field, accepts; Escape cancels.
// GUI thread only.
#pragma once

#include "core/alerting/silence.h"
#include "core/base/clock.h"

#include <QFrame>

#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QTimeEdit;

namespace vigia {

class SilenceEditor final : public QFrame
{
    Q_OBJECT

public:
    SilenceEditor(std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone,
                  std::shared_ptr<const Clock> clock, QWidget* parent = nullptr);

    // With id 0 a new one. Where it has no end, the operator has to choose one.
    void open(const Silence& silence, const QString& title);
    // What is entered; none, with the faults at their fields, while something is missing.
    [[nodiscard]] std::optional<Silence> entered();
    // What the store had to say of it.
    void refuse(const QString& why);
    // What stands at the fields, from top to bottom.
    [[nodiscard]] QStringList faults() const;

signals:
    void accepted(const vigia::Silence& silence);
    void cancelled();

private:
    struct Field // with the place for its fault
    {
        QWidget* input = nullptr;
        QLabel* fault = nullptr;
    };
    void makeMatchers();
    void makeTimes();
    void makePeople();
    Field addRow(const QString& label, QWidget* input, QWidget* content);
    void accept();
    void say(const Field& field, const QString& fault);
    void forget();
    void showTimes();
    void takeMatchers(const std::vector<SilenceMatcher>& matchers);
    [[nodiscard]] std::vector<SilenceMatcher> enteredMatchers();
    [[nodiscard]] std::optional<Instant> enteredEnd(Instant starts);
    [[nodiscard]] bool enterRecurrence(Silence& silence);
    [[nodiscard]] Instant at(const QDateTimeEdit& field) const;
    void setTime(QDateTimeEdit& field, Instant time) const;

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::shared_ptr<const Clock> m_clock;
    Silence m_silence;                  // as it was given
    std::vector<SilenceMatcher> m_rest; // that the form does not show
    QLabel* m_title = nullptr;
    QFormLayout* m_form = nullptr;
    std::vector<QCheckBox*> m_statuses; // by StatusId
    QLineEdit* m_source = nullptr;
    QComboBox* m_severity = nullptr;
    QLabel* m_further = nullptr;
    QComboBox* m_starts = nullptr;
    QDateTimeEdit* m_startsAt = nullptr;
    QComboBox* m_ends = nullptr;
    QDateTimeEdit* m_endsAt = nullptr;
    QCheckBox* m_recurs = nullptr;
    QWidget* m_hours = nullptr; // of a recurring one
    std::vector<QCheckBox*> m_days;
    QTimeEdit* m_from = nullptr;
    QTimeEdit* m_to = nullptr;
    QComboBox* m_zoneName = nullptr;
    QLineEdit* m_owner = nullptr;
    QLineEdit* m_reason = nullptr;
    QLabel* m_refused = nullptr;
    Field m_matchField;
    Field m_endField;
    Field m_zoneField;
    Field m_ownerField;
    Field m_reasonField;
};

} // namespace vigia
