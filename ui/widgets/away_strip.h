// "Since you left": after more than two minutes without a hand on the console, a calm strip says
// what happened meanwhile.
//
// Away begins with the last key, click or wheel, or when the window stops being the active one; it
// ends with the next sign of somebody. The strip stays until it is dismissed or followed to the
// first incident. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "ui/models/away.h"
#include "ui/models/live_data.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace vigia {

class AwayStrip final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes kAway{2};
    // The picture of what is known is taken anew with the hand, but not with every move of it.
    static constexpr std::chrono::seconds kEvery{5};

    AwayStrip(LiveData& live, std::shared_ptr<const Clock> clock, QWidget* parent = nullptr);

    void here();                        // somebody is at the console
    [[nodiscard]] QString text() const; // "" while it is hidden
    void dismiss();

signals:
    void followed(qint64 incident);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell(const AwaySummary& summary);

    LiveData& m_live;
    std::shared_ptr<const Clock> m_clock;
    AwaySnapshot m_before;
    Instant m_last{};     // sign of somebody
    bool m_known = false; // m_before holds something
    std::optional<IncidentId> m_first;
    QLabel* m_title = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_show = nullptr;
};

} // namespace vigia
