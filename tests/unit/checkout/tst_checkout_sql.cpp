// The SQL that is shown beside the analysis against the analysis: two ways to the same rows.
#include "core/checkout/checkout_analysis.h"
#include "core/checkout/checkout_sql.h"
#include "core/store/open_store.h"
#include "known_days.h"
#include "tests/support/postgres_server.h"

#include <QTest>

using namespace vigia;

namespace {

// Runs on SQLite, or with VIGIA_TEST_BACKEND=postgres on a server of its own.
std::unique_ptr<test::PostgresServer> g_server;

std::unique_ptr<Database> memoryStore()
{
    StoreOptions options;
    options.database = g_server ? g_server->url() : ":memory:";
    auto opened = openStore(options);
    return opened ? std::move(*opened) : nullptr;
}

CheckoutDay flatDay(double average, double today)
{
    CheckoutDay day{"flat.csv", {}};
    for (int hour = 0; hour < 24; ++hour) {
        const QByteArray time = QByteArray::number(hour).rightJustified(2, '0') + 'h';
        day.rows.push_back({time.toStdString(), today, 0, average, average, average});
    }
    return day;
}

// "" or what differs.
QString difference(const std::string& column, const std::optional<std::string>& cell,
                   const CheckoutHour& hour)
{
    const auto differs = [&](const QString& expected) {
        return QStringLiteral("%1 %2: SQL has %3, the analysis %4")
            .arg(QString::fromStdString(hour.row.time), QString::fromStdString(column),
                 cell ? QString::fromStdString(*cell) : QStringLiteral("NULL"), expected);
    };
    const auto number = [&](std::optional<double> value) {
        const bool same = value && cell
                              ? std::abs(QString::fromStdString(*cell).toDouble() - *value) <= 0.01
                              : value.has_value() == cell.has_value();
        return same ? QString()
                    : differs(value ? QString::number(*value) : QStringLiteral("nothing"));
    };
    const auto word = [&](std::string_view value) {
        return cell == std::string(value)
                   ? QString()
                   : differs(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    };
    if (column == "time")
        return word(hour.row.time);
    if (column == "anomaly_flag")
        return word(toString(hour.flag));
    if (column == "anomaly_status")
        return word(toString(hour.status));
    const std::map<std::string, std::optional<double>> numbers{
        {"today", hour.row.today},
        {"yesterday", hour.row.yesterday},
        {"same_day_last_week", hour.row.sameDayLastWeek},
        {"avg_last_week", hour.row.avgLastWeek},
        {"avg_last_month", hour.row.avgLastMonth},
        {"pct_vs_yesterday", hour.vsYesterday},
        {"pct_vs_same_day_last_week", hour.vsSameDayLastWeek},
        {"pct_vs_avg_last_week", hour.vsAvgLastWeek},
        {"pct_vs_avg_last_month", hour.vsAvgLastMonth}};
    const auto found = numbers.find(column);
    return found == numbers.end() ? differs(QStringLiteral("no such column"))
                                  : number(found->second);
}

} // namespace

class TestCheckoutSql : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (qEnvironmentVariable("VIGIA_TEST_BACKEND") != QLatin1String("postgres"))
            return;
        g_server = std::make_unique<test::PostgresServer>();
        const QString problem = g_server->start();
        if (g_server->missing)
            QSKIP(qPrintable(problem));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    void cleanupTestCase() { g_server.reset(); }

    void sqlAndAnalysisAgree_data()
    {
        QTest::addColumn<CheckoutDay>("day");
        QTest::newRow("checkout_1") << known::checkout1();
        QTest::newRow("checkout_2") << known::checkout2();
        // The mean of 24 times 20.3 is not 20.3 in floating point: still Normal, and 21 is High.
        QTest::newRow("a flat day") << flatDay(20.3, 20.3);
        QTest::newRow("a flat day of tenths") << flatDay(0.1, 0.1);
        QTest::newRow("a flat day and more than it") << flatDay(20.3, 21);
        QTest::newRow("a flat day and less than it") << flatDay(20.3, 20);
        QTest::newRow("nothing at all") << flatDay(0, 0);
        QTest::newRow("something where nothing is usual") << flatDay(0, 1);
        QTest::newRow("one hour") << CheckoutDay{"one.csv", {{"12h", 5, 4, 3, 10, 10}}};
        CheckoutDay low = known::checkout1(); // averages around 100 but for one hour without sales
        for (std::size_t i = 0; i < low.rows.size(); ++i)
            low.rows[i] = {low.rows[i].time, 100, 100, 100, i % 2 ? 99.0 : 101.0, 100};
        low.rows[8].today = 0;
        QTest::newRow("a Low Anomaly") << low;
        CheckoutDay quote = known::checkout2();
        quote.file = "it's '); DROP TABLE checkout_row; --.csv";
        QTest::newRow("a quote in the name") << quote;
        CheckoutDay word = known::checkout2();
        word.file = "order.csv";
        QTest::newRow("a word of SQL as its name") << word;
    }

    void sqlAndAnalysisAgree()
    {
        QFETCH(CheckoutDay, day);
        const auto store = memoryStore();
        QVERIFY(store);
        const CheckoutDay other{"other.csv", {{"00h", 1000, 1000, 1000, 1000, 1000}}};
        for (const CheckoutDay& each : {other, day}) {
            const auto put = store->checkouts().putCheckout(each.file, each.rows);
            QVERIFY2(put, put ? "" : put.error().message.c_str());
        }
        const CheckoutAnalysis analysis = analyseCheckout(day);
        const auto own = store->checkouts().checkoutTable(day.file);
        QVERIFY2(own, own ? "" : own.error().message.c_str());
        const std::map<std::string, std::size_t> columns{{checkoutSql(day.file), 12},
                                                         {checkoutDifferencesSql(*own), 7},
                                                         {checkoutStatusSql(*own), 5}};
        for (const auto& [sql, count] : columns) {
            const auto table = store->select(sql, 100);
            QVERIFY2(table, table ? "" : table.error().message.c_str());
            QCOMPARE(table->columns.size(), count);
            QCOMPARE(table->rows.size(), analysis.hours.size());
            for (std::size_t row = 0; row < table->rows.size(); ++row) {
                for (std::size_t column = 0; column < count; ++column) {
                    if (table->columns[column] == "mean_avg_last_week") {
                        const double mean = std::stod(table->rows[row][column].value());
                        QVERIFY(std::abs(mean - analysis.mean) <= 0.01);
                        continue;
                    }
                    const QString what = difference(table->columns[column],
                                                    table->rows[row][column], analysis.hours[row]);
                    QVERIFY2(what.isEmpty(), qPrintable(what));
                }
            }
        }
    }

    void aFlatDayIsNormalAndALowHourIsLow()
    {
        for (const CheckoutHour& hour : analyseCheckout(flatDay(20.3, 20.3)).hours)
            QVERIFY(hour.status == CheckoutStatus::Normal);
        for (const CheckoutHour& hour : analyseCheckout(flatDay(20.3, 20)).hours)
            QVERIFY(hour.status == CheckoutStatus::Low);
    }

    void aFileThatIsNotLoadedHasNoRows()
    {
        const auto store = memoryStore();
        QVERIFY(store);
        const auto table = store->select(checkoutSql("nowhere.csv"), 100);
        QVERIFY2(table, table ? "" : table.error().message.c_str());
        QVERIFY(table->rows.empty());
    }
};

QTEST_GUILESS_MAIN(TestCheckoutSql)
#include "tst_checkout_sql.moc"
