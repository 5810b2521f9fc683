// The table of statuses and detectors: boxes by Space or click, limits by typing. GUI thread only.
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace vigia {

class RulesDraft;
class RulesWatchModel;

// A box: framed where the status has its own choice, without a frame and paler where it goes by the
// row for all.
class RulesBoxDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

private:
    static void paintBox(QPainter& painter, const QRect& cell, bool own, bool on);
};

class RulesWatchTable final : public QTableView
{
    Q_OBJECT

public:
    explicit RulesWatchTable(RulesDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] RulesWatchModel& watch() { return *m_model; }
    QSize sizeHint() const override;

signals:
    void helpWanted(const QString& help); // what the current column means

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    RulesWatchModel* m_model = nullptr;
    bool m_wider = false; // than there is room: it is scrolled
};

} // namespace vigia
