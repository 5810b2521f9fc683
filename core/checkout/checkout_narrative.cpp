#include "core/checkout/checkout_narrative.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace vigia {
namespace {

constexpr double kNextToNothing = 0.15; // of both averages
constexpr double kBacklog = 1.5;        // times both averages
constexpr double kTooFew = 5;           // missing sales; none of 5 by chance: 1 in 150

// The stretches of a day; the last hour belongs to it.
struct Stretch
{
    int from;
    int to;
    const char* english;
    const char* portuguese;
};
constexpr std::array<Stretch, 5> kStretches{{{0, 5, "Early morning", "Madrugada"},
                                             {6, 9, "Morning", "Manhã"},
                                             {10, 13, "Peak", "Pico"},
                                             {14, 17, "Afternoon", "Tarde"},
                                             {18, 23, "Evening", "Noite"}}};

// A voice that says sums and averages with at most one decimal.
class Voice : public CheckoutVoice
{
public:
    using CheckoutVoice::CheckoutVoice;

    std::string number(double value) const { return CheckoutVoice::number(value, 1); }

    // "62 (-92 %)": the reference and how far the value is from it.
    std::string against(double value, double reference) const
    {
        return number(reference) +
               (reference > 0 ? " (" + percentText(value, reference) + ")" : "");
    }
};

double sumOf(const CheckoutAnalysis& a, std::size_t from, std::size_t to,
             double CheckoutRow::*column)
{
    double sum = 0;
    for (std::size_t i = from; i <= to; ++i)
        sum += a.hours[i].row.*column;
    return sum;
}

std::string span(const CheckoutAnalysis& a, std::size_t from, std::size_t to)
{
    return from == to ? a.hours[from].row.time
                      : a.hours[from].row.time + "-" + a.hours[to].row.time;
}

std::string totals(const CheckoutAnalysis& a, std::size_t from, std::size_t to, const Voice& say)
{
    const double today = sumOf(a, from, to, &CheckoutRow::today);
    const auto reference = [&](double CheckoutRow::*column) {
        return say.against(today, sumOf(a, from, to, column));
    };
    return say.sales(today, 1) + say("; yesterday ", "; ontem ") +
           reference(&CheckoutRow::yesterday) +
           say(", the same day last week ", ", mesmo dia da semana passada ") +
           reference(&CheckoutRow::sameDayLastWeek) +
           say(", last week's average ", ", média da semana passada ") +
           reference(&CheckoutRow::avgLastWeek) +
           say(", last month's average ", ", média do mês passado ") +
           reference(&CheckoutRow::avgLastMonth) + ".";
}

std::string hoursOf(const CheckoutAnalysis& a, std::size_t from, std::size_t to,
                    const std::function<bool(const CheckoutHour&)>& which)
{
    std::string out;
    for (std::size_t i = from; i <= to; ++i) {
        if (which(a.hours[i]))
            out += (out.empty() ? "" : ", ") + a.hours[i].row.time;
    }
    return out;
}

// "08h (0, usually 8.7 to 10.4), 09h (…)": each hour with its sales and both averages.
std::string deviationsOf(const CheckoutAnalysis& a, std::size_t from, std::size_t to,
                         const Voice& say, const std::function<bool(const CheckoutHour&)>& which)
{
    std::string out;
    for (std::size_t i = from; i <= to; ++i) {
        if (!which(a.hours[i]))
            continue;
        const CheckoutRow& r = a.hours[i].row;
        const auto [low, high] = std::minmax(r.avgLastWeek, r.avgLastMonth);
        out += (out.empty() ? "" : ", ") + r.time + " (" + say.number(r.today) +
               say(", usually ", ", usual ") + say.number(low) +
               (say.number(low) == say.number(high) ? "" : say(" to ", " a ") + say.number(high)) +
               ")";
    }
    return out;
}

void addStretch(const CheckoutAnalysis& a, const Stretch& stretch, const Voice& say,
                std::vector<NarrativeSection>& out)
{
    const auto inside = [&](const CheckoutHour& h) {
        return hourOf(h.row) >= stretch.from && hourOf(h.row) <= stretch.to;
    };
    const auto first = std::find_if(a.hours.begin(), a.hours.end(), inside);
    if (first == a.hours.end())
        return;
    const auto from = static_cast<std::size_t>(first - a.hours.begin());
    std::size_t to = from;
    while (to + 1 < a.hours.size() && inside(a.hours[to + 1]))
        ++to;
    NarrativeSection section{
        say(stretch.english, stretch.portuguese) + " (" + span(a, from, to) + ")", {}};
    section.lines.push_back(totals(a, from, to, say));
    const std::string drops = deviationsOf(a, from, to, say, [](const CheckoutHour& h) {
        return h.category == CheckoutCategory::Critical && h.flag == CheckoutFlag::Drop;
    });
    const std::string spikes = deviationsOf(a, from, to, say, [](const CheckoutHour& h) {
        return h.category == CheckoutCategory::Critical && h.flag == CheckoutFlag::Spike;
    });
    const std::string moderate = deviationsOf(a, from, to, say, [](const CheckoutHour& h) {
        return h.category == CheckoutCategory::Moderate;
    });
    const std::string shift = deviationsOf(a, from, to, say, [](const CheckoutHour& h) {
        return h.category == CheckoutCategory::BaselineShift;
    });
    if (!drops.empty())
        section.lines.push_back(
            say("Far too few at ", "Vendas muito abaixo às ") + drops +
            say(": probably an operational issue.", ": provavelmente um problema operacional."));
    if (!spikes.empty())
        section.lines.push_back(
            say("Far more than history knows at ", "Muito acima do histórico às ") + spikes +
            say(": a campaign, retries or duplicates; worth a look.",
                ": campanha, novas tentativas ou duplicidades; vale verificar."));
    if (!moderate.empty())
        section.lines.push_back(say("Noticeable, but not beyond doubt, at ",
                                    "Desvio perceptível, mas não conclusivo, às ") +
                                moderate + ".");
    if (!shift.empty())
        section.lines.push_back(
            say("Away from the averages at ", "Longe das médias às ") + shift +
            say(", as yesterday or last week already were: rather a shift than an incident.",
                ", como ontem ou na semana passada: mais uma mudança de patamar que um "
                "incidente."));
    if (section.lines.size() == 1)
        section.lines.push_back(
            say("Nothing that history does not show.", "Nada que o histórico não mostre."));
    out.push_back(std::move(section));
}

std::string lossOf(const CheckoutAnalysis& a, const Outage& o, const Voice& say)
{
    const auto whole = [](double value) { return std::to_string(std::llround(value)); };
    bool tainted = false;
    for (std::size_t i = o.from; i <= o.to; ++i)
        tainted = tainted || a.hours[i].contaminated.yesterday.has_value();
    const auto [least, most] = std::minmax({o.byAvgLastWeek, o.bySameDayLastWeek, o.byYesterday});
    return say("Sales not made: about ", "Vendas não realizadas: cerca de ") +
           whole(o.byAvgLastMonth) +
           say(" by last month's average, and between ", " pela média do mês passado, e entre ") +
           whole(least) + say(" and ", " e ") + whole(most) +
           say(" by the others: ", " pelas outras referências: ") + whole(o.byAvgLastWeek) +
           say(" by last week's average, ", " pela média da semana passada, ") +
           whole(o.bySameDayLastWeek) +
           say(" by the same day last week, ", " pelo mesmo dia da semana passada, ") +
           whole(o.byYesterday) + say(" by yesterday", " por ontem") +
           (tainted ? say(" (which was itself abnormal and is no evidence)",
                          " (que foi anormal e não serve de evidência)")
                    : "") +
           ".";
}

void addOutages(const CheckoutAnalysis& a, const Voice& say, std::vector<NarrativeSection>& out)
{
    for (const Outage& o : findOutages(a)) {
        NarrativeSection section{say("Outage ", "Interrupção ") + span(a, o.from, o.to), {}};
        std::string story =
            say("Next to nothing was sold: ", "Quase nada foi vendido: ") +
            say.number(sumOf(a, o.from, o.to, &CheckoutRow::today)) +
            say(" where last month's average has ", " onde a média do mês passado tem ") +
            say.number(sumOf(a, o.from, o.to, &CheckoutRow::avgLastMonth)) + ".";
        if (o.lowFrom < o.from)
            story += say(" It was low already from ", " As vendas já estavam baixas desde ") +
                     a.hours[o.lowFrom].row.time + ".";
        if (o.backlog) {
            const CheckoutRow& after = a.hours[*o.backlog].row;
            story +=
                " " + after.time + say(" with ", " com ") + say.number(after.today) +
                say(", against ", ", contra ") + say.against(after.today, after.avgLastWeek) +
                say(" by last week's average, looks like the backlog of it: one story, not two.",
                    " pela média da semana passada, parece a demanda represada: uma história, não "
                    "duas.");
        }
        section.lines.push_back(story);
        section.lines.push_back(lossOf(a, o, say));
        out.push_back(std::move(section));
    }
}

void addList(const CheckoutAnalysis& a, const Voice& say, std::vector<NarrativeSection>& out)
{
    NarrativeSection section{say("Possible anomalies", "Possíveis anomalias"), {}};
    const std::array<std::pair<CheckoutCategory, std::string>, 4> kinds{
        {{CheckoutCategory::Critical, say("Critical: ", "Críticas: ")},
         {CheckoutCategory::Moderate, say("Moderate: ", "Moderadas: ")},
         {CheckoutCategory::BaselineShift,
          say("Seasonal or a shift: ", "Sazonais ou mudança de patamar: ")},
         {CheckoutCategory::LowBaseline,
          say("Too few sales to judge: ", "Poucas vendas para julgar: ")}}};
    for (const auto& [category, name] : kinds) {
        const std::string hours =
            hoursOf(a, 0, a.hours.size() - 1,
                    [c = category](const CheckoutHour& h) { return h.category == c; });
        section.lines.push_back(name + (hours.empty() ? say("none", "nenhuma") : hours) + ".");
    }
    const auto addTainted = [&](auto which, const std::string& before, const std::string& after) {
        const std::string hours = hoursOf(a, 0, a.hours.size() - 1, which);
        if (!hours.empty())
            section.lines.push_back(before + hours + after);
    };
    const std::string after =
        say(" and is no evidence there.", " e não serve de evidência nessas horas.");
    addTainted([](const CheckoutHour& h) { return h.contaminated.yesterday.has_value(); },
               say("Yesterday was itself abnormal at ", "Ontem também foi anormal às "), after);
    addTainted([](const CheckoutHour& h) { return h.contaminated.sameDayLastWeek.has_value(); },
               say("The same day last week was itself abnormal at ",
                   "O mesmo dia da semana passada também foi anormal às "),
               after);
    for (const CheckoutHour& hour : a.hours) {
        if (hour.otherwise)
            section.lines.push_back(
                hour.row.time + ": " + say.category(hour.category) +
                say(" by a reference that is no evidence; by the others: ",
                    " por uma referência que não serve de evidência; pelas demais: ") +
                say.category(*hour.otherwise) + ".");
    }
    out.push_back(std::move(section));
}

} // namespace

