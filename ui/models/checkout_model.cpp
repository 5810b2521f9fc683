#include "ui/models/checkout_model.h"

#include "core/checkout/checkout_words.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/language.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace vigia {
namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("vigia::CheckoutModel", text);
}

constexpr std::array kHeads{
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Hour"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Today"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Flag"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Category"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Yesterday"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Same day\nlast week"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Average\nlast week"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Average\nlast month"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "against\nyesterday"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "against same\nday last week"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "against avg.\nlast week"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "against avg.\nlast month"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Status"),
    QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Reason"),
};
static_assert(kHeads.size() == CheckoutModel::ColumnCount);

QVariant orNothing(const std::optional<double>& value)
{
    return value ? QVariant(*value) : QVariant();
}

bool isDifference(int column)
{
    return column >= CheckoutModel::VsYesterday && column <= CheckoutModel::VsAvgLastMonth;
}

bool isNumber(int column)
{
    return column == CheckoutModel::Today ||
           (column >= CheckoutModel::Yesterday && column <= CheckoutModel::VsAvgLastMonth);
}

} // namespace

namespace words {

QString checkoutFlag(CheckoutFlag flag)
{
    switch (flag) {
    case CheckoutFlag::Spike:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "▲ spike"));
    case CheckoutFlag::Drop:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "▼ drop"));
    case CheckoutFlag::Ok:
        break;
    }
    return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "ok"));
}

QString checkoutStatus(CheckoutStatus status)
{
    switch (status) {
    case CheckoutStatus::High:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "High anomaly"));
    case CheckoutStatus::Low:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Low anomaly"));
    case CheckoutStatus::Normal:
        break;
    }
    return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "Normal"));
}

QString checkoutCategory(CheckoutCategory category)
{
    switch (category) {
    case CheckoutCategory::Critical:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "critical"));
    case CheckoutCategory::Moderate:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "◆ moderate"));
    case CheckoutCategory::BaselineShift:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "baseline shift"));
    case CheckoutCategory::LowBaseline:
        return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "low baseline"));
    case CheckoutCategory::Normal:
        break;
    }
    return say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "normal"));
}

QString sales(double count)
{
    return QLocale().toString(count, 'f', count == std::floor(count) ? 0 : 2);
}

QString difference(std::optional<double> ratio)
{
    if (!ratio)
        return QStringLiteral("–");
    const double rounded = std::round(*ratio * 10) / 10;
    const QString sign = rounded > 0   ? QStringLiteral("+")
                         : rounded < 0 ? QStringLiteral("−")
                                       : QString();
    return sign + QLocale().toString(std::abs(rounded), 'f', 1) + QStringLiteral("\u00a0%");
}

QString checkoutHour(const CheckoutHour& hour)
{
    const auto line = [](const char* name, double value, std::optional<double> against) {
        return QStringLiteral("%1: %2 (%3)").arg(say(name), sales(value), difference(against));
    };
    const CheckoutRow& row = hour.row;
    return QStringList{say(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "%1, sales: %2"))
                           .arg(format::foreign(row.time), sales(row.today)),
                       line(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "yesterday"), row.yesterday,
                            hour.vsYesterday),
                       line(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "same day last week"),
                            row.sameDayLastWeek, hour.vsSameDayLastWeek),
                       line(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "average of last week"),
                            row.avgLastWeek, hour.vsAvgLastWeek),
                       line(QT_TRANSLATE_NOOP("vigia::CheckoutModel", "average of last month"),
                            row.avgLastMonth, hour.vsAvgLastMonth),
                       checkoutFlag(hour.flag) + QStringLiteral(" · ") +
                           checkoutCategory(hour.category),
                       format::foreign(checkoutReason(hour, coreLanguage()))}
        .join(QLatin1Char('\n'));
}

} // namespace words

CheckoutModel::CheckoutModel(CheckoutAnalysis analysis, QObject* parent)
    : QAbstractTableModel(parent)
    , m_analysis(std::move(analysis))
{}

int CheckoutModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_analysis.hours.size());
}

int CheckoutModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant CheckoutModel::value(const CheckoutHour& hour, int column) const
{
    switch (column) {
    case Time:
        return hourOf(hour.row);
    case Today:
        return hour.row.today;
    case Yesterday:
        return hour.row.yesterday;
    case SameDayLastWeek:
        return hour.row.sameDayLastWeek;
    case AvgLastWeek:
        return hour.row.avgLastWeek;
    case AvgLastMonth:
        return hour.row.avgLastMonth;
    case VsYesterday:
        return orNothing(hour.vsYesterday);
    case VsSameDayLastWeek:
        return orNothing(hour.vsSameDayLastWeek);
    case VsAvgLastWeek:
        return orNothing(hour.vsAvgLastWeek);
    case VsAvgLastMonth:
        return orNothing(hour.vsAvgLastMonth);
    case Flag:
        return int(hour.flag);
    case Status:
        return int(hour.status);
    case Category:
        return int(hour.category);
    default:
        return format::foreign(checkoutReason(hour, coreLanguage()));
    }
}

QVariant CheckoutModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CheckoutHour& hour = m_analysis.hours[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case kSortRole:
        return value(hour, column);
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole: // escaped: a tooltip guesses whether its text is HTML
        return Qt::convertFromPlainText(words::checkoutHour(hour), Qt::WhiteSpaceNormal);
    case Qt::ForegroundRole:
        if (column != Flag && column != Category)
            return {};
        if (hour.category == CheckoutCategory::Critical)
            return theme().critical;
        if (hour.category == CheckoutCategory::Moderate && column == Category)
            return theme().warning;
        return {};
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    if (isDifference(column)) {
        const QVariant percent = value(hour, column);
        return words::difference(percent.isValid() ? std::optional(percent.toDouble())
                                                   : std::nullopt);
    }
    if (isNumber(column)) { // in brackets: a reference that is no evidence
        const QString sales = words::sales(value(hour, column).toDouble());
        const bool tainted = (column == Yesterday && hour.contaminated.yesterday) ||
                             (column == SameDayLastWeek && hour.contaminated.sameDayLastWeek);
        return tainted ? QStringLiteral("(%1)").arg(sales) : sales;
    }
    switch (column) {
    case Time:
        return format::foreign(hour.row.time);
    case Flag:
        return words::checkoutFlag(hour.flag);
    case Status:
        return words::checkoutStatus(hour.status);
    case Category: {
        const std::string tainted = CheckoutVoice(coreLanguage()).contamination(hour.contaminated);
        return tainted.empty() ? words::checkoutCategory(hour.category)
                               : words::checkoutCategory(hour.category) + QStringLiteral(" · ") +
                                     QString::fromStdString(tainted);
    }
    default:
        return value(hour, column);
    }
}

QVariant CheckoutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return say(kHeads[std::size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace vigia
