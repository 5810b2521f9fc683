// The bar on top: menus, the page, its range and comparison, whether we follow, and the time.
#pragma once

#include "core/base/zone.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QLabel;
class QMenuBar;
class QToolButton;

namespace vigia {

class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(std::shared_ptr<const Zone> zone, QWidget* parent = nullptr);

    [[nodiscard]] QMenuBar* menus() const { return m_menus; }
    void setRanges(const QList<std::pair<QAction*, QString>>& ranges);
    void setOverlays(const QList<std::pair<QAction*, QString>>& overlays);
    void setFollowAction(QAction* follow);
    void setFollowing(bool following);
    // The clock, and how old the newest minute is; called once a second.
    void setTime(Instant now, std::optional<Minute> newest);
    // Hides what only concerns a page with charts.
    void showChartControls(bool shown);
    // Its buttons as Tab goes, for QWidget::setTabOrder() from one to the next.
    [[nodiscard]] QList<QWidget*> inOrder() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    std::shared_ptr<const Zone> m_zone;
    QMenuBar* m_menus = nullptr;
    QLabel* m_name = nullptr;
    QWidget* m_ranges = nullptr;
    QWidget* m_overlays = nullptr;
    QToolButton* m_follow = nullptr;
    QLabel* m_newest = nullptr;
    QLabel* m_clock = nullptr;
    QLabel* m_utc = nullptr;
    bool m_following = true;
    bool m_chartControls = true;
};

} // namespace vigia
