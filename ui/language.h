// The language of the console: English or Brazilian Portuguese, chosen at the start or while it
// runs.
//
// Texts come from tr() and the catalogues in resources/translations, compiled into the program;
// numbers and dates follow through QLocale. English has a catalogue too: its plural forms.
// WindowHost builds the window anew after a change, so widgets may set a text once, when they are
// made. GUI thread only.
#pragma once

#include "core/checkout/checkout_narrative.h"

#include <QString>
#include <QStringList>

namespace vigia {

// The codes of all languages there are: "en", "pt_BR".
[[nodiscard]] QStringList languages();

// What to use where `wanted` is configured: itself where we have it, else the system's, else
// English.
[[nodiscard]] QString bestLanguage(const QString& wanted);

// What the operator chose last and what is kept for the next start; "" for none.
[[nodiscard]] QString rememberedLanguage();
void rememberLanguage(const QString& code);

// From now on tr() and QLocale() speak this language; an unknown code is English.
void applyLanguage(const QString& code);

// The code that applyLanguage() was given last; "en" before.
[[nodiscard]] QString language();

// The same for texts that the core writes.
[[nodiscard]] Language coreLanguage();

} // namespace vigia
