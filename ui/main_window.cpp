#include "ui/main_window.h"

namespace vigia {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
{}

} // namespace vigia
