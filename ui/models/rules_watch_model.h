// Which detectors watch which status, and the limits of `static`: the first row is for all
// statuses, then one a status of the catalog.
//
// Changing a box of a status that goes by the first row gives it its own choice, begun with the
// same. Every change goes into the draft. GUI thread only.
#pragma once

#include "ui/models/rules_draft.h"

#include <QAbstractTableModel>

namespace vigia {

class RulesWatchModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        OwnRole = Qt::UserRole, // the status has its own choice, and this box belongs to it
        HelpRole,               // what the column means
    };
    static constexpr int kStatus = 0;
    static constexpr int kOwn = 1;
    static constexpr int kFirstDetector = 2;

    explicit RulesWatchModel(RulesDraft& draft, QObject* parent = nullptr);

    [[nodiscard]] int limitColumn() const;
    [[nodiscard]] bool isBox(const QModelIndex& index) const; // one that can be turned on or off

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void refused(const QString& why); // a limit that is none; "" = the last one was good

private:
    [[nodiscard]] std::string statusOf(int row) const; // "" of the first row
    [[nodiscard]] const std::vector<std::string>& chosen(int row) const;
    [[nodiscard]] bool hasOwn(int row) const;
    [[nodiscard]] QString detector(int column) const;
    [[nodiscard]] QString spoken(const QModelIndex& index) const;
    void choose(int row, const std::string& detector, bool on);
    bool setLimit(int row, const QString& text);

    RulesDraft& m_draft;
};

} // namespace vigia
