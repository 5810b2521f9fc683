// The History page as an operator uses it: ranges, days, filters, table, export, and what returns
// after a restart.
#include "tests/support/fake_monitor.h"
#include "ui/chart/chart_items.h"
#include "ui/chart/status_chart.h"
#include "ui/pages/history_page.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;
using std::chrono::minutes;

namespace {

// Sixteen days up to the usual storm: more than are drawn by the minute.
struct Desk
{
    Desk()
        : storm(test::usualStorm())
        , end(storm + 27min)
        , monitor(test::makeAfternoon(end - 24h * 16, storm, end))
        , live(monitor)
    {
        live.start();
        open();
    }

    void open()
    {
        page = std::make_unique<HistoryPage>(monitor, live);
        page->resize(1366, 768);
        page->show();
        page->activateWindow();
        ready = QTest::qWaitForWindowActive(page.get()) &&
                QTest::qWaitFor([this] { return !page->axis().bounds().empty(); }) &&
                QTest::qWaitFor([this] { return drawn() && !page->archive().loading(); });
        page->activate();
    }

    [[nodiscard]] bool drawn() const { return !chart(StatusId::Approved).linePoints().empty(); }
    [[nodiscard]] const StatusChart& chart(StatusId s) const
    {
        return *page->charts().charts()[index(s)];
    }
    void key(Qt::Key k, Qt::KeyboardModifiers m = Qt::NoModifier) const
    {
        QTest::keyClick(&page->charts(), k, m);
    }
    [[nodiscard]] QComboBox* box(const QString& name) const
    {
        for (auto* found : page->findChildren<QComboBox*>()) {
            if (found->accessibleName() == name)
                return found;
        }
        return nullptr;
    }

    Minute storm;
    Minute end;
    test::FakeMonitor monitor;
    LiveData live;
    std::unique_ptr<HistoryPage> page;
    bool ready = false;
};

} // namespace

class TestHistoryPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_desk = std::make_unique<Desk>();
        QVERIFY(m_desk->ready);
    }
    void cleanup() { m_desk.reset(); }

    void opensOnTheNewestWeek();
    void theWholeHistoryIsDrawnOfHoursWithTheirRange();
    void keysZoomAndPan();
    void aDayIsBroughtIntoView();
    void hoursOfTheDayAreFiltered();
    void theTableTakesThePlaceOfTheCharts();
    void numbersInViewBecomeAFile();
    void aFileThatCannotBeWrittenIsTold();
    void stateReturns();
    void everyControlHasAName();
    void aStatusIsShownAlone();

private:
    std::unique_ptr<Desk> m_desk;
};

void TestHistoryPage::opensOnTheNewestWeek()
{
    QCOMPARE(m_desk->page->axis().span(), 7.0 * 24 * 60);
    QVERIFY(m_desk->page->axis().following());
    QTRY_COMPARE(m_desk->page->archive().step(), 1);
    QTRY_VERIFY(!m_desk->chart(StatusId::Reversed).marks().marks().empty()); // the storm
    QVERIFY(!m_desk->chart(StatusId::Approved).backdrop().shades().empty());
}

void TestHistoryPage::theWholeHistoryIsDrawnOfHoursWithTheirRange()
{
    m_desk->page->showAll();
    QVERIFY(std::abs(m_desk->page->axis().span() - 16.0 * 24 * 60) < 1);
    QTRY_COMPARE(m_desk->page->archive().step(), 60);
    QTRY_VERIFY(!m_desk->chart(StatusId::Approved).envelope().columns().isEmpty());
    m_desk->page->showRange(24 * 60);
    QTRY_COMPARE(m_desk->page->archive().step(), 1);
    m_desk->page->charts().drawNow();
    QVERIFY(m_desk->chart(StatusId::Approved).envelope().columns().isEmpty());
}

void TestHistoryPage::keysZoomAndPan()
{
    TimeAxisLink& axis = m_desk->page->axis();
    m_desk->key(Qt::Key_Home);
    QVERIFY(std::abs(axis.from() - double(toEpochMinutes(axis.bounds().from))) < 1);
    const double from = axis.from();
    m_desk->key(Qt::Key_Right);
    QVERIFY(axis.from() > from);
    const double span = axis.span();
    m_desk->key(Qt::Key_Plus);
    QVERIFY(axis.span() < span);
    m_desk->key(Qt::Key_Minus);
    QCOMPARE(qRound(axis.span()), qRound(span));
    m_desk->key(Qt::Key_End);
    QVERIFY(axis.following());
    m_desk->key(Qt::Key_PageUp);
    QVERIFY(!axis.following());
}

void TestHistoryPage::aDayIsBroughtIntoView()
{
    m_desk->page->showDay(QDate(2025, 7, 5));
    // Midnight of the console's zone, three hours behind UTC.
    const Minute midnight = std::chrono::sys_days{std::chrono::year{2025} / 7 / 5} + 3h;
    QCOMPARE(m_desk->page->axis().from(), double(toEpochMinutes(midnight)));
    QTest::keyClick(m_desk->page.get(), Qt::Key_G, Qt::ControlModifier);
    QVERIFY(m_desk->page->findChild<QDateEdit*>()->hasFocus());
}

