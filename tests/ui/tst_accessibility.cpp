// What a screen reader and a keyboard find on every page of the window: each control has a name and
// a role, Tab reaches all of them in the order in which one reads and gets out again, the focus can
// be seen, and what must not be missed is spoken. The pages are those of the window's own table.
#include "tests/support/fake_monitor.h"
#include "ui/chart/theme.h"
#include "ui/desktop/desktop_alarm.h"
#include "ui/main_window.h"
#include "ui/models/live_data.h"
#include "ui/models/words.h"
#include "ui/pages/page.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

struct Desk
{
    Desk()
        : storm(test::usualStorm())
        , end(storm + minutes{27})
        , monitor(test::makeAfternoon(end - hours{8}, storm, end))
        , clock(std::make_shared<test::FixedClock>(Instant{end} + std::chrono::seconds{12}))
        , window(std::make_unique<MainWindow>(monitor, nullptr, clock))
    {
        window->setAskBeforeQuit(false);
        window->resize(1366, 768);
        window->show();
        window->activateWindow();
        ready = QTest::qWaitForWindowActive(window.get()) &&
                QTest::qWaitFor([this] { return !window->data().series().isEmpty(); });
    }

    QStringList pages() const { return window->pageNames(); }

    void show(const QString& page) const
    {
        QVERIFY(window->showPage(page));
        QTest::qWait(200); // what the page asks the store for
    }

    Minute storm;
    Minute end;
    test::FakeMonitor monitor;
    std::shared_ptr<test::FixedClock> clock;
    std::unique_ptr<MainWindow> window;
    bool ready = false;
};

QString nameOf(const QObject* object)
{
    QString name = QString::fromLatin1(object->metaObject()->className());
    if (!object->objectName().isEmpty())
        name += QLatin1Char('#') + object->objectName();
    if (const auto* widget = qobject_cast<const QWidget*>(object);
        widget && !widget->accessibleName().isEmpty())
        name += QStringLiteral(" \"%1\"").arg(widget->accessibleName());
    return name;
}

// Who and where, so that a failure says what to mend.
QString pathOf(QAccessibleInterface* item)
{
    QStringList path;
    for (; item && item->isValid(); item = item->parent())
        path.prepend(item->object() ? nameOf(item->object())
                                    : QStringLiteral("role %1").arg(int(item->role())));
    return path.join(QStringLiteral(" > "));
}

bool needsName(QAccessibleInterface* item)
{
    switch (item->role()) {
    case QAccessible::PushButton:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::List:
    case QAccessible::Table:
    case QAccessible::Tree:
    case QAccessible::ListItem:
    case QAccessible::PageTab:
    case QAccessible::MenuItem:
    case QAccessible::ButtonMenu:
    case QAccessible::Chart:
    case QAccessible::Graphic:
        return true;
    default:
        return item->state().focusable;
    }
}

// Inner parts that Qt makes itself and that are spoken as their owner.
bool isInner(QAccessibleInterface* item)
{
    const QObject* object = item->object();
    if (!object)
        return false;
    return object->objectName().startsWith(QLatin1String("qt_")) ||
           qobject_cast<const QScrollBar*>(object) ||
           (qobject_cast<const QLineEdit*>(object) &&
            (qobject_cast<const QAbstractSpinBox*>(object->parent()) ||
             qobject_cast<const QComboBox*>(object->parent())));
}

struct Found
{
    int seen = 0;
    QStringList nameless;
    QStringList roleless; // takes the focus and does not say what it is
};

void walk(QAccessibleInterface* item, Found& found, int depth = 0)
{
    if (!item || !item->isValid() || item->state().invisible || depth > 40)
        return;
    ++found.seen;
    if (item->parent() && !isInner(item)) {
        QString name = item->text(QAccessible::Name);
        for (const auto& [label, relation] : item->relations(QAccessible::Label))
            name += label->text(QAccessible::Name);
        if (needsName(item) && name.trimmed().isEmpty())
            found.nameless << pathOf(item);
        const QAccessible::Role role = item->role();
        // A pane that scrolls has no better role in Qt.
        if (item->state().focusable && !qobject_cast<QScrollArea*>(item->object()) &&
            (role == QAccessible::NoRole || role == QAccessible::Client))
            found.roleless << pathOf(item);
    }
    const int children = std::min(item->childCount(), 200);
    for (int i = 0; i < children; ++i)
        walk(item->child(i), found, depth + 1);
}

QList<QWidget*> controls(const QWidget& root)
{
    QList<QWidget*> found;
    for (QWidget* w : root.findChildren<QWidget*>()) {
        if (w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus) &&
            !w->focusProxy() && w->width() > 1)
            found << w;
    }
    return found;
}