std::vector<Outage> findOutages(const CheckoutAnalysis& analysis)
{
    const auto& hours = analysis.hours;
    const auto dropped = [&](std::size_t i) {
        return hours[i].category == CheckoutCategory::Critical &&
               hours[i].flag == CheckoutFlag::Drop;
    };
    const auto nothing = [&](std::size_t i) {
        const CheckoutRow& r = hours[i].row;
        return dropped(i) && r.today <= kNextToNothing * r.avgLastWeek &&
               r.today <= kNextToNothing * r.avgLastMonth;
    };
    std::vector<Outage> out;
    for (std::size_t i = 0; i < hours.size(); ++i) {
        if (!nothing(i))
            continue;
        Outage o;
        o.from = o.to = o.lowFrom = i;
        while (o.to + 1 < hours.size() && nothing(o.to + 1))
            ++o.to;
        while (o.lowFrom > 0 && dropped(o.lowFrom - 1))
            --o.lowFrom;
        if (o.to + 1 < hours.size()) {
            const CheckoutRow& next = hours[o.to + 1].row;
            if (next.today >= kBacklog * next.avgLastWeek &&
                next.today >= kBacklog * next.avgLastMonth)
                o.backlog = o.to + 1;
        }
        const double sold = sumOf(analysis, o.from, o.to, &CheckoutRow::today);
        const auto missing = [&](double CheckoutRow::*column) {
            return std::max(0.0, sumOf(analysis, o.from, o.to, column) - sold);
        };
        o.byAvgLastMonth = missing(&CheckoutRow::avgLastMonth);
        o.byAvgLastWeek = missing(&CheckoutRow::avgLastWeek);
        o.bySameDayLastWeek = missing(&CheckoutRow::sameDayLastWeek);
        o.byYesterday = missing(&CheckoutRow::yesterday);
        i = o.to;
        if (o.byAvgLastMonth >= kTooFew && o.byAvgLastWeek >= kTooFew)
            out.push_back(o);
    }
    return out;
}

