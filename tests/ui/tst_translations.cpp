// The catalogues are complete: nothing new or unfinished, every placeholder kept; and what is said
// in Portuguese has room on each page.
#include "tests/support/fake_monitor.h"
#include "ui/chart/theme.h"
#include "ui/language.h"
#include "ui/main_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

struct Entry
{
    QString context;
    QString source;
    QStringList forms; // one, or each plural
    bool numerus = false;
    QString type; // "" = finished
};

QList<Entry> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Entry> all;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("message"))
            continue;
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            all.push_back(
                {context, {}, {}, xml.attributes().hasAttribute(QLatin1String("numerus")), {}});
        } else if (xml.name() == QLatin1String("source")) {
            all.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            all.back().type = xml.attributes().value(QLatin1String("type")).toString();
            if (!all.back().numerus)
                all.back().forms << xml.readElementText();
        } else if (xml.name() == QLatin1String("numerusform")) {
            all.back().forms << xml.readElementText();
        }
    }
    return xml.hasError() ? QList<Entry>{} : all;
}

QStringList placesIn(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%(L?\\d|n)"));
    QStringList found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found << matches.next().captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

QString described(const QWidget& widget, const QString& text)
{
    return QStringLiteral("%1 \"%2\": %3 of %4 pixels")
        .arg(QLatin1String(widget.metaObject()->className()), text)
        .arg(widget.width())
        .arg(widget.sizeHint().width());
}

constexpr int kLaidOut = 24; // pixels; less is a part of a page that waits for its data

// Texts that are cut: of labels that do not wrap, of buttons, tabs, choices and columns.
QStringList cutIn(const QWidget& window)
{
    QStringList cut;
    for (const auto* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->wordWrap() || label->text().isEmpty() ||
            label->width() < kLaidOut || label->textFormat() == Qt::RichText ||
            label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            continue;
        for (const QString& line : label->text().split(u'\n')) {
            if (label->fontMetrics().horizontalAdvance(line) > label->contentsRect().width() + 1)
                cut << described(*label, label->text());
        }
    }
    for (const auto* button : window.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty() &&
            button->sizeHint().width() > button->width() + 1)
            cut << described(*button, button->text());
    }
    for (const auto* box : window.findChildren<QComboBox*>()) {
        if (!box->isVisible())
            continue;
        QStyleOptionComboBox option;
        option.initFrom(box);
        const int room =
            box->style()
                ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box)
                .width();
        for (int i = 0; i < box->count(); ++i) {
            if (box->fontMetrics().horizontalAdvance(box->itemText(i)) > room)
                cut << described(*box, box->itemText(i));
        }
    }
    for (const auto* header : window.findChildren<QHeaderView*>()) {
        for (int i = 0; header->isVisible() && i < header->count(); ++i) {
            if (!header->isSectionHidden(i) &&
                header->sectionSizeHint(i) > header->sectionSize(i) + 1)
                cut << described(*header,
                                 header->model()->headerData(i, header->orientation()).toString());
        }
    }
    for (const auto* tabs : window.findChildren<QTabBar*>()) {
        if (tabs->isVisible() && tabs->sizeHint().width() > tabs->width() + 1)
            cut << described(*tabs, tabs->tabText(0));
    }
    return cut;
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    }
    void cleanup() { applyLanguage(QStringLiteral("en")); }

    void nothingIsNewOrUnfinished_data()
    {
        QTest::addColumn<QString>("language");
        for (const QString& language : languages())
            QTest::newRow(qPrintable(language)) << language;
    }

    // The texts of the sources as they are, put into a copy of the catalogue.
    void nothingIsNewOrUnfinished()
    {
        QFETCH(QString, language);
        const QString root = qEnvironmentVariable("VIGIA_SOURCE");
        const QString name = QStringLiteral("vigia_%1.ts").arg(language);
        const QString copy = m_home.filePath(name);
        QVERIFY(QFile::copy(root + QStringLiteral("/resources/translations/") + name, copy));
        QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-no-obsolete"),
                              QStringLiteral("-locations"), QStringLiteral("none")};
        if (language == QStringLiteral("en"))
            arguments << QStringLiteral("-pluralonly");
        arguments << root + QStringLiteral("/ui") << QStringLiteral("-I") << root
                  << QStringLiteral("-source-language") << QStringLiteral("en")
                  << QStringLiteral("-target-language") << language << QStringLiteral("-ts")
                  << copy;
        QProcess lupdate;
        lupdate.start(QStringLiteral(VIGIA_LUPDATE), arguments);
        QVERIFY2(lupdate.waitForFinished(60'000), VIGIA_LUPDATE);
        QCOMPARE(lupdate.exitCode(), 0);
        const QList<Entry> messages = messagesOf(copy);
        QVERIFY(messages.size() >= (language == QStringLiteral("en") ? 4 : 300));
        QStringList wrong;
        for (const Entry& message : messages) {
            const auto say = [&](const char* what) {
                wrong << QStringLiteral("%1 \"%2\": %3")
                             .arg(message.context, message.source, QLatin1String(what));
            };
            if (!message.type.isEmpty()) {
                say("unfinished");
                continue;
            }
            if (message.numerus && message.forms.size() != 2)
                say("expected one form for one and one for many");
            for (const QString& form : message.forms) {
                if (form.isEmpty())
                    say("empty");
                else if (placesIn(form) != placesIn(message.source))
                    say("other places for values than the source");
                else if (form.contains(QStringLiteral("(s)")))
                    say("a plural in brackets");
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void pluralsFollowTheNumber()
    {
        const auto rows = [](int n) {
            return QCoreApplication::translate("vigia::CheckoutSql", "%n row(s)", nullptr, n);
        };
        applyLanguage(QStringLiteral("en"));
        QCOMPARE(rows(1), QStringLiteral("1 row"));
        QCOMPARE(rows(0), QStringLiteral("0 rows"));
        applyLanguage(QStringLiteral("pt_BR"));
        QCOMPARE(rows(1), QStringLiteral("1 linha"));
        QCOMPARE(rows(24), QStringLiteral("24 linhas"));
    }

    void portugueseHasRoomOnEachPage()
    {
        applyLanguage(QStringLiteral("pt_BR"));
        applyTheme(*qApp, ThemeChoice::Light);
        const Minute storm = test::usualStorm();
        const Minute end = storm + minutes{27};
        test::FakeMonitor monitor(test::makeAfternoon(end - hours{8}, storm, end));
        MainWindow window(monitor, nullptr,
                          std::make_shared<test::FixedClock>(end + std::chrono::seconds{12}));
        window.resize(1366, 768);
        window.show();
        QTest::qWait(200); // data arrives by the event loop
        QStringList cut;
        int pages = 0;
        for (QAction* action : window.actions()) {
            if (!action->objectName().startsWith(QStringLiteral("page.")))
                continue;
            action->trigger();
            (void)QTest::qWaitFor([&] { return cutIn(window).isEmpty(); }, 2000); // laid out
            ++pages;
            for (const QString& text : cutIn(window))
                cut << action->text() + QStringLiteral(" – ") + text;
        }
        QVERIFY(pages >= 2);
        cut.removeDuplicates();
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
