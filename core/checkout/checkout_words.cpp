#include "core/checkout/checkout_words.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <vector>

namespace vigia {
namespace {

std::string decimalSign(std::string text, Language language)
{
    if (language == Language::Portuguese)
        std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

// "yesterday" and "the same day last week", where they were abnormal.
struct Tainted
{
    const AbnormalDay* day;
    const char* english;
    const char* portuguese;
};

std::vector<Tainted> taintedOf(const Contamination& contamination)
{
    std::vector<Tainted> all;
    if (contamination.yesterday)
        all.push_back({&*contamination.yesterday, "yesterday", "ontem"});
    if (contamination.sameDayLastWeek)
        all.push_back({&*contamination.sameDayLastWeek, "the same day last week",
                       "o mesmo dia da semana passada"});
    return all;
}

std::string noEvidence(const CheckoutHour& hour, const CheckoutVoice& say)
{
    std::string out;
    for (const Tainted& tainted : taintedOf(hour.contaminated)) {
        out += "; " + say(tainted.english, tainted.portuguese);
        if (tainted.day->flag == CheckoutFlag::Drop)
            out += say(" was an outage at this hour (", " houve uma interrupção nesta hora (") +
                   say.number(tainted.day->sales) + ", " + tainted.day->file + ")";
        else
            out += say(" was itself a spike at this hour (", " houve um pico nesta hora (") +
                   tainted.day->file + ")";
        out += say(" and is no evidence", ", que não serve de evidência");
    }
    if (hour.otherwise)
        out += say("; without it the hour would be: ", "; sem essa referência a hora seria: ") +
               say.category(*hour.otherwise);
    return out;
}

} // namespace

std::string CheckoutVoice::number(double value, int decimals) const
{
    return decimalSign(shortText(value, decimals), m_language);
}

std::string CheckoutVoice::fixed(double value, int decimals) const
{
    return decimalSign(fixedText(value, decimals), m_language);
}

std::string CheckoutVoice::percent(double value, double reference) const
{
    return reference == 0 ? (*this)("no reference", "sem referência")
                          : percentText(value, reference);
}

std::string CheckoutVoice::sales(double count, int decimals) const
{
    const bool one = m_language == Language::English ? count == 1 : count > -2 && count < 2;
    return number(count, decimals) +
           (one ? (*this)(" sale", " venda") : (*this)(" sales", " vendas"));
}

std::string CheckoutVoice::flag(CheckoutFlag flag) const
{
    switch (flag) {
    case CheckoutFlag::Spike:
        return (*this)("spike", "pico");
    case CheckoutFlag::Drop:
        return (*this)("drop", "queda");
    case CheckoutFlag::Ok:
        break;
    }
    return "ok";
}

std::string CheckoutVoice::status(CheckoutStatus status) const
{
    switch (status) {
    case CheckoutStatus::High:
        return (*this)("High Anomaly", "Anomalia alta");
    case CheckoutStatus::Low:
        return (*this)("Low Anomaly", "Anomalia baixa");
    case CheckoutStatus::Normal:
        break;
    }
    return "Normal";
}

std::string CheckoutVoice::category(CheckoutCategory category) const
{
    switch (category) {
    case CheckoutCategory::Critical:
        return (*this)("critical", "crítica");
    case CheckoutCategory::Moderate:
        return (*this)("moderate", "moderada");
    case CheckoutCategory::BaselineShift:
        return (*this)("baseline shift", "mudança de patamar");
    case CheckoutCategory::LowBaseline:
        return (*this)("low baseline", "base baixa");
    case CheckoutCategory::Normal:
        break;
    }
    return "normal";
}

std::string CheckoutVoice::contamination(const Contamination& contamination) const
{
    std::string out;
    for (const Tainted& tainted : taintedOf(contamination)) {
        out += out.empty() ? "" : ", ";
        out += (*this)(tainted.english, tainted.portuguese) + ": ";
        out += tainted.day->flag == CheckoutFlag::Drop
                   ? (*this)("an outage, no evidence", "interrupção, não é evidência")
                   : (*this)("a spike, no evidence", "pico, não é evidência");
    }
    return out;
}

std::string checkoutReason(const CheckoutHour& hour, Language language)
{
    const CheckoutVoice say(language);
    const CheckoutRow& r = hour.row;
    const std::string sold = say.sales(r.today);
    const std::string averages =
        say.number(r.avgLastWeek) + say(" (last week's average, ", " (média da semana passada, ") +
        say.percent(r.today, r.avgLastWeek) + say(") and ", ") e ") + say.number(r.avgLastMonth) +
        say(" (last month's, ", " (a do mês passado, ") + say.percent(r.today, r.avgLastMonth) +
        ")";
    const std::string precedents =
        say("yesterday had ", "ontem houve ") + say.number(r.yesterday) +
        say(" and the same day last week ", " e no mesmo dia da semana passada ") +
        say.number(r.sameDayLastWeek);
    std::string out = sold;
    switch (hour.category) {
    case CheckoutCategory::LowBaseline:
        out += say(" where under one is usual: too few to judge",
                   " onde o usual é menos de uma: poucas para julgar");
        break;
    case CheckoutCategory::Critical:
        if (hour.flag == CheckoutFlag::Spike)
            out += say(", at least twice ", ", pelo menos o dobro de ") + averages + "; " +
                   precedents +
                   say(", so history does not show the like",
                       "; o histórico não mostra nada parecido");
        else
            out += say(", at most half of ", ", no máximo a metade de ") + averages + "; " +
                   precedents;
        break;
    case CheckoutCategory::Moderate:
        out += say(" against ", " contra ") + averages + "; " + precedents;
        break;
    case CheckoutCategory::BaselineShift:
        out += say(" against ", " contra ") + averages +
               say(", far from both, but ", ", longe de ambas, mas ") + precedents +
               say(": rather a shift of the baseline", ": mais uma mudança de patamar");
        break;
    case CheckoutCategory::Normal:
        out += say(" against ", " contra ") + averages + say(": as usual", ": como de costume");
        break;
    }
    return out + noEvidence(hour, say);
}

std::string checkoutRemark(const CheckoutAnalysis& analysis, Language language)
{
    constexpr std::size_t kHours = 24;
    const auto& hours = analysis.hours;
    if (hours.empty() || hours.size() == kHours)
        return {};
    const CheckoutVoice say(language);
    return say("The file has ", "O arquivo tem ") + std::to_string(hours.size()) +
           say(" of 24 hours (", " de 24 horas (") + hours.front().row.time + say(" to ", " a ") +
           hours.back().row.time +
           say("): the status compares with the mean of these hours alone, and nothing is said of "
               "the others.",
               "): o status compara com a média apenas dessas horas, e nada é dito das demais.");
}

} // namespace vigia