std::vector<NarrativeSection> narrate(const CheckoutAnalysis& analysis, Language language)
{
    std::vector<NarrativeSection> out;
    if (analysis.hours.empty())
        return out;
    const Voice say(language);
    out.push_back({say("The day", "O dia"), {totals(analysis, 0, analysis.hours.size() - 1, say)}});
    if (const std::string remark = checkoutRemark(analysis, language); !remark.empty())
        out.back().lines.push_back(remark);
    addOutages(analysis, say, out);
    for (const Stretch& stretch : kStretches)
        addStretch(analysis, stretch, say, out);
    addList(analysis, say, out);
    out.push_back({say("What this cannot say", "O que isto não permite dizer"),
                   {say("Tens of sales an hour vary by chance: around 20, anything from 11 to 29 "
                        "is ordinary. One day is no firm "
                        "conclusion. Counts by minute, the status of each transaction, and the "
                        "same hour of several weeks would "
                        "tell an outage from a quiet hour.",
                        "Dezenas de vendas por hora variam por acaso: em torno de 20, de 11 a 29 é "
                        "normal. Um dia não permite "
                        "conclusão firme. Contagens por minuto, o status de cada transação e a "
                        "mesma hora em várias semanas "
                        "distinguiriam uma interrupção de uma hora calma.")}});
    return out;
}

} // namespace vigia
