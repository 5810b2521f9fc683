// The language of the console changes while it runs: the window is built anew where it stood.
#include "tests/support/fake_monitor.h"
#include "ui/chart/format.h"
#include "ui/guarded.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/window_host.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;

namespace {

QString textOf(const MainWindow& window, const char* action)
{
    const auto* found = window.findChild<QAction*>(QLatin1String(action));
    return found ? found->text() : QString();
}

} // namespace

class TestLanguage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    }
    void cleanup() { applyLanguage(QStringLiteral("en")); }
    void anUnknownLanguageIsTheSystems();
    void numbersFollowTheLanguage();
    void qtsOwnWordsFollowToo();
    void theMenuChangesTheWindowInPlace();
    void anAnswerForAWidgetThatIsGoneIsDropped();
};

void TestLanguage::anUnknownLanguageIsTheSystems()
{
    QCOMPARE(bestLanguage(QStringLiteral("pt_BR")), QStringLiteral("pt_BR"));
    QCOMPARE(bestLanguage(QStringLiteral("fr")), QStringLiteral("en")); // tests run in locale C
    applyLanguage(QStringLiteral("fr"));
    QCOMPARE(language(), QStringLiteral("en"));
}

void TestLanguage::numbersFollowTheLanguage()
{
    applyLanguage(QStringLiteral("pt_BR"));
    QCOMPARE(format::count(19204), QStringLiteral("19.204"));
    QCOMPARE(coreLanguage(), Language::Portuguese);
    applyLanguage(QStringLiteral("en"));
    QCOMPARE(format::count(19204), QStringLiteral("19,204"));
    QCOMPARE(coreLanguage(), Language::English);
}

void TestLanguage::qtsOwnWordsFollowToo()
{
    if (!QFile::exists(QStringLiteral(":/vigia/translations/qtbase_pt_BR.qm")))
        QSKIP("built without Qt's translations (qt6-translations-l10n)");
    applyLanguage(QStringLiteral("pt_BR"));
    const QDialogButtonBox box(QDialogButtonBox::Cancel);
    QCOMPARE(box.button(QDialogButtonBox::Cancel)->text(), QStringLiteral("Cancelar"));
}

void TestLanguage::theMenuChangesTheWindowInPlace()
{
    test::FakeMonitor monitor;
    int prepared = 0;
    WindowHost host(monitor, [&prepared](MainWindow&) { ++prepared; });
    host.window().resize(1000, 600);
    host.window().show();
    QCOMPARE(textOf(host.window(), "page.live"), QStringLiteral("Live"));
    host.window().findChild<QAction*>(QStringLiteral("language.pt_BR"))->trigger();
    QTRY_COMPARE(language(), QStringLiteral("pt_BR"));
    QCOMPARE(prepared, 2);
    QVERIFY(host.window().isVisible());
    QCOMPARE(host.window().size(), QSize(1000, 600));
    QCOMPARE(textOf(host.window(), "page.live"), QStringLiteral("Ao vivo"));
    QVERIFY(host.window().findChild<QAction*>(QStringLiteral("language.pt_BR"))->isChecked());
    QCOMPARE(rememberedLanguage(), QStringLiteral("pt_BR"));
    host.setLanguage(QStringLiteral("en"));
    QCOMPARE(textOf(host.window(), "page.live"), QStringLiteral("Live"));
}

void TestLanguage::anAnswerForAWidgetThatIsGoneIsDropped()
{
    auto receiver = std::make_unique<QObject>();
    int called = 0;
    auto answer = guarded(receiver.get(), [&called](int by) { called += by; });
    answer(2);
    receiver.reset();
    answer(3);
    QCOMPARE(called, 2);
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
