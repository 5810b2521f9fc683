// One hour of the analysis in words: its reason and the names of what was found, in English or
// Brazilian Portuguese. Deterministic and pure. What programs read (JSON, CSV) takes toString() and
// the English reason instead.
#pragma once

#include "core/base/language.h"
#include "core/checkout/checkout_analysis.h"

#include <string>

namespace vigia {

// Numbers and words of one language.
class CheckoutVoice
{
public:
    explicit CheckoutVoice(Language language)
        : m_language(language)
    {}

    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] std::string operator()(const char* english, const char* portuguese) const
    {
        return m_language == Language::English ? english : portuguese;
    }
    // At most that many decimals, with the decimal sign of the language: "6.42", "6,42".
    [[nodiscard]] std::string number(double value, int decimals = 2) const;
    // Always that many decimals: "112.30", "112,30".
    [[nodiscard]] std::string fixed(double value, int decimals = 2) const;
    // In whole percent: "+87 %"; "no reference" to 0.
    [[nodiscard]] std::string percent(double value, double reference) const;
    // A whole sentence's worth: "1 sale", "12 sales".
    [[nodiscard]] std::string sales(double count, int decimals = 2) const;

    [[nodiscard]] std::string flag(CheckoutFlag flag) const;
    [[nodiscard]] std::string status(CheckoutStatus status) const;
    [[nodiscard]] std::string category(CheckoutCategory category) const;
    // "yesterday was an outage", of a contaminated reference; "" for none.
    [[nodiscard]] std::string contamination(const Contamination& contamination) const;

private:
    Language m_language;
};

// Why the hour has its category, with the numbers, and which reference is no evidence.
[[nodiscard]] std::string checkoutReason(const CheckoutHour& hour, Language language);

// What it means that a day has another number of hours than 24; "" for 24 and for none.
[[nodiscard]] std::string checkoutRemark(const CheckoutAnalysis& analysis, Language language);

} // namespace vigia
