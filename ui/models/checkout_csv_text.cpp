// The analysis as CSV; see checkout_model.h.
#include "ui/models/checkout_model.h"

namespace vigia {
namespace {

// Quoted where it must be. Foreign text that a spreadsheet would run as a formula gets an
// apostrophe.
QByteArray field(const std::string& text)
{
    QByteArray out = QByteArray::fromStdString(text);
    if (!out.isEmpty() && QByteArrayLiteral("=+-@\t\r").contains(out.front()))
        out.prepend('\'');
    if (out.contains(',') || out.contains('"') || out.contains('\n') || out.contains('\r'))
        out = '"' + out.replace('"', "\"\"") + '"';
    return out;
}

QByteArray number(double value)
{
    constexpr int kMostDigits = 15;
    return QByteArray::number(value, 'g', kMostDigits);
}

QByteArray percent(const std::optional<double>& value)
{
    return value ? number(*value) : QByteArray();
}

} // namespace

QByteArray checkoutCsv(std::span<const CheckoutAnalysis> analyses)
{
    QByteArray out = QByteArrayLiteral("file,time,today,yesterday,same_day_last_week,avg_last_week,"
                                       "avg_last_month,pct_vs_yesterday,pct_vs_same_day_last_week,"
                                       "pct_vs_avg_last_week,pct_vs_avg_last_month,anomaly_flag,"
                                       "anomaly_status,category,reason\r\n");
    for (const CheckoutAnalysis& analysis : analyses) {
        for (const CheckoutHour& hour : analysis.hours) {
            const CheckoutRow& row = hour.row;
            out += QByteArrayList{field(analysis.file),
                                  field(row.time),
                                  number(row.today),
                                  number(row.yesterday),
                                  number(row.sameDayLastWeek),
                                  number(row.avgLastWeek),
                                  number(row.avgLastMonth),
                                  percent(hour.vsYesterday),
                                  percent(hour.vsSameDayLastWeek),
                                  percent(hour.vsAvgLastWeek),
                                  percent(hour.vsAvgLastMonth),
                                  field(std::string(toString(hour.flag))),
                                  field(std::string(toString(hour.status))),
                                  field(std::string(toString(hour.category))),
                                  field(hour.reason)}
                       .join(',') +
                   QByteArrayLiteral("\r\n");
        }
    }
    return out;
}

} // namespace vigia
