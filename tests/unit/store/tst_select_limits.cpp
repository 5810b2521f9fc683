// A user's statement on SQLite: what it may not do, and that it cannot run or grow without end.
#include "core/store/sqlite_file.h"
#include "core/store/sqlite_select.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

class tst_SelectLimits : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SqlConnection> m_connection;

private slots:
    void init();
    void stopsAnEndlessQuery();
    void cutsALargeAnswer();
    void refusesACellWithoutBound();
    void refusesWhatIsNotReading_data();
    void refusesWhatIsNotReading();
    void showsBytesAsHexadecimal();
    void leavesTheConnectionAsItWas();
};

void tst_SelectLimits::init()
{
    auto opened = openSqliteMemory();
    QVERIFY(opened.has_value());
    m_connection = std::move(*opened);
}

void tst_SelectLimits::stopsAnEndlessQuery()
{
    SelectLimits limits;
    limits.time = 20ms;
    const auto endless = selectSqlite(
        *m_connection,
        "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t",
        limits);
    QVERIFY(!endless);
    QCOMPARE(endless.error().code, ErrorCode::Cancelled);
    QVERIFY(endless.error().message.find("20 ms") != std::string::npos);
    QVERIFY(selectSqlite(*m_connection, "SELECT 1", {}).has_value());
}

void tst_SelectLimits::cutsALargeAnswer()
{
    SelectLimits limits;
    limits.rows = 0;
    limits.bytes = 100'000;
    const auto large =
        selectSqlite(*m_connection,
                     "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) "
                     "SELECT hex(zeroblob(500)) FROM t",
                     limits);
    QVERIFY(large.has_value());
    QVERIFY(large->truncated);
    QVERIFY(large->rows.size() < 120);
    QVERIFY(large->rows.size() > 50);
}

void tst_SelectLimits::refusesACellWithoutBound()
{
    const auto huge = selectSqlite(*m_connection, "SELECT hex(zeroblob(900000000))", {});
    QVERIFY(!huge);
    QCOMPARE(huge.error().code, ErrorCode::InvalidInput);
}

void tst_SelectLimits::refusesWhatIsNotReading_data()
{
    QTest::addColumn<QString>("sql");
    for (const char* sql :
         {"PRAGMA journal_mode = DELETE", "PRAGMA user_version", "ATTACH '/tmp/x.db' AS x",
          "DETACH main", "SAVEPOINT x", "REINDEX", "EXPLAIN DELETE FROM minute_count",
          "SELECT load_extension('x')", "SELECT * FROM pragma_table_info('series')",
          "CREATE TEMP TABLE t (x)", "INSERT INTO temp.t VALUES (1)", "VACUUM INTO '/tmp/x.db'"})
        QTest::addRow("%s", sql) << QString::fromLatin1(sql);
}

void tst_SelectLimits::refusesWhatIsNotReading()
{
    QFETCH(QString, sql);
    const auto table = selectSqlite(*m_connection, sql.toStdString(), {});
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::InvalidInput);
}

void tst_SelectLimits::showsBytesAsHexadecimal()
{
    const auto table = selectSqlite(*m_connection, "SELECT x'00ff10', 1.5, -7", {});
    QVERIFY(table.has_value());
    QCOMPARE(table->rows[0][0].value(), std::string("00ff10"));
    QCOMPARE(table->rows[0][1].value(), std::string("1.5"));
    QCOMPARE(table->rows[0][2].value(), std::string("-7"));
}

void tst_SelectLimits::leavesTheConnectionAsItWas()
{
    QVERIFY(!selectSqlite(*m_connection, "DELETE FROM series", {}));
    QVERIFY(m_connection->execute(QStringLiteral("DELETE FROM series")).has_value());
    QVERIFY(m_connection->scalar(QStringLiteral("SELECT length(hex(zeroblob(1000000)))"))
                .value()
                .value() == QLatin1String("2000000"));
}

QTEST_GUILESS_MAIN(tst_SelectLimits)
#include "tst_select_limits.moc"
