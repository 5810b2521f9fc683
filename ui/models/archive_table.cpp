#include "ui/models/archive_table.h"

#include "ui/chart/format.h"
#include "ui/models/words.h"

#include <algorithm>

namespace vigia {

ArchiveTable::ArchiveTable(const Archive& archive, std::shared_ptr<const StatusCatalog> catalog,
                           std::shared_ptr<const Zone> zone, QObject* parent)
    : QAbstractTableModel(parent)
    , m_archive(archive)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
{}

void ArchiveTable::setView(MinuteRange view)
{
    beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < m_archive.size(); ++i) {
        const MinuteRange range = m_archive.rangeOf(i);
        if (range.from >= view.to)
            break;
        if (range.to > view.from && m_archive.minutesOf(i) >= 0)
            m_rows.push_back(i);
    }
    endResetModel();
}

MinuteRange ArchiveTable::rangeAt(int row) const
{
    return m_archive.rangeOf(m_rows[static_cast<std::size_t>(row)]);
}

int ArchiveTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ArchiveTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_catalog->size());
}

QVariant ArchiveTable::data(const QModelIndex& at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((at.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const std::size_t i = m_rows[static_cast<std::size_t>(at.row())];
    if (i >= m_archive.size()) // the archive has moved on; setView() is on its way
        return {};
    if (at.column() == 0)
        return role != Qt::DisplayRole ? QVariant()
               : m_archive.step() > 60
                   ? QVariant(format::fullDate(m_archive.rangeOf(i).from + std::chrono::hours{12},
                                               *m_zone))
                   : QVariant(format::dateClock(m_archive.rangeOf(i).from, *m_zone));
    const int minutes = m_archive.minutesOf(i);
    const auto status = static_cast<StatusId>(at.column() - 1);
    if (role == Qt::DisplayRole) {
        if (minutes <= 0)
            return tr("no data");
        return format::count(m_archive.counts(status)[i] * minutes);
    }
    if (role == Qt::ToolTipRole && minutes > 0 && m_archive.step() > 1)
        return tr("%1 a minute; %n minutes with data", nullptr, minutes)
            .arg(format::range(double(m_archive.smallest(status)[i]),
                               double(m_archive.largest(status)[i])));
    return {};
}

QVariant ArchiveTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return m_archive.step() > 60 ? tr("Day") : m_archive.step() > 1 ? tr("Hour") : tr("Minute");
    return words::status(*m_catalog, static_cast<StatusId>(section - 1));
}

} // namespace vigia
