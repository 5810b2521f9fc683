#include "core/runtime/checkout_files.h"
#include "ui/models/checkout_model.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace vigia;

namespace {

CheckoutAnalysis sample(const char* name)
{
    const auto days = readCheckoutFiles({qgetenv("VIGIA_SOURCE").toStdString() + "/data/" + name});
    return days ? analyseCheckout(days->front()) : CheckoutAnalysis{};
}

QString cell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestCheckoutModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void theShippedDayHasTheKnownAnswers();
    void numbersSortAsNumbers();
    void aTooltipIsNeverMarkup();
    void csvGuardsFormulasAndQuotes();
    void aMissingFileIsNamed();
};

// Values of data/checkout_1.csv and differences worked out by hand from them.
void TestCheckoutModel::theShippedDayHasTheKnownAnswers()
{
    CheckoutModel model(sample("checkout_1.csv"));
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 24);
    QCOMPARE(cell(model, 0, CheckoutModel::Time), QStringLiteral("00h"));
    QCOMPARE(cell(model, 0, CheckoutModel::Today), QStringLiteral("10"));
    QCOMPARE(cell(model, 0, CheckoutModel::AvgLastWeek), QStringLiteral("4.71"));
    // 10 against 7, 2, 4.71 and 6.27
    QCOMPARE(cell(model, 0, CheckoutModel::VsYesterday), QStringLiteral("+42.9\u00a0%"));
    QCOMPARE(cell(model, 0, CheckoutModel::VsSameDayLastWeek), QStringLiteral("+400.0\u00a0%"));
    QCOMPARE(cell(model, 0, CheckoutModel::VsAvgLastWeek), QStringLiteral("+112.3\u00a0%"));
    QCOMPARE(cell(model, 0, CheckoutModel::VsAvgLastMonth), QStringLiteral("+59.5\u00a0%"));
    // the outage that data/README.md names
    for (const int hour : {13, 14, 15}) {
        QCOMPARE(cell(model, hour, CheckoutModel::Flag), QStringLiteral("▼ drop"));
        QCOMPARE(cell(model, hour, CheckoutModel::Category), QStringLiteral("critical"));
    }
}

void TestCheckoutModel::numbersSortAsNumbers()
{
    CheckoutModel model(sample("checkout_1.csv"));
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(CheckoutModel::kSortRole);
    for (const int column : {int(CheckoutModel::Today), int(CheckoutModel::VsAvgLastMonth)}) {
        sorted.sort(column, Qt::DescendingOrder);
        double last = std::numeric_limits<double>::infinity();
        for (int row = 0; row < sorted.rowCount(); ++row) {
            const QVariant value = sorted.index(row, column).data(CheckoutModel::kSortRole);
            const double now =
                value.isValid() ? value.toDouble() : -std::numeric_limits<double>::infinity();
            QVERIFY(now <= last);
            last = now;
        }
    }
}

void TestCheckoutModel::aTooltipIsNeverMarkup()
{
    CheckoutAnalysis analysis = sample("checkout_1.csv");
    QVERIFY(!analysis.hours.empty());
    analysis.hours[0].row.time = "00h<b>x</b><img src=http://host/>\u202e";
    const CheckoutModel model(analysis);
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(QLatin1String("<b>")));
    QVERIFY(!tip.contains(QLatin1String("<img")));
    QVERIFY(!tip.contains(QChar(0x202e)));
}

void TestCheckoutModel::csvGuardsFormulasAndQuotes()
{
    CheckoutAnalysis analysis = sample("checkout_1.csv");
    analysis.hours.resize(1);
    analysis.file = "=1+1.csv";
    analysis.hours[0].reason = "a \"b\", c";
    const QByteArrayList lines = checkoutCsv({&analysis, 1}).split('\n');
    QCOMPARE(lines.size(), 3); // a head, a row, the end
    QVERIFY2(lines[1].startsWith("'=1+1.csv,00h,10,7,2,4.71,6.27,42.86,400,112.31,59.49,ok,"),
             lines[1].constData());
    QVERIFY2(lines[1].endsWith(",\"a \"\"b\"\", c\"\r"), lines[1].constData());
}

void TestCheckoutModel::aMissingFileIsNamed()
{
    const auto days = readCheckoutFiles({"/nowhere/checkout.csv"});
    QVERIFY(!days);
    QCOMPARE(days.error().code, ErrorCode::InvalidInput);
    QVERIFY(QString::fromStdString(days.error().message).contains(u"/nowhere/checkout.csv"));
}

QTEST_MAIN(TestCheckoutModel)
#include "tst_checkout_model.moc"
