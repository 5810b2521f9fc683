// The rows that a statement of the user gave, as a table and as series for a chart.
//
// Cells are the database's text; a column is numeric when every cell of it that is not NULL is a
// number. Qt::DisplayRole shows numbers as QLocale writes them, kSortRole orders them by value,
// NULL after all. GUI thread; built once, in O(cells).
#pragma once

#include "core/runtime/monitor.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <optional>
#include <vector>

namespace vigia {

class QueryResultModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int kSortRole = Qt::UserRole;

    explicit QueryResultModel(Store::Table table, QObject* parent = nullptr);

    [[nodiscard]] bool isNumeric(int column) const;
    [[nodiscard]] QString name(int column) const;
    [[nodiscard]] QString label(int row, int column) const; // as the database wrote it
    [[nodiscard]] double number(int row, int column) const; // NaN for NULL and for text
    // The rows' instants where every cell of the column is a time with an offset, or a date; empty
    // where one is not.
    [[nodiscard]] std::vector<qint64> times(int column) const; // milliseconds since 1970
    [[nodiscard]] bool truncated() const { return m_table.truncated; }
    // RFC 4180 for other programs: numbers as the database wrote them, NULL empty, nothing that a
    // spreadsheet runs as a formula.
    [[nodiscard]] QByteArray csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const std::optional<std::string>& cell(int row, int column) const;

    Store::Table m_table;
    std::vector<bool> m_numeric; // by column
    std::vector<int> m_decimals; // by column, so that points stand under each other
};

} // namespace vigia
