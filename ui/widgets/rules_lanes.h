// The incidents of two rule sets over one stretch of time: a lane for the rules in force, one for
// the draft. What differs stands out by colour and carries its mark. GUI thread only.
#pragma once

#include "core/base/zone.h"
#include "ui/models/rules_effect.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace vigia {

class RulesLanes final : public QWidget
{
    Q_OBJECT

public:
    explicit RulesLanes(std::shared_ptr<const Zone> zone, QWidget* parent = nullptr);

    void setOutcome(const RuleTrialOutcome& outcome);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Bar
    {
        Minute from{};
        Minute to{};
        std::optional<IncidentFate> fate; // none: both see it alike
    };
    static std::vector<Bar> barsOf(const std::vector<Incident>& all,
                                   const RuleTrialOutcome& outcome, bool candidate);

    std::shared_ptr<const Zone> m_zone;
    MinuteRange m_range;
    std::vector<Bar> m_now;
    std::vector<Bar> m_then;
};

} // namespace vigia