// The controls in the order of Tab, until it comes round; at most `most` steps.
QList<QWidget*> tabWalk(QWidget& window, qsizetype most)
{
    QList<QWidget*> order;
    for (qsizetype i = 0; i < most; ++i) {
        QWidget* before = QApplication::focusWidget();
        QTest::keyClick(before ? before : &window, Qt::Key_Tab);
        QWidget* focus = QApplication::focusWidget();
        if (!focus || focus == before)
            continue;
        if (!order.isEmpty() && focus == order.first())
            break;
        order << focus;
    }
    return order;
}

// Whether b may be read after a: beside it to the right, or below. Compared where their places
// part: as the children of what holds both.
bool readsOn(const QWidget* a, const QWidget* b)
{
    QList<const QWidget*> above;
    for (const QWidget* w = a; w; w = w->parentWidget())
        above << w;
    const QWidget* inB = b;
    while (inB->parentWidget() && !above.contains(inB->parentWidget()))
        inB = inB->parentWidget();
    const qsizetype common = above.indexOf(inB->parentWidget());
    if (common <= 0)
        return true; // one within the other
    const QRect first = above[common - 1]->geometry();
    const QRect then = inB->geometry();
    const bool below = then.top() >= first.bottom() - 2;
    const bool right = then.left() >= first.right() - 2;
    return below || right;
}

QImage picture(const QWidget& w)
{
    // With its surroundings: a ring may be drawn by the owner.
    QWidget* whole = w.window();
    const QRect around =
        QRect(w.mapTo(whole, QPoint(0, 0)), w.size()).adjusted(-4, -4, 4, 4) & whole->rect();
    return whole->grab(around).toImage();
}

// What the alert says that a screen reader finds below `item`.
QString alertBelow(QAccessibleInterface* item)
{
    QString said;
    for (int i = 0; item && i < item->childCount(); ++i) {
        QAccessibleInterface* child = item->child(i);
        if (child && child->role() == QAccessible::AlertMessage)
            said += child->text(QAccessible::Name);
    }
    return said;
}

void themes()
{
    QTest::addColumn<int>("theme");
    QTest::newRow("dark") << int(ThemeChoice::Dark);
    QTest::newRow("light") << int(ThemeChoice::Light);
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    }
    void init() { applyTheme(*qApp, ThemeChoice::Dark); }

    void everyControlOfEveryPageHasANameAndARole();
    void tabReachesEveryControlAndComesRound();
    void tabGoesAsOneReads();
    void theFocusCanBeSeen_data() { themes(); }
    void theFocusCanBeSeen();
    void labelsStandOutFromTheirGround_data() { themes(); }
    void labelsStandOutFromTheirGround();
    void aCriticalIncidentIsSpoken();
    void everyPageHasAKey();
};

void TestAccessibility::everyControlOfEveryPageHasANameAndARole()
{
    Desk desk;
    QVERIFY(desk.ready);
    QVERIFY(desk.pages().size() >= 5);
    QStringList nameless;
    QStringList roleless;
    for (const QString& page : desk.pages()) {
        desk.show(page);
        Found found;
        walk(QAccessible::queryAccessibleInterface(desk.window.get()), found);
        QVERIFY(found.seen > 20);
        for (const QString& path : found.nameless)
            nameless << page + QStringLiteral(": ") + path;
        for (const QString& path : found.roleless)
            roleless << page + QStringLiteral(": ") + path;
    }
    QVERIFY2(nameless.isEmpty(),
             qPrintable(QStringLiteral("without a name:\n") + nameless.join(QLatin1Char('\n'))));
    QVERIFY2(roleless.isEmpty(),
             qPrintable(QStringLiteral("without a role:\n") + roleless.join(QLatin1Char('\n'))));
}

void TestAccessibility::tabReachesEveryControlAndComesRound()
{
    Desk desk;
    QVERIFY(desk.ready);
    for (const QString& page : desk.pages()) {
        desk.show(page);
        const QList<QWidget*> expected = controls(*desk.window);
        const QList<QWidget*> reached = tabWalk(*desk.window, expected.size() * 2 + 20);
        QStringList missed;
        for (QWidget* w : expected) {
            // Of a group of exclusive buttons Tab reaches one, arrows the others.
            const auto* button = qobject_cast<QAbstractButton*>(w);
            const bool grouped = button && (button->group() || button->autoExclusive());
            if (!reached.contains(w) && !grouped)
                missed << nameOf(w);
        }
        QVERIFY2(missed.isEmpty(), qPrintable(page + QStringLiteral(" does not reach ") +
                                              missed.join(QStringLiteral(", "))));
        for (QWidget* w : reached)
            QVERIFY2(w->isVisible(), qPrintable(nameOf(w)));
        // And back: the step before the first is the last.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY2(QApplication::focusWidget() == reached.last(), qPrintable(page));
    }
}

