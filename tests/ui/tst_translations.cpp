// The catalogues are complete: nothing new or unfinished, every placeholder kept; and what is said
// in Portuguese has room on each page.
#include "core/message/retell.h"
#include "tests/support/fake_monitor.h"
#include "ui/chart/theme.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/widgets/incident_detail.h"
#include "ui/widgets/notice_bar.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QStyleOption>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::array kPages = {"live", "incidents", "history", "checkout", "rules", "health"};

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
    QStringList where;
    for (const QWidget* w = &widget; w; w = w->parentWidget())
        where << QLatin1String(w->metaObject()->className());
    return QStringLiteral("\"%1\": %2x%3 pixels, wants %4x%5 (%6)")
        .arg(text)
        .arg(widget.width())
        .arg(widget.height())
        .arg(widget.sizeHint().width())
        .arg(widget.sizeHint().height())
        .arg(where.mid(0, 4).join(QStringLiteral(" in ")));
}

bool isCut(const QLabel& label)
{
    const QRect room = label.contentsRect();
    const int indent = 2 * std::max(0, label.margin());
    if (label.wordWrap())
        return label.heightForWidth(label.width()) > label.height() + 1;
    if (label.textFormat() == Qt::RichText)
        return label.sizeHint().width() > label.width() + 1;
    for (const QString& line : label.text().split(u'\n')) {
        if (label.fontMetrics().horizontalAdvance(line) > room.width() - indent + 1)
            return true;
    }
    return label.fontMetrics().height() > room.height() + 2;
}

// Its right end lies outside of what it stands in, as in a column that is wider than its view.
bool isOutside(const QWidget& widget)
{
    for (const QWidget* in = widget.parentWidget(); in; in = in->parentWidget()) {
        const QRect place(widget.mapTo(in, QPoint(0, 0)), widget.size());
        if (place.left() < 0 || place.right() > in->width())
            return true;
        if (in->isWindow())
            break;
    }
    return false;
}

bool isCut(const QComboBox& box)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.subControls = QStyle::SC_All;
    const QRect field = box.style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                    QStyle::SC_ComboBoxEditField, &box);
    for (int i = 0; i < box.count(); ++i) {
        if (box.fontMetrics().horizontalAdvance(box.itemText(i)) > field.width())
            return true;
    }
    return false;
}

// Texts that are cut: of labels, buttons, tabs, fields to choose from, heads of tables.
QStringList cutIn(const QWidget& window)
{
    QStringList cut;
    const auto check = [&](const QWidget& widget, const QString& text, bool isCutNow) {
        if (!text.isEmpty() && widget.isVisible() && (isCutNow || isOutside(widget)))
            cut << described(widget, text);
    };
    for (const auto* label : window.findChildren<QLabel*>())
        check(*label, label->text(), isCut(*label));
    for (const auto* button : window.findChildren<QAbstractButton*>())
        check(*button, button->text(), button->sizeHint().width() > button->width() + 1);
    for (const auto* tabs : window.findChildren<QTabBar*>())
        check(*tabs, tabs->tabText(0), tabs->sizeHint().width() > tabs->width() + 1);
    for (const auto* box : window.findChildren<QComboBox*>())
        check(*box, box->currentText(), isCut(*box));
    for (const auto* head : window.findChildren<QHeaderView*>()) {
        for (int i = 0; head->model() && i < head->count(); ++i) {
            const QString text = head->model()->headerData(i, head->orientation()).toString();
            const int room =
                head->orientation() == Qt::Horizontal ? head->sectionSize(i) : head->width();
            const QStringList lines = text.split(u'\n');
            check(*head, text,
                  !head->isSectionHidden(i) && std::ranges::any_of(lines, [&](const QString& line) {
                      return head->fontMetrics().horizontalAdvance(line) > room;
                  }));
        }
    }
    return cut;
}

// All that a widget says, also under the mouse and to a screen reader.
QStringList saidBy(const QWidget& widget)
{
    QStringList said{widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()};
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        said << label->text();
    else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        said << button->text();
    else if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget))
        said << text->toPlainText();
    else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) {
        const QAbstractItemModel* model = view->model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                    said << model->index(row, column).data(role).toString();
            }
        }
    }
    return said;
}

