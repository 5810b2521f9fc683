#include "ui/chart/format.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>
#include <QTime>

#include <cmath>

namespace vigia::format {
namespace {

constexpr QChar kNoBreak(0x00a0);
constexpr QChar kMinus(0x2212);

QString unknown()
{
    return QStringLiteral("–");
}

QDate dateOf(LocalMinute local)
{
    const std::chrono::year_month_day d{std::chrono::floor<std::chrono::days>(local)};
    return {int(d.year()), int(unsigned(d.month())), int(unsigned(d.day()))};
}

QTime timeOf(LocalMinute local)
{
    const int minutes = minuteOfDay(local);
    return {minutes / 60, minutes % 60};
}

QString unit(std::int64_t n, const QString& name)
{
    return QLocale().toString(qlonglong(n)) + kNoBreak + name;
}

QString tr(const char* text)
{
    return QCoreApplication::translate("format", text);
}

bool isTreacherous(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
           c.category() == QChar::Other_Surrogate || c.category() == QChar::Separator_Line ||
           c.category() == QChar::Separator_Paragraph;
}

} // namespace

QString count(double transactions)
{
    if (!std::isfinite(transactions))
        return unknown();
    return QLocale().toString(qlonglong(std::llround(transactions)));
}

QString expected(double transactions)
{
    if (!std::isfinite(transactions))
        return unknown();
    if (transactions >= 10 || transactions == std::round(transactions))
        return count(transactions);
    constexpr double kLeastShown = 0.05;
    if (transactions < kLeastShown)
        return QStringLiteral("<") + QLocale().toString(0.1, 'f', 1);
    return QLocale().toString(transactions, 'f', 1);
}

QString axis(double transactions)
{
    const auto shortened = [](double value, const QString& name) {
        return QLocale().toString(value, 'g', 4) + kNoBreak + name;
    };
    if (transactions >= 1e9)
        return shortened(transactions / 1e9, QStringLiteral("G"));
    if (transactions >= 1e6)
        return shortened(transactions / 1e6, QStringLiteral("M"));
    if (transactions >= 1e4)
        return shortened(transactions / 1e3, QStringLiteral("k"));
    return count(transactions);
}

QString percent(double ratio)
{
    if (!std::isfinite(ratio))
        return unknown();
    return QLocale().toString(ratio * 100.0, 'f', 0) + kNoBreak + QLatin1Char('%');
}

QString signedCount(double n)
{
    return (n < 0 ? QString(kMinus) : QStringLiteral("+")) + count(std::abs(n));
}

QString range(double low, double high)
{
    if (!std::isfinite(low) || !std::isfinite(high))
        return unknown();
    const double from = std::max(0.0, std::ceil(low));
    const double to = std::max(from, std::floor(high));
    if (from == to)
        return count(from);
    return count(from) + kNoBreak + QStringLiteral("–") + kNoBreak + count(to);
}

QString deviation(double observed, double expected)
{
    constexpr double kTimesFrom = 2.5; // above, a factor says more than a percentage
    if (!std::isfinite(observed) || !std::isfinite(expected) || expected <= 0)
        return {};
    const double ratio = observed / expected;
    if (ratio >= kTimesFrom)
        return QStringLiteral("×") + QLocale().toString(ratio, 'f', ratio < 10 ? 1 : 0);
    const double change = std::round((ratio - 1) * 100);
    const QString sign = change < 0 ? QString(kMinus) : QStringLiteral("+");
    return sign + QLocale().toString(std::abs(change), 'f', 0) + kNoBreak + QLatin1Char('%');
}

QString clock(Minute m, const Zone& zone)
{
    return timeOf(zone.toLocal(m)).toString(QStringLiteral("HH:mm"));
}

QString clockSeconds(Instant t, const Zone& zone)
{
    const Minute m = floorToMinute(t);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(t - m).count();
    return timeOf(zone.toLocal(m)).addSecs(int(seconds)).toString(QStringLiteral("HH:mm:ss"));
}

QString date(Minute m, const Zone& zone)
{
    return QLocale().toString(dateOf(zone.toLocal(m)), QStringLiteral("d MMM"));
}

QString month(Minute m, const Zone& zone)
{
    const QDate day = dateOf(zone.toLocal(m));
    return QLocale().toString(day, day.month() == 1 ? QStringLiteral("MMM yyyy")
                                                    : QStringLiteral("MMM"));
}

QString fullDate(Minute m, const Zone& zone)
{
    return QLocale().toString(dateOf(zone.toLocal(m)), QStringLiteral("ddd d MMM yyyy"));
}

QString dateClock(Minute m, const Zone& zone)
{
    return QLocale().toString(dateOf(zone.toLocal(m)), QStringLiteral("ddd d MMM ")) +
           clock(m, zone);
}

QString utcClock(Minute m)
{
    return clock(m, Zone()) + QStringLiteral(" UTC");
}

QString zoneOffset(Minute m, const Zone& zone)
{
    const auto offset = zone.offsetAt(m).count();
    if (offset == 0)
        return QStringLiteral("UTC");
    const auto hours = std::abs(offset) / 60;
    const auto minutes = std::abs(offset) % 60;
    QString text = QStringLiteral("UTC") + (offset < 0 ? kMinus : QLatin1Char('+'));
    text += QString::number(hours);
    if (minutes != 0)
        text += QStringLiteral(":%1").arg(minutes, 2, 10, QLatin1Char('0'));
    return text;
}

QString duration(std::chrono::seconds s)
{
    const std::int64_t seconds = std::max<std::int64_t>(0, s.count());
    const std::int64_t minutes = seconds / 60;
    const std::int64_t hours = minutes / 60;
    const std::int64_t days = hours / 24;
    const auto pair = [](const QString& big, std::int64_t rest, const QString& name) {
        return rest == 0 ? big : big + kNoBreak + unit(rest, name);
    };
    if (minutes == 0)
        return unit(seconds, tr("s"));
    if (hours == 0)
        return unit(minutes, tr("min"));
    if (days == 0)
        return pair(unit(hours, tr("h")), minutes % 60, tr("min"));
    return pair(unit(days, tr("d")), hours % 24, tr("h"));
}

QString bytes(std::int64_t n)
{
    return QLocale().formattedDataSize(n, 1, QLocale::DataSizeSIFormat);
}

QString foreign(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t'))
            out += QLatin1Char(' ');
        else if (isTreacherous(c) && !c.isSurrogate())
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

QString foreign(const std::string& utf8)
{
    return foreign(QString::fromStdString(utf8));
}

} // namespace vigia::format
