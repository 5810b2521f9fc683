#include "ui/models/rules_effect.h"

#include "ui/chart/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <set>

namespace vigia {
namespace {

struct RulesEffectWords // the context of the translations
{
    Q_DECLARE_TR_FUNCTIONS(vigia::RulesEffectWords)
};

constexpr double kShownRate = 0.005; // below, a rate is 0.00

QString rate(double perDay)
{
    return std::isfinite(perDay) ? QLocale().toString(perDay, 'f', 2) : QStringLiteral("–");
}

QString count(std::int64_t n)
{
    return format::count(double(n));
}

QString movedBy(Minute from, Minute to, bool start)
{
    const QString by = format::duration(to < from ? from - to : to - from);
    if (start)
        return to < from ? RulesEffectWords::tr("starts %1 earlier").arg(by)
                         : RulesEffectWords::tr("starts %1 later").arg(by);
    return to < from ? RulesEffectWords::tr("ends %1 earlier").arg(by)
                     : RulesEffectWords::tr("ends %1 later").arg(by);
}

QStringList namesOf(const std::vector<StatusId>& ids, const std::vector<StatusId>& without,
                    const StatusCatalog& catalog)
{
    QStringList out;
    for (const StatusId id : ids) {
        if (std::find(without.begin(), without.end(), id) == without.end())
            out << words::status(catalog, id);
    }
    return out;
}

QString howMoved(const MovedIncident& moved, const StatusCatalog& catalog)
{
    const Incident& was = moved.current;
    const Incident& is = moved.candidate;
    QStringList parts;
    if (was.severity != is.severity)
        parts << (is.severity == Severity::Critical
                      ? RulesEffectWords::tr("critical instead of a warning")
                      : RulesEffectWords::tr("a warning instead of critical"));
    if (was.start != is.start)
        parts << movedBy(was.start, is.start, true);
    if (was.end && is.end && was.end != is.end)
        parts << movedBy(*was.end, *is.end, false);
    const QStringList more = namesOf(is.statuses, was.statuses, catalog);
    const QStringList fewer = namesOf(was.statuses, is.statuses, catalog);
    const QString comma = QStringLiteral(", ");
    if (!more.isEmpty())
        parts << RulesEffectWords::tr("with %1", "names of statuses").arg(more.join(comma));
    if (!fewer.isEmpty())
        parts << RulesEffectWords::tr("without %1", "names of statuses").arg(fewer.join(comma));
    return parts.join(comma);
}

} // namespace

std::vector<ChangedIncident> changedIncidents(const RuleTrialOutcome& outcome,
                                              const StatusCatalog& catalog)
{
    std::vector<ChangedIncident> out;
    for (const Incident& i : outcome.difference.appearing)
        out.push_back({IncidentFate::Appears, i, {}});
    for (const Incident& i : outcome.difference.vanishing)
        out.push_back({IncidentFate::Vanishes, i, {}});
    for (const MovedIncident& moved : outcome.difference.moved)
        out.push_back({IncidentFate::Moves, moved.candidate, howMoved(moved, catalog)});
    std::stable_sort(out.begin(), out.end(),
                     [](const ChangedIncident& a, const ChangedIncident& b) {
                         return a.incident.start > b.incident.start;
                     });
    return out;
}

QString fateMark(IncidentFate fate)
{
    switch (fate) {
    case IncidentFate::Appears:
        return QStringLiteral("+");
    case IncidentFate::Vanishes:
        return QStringLiteral("−");
    case IncidentFate::Moves:
        break;
    }
    return QStringLiteral("↔");
}

QString fateWord(IncidentFate fate)
{
    switch (fate) {
    case IncidentFate::Appears:
        return RulesEffectWords::tr("appears");
    case IncidentFate::Vanishes:
        return RulesEffectWords::tr("vanishes");
    case IncidentFate::Moves:
        break;
    }
    return RulesEffectWords::tr("changes");
}

std::vector<EffectLine> effectRates(const RuleTrialOutcome& outcome, double budgetNow,
                                    double budgetThen)
{
    const double alarmsNow = outcome.current.alarmsPerDay();
    const double alarmsThen = outcome.candidate.alarmsPerDay();
    const double incidentsNow = outcome.current.incidentsPerDay();
    const double incidentsThen = outcome.candidate.incidentsPerDay();
    const auto judged = [](double alarms, double budget) {
        return (alarms > budget + kShownRate ? QStringLiteral("▲ ") : QString()) + rate(alarms);
    };
    return {
        {RulesEffectWords::tr("Alarms a day"), judged(alarmsNow, budgetNow),
         judged(alarmsThen, budgetThen), alarmsThen > budgetThen + kShownRate},
        {RulesEffectWords::tr("Alarm budget a day"), rate(budgetNow), rate(budgetThen), false},
        {RulesEffectWords::tr("Incidents a day"), rate(incidentsNow), rate(incidentsThen), false},
        {RulesEffectWords::tr("Incidents"), count(std::int64_t(outcome.current.incidents.size())),
         count(std::int64_t(outcome.candidate.incidents.size())), false}};
}

std::vector<EffectLine> effectByStatus(const RuleTrialOutcome& outcome,
                                       const StatusCatalog& catalog)
{
    std::vector<EffectLine> out;
    const auto alarms = [](const BacktestReport& report, StatusId status) {
        for (const StatusTally& tally : report.statuses) {
            if (tally.status == status)
                return tally.alarms;
        }
        return std::int64_t{0};
    };
    for (std::size_t s = 0; s < catalog.size(); ++s) {
        const auto status = static_cast<StatusId>(s);
        out.push_back({words::status(catalog, status), count(alarms(outcome.current, status)),
                       count(alarms(outcome.candidate, status)), false});
    }
    return out;
}

std::vector<EffectLine> effectByReceiver(const RuleTrialOutcome& outcome)
{
    std::set<std::string> names;
    for (const auto& [name, n] : outcome.toldNow)
        names.insert(name);
    for (const auto& [name, n] : outcome.toldThen)
        names.insert(name);
    std::vector<EffectLine> out;
    const auto told = [](const std::map<std::string, std::int64_t>& all, const std::string& name) {
        const auto at = all.find(name);
        return count(at == all.end() ? 0 : at->second);
    };
    for (const std::string& name : names)
        out.push_back({format::foreign(name), told(outcome.toldNow, name),
                       told(outcome.toldThen, name), false});
    return out;
}

QString effectSentence(const RuleTrialOutcome& outcome)
{
    const BacktestDifference& d = outcome.difference;
    const int same = int(d.same);
    if (d.appearing.empty() && d.vanishing.empty() && d.moved.empty())
        return same == 0 ? RulesEffectWords::tr("No incident with either rules.")
                         : RulesEffectWords::tr("No incident would differ, of %n", nullptr, same);
    QStringList parts;
    if (!d.appearing.empty())
        parts << RulesEffectWords::tr("%n incident(s) would appear", nullptr,
                                      int(d.appearing.size()));
    if (!d.vanishing.empty())
        parts << RulesEffectWords::tr("%n incident(s) would vanish", nullptr,
                                      int(d.vanishing.size()));
    if (!d.moved.empty())
        parts << RulesEffectWords::tr("%n incident(s) would change", nullptr, int(d.moved.size()));
    if (same > 0)
        parts << RulesEffectWords::tr("%n stay(s) the same", nullptr, same);
    return parts.join(QStringLiteral(", "));
}

} // namespace vigia
