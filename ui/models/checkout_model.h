// The hours of one checkout file as a table: values, differences, flag, status, category, reason.
//
// Holds what analyseCheckout() gave and computes nothing. Qt::DisplayRole is for the eye, kSortRole
// orders by value: numbers as numbers, an hour without a difference before all others.
#pragma once

#include "core/checkout/checkout_analysis.h"

#include <QAbstractTableModel>

#include <span>

namespace vigia {

class CheckoutModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Time,
        Today,
        Flag, // early: what is wrong is seen without scrolling
        Category,
        Yesterday,
        SameDayLastWeek,
        AvgLastWeek,
        AvgLastMonth,
        VsYesterday,
        VsSameDayLastWeek,
        VsAvgLastWeek,
        VsAvgLastMonth,
        Status,
        Reason,
        ColumnCount
    };
    static constexpr int kSortRole = Qt::UserRole;

    explicit CheckoutModel(CheckoutAnalysis analysis, QObject* parent = nullptr);

    [[nodiscard]] const CheckoutAnalysis& analysis() const { return m_analysis; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant value(const CheckoutHour& hour, int column) const;

    CheckoutAnalysis m_analysis;
};

namespace words {

[[nodiscard]] QString checkoutFlag(CheckoutFlag flag); // with its mark: "▲ spike", "▼ drop"
[[nodiscard]] QString checkoutStatus(CheckoutStatus status);
[[nodiscard]] QString checkoutCategory(CheckoutCategory category);
[[nodiscard]] QString sales(double count);                     // "12", "6.42"
[[nodiscard]] QString difference(std::optional<double> ratio); // percent: "+40.2 %"; "–" for none
// All of one hour, a line each, for tooltips and screen readers. Plain text.
[[nodiscard]] QString checkoutHour(const CheckoutHour& hour);

} // namespace words

// The same for other programs: numbers with a point, the names of the contract, RFC 4180.
[[nodiscard]] QByteArray checkoutCsv(std::span<const CheckoutAnalysis> analyses);

} // namespace vigia
