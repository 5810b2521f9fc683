// The rows of a user's statement, as table, CSV and numbers.
#include "ui/models/query_result_model.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QTest>

#include <cmath>

using namespace vigia;

namespace {

using Row = std::vector<std::optional<std::string>>;

Store::Table table(std::vector<std::string> columns, std::vector<Row> rows)
{
    return {std::move(columns), std::move(rows), false};
}

QString cell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestQueryResultModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void numbersAreKnownByAllTheirCells()
    {
        QueryResultModel model(
            table({"hour", "n", "mixed", "nothing"}, {{"00h", "12", "1", std::nullopt},
                                                      {"01h", std::nullopt, "x", std::nullopt},
                                                      {"02h", "-3.50", "2", std::nullopt}}));
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!model.isNumeric(0));
        QVERIFY(model.isNumeric(1));
        QVERIFY(!model.isNumeric(2));
        QVERIFY(!model.isNumeric(3));
        QCOMPARE(model.number(2, 1), -3.5);
        QVERIFY(std::isnan(model.number(1, 1)));
        QCOMPARE(cell(model, 1, 1), QStringLiteral("–"));
        QCOMPARE(cell(model, 2, 1), QStringLiteral("-3.50"));
    }

    void numbersAreWrittenAsTheLanguageDoes()
    {
        QLocale::setDefault(QLocale(QStringLiteral("pt_BR")));
        QueryResultModel model(table({"n"}, {{"12345.50"}}));
        QCOMPARE(cell(model, 0, 0), QStringLiteral("12.345,50"));
        QCOMPARE(model.csv(), QByteArray("n\r\n12345.50\r\n")); // for programs
    }

    void sortsNumbersByValueAndNothingLast()
    {
        QueryResultModel model(table({"n"}, {{"9"}, {"10"}, {std::nullopt}, {"-1"}}));
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(QueryResultModel::kSortRole);
        sorted.sort(0);
        QStringList order;
        for (int row = 0; row < 4; ++row)
            order << cell(sorted, row, 0);
        QCOMPARE(cell(QueryResultModel(table({"n"}, {{"10.0"}, {"2.0"}})), 0, 0),
                 QStringLiteral("10"));
        QCOMPARE(cell(QueryResultModel(table({"n"}, {{"10.0"}, {"2.25"}})), 0, 0),
                 QStringLiteral("10.00")); // points stand under each other
        QCOMPARE(order.join(u' '), QStringLiteral("-1 9 10 –"));
    }

    void csvQuotesAndGuards()
    {
        const QueryResultModel model(
            table({"a,b", "=x"}, {{"say \"hi\"", "-5"}, {"=1+1", std::nullopt}, {"@sum", "7"}}));
        QCOMPARE(model.csv(), QByteArray("\"a,b\",'=x\r\n\"say \"\"hi\"\"\",-5\r\n'=1+1,\r\n"
                                         "'@sum,7\r\n"));
    }

    void instantsAreToldFromOtherTexts()
    {
        const QueryResultModel model(
            table({"time", "day", "hour"}, {{"2025-07-12T16:45:00Z", "2025-07-12", "08h"},
                                            {"2025-07-12T17:00:00Z", "2025-07-13", "09h"}}));
        const auto times = model.times(0);
        QCOMPARE(times.size(), std::size_t{2});
        QCOMPARE(times[1] - times[0], qint64{15} * 60 * 1000);
        QCOMPARE(model.times(1)[1] - model.times(1)[0], qint64{24} * 60 * 60 * 1000);
        QVERIFY(model.times(2).empty());
    }

    void foreignTextIsMadeVisible()
    {
        const QueryResultModel model(table({"t"}, {{"a\u202eb"}}));
        QVERIFY(!cell(model, 0, 0).contains(QChar(0x202e)));
    }
};

QTEST_MAIN(TestQueryResultModel)
#include "tst_query_result_model.moc"
