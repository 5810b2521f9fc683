#include "ui/models/outbox_model.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"

#include <QLocale>

namespace vigia {
namespace {

// Larger parts are not shown here and cost memory.
void shed(OutboxEntry& entry)
{
    entry.message.text.clear();
    entry.message.html.clear();
    entry.message.json.clear();
    entry.message.chart.clear();
}

} // namespace

QString deliveryState(const OutboxEntry& entry)
{
    switch (entry.state) {
    case DeliveryState::Pending:
        return entry.attempts == 0 ? OutboxModel::tr("waiting") : OutboxModel::tr("tries again");
    case DeliveryState::Sent:
        return QStringLiteral("✓ ") + OutboxModel::tr("sent");
    case DeliveryState::Failed:
        return QStringLiteral("▲ ") + OutboxModel::tr("given up");
    }
    return {};
}

OutboxModel::OutboxModel(std::shared_ptr<const Zone> zone, QObject* parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
{}

void OutboxModel::set(std::vector<OutboxEntry> entries)
{
    for (OutboxEntry& entry : entries)
        shed(entry);
    if (entries == m_entries)
        return;
    const bool sameRows =
        entries.size() == m_entries.size() &&
        std::equal(entries.begin(), entries.end(), m_entries.begin(),
                   [](const OutboxEntry& a, const OutboxEntry& b) { return a.id == b.id; });
    if (sameRows) { // the selection stays
        m_entries = std::move(entries);
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
        return;
    }
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

const OutboxEntry* OutboxModel::at(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    return &m_entries[static_cast<std::size_t>(index.row())];
}

int OutboxModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int OutboxModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumns);
}

QString OutboxModel::text(const OutboxEntry& entry, int column) const
{
    switch (column) {
    case Created:
        return format::dateClock(floorToMinute(entry.created), *m_zone);
    case Channel:
        return format::foreign(entry.channel);
    case Receiver:
        return format::foreign(entry.recipient);
    case Subject:
        return format::foreign(entry.message.subject);
    case State:
        return deliveryState(entry);
    case Attempts:
        return QLocale().toString(entry.attempts);
    case Next:
        return entry.state == DeliveryState::Pending
                   ? format::clockSeconds(entry.nextAttempt, *m_zone)
                   : QString();
    case LastError:
        return words::retold(entry.lastError);
    default:
        return {};
    }
}

QVariant OutboxModel::data(const QModelIndex& at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const OutboxEntry& entry = m_entries[static_cast<std::size_t>(at.row())];
    if (role == Qt::DisplayRole)
        return text(entry, at.column());
    if (role == Qt::ToolTipRole && (at.column() == Subject || at.column() == LastError))
        return QStringLiteral("<qt>%1</qt>").arg(text(entry, at.column()).toHtmlEscaped());
    if (role == Qt::TextAlignmentRole && at.column() == Attempts)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && at.column() == State) {
        if (entry.state == DeliveryState::Failed)
            return theme().critical;
        if (entry.state == DeliveryState::Sent)
            return theme().good;
        return entry.attempts > 0 ? QVariant(theme().warning) : QVariant();
    }
    return {};
}

QVariant OutboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Created:
        return tr("Written");
    case Channel:
        return tr("Channel");
    case Receiver:
        return tr("Receiver");
    case Subject:
        return tr("Subject");
    case State:
        return tr("State");
    case Attempts:
        return tr("Attempts");
    case Next:
        return tr("Next attempt");
    case LastError:
        return tr("Last error");
    default:
        return {};
    }
}

} // namespace vigia
