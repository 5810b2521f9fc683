// The table twin of the history charts: a row a minute or an hour in view, a column a status.
//
// Hours show how many transactions they had, and as a tool tip the range of their minutes. The view
// is another one after each pan, so the rows are reset, at most as often as the charts are drawn.
// GUI thread only.
#pragma once

#include "ui/models/archive.h"

#include <QAbstractTableModel>

namespace vigia {

class ArchiveTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    ArchiveTable(const Archive& archive, std::shared_ptr<const StatusCatalog> catalog,
                 std::shared_ptr<const Zone> zone, QObject* parent = nullptr);

    void setView(MinuteRange view);
    [[nodiscard]] MinuteRange rangeAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Archive& m_archive;
    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::vector<std::size_t> m_rows; // indices of the archive
};

} // namespace vigia
