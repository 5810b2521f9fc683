// Parts that the sections of the Rules page share: a titled card, the line that says a fault, a
// list of sentences, and a section that scrolls. GUI thread only.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>

class QVBoxLayout;

namespace vigia {

class RulesCard final : public QFrame
{
    Q_OBJECT

public:
    explicit RulesCard(const QString& title, const QString& note = {}, QWidget* parent = nullptr);

    [[nodiscard]] QVBoxLayout& column() { return *m_column; }
    void setTitle(const QString& title);

private:
    QLabel* m_title = nullptr;
    QVBoxLayout* m_column = nullptr;
};

// "▲ Expected 2 to 10,080 minutes" in the colour of trouble; hidden while there is none.
class RulesFault final : public QLabel
{
    Q_OBJECT

public:
    explicit RulesFault(QWidget* parent = nullptr);

    // `field` carries it for a screen reader.
    void say(const QString& fault, QWidget* field = nullptr);
    [[nodiscard]] QString fault() const { return m_fault; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintIt();

    QString m_fault;
};

// A column of cards that scrolls when it is higher than the page.
class RulesSection : public QScrollArea
{
    Q_OBJECT

public:
    explicit RulesSection(const QString& name, QWidget* parent = nullptr);

    [[nodiscard]] QVBoxLayout& column() { return *m_column; }

private:
    QVBoxLayout* m_column = nullptr;
};

// A list whose texts break into lines where it is narrow.
class RulesList final : public QListWidget
{
    Q_OBJECT

public:
    explicit RulesList(const QString& name, QWidget* parent = nullptr);

    void fit(); // after texts were set
    // As high as its texts, at most so; without it as high as there is room.
    void setMostHeight(int pixels) { m_most = pixels; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int m_most = 0;
};

// A muted text that wraps.
[[nodiscard]] QLabel* rulesNote(const QString& text);

} // namespace vigia
