// The Checkout page as an operator uses it, with the shipped files.
#include "ui/chart/checkout_chart.h"
#include "ui/models/checkout_model.h"
#include "ui/pages/checkout_page.h"
#include "ui/widgets/checkout_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QLocale>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace vigia;

namespace {

QString shipped(const char* name)
{
    return qEnvironmentVariable("VIGIA_SOURCE") + QStringLiteral("/data/") + QLatin1String(name);
}

bool openAndWait(CheckoutPage& page, const QStringList& files)
{
    QSignalSpy loaded(&page, &CheckoutPage::loaded);
    page.open(files);
    return page.loading() && loaded.wait(20'000) && !page.loading();
}

} // namespace

class TestCheckoutPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void twoFilesStandSideBySideOrBehindTabs();
    void aBadFileLeavesWhatIsShown();
    void keysWalkTheHoursAndCopyTheTable();
    void exportsAreWhole();
    void aPageThatIsGoneIsNotCalled();
};

void TestCheckoutPage::twoFilesStandSideBySideOrBehindTabs()
{
    CheckoutPage page(Language::Portuguese);
    page.resize(1300, 700);
    page.show();
    QVERIFY(openAndWait(page, {shipped("checkout_1.csv"), shipped("checkout_2.csv")}));
    QCOMPARE(page.message(), QString());
    QCOMPARE(page.panels().size(), 2);
    QVERIFY(page.panels()[0]->isVisible() && page.panels()[1]->isVisible());
    QVERIFY(page.panels()[0]->words().toPlainText().contains(QStringLiteral("ontem")));
    page.resize(900, 600);
    QTRY_VERIFY(page.panels()[0]->isVisible() && !page.panels()[1]->isVisible());
}

void TestCheckoutPage::aBadFileLeavesWhatIsShown()
{
    QTemporaryDir dir;
    QFile bad(dir.filePath(QStringLiteral("bad.csv")));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("time,today,yesterday\n00h,x,2\n");
    bad.close();
    CheckoutPage page(Language::English);
    page.show();
    QVERIFY(openAndWait(page, {bad.fileName()}));
    QVERIFY(page.panels().isEmpty());
    QVERIFY(page.message().contains(bad.fileName()));
    QVERIFY(openAndWait(page, {shipped("checkout_1.csv")}));
    QCOMPARE(page.message(), QString());
    QVERIFY(openAndWait(page, {bad.fileName()}));
    QCOMPARE(page.panels().size(), 1);
    QVERIFY(!page.message().isEmpty());
}

void TestCheckoutPage::keysWalkTheHoursAndCopyTheTable()
{
    CheckoutPage page(Language::English);
    page.resize(1200, 700);
    page.show();
    QVERIFY(openAndWait(page, {shipped("checkout_1.csv")}));
    CheckoutPanel& panel = *page.panels()[0];
    QTest::keyClick(&panel.chart(), Qt::Key_End);
    QCOMPARE(panel.chart().current(), std::optional(23));
    QTest::keyClick(&panel.chart(), Qt::Key_Home);
    QTest::keyClick(&panel.chart(), Qt::Key_Right);
    QCOMPARE(panel.chart().current(), std::optional(1));
    panel.copySelection(); // the hour that the chart has chosen
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(QStringLiteral("Hour\tToday\tFlag\tCategory\tYesterday\t")));
    QVERIFY(lines[1].startsWith(QStringLiteral("01h\t1\tok\tnormal\t1\t1\t1.86\t1.93\t")));
    QCOMPARE(lines[1].count(u'\t'), CheckoutModel::ColumnCount - 1);

    const QPoint at = panel.chart().positionOf(8).toPoint();
    QTest::mouseMove(&panel.chart(), at);
    QTRY_COMPARE(panel.chart().current(), std::optional(8));
}

void TestCheckoutPage::exportsAreWhole()
{
    QTemporaryDir dir;
    CheckoutPage page(Language::English);
    QVERIFY(openAndWait(page, {shipped("checkout_1.csv"), shipped("checkout_2.csv")}));
    QVERIFY(page.saveHtml(dir.filePath(QStringLiteral("a.html"))));
    QFile html(dir.filePath(QStringLiteral("a.html")));
    QVERIFY(html.open(QIODevice::ReadOnly));
    const QByteArray text = html.readAll();
    QVERIFY(text.contains("checkout_1.csv") && text.contains("checkout_2.csv"));
    QVERIFY(text.contains("<svg") && !text.contains("<script"));
    QVERIFY(page.saveCsv(dir.filePath(QStringLiteral("a.csv"))));
    QFile csv(dir.filePath(QStringLiteral("a.csv")));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count('\n'), 1 + 2 * 24);
    QVERIFY(!page.saveCsv(dir.filePath(QStringLiteral("no/such/folder.csv"))));
}

void TestCheckoutPage::aPageThatIsGoneIsNotCalled()
{
    auto page = std::make_unique<CheckoutPage>(Language::English);
    page->open({shipped("checkout_1.csv")});
    page.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // would touch freed memory
}

QTEST_MAIN(TestCheckoutPage)
#include "tst_checkout_page.moc"
