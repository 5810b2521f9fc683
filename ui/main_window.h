// The console's window: pages and actions; no logic.
#pragma once

#include <QMainWindow>

namespace vigia {

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
};

} // namespace vigia
