// Asks in place for what an action on incidents needs: a comment, a reason, a time.
//
// Enter carries it out, Escape closes it; the focus returns to where it was. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/base/zone.h"
#include "core/model/incident.h"

#include <QFrame>
#include <QPointer>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimeEdit;

namespace vigia {

class IncidentEditor final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Acknowledge, Snooze, Verdict, Note };
    struct Draft
    {
        Kind kind = Kind::Note;
        std::vector<Incident> incidents;
        IncidentVerdict verdict = IncidentVerdict::True; // of Verdict
        QString text;
        std::optional<Instant> until;
    };

    IncidentEditor(std::shared_ptr<const Zone> zone, QWidget* parent = nullptr);

    // Times count from `now`. Nothing happens without an incident.
    void open(Kind kind, std::vector<Incident> incidents, Instant now,
              IncidentVerdict verdict = IncidentVerdict::True);
    void close();
    [[nodiscard]] QLineEdit* field() const { return m_text; }

signals:
    void accepted(const vigia::IncidentEditor::Draft& draft);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void accept();
    [[nodiscard]] std::optional<Instant> until() const;

    std::shared_ptr<const Zone> m_zone;
    Draft m_draft;
    Instant m_now{};
    QPointer<QWidget> m_before;
    QLabel* m_title = nullptr;
    QLineEdit* m_text = nullptr;
    QLabel* m_untilLabel = nullptr;
    QComboBox* m_until = nullptr;
    QTimeEdit* m_clock = nullptr;
    QPushButton* m_accept = nullptr;
};

} // namespace vigia
