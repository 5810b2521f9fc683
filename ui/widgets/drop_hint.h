// The veil over the window while files are dragged across it.
#pragma once

#include <QWidget>

namespace vigia {

class DropHint final : public QWidget
{
    Q_OBJECT

public:
    explicit DropHint(QWidget* parent);
    void open(int files);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_files = 0;
};

} // namespace vigia