void TestAccessibility::tabGoesAsOneReads()
{
    Desk desk;
    QVERIFY(desk.ready);
    QStringList jumps;
    for (const QString& page : desk.pages()) {
        desk.show(page);
        const Page* shown = desk.window->currentPage();
        const QList<QWidget*> order = tabWalk(*desk.window, 200);
        QVERIFY(order.size() > 5);
        int entered = 0;
        for (qsizetype i = 0; i < order.size(); ++i) {
            const QWidget* now = order[i];
            const QWidget* before = order[(i + order.size() - 1) % order.size()];
            if (!shown->isAncestorOf(now))
                continue;
            if (!shown->isAncestorOf(before)) // the page is one stretch of the way round
                ++entered;
            else if (!readsOn(before, now))
                jumps << page + QStringLiteral(": ") + nameOf(before) + QStringLiteral(" -> ") +
                             nameOf(now);
        }
        QVERIFY2(entered == 1, qPrintable(page));
    }
    QVERIFY2(jumps.isEmpty(), qPrintable(jumps.join(QLatin1Char('\n'))));
}

void TestAccessibility::theFocusCanBeSeen()
{
    QFETCH(int, theme);
    applyTheme(*qApp, static_cast<ThemeChoice>(theme));
    Desk desk;
    QVERIFY(desk.ready);
    QStringList unseen;
    for (const QString& page : desk.pages()) {
        desk.show(page);
        for (QWidget* w : controls(*desk.window)) {
            if (QWidget* focus = QApplication::focusWidget())
                focus->clearFocus();
            const QImage without = picture(*w);
            w->setFocus(Qt::TabFocusReason);
            if (QApplication::focusWidget() != w)
                continue; // it gave the focus away
            if (picture(*w) == without)
                unseen << page + QStringLiteral(": ") + nameOf(w);
        }
    }
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(QLatin1Char('\n'))));
}

// The theme's own pairs are checked by tst_theme; here what the widgets made of them.
void TestAccessibility::labelsStandOutFromTheirGround()
{
    QFETCH(int, theme);
    applyTheme(*qApp, static_cast<ThemeChoice>(theme));
    Desk desk;
    QVERIFY(desk.ready);
    const Theme& t = vigia::theme();
    QStringList pale;
    int seen = 0;
    for (const QString& page : desk.pages()) {
        desk.show(page);
        for (const QLabel* label : desk.window->findChildren<QLabel*>()) {
            if (!label->isVisible() || !label->isEnabled() || label->text().isEmpty())
                continue;
            ++seen;
            const QColor ink = label->palette().color(label->foregroundRole());
            if (std::min(contrast(ink, t.card), contrast(ink, t.ground)) < 4.5)
                pale << page + QStringLiteral(": ") + ink.name() + QLatin1Char(' ') + label->text();
        }
    }
    QVERIFY(seen > 50);
    QVERIFY2(pale.isEmpty(), qPrintable(pale.join(QLatin1Char('\n'))));
}

void TestAccessibility::aCriticalIncidentIsSpoken()
{
    Desk desk;
    QVERIFY(desk.ready);
    desk.window->alarm().look(); // what waits already
    const test::Afternoon made = test::makeAfternoon(desk.end - hours{8}, desk.storm, desk.end);
    Incident incident = made.incidents.back();
    incident.id = IncidentId{900};
    incident.state = IncidentState::Open;
    incident.severity = Severity::Critical;
    incident.end.reset();
    incident.lastAbnormal = desk.end - minutes{1};
    QAccessibleInterface* window = QAccessible::queryAccessibleInterface(desk.window.get());
    const QString title = words::incidentTitle(incident, desk.window->data().series().catalog());
    QVERIFY(!alertBelow(window).contains(title));
    LiveDelta delta;
    delta.incidents = {incident};
    desk.monitor.post(delta);
    const bool said = QTest::qWaitFor([&] {
        desk.window->alarm().look();
        return alertBelow(window).contains(title);
    });
    QVERIFY2(said, qPrintable(title + QStringLiteral(" is not in: ") + alertBelow(window)));
}

void TestAccessibility::everyPageHasAKey()
{
    Desk desk;
    QVERIFY(desk.ready);
    const QStringList pages = desk.pages();
    for (qsizetype i = pages.size() - 1; i >= 0; --i) {
        QTest::keyClick(desk.window.get(), Qt::Key(Qt::Key_1 + int(i)), Qt::ControlModifier);
        QVERIFY2(desk.window->findChild<QAction*>(QStringLiteral("page.") + pages[i])->isChecked(),
                 qPrintable(pages[i]));
    }
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
