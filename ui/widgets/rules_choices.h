// Some of a few names, each a box to check, in as many lines as they need; and one of them, or
// nobody. GUI thread only.
#pragma once

#include <QComboBox>
#include <QWidget>

#include <string>
#include <utility>
#include <vector>

class QCheckBox;
class QLabel;

namespace vigia {

class FlowLayout;
class RulesFault;

class RulesChoices final : public QWidget
{
    Q_OBJECT

public:
    static constexpr double kTitleWidth = 110; // before scaling

    // `none`: what it means that nothing is chosen; "" = that needs no word.
    RulesChoices(const QString& title, const QString& none, double titleWidth = kTitleWidth,
                 QWidget* parent = nullptr);

    // Names, and what is read of them.
    void setItems(const std::vector<std::pair<std::string, QString>>& items);
    // Names that are no item get a box of their own, so that they can be taken away.
    void setChosen(const std::vector<std::string>& chosen);
    [[nodiscard]] std::vector<std::string> chosen() const; // in the order of the boxes
    [[nodiscard]] QCheckBox* box(const std::string& name) const;
    void setFault(const QString& fault);

signals:
    void edited();

private:
    QCheckBox* addBox(const std::string& name, const QString& text);
    void sayNone();

    QString m_title;
    QString m_noneText;
    QWidget* m_holder = nullptr;
    FlowLayout* m_flow = nullptr;
    QLabel* m_none = nullptr;
    RulesFault* m_fault = nullptr;
    std::vector<std::pair<std::string, QCheckBox*>> m_boxes;
};

// One receiver, or nobody.
class RulesReceiver final : public QComboBox
{
    Q_OBJECT

public:
    RulesReceiver(const QString& name, const std::vector<std::string>& receivers,
                  QWidget* parent = nullptr);

    void setChosen(const std::string& receiver); // one that is not known is offered as well
    [[nodiscard]] std::string chosen() const;

signals:
    void edited();

protected:
    void wheelEvent(QWheelEvent* event) override; // scrolls the page, not the choice
};

} // namespace vigia
