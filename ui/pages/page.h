// A page of the console: what stands between the bars of the window.
//
// A page shows models and asks the Monitor; it decides nothing. Its own commands are actions of the
// page widget (QWidget::addAction, shortcut context WidgetWithChildren): they work while it is
// shown, and the command palette and the list of keys find them there. GUI thread only.
#pragma once

#include <QSettings>
#include <QWidget>

namespace vigia {

class IncidentPanel;

class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // It is shown: take the focus, bring up to date what rested.
    virtual void activate() { setFocus(); }
    // The incidents that the keys of triage act on; nullptr on pages without.
    [[nodiscard]] virtual IncidentPanel* incidentPanel() { return nullptr; }
    // Everything that waits for a timer, now: before a picture is taken.
    virtual void drawNow() {}
    // Nothing that it asked of the store is on its way.
    [[nodiscard]] virtual bool settled() const { return true; }
    // What returns after a restart (ranges, filters); within a group of its own.
    virtual void saveState(QSettings&) const {}
    virtual void restoreState(const QSettings&) {}

signals:
    void incidentRequested(qint64 id); // an IncidentId: show it on the Incident page
    void noted(const QString& text);   // for the notice bar
    void troubled(const QString& what, const QString& why);
};

} // namespace vigia
