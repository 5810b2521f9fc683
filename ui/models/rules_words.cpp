#include "ui/models/rules_words.h"

#include "ui/chart/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia::rulewords {
namespace {

QString tr(const char* text, const char* note = nullptr)
{
    return QCoreApplication::translate("vigia::rulewords", text, note);
}

constexpr std::array<const char*, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

QStringList shown(const std::vector<std::string>& list)
{
    QStringList out;
    for (const std::string& name : list)
        out << format::foreign(name);
    return out;
}

// Which incidents, by severity and status.
QString subject(const RouteConfig& route)
{
    const bool one = route.severities.size() == 1;
    const bool critical = one && route.severities.front() == "critical";
    if (route.statuses.empty()) {
        if (!one)
            return tr("Every incident");
        return critical ? tr("Every critical incident") : tr("Every warning");
    }
    const QString statuses = either(shown(route.statuses));
    if (!one)
        return statuses;
    return critical ? tr("Critical %1", "names of statuses").arg(statuses)
                    : tr("Warnings of %1", "names of statuses").arg(statuses);
}

} // namespace

QString duration(std::chrono::seconds s)
{
    const qint64 total = s.count();
    const std::pair<qint64, QString> units[] = {{86'400, tr("d", "days")},
                                                {3'600, tr("h", "hours")},
                                                {60, tr("min")},
                                                {1, tr("s", "seconds")}};
    QStringList parts;
    qint64 rest = total;
    for (const auto& [length, unit] : units) {
        if (rest / length > 0)
            parts << QString::number(rest / length) + QChar(0x00a0) + unit;
        rest %= length;
    }
    return parts.isEmpty() ? QStringLiteral("0") + QChar(0x00a0) + tr("s", "seconds")
                           : parts.join(QLatin1Char(' '));
}

std::optional<std::chrono::seconds> readDuration(const QString& text)
{
    const QString trimmed = text.simplified();
    if (trimmed == QLatin1String("0"))
        return std::chrono::seconds{0};
    static const QRegularExpression whole(
        QStringLiteral("^(?:(\\d{1,6}) ?d)? ?(?:(\\d{1,6}) ?h)? ?(?:(\\d{1,6}) ?m(?:in)?)? "
                       "?(?:(\\d{1,6}) ?s)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = whole.match(trimmed);
    if (trimmed.isEmpty() || !match.hasMatch())
        return std::nullopt;
    qint64 total = 0;
    constexpr std::array<qint64, 4> kLengths{86'400, 3'600, 60, 1};
    for (std::size_t i = 0; i < kLengths.size(); ++i)
        total += match.captured(int(i) + 1).toLongLong() * kLengths[i];
    return std::chrono::seconds{total};
}

QString number(double value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', QLocale::FloatingPointShortest);
}

std::optional<double> readNumber(const QString& text)
{
    bool good = false;
    const QString trimmed = text.trimmed();
    double value = QLocale().toDouble(trimmed, &good);
    // "0.5" is half a thing for everybody, also where 1.000 is a thousand.
    if (!good || (trimmed.contains(QLatin1Char('.')) && !trimmed.contains(QLatin1Char(','))))
        value = QLocale::c().toDouble(trimmed, &good);
    if (!good || !std::isfinite(value))
        return std::nullopt;
    return value;
}

QString detectorHelp(std::string_view name)
{
    if (name == "adaptive")
        return tr("How unlikely are the last 1 to 40 minutes, given what was usual before them? "
                  "Learns by itself and keeps to the alarm budget.");
    if (name == "static")
        return tr("The count of a minute is above a fixed limit. Wrong wherever the level moves "
                  "with the hour.");
    if (name == "rolling_zscore")
        return tr("The count is many standard deviations above the mean of the last minutes. "
                  "Wrong for sparse counts and on the flanks of the day.");
    if (name == "seasonal_baseline")
        return tr("The count is far from those of the same hour in the last 28 days. Wrong on pay "
                  "days and weekends.");
    if (name == "isolation_forest")
        return tr("Volume, bad count, bad rate and how they changed stand apart from history; its "
                  "threshold follows the alarm budget.");
    if (name == "lof")
        return tr("The count lies where few counts of the last 30 days lie. Calls about 2 % of "
                  "calm minutes unusual.");
    if (name == "trend")
        return tr("The straight line through the last 18 minutes rises steeply. A burst tilts it "
                  "too.");
    if (name == "hybrid")
        return tr("Seasonal baseline and isolation forest vote: one fires, a warning; both, "
                  "critical.");
    return {};
}

QString names(const std::vector<std::string>& list)
{
    return list.empty() ? QStringLiteral("–") : shown(list).join(QStringLiteral(", "));
}

QString either(const QStringList& list)
{
    if (list.size() < 2)
        return list.value(0);
    return tr("%1 or %2", "a list, and its last item")
        .arg(list.mid(0, list.size() - 1).join(QStringLiteral(", ")), list.last());
}

QString day(const std::string& name)
{
    const auto at = std::find(kDays.begin(), kDays.end(), name);
    if (at == kDays.end())
        return format::foreign(name);
    QString text = QLocale().standaloneDayName(int(at - kDays.begin()) + 1, QLocale::ShortFormat);
    return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
}

QString kind(const std::string& name)
{
    if (name == "spike")
        return tr("spikes");
    if (name == "drop")
        return tr("drops");
    if (name == "gap")
        return tr("gaps");
    if (name == "shift")
        return tr("shifts");
    if (name == "trend")
        return tr("trends");
    return format::foreign(name);
}

QString hours(const RouteConfig& route)
{
    QString days;
    const auto has = [&](const char* name) {
        return std::find(route.days.begin(), route.days.end(), name) != route.days.end();
    };
    const auto working = std::count_if(kDays.begin(), kDays.begin() + 5, has);
    const auto free = std::count_if(kDays.begin() + 5, kDays.end(), has);
    if (working == 5 && free == 0) {
        days = tr("on weekdays");
    } else if (working == 0 && free == 2) {
        days = tr("on weekends");
    } else if (working + free > 0 && working + free < 7) {
        QStringList names;
        for (const char* name : kDays) {
            if (has(name))
                names << day(name);
        }
        days = tr("on %1", "days of the week").arg(names.join(QStringLiteral(", ")));
    }
    if (route.from.empty() || route.to.empty())
        return days;
    const QString span =
        QString::fromStdString(route.from) + QStringLiteral("–") + QString::fromStdString(route.to);
    return days.isEmpty() ? span : tr("%1 %2", "hours, and on which days").arg(span, days);
}

QString route(const RouteConfig& route)
{
    QStringList conditions{subject(route)};
    if (!route.kinds.empty()) {
        QStringList kinds;
        for (const std::string& name : route.kinds)
            kinds << kind(name);
        conditions << tr("only %1", "kinds of anomalies").arg(either(kinds));
    }
    if (!route.sources.empty())
        conditions << tr("from %1", "names of sources").arg(either(shown(route.sources)));
    if (const QString when = hours(route); !when.isEmpty())
        conditions << when;
    const QString which = conditions.join(QStringLiteral(", "));
    if (route.receivers.empty())
        return tr("%1: told to nobody yet").arg(which);
    const QString said =
        tr("%1: %2", "which incidents, and who is told").arg(which, names(route.receivers));
    if (route.escalateTo.empty())
        return said;
    return tr("%1; %2 too when nobody acknowledges within %3")
        .arg(said, format::foreign(route.escalateTo), duration(route.escalateAfter));
}

} // namespace vigia::rulewords