void TestHistoryPage::hoursOfTheDayAreFiltered()
{
    m_desk->box(QStringLiteral("Hours from"))->setCurrentIndex(9);
    m_desk->box(QStringLiteral("Hours to"))->setCurrentIndex(9); // 10:00
    const ArchiveFilter& filter = m_desk->page->archive().filter();
    QCOMPARE(filter.fromHour, 9);
    QCOMPARE(filter.toHour, 10);
    QTRY_VERIFY(m_desk->drawn());
    m_desk->page->charts().drawNow();
    for (const QPointF& p : m_desk->chart(StatusId::Approved).linePoints()) {
        const Minute m = fromEpochMinutes(std::llround(p.x()));
        QCOMPARE(minuteOfDay(m_desk->monitor.zone()->toLocal(m)) / 60, 9);
    }
}

void TestHistoryPage::theTableTakesThePlaceOfTheCharts()
{
    m_desk->page->showRange(24 * 60);
    QTRY_COMPARE(m_desk->page->archive().step(), 1);
    QTest::keyClick(&m_desk->page->charts(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(m_desk->page->table().isVisible());
    QTRY_VERIFY(std::abs(m_desk->page->table().model()->rowCount() - 24 * 60) <= 2);
}

void TestHistoryPage::numbersInViewBecomeAFile()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("out.csv"));
    m_desk->page->showRange(60);
    QSignalSpy noted(m_desk->page.get(), &Page::noted);
    m_desk->page->charts().solo(StatusId::Denied);
    m_desk->page->exportNumbers(file);
    QTRY_COMPARE(noted.size(), 1);
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = csv.readAll().trimmed().split('\n');
    QCOMPARE(lines[0].trimmed(), QByteArray("time,source,status,count"));
    QVERIFY2(lines.size() > 50 && lines.size() <= 62, qPrintable(QString::number(lines.size())));
    QVERIFY(lines[1].contains(",denied,"));
    QVERIFY(lines[1].contains("T"));
}

void TestHistoryPage::aFileThatCannotBeWrittenIsTold()
{
    QSignalSpy troubled(m_desk->page.get(), &Page::troubled);
    m_desk->page->exportNumbers(QStringLiteral("/nowhere/out.csv"));
    QTRY_COMPARE(troubled.size(), 1);
    QVERIFY(troubled[0][1].toString().contains(QStringLiteral("/nowhere/out.csv")));
}

void TestHistoryPage::stateReturns()
{
    m_desk->page->showDay(QDate(2025, 7, 5));
    m_desk->box(QStringLiteral("Hours from"))->setCurrentIndex(6);
    m_desk->page->charts().setStatusVisible(StatusId::Failed, false);
    const double from = m_desk->page->axis().from();
    const double span = m_desk->page->axis().span();
    QTemporaryDir dir;
    QSettings store(dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_desk->page->saveState(store);

    m_desk->page.reset();
    m_desk->page = std::make_unique<HistoryPage>(m_desk->monitor, m_desk->live);
    m_desk->page->restoreState(store);
    m_desk->page->resize(1366, 768);
    m_desk->page->show();
    QTRY_COMPARE(m_desk->page->axis().from(), from);
    QCOMPARE(m_desk->page->axis().span(), span);
    QCOMPARE(m_desk->page->archive().filter().fromHour, 6);
    QVERIFY(!m_desk->page->charts().isStatusVisible(StatusId::Failed));
}

void TestHistoryPage::everyControlHasAName()
{
    for (const QWidget* widget : m_desk->page->findChildren<QWidget*>()) {
        // The parts that Qt makes a combo box, a date field or a table of are named by the whole.
        const bool part = widget->objectName().startsWith(QStringLiteral("qt_")) ||
                          qobject_cast<QAbstractScrollArea*>(widget->parentWidget());
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || part)
            continue;
        const QString what =
            QStringLiteral("%1 '%2' in %3")
                .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                     QLatin1String(widget->parent()->metaObject()->className()));
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(what));
    }
}

void TestHistoryPage::aStatusIsShownAlone()
{
    m_desk->key(Qt::Key_1);
    QVERIFY(!m_desk->page->charts().isStatusVisible(StatusId::Approved));
    m_desk->key(Qt::Key_1);
    QVERIFY(m_desk->page->charts().isStatusVisible(StatusId::Approved));
    m_desk->page->charts().solo(StatusId::Reversed);
    QVERIFY(!m_desk->page->charts().isStatusVisible(StatusId::Denied));
    m_desk->page->charts().solo(StatusId::Reversed);
    QVERIFY(m_desk->page->charts().isStatusVisible(StatusId::Denied));
}

QTEST_MAIN(TestHistoryPage)
#include "tst_history_page.moc"
