// The Checkout page as an operator uses it, with the shipped files.
#include "tests/support/fake_monitor.h"
#include "ui/chart/category_chart.h"
#include "ui/chart/checkout_chart.h"
#include "ui/chart/theme.h"
#include "ui/language.h"
#include "ui/models/checkout_model.h"
#include "ui/models/query_result_model.h"
#include "ui/pages/checkout_page.h"
#include "ui/widgets/checkout_panel.h"
#include "ui/widgets/checkout_sql.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPrinter>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QToolTip>

using namespace vigia;

namespace {

QString shipped(const char* name)
{
    return qEnvironmentVariable("VIGIA_SOURCE") + QStringLiteral("/data/") + QLatin1String(name);
}

QStringList both()
{
    return {shipped("checkout_1.csv"), shipped("checkout_2.csv")};
}

bool openAndWait(CheckoutPage& page, const QStringList& files)
{
    QSignalSpy loaded(&page, &CheckoutPage::loaded);
    page.open(files);
    return page.loading() && loaded.wait(20'000) && !page.loading();
}

// Its first panel with the SQL tab open, the given statement run.
CheckoutSql* sqlOf(CheckoutPage& page)
{
    page.resize(1300, 800);
    page.show();
    if (!openAndWait(page, {shipped("checkout_1.csv")}))
        return nullptr;
    CheckoutPanel& panel = *page.panels()[0];
    panel.tabs().setCurrentIndex(2);
    return QTest::qWaitFor([&] { return panel.sql().result() != nullptr; }) ? &panel.sql()
                                                                            : nullptr;
}

bool runAndWait(CheckoutSql& sql, const char* statement)
{
    QSignalSpy finished(&sql, &CheckoutSql::finished);
    sql.editor().setPlainText(QString::fromUtf8(statement));
    sql.window()->activateWindow(); // a key of another window starts nothing
    if (!QTest::qWaitForWindowActive(sql.window()))
        return false;
    sql.editor().setFocus();
    QTest::keyClick(&sql.editor(), Qt::Key_Return, Qt::ControlModifier);
    return sql.running() && finished.wait(20'000) && !sql.running();
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCheckoutPage : public QObject
{
    Q_OBJECT

    test::FakeMonitor m_monitor;
    QTemporaryDir m_dir;

    QString path(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    QString part()
    {
        QFile file(path("part.csv"));
        if (file.open(QIODevice::WriteOnly))
            file.write("time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n"
                       "08h,10,7,2,4.71,6.27\n09h,10,7,2,4.71,6.27\n");
        return file.fileName();
    }

private slots:
    void init() { applyLanguage(QStringLiteral("en")); }
    void twoFilesStandSideBySideOrBehindTabs();
    void aBadFileLeavesWhatIsShown();
    void keysWalkTheHoursAndCopyTheTable();
    void aTooltipSaysTheHourInBothLanguages();
    void theTableSortsByAClickOnItsHead();
    void aReferenceThatIsNoEvidenceIsMarked();
    void aPartOfADayIsRemarkedOn();
    void theGivenQueriesRunAtOnce();
    void whatIsWrittenRunsOnTheLoadedFiles();
    void aMistakeIsShownWhereItIs();
    void aStatementThatWritesIsRefused();
    void theResultIsSortedCopiedChartedAndSaved();
    void aRunningStatementIsStopped();
    void aBrokenDatabaseIsSaidBesideTheText();
    void exportsAreWhole();
    void thePrintIsReadable();
    void theFilesReturnAfterARestart();
    void aPageThatIsGoneIsNotCalled();
};

void TestCheckoutPage::twoFilesStandSideBySideOrBehindTabs()
{
    CheckoutPage page(m_monitor, Language::Portuguese);
    page.resize(1300, 700);
    page.show();
    QVERIFY(openAndWait(page, both()));
    QCOMPARE(page.message(), QString());
    QCOMPARE(page.panels().size(), 2);
    QVERIFY(page.panels()[0]->isVisible() && page.panels()[1]->isVisible());
    QVERIFY(page.panels()[0]->words().toPlainText().contains(QStringLiteral("ontem")));
    page.resize(900, 600);
    QTRY_VERIFY(page.panels()[0]->isVisible() && !page.panels()[1]->isVisible());
    auto* files = page.findChildren<QTabBar*>().first();
    QVERIFY(files->isVisible());
    files->setCurrentIndex(1);
    QVERIFY(!page.panels()[0]->isVisible() && page.panels()[1]->isVisible());
    CheckoutPanel& panel = *page.panels()[1];
    QTest::keyClick(&panel.tabs(), Qt::Key_Right); // from the hours to the words
    QVERIFY(panel.words().isVisible() && !panel.table().isVisible());
    QTest::keyClick(&panel.tabs(), Qt::Key_Right);
    QVERIFY(panel.sql().isVisible() && !panel.words().isVisible() && !panel.chart().isVisible());
}

void TestCheckoutPage::aBadFileLeavesWhatIsShown()
{
    QFile bad(path("bad.csv"));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("time,today,yesterday\n00h,x,2\n");
    bad.close();
    CheckoutPage page(m_monitor, Language::English);
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
    CheckoutPage page(m_monitor, Language::English);
    page.resize(1200, 700);
    page.show();
    QVERIFY(openAndWait(page, {shipped("checkout_1.csv")}));
    CheckoutPanel& panel = *page.panels()[0];
    QTest::keyClick(&panel.chart(), Qt::Key_End);
    QCOMPARE(panel.chart().current(), std::optional(23));
    QTest::keyClick(&panel.chart(), Qt::Key_Home);
    QTest::keyClick(&panel.chart(), Qt::Key_Right);
    QCOMPARE(panel.chart().current(), std::optional(1));
    panel.table().setFocus(); // the hour that the chart has chosen is chosen there
    QTest::keyClick(&panel.table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(QStringLiteral("Hour\tToday\tFlag\tCategory\tYesterday\t")));
    QVERIFY(lines[1].startsWith(QStringLiteral("01h\t1\tok\tnormal\t1\t1\t1.86\t1.93\t")));
    QCOMPARE(lines[1].count(u'\t'), CheckoutModel::ColumnCount - 1);

    const QPoint at = panel.chart().positionOf(8).toPoint();
    QTest::mouseMove(&panel.chart(), at);
    QTRY_COMPARE(panel.chart().current(), std::optional(8));
}

// 14h of data/checkout_1.csv: 1 where 22, 25, 22 and 24.57 are the references.
void TestCheckoutPage::aTooltipSaysTheHourInBothLanguages()
{
    for (const QString& language : languages()) {
        applyLanguage(language);
        CheckoutPage page(m_monitor, coreLanguage());
        page.resize(1200, 700);
        page.show();
        QVERIFY(openAndWait(page, {shipped("checkout_1.csv")}));
        CheckoutChart& chart = page.panels()[0]->chart();
        const CheckoutHour& hour = page.panels()[0]->model().analysis().hours[14];
        QCOMPARE(hour.row.today, 1.0);
        QTest::mouseMove(&chart, QPoint(2, 2)); // the pointer may be there already
        QTest::mouseMove(&chart, chart.positionOf(14).toPoint());
        QTRY_COMPARE(chart.current(), std::optional(14));
        const QString tip = QToolTip::text();
        QVERIFY2(tip.contains(QStringLiteral("14h")), qPrintable(tip));
        const QString reason =
            QString::fromStdString(checkoutReason(hour, coreLanguage())).toHtmlEscaped();
        QVERIFY2(tip.contains(reason), qPrintable(tip));
        QVERIFY(reason.contains(language == QStringLiteral("en")
                                    ? QStringLiteral("1 sale, at most half of")
                                    : QStringLiteral("1 venda, no máximo a metade de")));
        QVERIFY(chart.accessibleDescription().contains(
            QString::fromStdString(checkoutReason(hour, coreLanguage()))));
    }
}

void TestCheckoutPage::theTableSortsByAClickOnItsHead()
{
    CheckoutPage page(m_monitor, Language::English);
    page.resize(1200, 700);
    page.show();
    QVERIFY(openAndWait(page, {shipped("checkout_1.csv")}));
    QTableView& table = page.panels()[0]->table();
    QHeaderView* head = table.horizontalHeader();
    const QPoint at(head->sectionViewportPosition(CheckoutModel::Today) + 5, head->height() / 2);
    QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, at);
    const auto top = [&] {
        return table.model()->index(0, CheckoutModel::Today).data(CheckoutModel::kSortRole);
    };
    const double first = top().toDouble();
    QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, at);
    const double second = top().toDouble();
    QCOMPARE(std::min(first, second), 0.0); // 06h and 15h sold none
    QVERIFY(std::max(first, second) > 20);
}

// The day of the outage is yesterday of the second file: 14h sold 1.
void TestCheckoutPage::aReferenceThatIsNoEvidenceIsMarked()
{
    CheckoutPage page(m_monitor, Language::English);
    QVERIFY(openAndWait(page, both()));
    const CheckoutModel& model = page.panels()[1]->model();
    QCOMPARE(model.index(14, CheckoutModel::Yesterday).data().toString(), QStringLiteral("(1)"));
    QCOMPARE(model.index(14, CheckoutModel::Category).data().toString(),
             QStringLiteral("normal · yesterday: an outage, no evidence"));
    QCOMPARE(model.index(12, CheckoutModel::Category).data().toString(), QStringLiteral("normal"));
}

void TestCheckoutPage::aPartOfADayIsRemarkedOn()
{
    CheckoutPage page(m_monitor, Language::English);
    page.show();
    QVERIFY(openAndWait(page, {part()}));
    QVERIFY(page.message().contains(
        QStringLiteral("part.csv: The file has 2 of 24 hours (08h to 09h): ")));
    QVERIFY(page.panels()[0]->words().toPlainText().contains(QStringLiteral("2 of 24 hours")));
}

void TestCheckoutPage::theGivenQueriesRunAtOnce()
{
    CheckoutPage page(m_monitor, Language::English);
    CheckoutSql* sql = sqlOf(page);
    QVERIFY(sql);
    QCOMPARE(sql->message(), QStringLiteral("24 rows."));
    QCOMPARE(sql->result()->columnCount(), 7);
    QCOMPARE(sql->result()->name(6), QStringLiteral("anomaly_flag"));
    // Each flag as the analysis has it.
    const CheckoutAnalysis& analysis = page.panels()[0]->model().analysis();
    for (int row = 0; row < 24; ++row)
        QCOMPARE(sql->result()->label(row, 6).toStdString(),
                 std::string(toString(analysis.hours[std::size_t(row)].flag)));
    QSignalSpy finished(sql, &CheckoutSql::finished);
    for (QPushButton* button : sql->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Mean ± 2 deviations"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(finished.wait(20'000));
    QVERIFY(sql->editor().toPlainText().contains(QStringLiteral("4 * variance")));
    QCOMPARE(sql->result()->name(4), QStringLiteral("anomaly_status"));
}

void TestCheckoutPage::whatIsWrittenRunsOnTheLoadedFiles()
{
    CheckoutPage page(m_monitor, Language::English);
    page.resize(1300, 800);
    page.show();
    QVERIFY(openAndWait(page, both()));
    CheckoutSql& sql = page.panels()[0]->sql();
    page.panels()[0]->tabs().setCurrentIndex(2);
    QVERIFY(QTest::qWaitFor([&] { return sql.result() != nullptr; }));
    // yesterday of the second is today of the first, hour by hour
    QVERIFY(runAndWait(sql, "SELECT count(*) AS n FROM checkout_1 a JOIN checkout_2 b\n"
                            "  ON a.time = b.time WHERE a.today = b.yesterday"));
    QCOMPARE(sql.result()->label(0, 0), QStringLiteral("24"));
    QVERIFY(runAndWait(sql, "SELECT file, sum(today) FROM checkout GROUP BY file ORDER BY file"));
    QCOMPARE(sql.result()->label(0, 0), QStringLiteral("checkout_1.csv"));
    QCOMPARE(sql.result()->number(0, 1), 312.0); // the sum of the column, by hand
    QCOMPARE(sql.result()->number(1, 1), 471.0);
}

void TestCheckoutPage::aMistakeIsShownWhereItIs()
{
    CheckoutPage page(m_monitor, Language::English);
    CheckoutSql* sql = sqlOf(page);
    QVERIFY(sql);
    QVERIFY(runAndWait(*sql, "SELECT time,\n  todya\nFROM checkout_1"));
    QCOMPARE(sql->message(), QStringLiteral("▲ Line 2, column 3: no such column: todya"));
    QCOMPARE(sql->editor().textCursor().blockNumber(), 1);
    QCOMPARE(sql->editor().textCursor().positionInBlock(), 2);
    QCOMPARE(sql->editor().extraSelections().size(), 1);
    QCOMPARE(sql->editor().extraSelections()[0].cursor.selectedText(), QStringLiteral("todya"));
    QCOMPARE(sql->result()->rowCount(), 24); // of the statement before it
    QTest::keyClicks(&sql->editor(), QStringLiteral("x"));
    QVERIFY(sql->editor().extraSelections().isEmpty());
    applyLanguage(QStringLiteral("pt_BR"));
    QVERIFY(runAndWait(*sql, "SELEC"));
    QVERIFY(sql->message().contains(QStringLiteral("erro de sintaxe")));
    QVERIFY(runAndWait(*sql, "SELECT 1")); // and it goes on
}

void TestCheckoutPage::aStatementThatWritesIsRefused()
{
    CheckoutPage page(m_monitor, Language::English);
    CheckoutSql* sql = sqlOf(page);
    QVERIFY(sql);
    for (const char* statement : {"DELETE FROM checkout_row", "DROP VIEW checkout_1",
                                  "SELECT 1; SELECT 2", "PRAGMA user_version = 9", ""}) {
        QVERIFY(runAndWait(*sql, statement));
        QVERIFY2(sql->message().startsWith(QStringLiteral("▲")), statement);
    }
    QCOMPARE(m_monitor.stored().select("SELECT * FROM checkout_1", 100)->rows.size(),
             std::size_t{24});
}

void TestCheckoutPage::theResultIsSortedCopiedChartedAndSaved()
{
    CheckoutPage page(m_monitor, Language::English);
    CheckoutSql* sql = sqlOf(page);
    QVERIFY(sql);
    QVERIFY(runAndWait(*sql, "SELECT time, today, yesterday FROM checkout_1 WHERE time < '03h'"));
    QCOMPARE(sql->message(), QStringLiteral("3 rows."));
    // As in the file: 00h 10 7, 01h 1 1, 02h 1 0.
    sql->table().setFocus();
    sql->table().selectAll();
    QTest::keyClick(&sql->table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("time\ttoday\tyesterday\n00h\t10\t7\n01h\t1\t1\n02h\t1\t0"));
    sql->table().sortByColumn(1, Qt::AscendingOrder);
    QCOMPARE(sql->table().model()->index(2, 0).data().toString(), QStringLiteral("00h"));
    QVERIFY(sql->saveCsv(path("rows.csv")));
    QCOMPARE(contents(path("rows.csv")),
             QByteArray("time,today,yesterday\r\n00h,10.0,7.0\r\n01h,1.0,1.0\r\n02h,1.0,0.0\r\n"));
    QVERIFY(!sql->saveCsv(path("no/such/folder.csv")));

    const CategoryData& chart = sql->chart().data();
    QCOMPARE(chart.labels.join(u' '), QStringLiteral("00h 01h 02h"));
    QCOMPARE(chart.series.size(), std::size_t{1});
    QCOMPARE(chart.series[0].name, QStringLiteral("today"));
    QCOMPARE(chart.series[0].values, (std::vector<double>{10, 1, 1}));
    QVERIFY(sql->savePng(path("chart.png")));
    const QImage picture(path("chart.png"));
    QCOMPARE(picture.size(), sql->chart().size() * 2);

    QVERIFY(runAndWait(*sql, "SELECT 'x' AS a WHERE 1 = 0"));
    QCOMPARE(sql->message(), QStringLiteral("0 rows."));
    QVERIFY(sql->chart().data().series.empty());
}

void TestCheckoutPage::aRunningStatementIsStopped()
{
    CheckoutPage page(m_monitor, Language::English);
    CheckoutSql* sql = sqlOf(page);
    QVERIFY(sql);
    sql->editor().setPlainText(
        QStringLiteral("WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) "
                       "SELECT count(*) FROM t"));
    sql->run();
    QVERIFY(sql->running());
    sql->stop();
    QVERIFY(!sql->running());
    QCOMPARE(sql->message(), QStringLiteral("Stopped."));
    QVERIFY(runAndWait(*sql, "SELECT 7 AS n")); // the stopped one keeps nobody waiting
    QCOMPARE(sql->result()->label(0, 0), QStringLiteral("7"));
}

void TestCheckoutPage::aBrokenDatabaseIsSaidBesideTheText()
{
    CheckoutPage page(m_monitor, Language::English);
    CheckoutSql* sql = sqlOf(page);
    QVERIFY(sql);
    sql->setTroubled(QStringLiteral("disk full"));
    QCOMPARE(sql->message(), QStringLiteral("▲ The file is not in the database: disk full"));
}

void TestCheckoutPage::exportsAreWhole()
{
    CheckoutPage page(m_monitor, Language::English);
    QVERIFY(openAndWait(page, both()));
    QVERIFY(page.saveHtml(path("a.html")));
    const QByteArray text = contents(path("a.html"));
    QVERIFY(text.contains("checkout_1.csv") && text.contains("checkout_2.csv"));
    QVERIFY(text.contains("<svg") && !text.contains("<script"));
    QVERIFY(page.saveCsv(path("a.csv")));
    QCOMPARE(contents(path("a.csv")).count('\n'), 1 + 2 * 24);
    QVERIFY(!page.saveCsv(path("no/such/folder.csv")));
}

// Printed to PDF and read back: as text, and as a picture of its first page.
void TestCheckoutPage::thePrintIsReadable()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("poppler-utils is not installed");
    applyLanguage(QStringLiteral("pt_BR"));
    CheckoutPage page(m_monitor, Language::Portuguese);
    QVERIFY(openAndWait(page, both()));
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageOrientation(QPageLayout::Landscape);
    printer.setPageSize(QPageSize(QPageSize::A4));
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(path("print.pdf"));
    page.print(printer);
    QVERIFY(contents(path("print.pdf")).startsWith("%PDF"));

    QProcess reader;
    reader.start(QStringLiteral("pdftotext"),
                 {QStringLiteral("-layout"), path("print.pdf"), QStringLiteral("-")});
    QVERIFY(reader.waitForFinished(30'000));
    const QString said = QString::fromUtf8(reader.readAllStandardOutput()).simplified();
    for (const char* expected :
         {"Análise de checkout: checkout_1.csv", "Análise de checkout: checkout_2.csv",
          "Interrupção 14h-15h.", "Possíveis anomalias.", "Horas de checkout_2.csv",
          "312 vendas; ontem 392 (-20 %)"})
        QVERIFY2(said.contains(QString::fromUtf8(expected)), expected);

    reader.start(QStringLiteral("pdftoppm"),
                 {QStringLiteral("-r"), QStringLiteral("60"), QStringLiteral("-f"),
                  QStringLiteral("1"), QStringLiteral("-l"), QStringLiteral("1"),
                  QStringLiteral("-singlefile"), QStringLiteral("-png"), path("print.pdf"),
                  path("print")});
    QVERIFY(reader.waitForFinished(30'000));
    const QImage first(path("print.png"));
    QVERIFY(first.width() > first.height()); // landscape
    int red = 0;
    int dark = 0;
    int white = 0;
    for (int y = 0; y < first.height(); ++y) {
        for (int x = 0; x < first.width(); ++x) {
            const QColor c = first.pixelColor(x, y);
            red += c.red() > 150 && c.green() < 90 && c.blue() < 90;
            dark += c.lightness() < 70;
            white += c.lightness() > 250;
        }
    }
    QVERIFY(red > 10);                                   // the marks of the critical hours
    QVERIFY(dark > 500);                                 // words and today's line
    QVERIFY(white > first.width() * first.height() / 2); // no dark theme on paper
}

void TestCheckoutPage::theFilesReturnAfterARestart()
{
    QSettings store(path("state.ini"), QSettings::IniFormat);
    {
        CheckoutPage page(m_monitor, Language::English);
        page.show();
        QVERIFY(openAndWait(page, both()));
        page.panels()[1]->tabs().setCurrentIndex(2);
        page.panels()[1]->sql().editor().setPlainText(QStringLiteral("SELECT 42"));
        page.saveState(store);
    }
    CheckoutPage page(m_monitor, Language::English);
    page.show();
    QSignalSpy loaded(&page, &CheckoutPage::loaded);
    page.restoreState(store);
    QVERIFY(loaded.wait(20'000));
    QCOMPARE(page.panels().size(), 2);
    QCOMPARE(page.panels()[1]->tabs().currentIndex(), 2);
    QCOMPARE(page.panels()[1]->sql().editor().toPlainText(), QStringLiteral("SELECT 42"));
    QCOMPARE(page.panels()[0]->tabs().currentIndex(), 0);
}

void TestCheckoutPage::aPageThatIsGoneIsNotCalled()
{
    auto page = std::make_unique<CheckoutPage>(m_monitor, Language::English);
    page->open({shipped("checkout_1.csv")});
    page.reset();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // would touch freed memory
}

QTEST_MAIN(TestCheckoutPage)
#include "tst_checkout_page.moc"