// Sentences of the core that stand in English where Portuguese is known for them.
QStringList englishIn(const QWidget& window)
{
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    QStringList english;
    for (const auto* widget : window.findChildren<QWidget*>()) {
        for (QString text : saidBy(*widget)) {
            text.remove(tags);
            text.remove(QStringLiteral("processing")); // a status, but a word as well
            if (!text.contains(u' '))
                continue; // a name, such as that of a status
            const std::string said = text.toStdString();
            if (canRetell(said) && retold(said, Language::Portuguese) != said)
                english << text;
        }
    }
    return english;
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

    void eachPageIsPortugueseAndHasRoom_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("page");
        for (const char* page : kPages) {
            for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)})
                QTest::newRow(qPrintable(QStringLiteral("%1 at %2x%3")
                                             .arg(QLatin1String(page))
                                             .arg(size.width())
                                             .arg(size.height())))
                    << size << QString::fromLatin1(page);
        }
    }

    void eachPageIsPortugueseAndHasRoom()
    {
        QFETCH(QSize, size);
        QFETCH(QString, page);
        applyLanguage(QStringLiteral("pt_BR"));
        applyTheme(*qApp, ThemeChoice::Light);
        const Minute storm = test::usualStorm();
        const Minute end = storm + minutes{27};
        test::FakeMonitor monitor(test::makeAfternoon(end - hours{8}, storm, end));
        HealthSnapshot health = monitor.health();
        health.mailState = QStringLiteral("mail healthy");
        monitor.setHealth(health);
        MainWindow window(monitor, nullptr,
                          std::make_shared<test::FixedClock>(end + std::chrono::seconds{12}));
        window.resize(size);
        window.show();
        QTest::qWait(100); // data arrives by the event loop
        auto* action = window.findChild<QAction*>(QStringLiteral("page.") + page);
        QVERIFY(action);
        action->trigger();
        if (page == QStringLiteral("incidents")) {
            auto* detail = window.findChild<IncidentDetail*>();
            QVERIFY(QTest::qWaitFor(
                [&] { return !detail->cardText(QStringLiteral("trail")).isEmpty(); }));
        }
        QTest::qWait(150); // laid out
        const QStringList cut = cutIn(window);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        const QStringList english = englishIn(window);
        QVERIFY2(english.isEmpty(), qPrintable(english.join(u'\n')));
    }

    void noPageIsLeftOut()
    {
        test::FakeMonitor monitor;
        MainWindow window(monitor, nullptr, std::make_shared<test::FixedClock>(test::usualStorm()));
        QStringList pages;
        for (const QAction* action : window.actions()) {
            if (action->objectName().startsWith(QStringLiteral("page.")))
                pages << action->objectName().mid(5);
        }
        QStringList checked;
        for (const char* page : kPages)
            checked << QLatin1String(page);
        QCOMPARE(pages, checked);
    }

    // What an import could not read, what the store refuses, what a reason says.
    void noticesSpeakPortuguese()
    {
        applyLanguage(QStringLiteral("pt_BR"));
        test::FakeMonitor monitor;
        MainWindow window(monitor, nullptr, std::make_shared<test::FixedClock>(test::usualStorm()));
        window.show();
        emit monitor.failed({ErrorCode::Full, "the statement failed: database /var/lib/x.db: "
                                              "database or disk is full"});
        auto* notice = window.findChild<NoticeBar*>();
        QCOMPARE(notice->details(),
                 QString::fromUtf8("o comando falhou: banco de dados /var/lib/x.db: o disco está "
                                   "cheio"));
        ImportOutcome outcome;
        outcome.file = QStringLiteral("/tmp/a.csv");
        outcome.error =
            QStringLiteral("/tmp/a.csv:2:1: found \"x\", expected a date that exists in "
                           "column time\n/tmp/a.csv: cancelled");
        emit monitor.importFinished(outcome);
        QCOMPARE(
            notice->details(),
            QString::fromUtf8("/tmp/a.csv:2:1: encontrado \"x\", esperado uma data que existe na "
                              "coluna time\n/tmp/a.csv: cancelado"));
        const QStringList english = englishIn(window);
        QVERIFY2(english.isEmpty(), qPrintable(english.join(u'\n')));
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
