#include "ui/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

#include <array>
#include <memory>

// A resource in a static library is linked only where its name is called, outside of a namespace.
static void initCatalogues()
{
    Q_INIT_RESOURCE(translations);
}

namespace vigia {
namespace {

QString g_code = QStringLiteral("en");

constexpr const char* kKey = "console/language";

QSettings settings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("vigia"),
                     QStringLiteral("console"));
}

// Those of Qt's dialogs and buttons, then the console's own.
std::array<std::unique_ptr<QTranslator>, 2>& translators()
{
    static std::array<std::unique_ptr<QTranslator>, 2> all;
    return all;
}

// Formats as the system has them where it speaks the language: an Irish date stays Irish.
QLocale localeOf(const QString& code)
{
    const QLocale chosen = code == QStringLiteral("en")
                               ? QLocale(QLocale::English, QLocale::UnitedStates)
                               : QLocale(code);
    const QLocale system = QLocale::system();
    return system.language() == chosen.language() ? system : chosen;
}

} // namespace

QStringList languages()
{
    return {QStringLiteral("en"), QStringLiteral("pt_BR")};
}

QString bestLanguage(const QString& wanted)
{
    if (languages().contains(wanted))
        return wanted;
    return QLocale::system().language() == QLocale::Portuguese ? QStringLiteral("pt_BR")
                                                               : QStringLiteral("en");
}

QString rememberedLanguage()
{
    return settings().value(QLatin1String(kKey)).toString();
}

void rememberLanguage(const QString& code)
{
    settings().setValue(QLatin1String(kKey), code);
}

void applyLanguage(const QString& code)
{
    g_code = languages().contains(code) ? code : QStringLiteral("en");
    initCatalogues();
    QLocale::setDefault(localeOf(g_code));
    const std::array<QString, 2> names{QStringLiteral("qtbase_") + g_code,
                                       QStringLiteral("vigia_") + g_code};
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto next = std::make_unique<QTranslator>();
        const bool found = next->load(QStringLiteral(":/vigia/translations/") + names[i]);
        if (translators()[i])
            QCoreApplication::removeTranslator(translators()[i].get());
        translators()[i] = found ? std::move(next) : nullptr;
        if (found)
            QCoreApplication::installTranslator(translators()[i].get());
    }
}

QString language()
{
    return g_code;
}

Language coreLanguage()
{
    return g_code == QStringLiteral("pt_BR") ? Language::Portuguese : Language::English;
}

} // namespace vigia
