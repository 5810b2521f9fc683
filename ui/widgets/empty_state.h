// The first screen without data: what to do next, each as one step.
#pragma once

#include <QUrl>
#include <QWidget>

class QLabel;
class QPushButton;

namespace vigia {

class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);
    void setAddress(const QUrl& listener); // names it in the curl line; empty: no such line
    void offerDemo(bool offered);

signals:
    void openRequested();
    void demoRequested();

private:
    QPushButton* m_demo = nullptr;
    QLabel* m_post = nullptr;
    QLabel* m_command = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace vigia
