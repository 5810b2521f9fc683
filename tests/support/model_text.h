// A model as indented text, so that a test can compare the whole of it.
#pragma once

#include <QAbstractItemModel>
#include <QStringList>

namespace vigia::test {

// One line a row, cells joined by " | ".
[[nodiscard]] inline QStringList printModel(const QAbstractItemModel& model,
                                            int role = Qt::DisplayRole)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data(role).toString();
        lines << cells.join(QStringLiteral(" | "));
    }
    return lines;
}

} // namespace vigia::test
