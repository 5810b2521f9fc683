// The messages of the outbox, newest first: to whom, by which way, and what became of them.
//
// Filled with what the store says; rows are reset only when something differs. GUI thread only.
#pragma once

#include "core/base/zone.h"
#include "core/model/outbox_entry.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace vigia {

class OutboxModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Created, Channel, Receiver, Subject, State, Attempts, Next, LastError, kColumns };

    explicit OutboxModel(std::shared_ptr<const Zone> zone, QObject* parent = nullptr);

    void set(std::vector<OutboxEntry> entries);
    [[nodiscard]] const std::vector<OutboxEntry>& entries() const { return m_entries; }
    [[nodiscard]] const OutboxEntry* at(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const OutboxEntry& entry, int column) const;

    std::shared_ptr<const Zone> m_zone;
    std::vector<OutboxEntry> m_entries;
};

// "waiting", "sent", "given up"; with a mark, so that colour is not alone.
[[nodiscard]] QString deliveryState(const OutboxEntry& entry);

} // namespace vigia
