// A titled card with a small table of words: the first column says what, the others how much.
//
// Texts are plain. Rows are rebuilt only when they differ. GUI thread only.
#pragma once

#include <QFrame>
#include <QStringList>

#include <vector>

class QGridLayout;
class QLabel;

namespace vigia {

class FactCard final : public QFrame
{
    Q_OBJECT

public:
    enum class Tone { Plain, Strong, Good, Bad };
    struct Row
    {
        QStringList cells; // as many as the card has columns
        Tone tone = Tone::Plain;
        QString tip;
        bool wide = false; // the first cell alone, over all columns, wrapped
        double bar = 0;    // -1..1: drawn beside the name where the card is wide

        friend bool operator==(const Row&, const Row&) = default;
    };

    FactCard(const QString& title, int columns, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setNote(const QString& note); // at the right of the title
    void setRows(std::vector<Row> rows);
    void setHeader(const QStringList& header); // over the columns; empty: none
    void setNarrow(bool narrow); // no bars, less room between columns, names that break
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] QString text() const; // tab separated lines, for tests and copies

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();

    int m_columns;
    bool m_narrow = false;
    QLabel* m_title = nullptr;
    QLabel* m_note = nullptr;
    QGridLayout* m_grid = nullptr;
    QStringList m_header;
    std::vector<Row> m_rows;
};

} // namespace vigia
