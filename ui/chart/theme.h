// Colours and fonts of the console, dark and light.
//
// The statuses wear the palette of Okabe and Ito (2008), safe for colour-blind eyes. Where one of
// its colours is too pale on its ground it is darkened or lightened within its hue: lines and
// marks reach 3:1 against the card they lie on, text reaches 4.5:1 (WCAG 2.1; tst_theme computes
// it). Colour never stands alone: marks differ by shape, states by word.
// GUI thread only.
#pragma once

#include "core/model/anomaly.h"
#include "core/model/incident.h"
#include "core/model/status.h"

#include <QColor>
#include <QFont>

class QApplication;

namespace vigia {

enum class ThemeChoice { System, Dark, Light };

struct Theme
{
    bool dark = true;
    QColor ground;     // behind everything
    QColor card;       // tiles, charts, lists
    QColor raised;     // buttons, hover cards
    QColor hover;      // a raised thing under the pointer
    QColor border;     // around cards
    QColor grid;       // lines in charts
    QColor text;       // on ground and card
    QColor muted;      // second rank text; 4.5:1 all the same
    QColor accent;     // the one primary action; the focus ring
    QColor accentText; // on accent
    QColor good;
    QColor warning; // as mark and as text on card
    QColor critical;

    [[nodiscard]] QColor severity(Severity s) const
    {
        return s == Severity::Critical ? critical : warning;
    }
    [[nodiscard]] QColor line(StatusId status) const; // 3:1 on card
    [[nodiscard]] QColor name(StatusId status) const; // 4.5:1 on card
    [[nodiscard]] QColor band(StatusId status) const; // translucent
    // The stretch of an incident behind the charts.
    [[nodiscard]] QColor shade(Severity severity) const;
};

[[nodiscard]] const Theme& darkTheme();
[[nodiscard]] const Theme& lightTheme();

// The theme in use; dark until applyTheme() was called.
[[nodiscard]] const Theme& theme();

// Another theme for what is painted while it lives: a picture for paper.
class ThemeScope
{
public:
    explicit ThemeScope(const Theme& theme);
    ~ThemeScope();
    ThemeScope(const ThemeScope&) = delete;
    ThemeScope& operator=(const ThemeScope&) = delete;

private:
    const Theme* m_before;
};

// Sets style, palette, style sheet and font of the application. Widgets that paint themselves ask
// theme() when they paint and are repainted by the palette change this brings about.
void applyTheme(QApplication& app, ThemeChoice choice);

// "dark", "light"; all else is System.
[[nodiscard]] ThemeChoice themeChoice(const QString& name);

// The application's font at another size, in pixels of 96 dpi: it grows with the user's setting,
// and on the wall board.
[[nodiscard]] QFont uiFont(double pixels, QFont::Weight weight = QFont::Normal);
// A length that belongs to text of that size: `pixels` grown as uiFont() grows.
[[nodiscard]] double scaled(double pixels);
// 1 is the desk; the wall board is read from five metres. Who shows text lays out again after it.
void setUiZoom(double zoom);

// WCAG 2.1 contrast of two opaque colours, 1..21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace vigia
