#include "ui/chart/theme.h"

#include "ui/chart/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QStyleFactory>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia {
namespace {

constexpr std::size_t kColours = kKnownStatuses;

// approved, denied, failed, reversed, backend_reversed, refunded, processing
constexpr std::array<QRgb, kColours> kDarkLines{0xff3b8fd6, 0xffe69f00, 0xffd55e00, 0xffcc79a7,
                                                0xff56b4e9, 0xff009e73, 0xfff0e442};
constexpr std::array<QRgb, kColours> kDarkNames{0xff4f9fe2, 0xffe69f00, 0xffed7a24, 0xffd88cb6,
                                                0xff56b4e9, 0xff1fb98b, 0xfff0e442};
constexpr std::array<QRgb, kColours> kLightLines{0xff0072b2, 0xffc07f00, 0xffd55e00, 0xffbd5f94,
                                                 0xff2b8fc8, 0xff009e73, 0xff938800};
constexpr std::array<QRgb, kColours> kLightNames{0xff0069a5, 0xff8a5c00, 0xffb04c00, 0xffa23f78,
                                                 0xff176c9d, 0xff007857, 0xff6c6400};

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.ground = QColor(0x0d, 0x10, 0x14);
    t.card = QColor(0x14, 0x18, 0x1e);
    t.raised = QColor(0x1d, 0x23, 0x2b);
    t.hover = QColor(0x27, 0x2f, 0x39);
    t.border = QColor(0x26, 0x2d, 0x36);
    t.grid = QColor(0x20, 0x26, 0x2e);
    t.text = QColor(0xea, 0xee, 0xf2);
    t.muted = QColor(0x95, 0x9f, 0xac);
    t.accent = QColor(0x58, 0xa6, 0xf0);
    t.accentText = QColor(0x08, 0x14, 0x20);
    t.good = QColor(0x3c, 0xb9, 0x8a);
    t.warning = QColor(0xf2, 0xb3, 0x3d);
    t.critical = QColor(0xf8, 0x62, 0x62);
    return t;
}

Theme makeLight()
{
    Theme t;
    t.dark = false;
    t.ground = QColor(0xf2, 0xf4, 0xf7);
    t.card = QColor(0xff, 0xff, 0xff);
    t.raised = QColor(0xf4, 0xf6, 0xf9);
    t.hover = QColor(0xe6, 0xea, 0xef);
    t.border = QColor(0xd9, 0xdf, 0xe6);
    t.grid = QColor(0xea, 0xed, 0xf1);
    t.text = QColor(0x17, 0x1c, 0x22);
    t.muted = QColor(0x57, 0x60, 0x6c);
    t.accent = QColor(0x0b, 0x62, 0xb8);
    t.accentText = QColor(0xff, 0xff, 0xff);
    t.good = QColor(0x11, 0x79, 0x56);
    t.warning = QColor(0x8f, 0x5b, 0x00);
    t.critical = QColor(0xc4, 0x1f, 0x27);
    return t;
}

const Theme* s_theme = nullptr;
double s_zoom = 1;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

QPalette paletteOf(const Theme& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.ground);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.card);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Button, t.raised);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.critical);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.accentText);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.hover);
    p.setColor(QPalette::Midlight, t.raised);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.border);
    p.setColor(QPalette::Shadow, t.dark ? QColor(Qt::black) : t.border);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, t.muted);
    return p;
}

// The desktop's own palette, as it was before the first theme replaced it.
bool desktopIsDark(QApplication& app)
{
    static const QPalette original = app.palette();
    return original.color(QPalette::Window).lightness() <
           original.color(QPalette::WindowText).lightness();
}

} // namespace

QColor Theme::line(StatusId status) const
{
    const auto& colours = dark ? kDarkLines : kLightLines;
    return index(status) < kColours ? QColor::fromRgb(colours[index(status)]) : muted;
}

QColor Theme::name(StatusId status) const
{
    const auto& colours = dark ? kDarkNames : kLightNames;
    return index(status) < kColours ? QColor::fromRgb(colours[index(status)]) : muted;
}

QColor Theme::band(StatusId status) const
{
    QColor c = line(status);
    c.setAlphaF(dark ? 0.20F : 0.16F);
    return c;
}

QColor Theme::shade(Severity s) const
{
    QColor c = severity(s);
    c.setAlphaF(s == Severity::Critical ? (dark ? 0.12F : 0.075F) : (dark ? 0.055F : 0.06F));
    return c;
}

const Theme& darkTheme()
{
    static const Theme t = makeDark();
    return t;
}

const Theme& lightTheme()
{
    static const Theme t = makeLight();
    return t;
}

const Theme& theme()
{
    return s_theme ? *s_theme : darkTheme();
}

ThemeScope::ThemeScope(const Theme& theme)
    : m_before(s_theme)
{
    s_theme = &theme;
}

ThemeScope::~ThemeScope()
{
    s_theme = m_before;
}

void applyTheme(QApplication& app, ThemeChoice choice)
{
    const bool systemDark = desktopIsDark(app);
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemDark);
    s_theme = dark ? &darkTheme() : &lightTheme();

    app.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    if (QFontDatabase::families().contains(QStringLiteral("Inter"))) {
        QFont font = app.font();
        font.setFamily(QStringLiteral("Inter"));
        app.setFont(font);
    }
    app.setPalette(paletteOf(*s_theme));
    app.setStyleSheet(styleSheetOf(*s_theme));
}

ThemeChoice themeChoice(const QString& name)
{
    if (name == QLatin1String("dark"))
        return ThemeChoice::Dark;
    if (name == QLatin1String("light"))
        return ThemeChoice::Light;
    return ThemeChoice::System;
}

QFont uiFont(double pixels, QFont::Weight weight)
{
    constexpr double kPointsPerPixel = 72.0 / 96.0;
    QFont font = QApplication::font();
    font.setPointSizeF(std::max(1.0, scaled(pixels) * kPointsPerPixel));
    font.setWeight(weight);
    return font;
}

double scaled(double pixels)
{
    constexpr double kUsualPoints = 9.0;
    const double points = QApplication::font().pointSizeF();
    return pixels * s_zoom * (points > 0 ? points / kUsualPoints : 1.0);
}

void setUiZoom(double zoom)
{
    s_zoom = zoom;
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace vigia
