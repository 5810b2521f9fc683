// Speaks to a screen reader what the operator must not miss.
//
// Qt before 6.8 has no announcements; there an alert that appears is spoken, so this is an
// invisible one whose name is the text. GUI thread only.
#pragma once

#include <QWidget>

namespace vigia {

class Announcer final : public QWidget
{
    Q_OBJECT

public:
    explicit Announcer(QWidget* window);
    void announce(const QString& text);
};

} // namespace vigia
