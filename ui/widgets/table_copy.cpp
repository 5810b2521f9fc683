#include "ui/widgets/table_copy.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QTableView>

#include <algorithm>
#include <map>

namespace vigia {

QString selectionText(const QTableView& table)
{
    std::map<int, std::map<int, QString>> cells; // by row, then column
    std::map<int, QString> heads;
    for (const QModelIndex& cell : table.selectionModel()->selectedIndexes()) {
        cells[cell.row()][cell.column()] = cell.data().toString();
        heads[cell.column()];
    }
    if (cells.empty())
        return {};
    QStringList lines(1);
    for (auto& [column, head] : heads) {
        head = table.model()->headerData(column, Qt::Horizontal).toString();
        head.replace(u'\n', u' ');
    }
    for (const auto& [column, head] : heads)
        lines[0] += (column == heads.begin()->first ? QString() : QStringLiteral("\t")) + head;
    for (const auto& [row, texts] : cells) {
        QStringList line;
        for (const auto& [column, head] : heads) {
            const auto at = texts.find(column);
            line << (at == texts.end() ? QString() : at->second);
        }
        lines << line.join(u'\t');
    }
    return lines.join(u'\n');
}

void makeCopyable(QTableView& table)
{
    auto* copy = new QAction(QCoreApplication::translate("vigia::TableCopy", "Copy"), &table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    table.addAction(copy);
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
    QObject::connect(copy, &QAction::triggered, &table, [&table] {
        if (const QString text = selectionText(table); !text.isEmpty())
            QApplication::clipboard()->setText(text);
    });
}

} // namespace vigia
