// The look-up by time of `counts`: it may read less, but never answers otherwise than the view.
#include "core/store/open_store.h"
#include "core/store/sqlite_counts_table.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

class TestCountsTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        StoreOptions options;
        options.database = ":memory:";
        auto opened = openStore(options);
        QVERIFY(opened);
        m_store = std::move(*opened);
        WriteUnit unit;
        CountBatch batch{{"", "pos-1"}, {}};
        // Two days around the end of a year, every seven minutes.
        const Minute start = std::chrono::sys_days{std::chrono::year{2024} / 12 / 31};
        for (int i = 0; i < 2 * 1440; i += 7) {
            const Minute t = start + std::chrono::minutes{i};
            const auto n = static_cast<std::uint64_t>(i);
            batch.rows.push_back({t, n, StatusId::Denied, 0});
            batch.rows.push_back({t, n + 1, StatusId::Approved, 1});
        }
        unit.counts.push_back(std::move(batch));
        QVERIFY(m_store->write(unit));
    }

    void theAnswersAreThoseOfTheView_data()
    {
        QTest::addColumn<QString>("where");
        for (const char* where : {"time >= '2025-01-01'",
                                  "time > '2025-01-01T00:00:00Z'",
                                  "time < '2025'",
                                  "time <= '2024-12-31T23'",
                                  "time = '2024-12-31T00:07:00Z'",
                                  "time = '2024-12-31'",
                                  "time BETWEEN '2024-12-31T10:00:00Z' AND '2024-12-31T11:00:00Z'",
                                  "time LIKE '2024-12-31T1%'",
                                  "time LIKE '2024-12-31t1%'",
                                  "time LIKE '%45:00Z'",
                                  "time GLOB '2025-01-01T0[1-3]*'",
                                  "time >= '2024-12-31 12:00'",
                                  "time <= '2024-12-31 12:00'",
                                  "time >= '2025-01-31'",
                                  "time < '2024-13-01'",
                                  "time >= ''",
                                  "time >= 'x'",
                                  "time < 7",
                                  "time > 7",
                                  "time IS NULL",
                                  "time >= NULL",
                                  "time IN ('2024-12-31T00:07:00Z', '2025-01-01T00:04:00Z')",
                                  "time NOT LIKE '2024%'",
                                  "'2025-01-01' <= time",
                                  "status = 'denied'",
                                  "status = 'DENIED'",
                                  "status = 'DENIED' COLLATE NOCASE",
                                  "status <> 'denied'",
                                  "source = 'pos-1' AND time < '2024-12-31T02'",
                                  "source = ''",
                                  "substr(time, 1, 10) = '2025-01-01'",
                                  "count > 1000 AND status = 'approved'",
                                  "time >= (SELECT max(time) FROM main.counts)"})
            QTest::newRow(where) << QString::fromUtf8(where);
    }
    void theAnswersAreThoseOfTheView()
    {
        QFETCH(QString, where);
        const auto rows = [&](const char* table) {
            return m_store->select("SELECT time, source, status, count FROM " + std::string(table) +
                                       " WHERE " + where.toStdString() + " ORDER BY 1, 2, 3, 4",
                                   0);
        };
        const auto quick = rows("counts");
        const auto view = rows("main.counts");
        QVERIFY2(quick && view, quick ? "" : quick.error().message.c_str());
        QCOMPARE(quick->rows.size(), view->rows.size());
        QVERIFY(quick->rows == view->rows);
        QCOMPARE(quick->columns, view->columns);
    }

    void itJoinsAndCounts()
    {
        const auto table = m_store->select(
            "SELECT count(*) FROM counts a JOIN counts b ON a.time = b.time AND a.status < "
            "b.status WHERE a.time LIKE '2024-12-31T00%'",
            0);
        QVERIFY2(table.has_value(), table ? "" : table.error().message.c_str());
        QCOMPARE(*table->rows[0][0], std::string("9")); // minutes 0, 7, … 56
        QVERIFY(!m_store->select("DELETE FROM counts", 0));
        QVERIFY(!m_store->select("DROP TABLE counts", 0));
    }

    void aTextIsTheTimeItBegins_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("from");
        QTest::addColumn<qint64>("minutes");
        const auto row = [](const char* text, const char* from, qint64 minutes) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(from) << minutes;
        };
        row("2025-07-12T13:45:00Z", "2025-07-12T13:45:00Z", 1);
        row("2025-07-12T13:45", "2025-07-12T13:45:00Z", 1);
        row("2025-07-12T13", "2025-07-12T13:00:00Z", 60);
        row("2025-07-12 13", "2025-07-12T00:00:00Z", 1440);
        row("2025-07-12T24:00", "2025-07-12T00:00:00Z", 1440);
        row("2025-02-31", "2025-02-01T00:00:00Z", 28 * 1440);
        row("2025-07-1%", "2025-07-01T00:00:00Z", 31 * 1440);
        row("2025-13", "2025-01-01T00:00:00Z", 365 * 1440);
        row("2024", "2024-01-01T00:00:00Z", 366 * 1440);
    }
    void aTextIsTheTimeItBegins()
    {
        QFETCH(QString, text);
        QFETCH(QString, from);
        QFETCH(qint64, minutes);
        const auto range = minutesOfText(text.toStdString());
        QVERIFY(range);
        QCOMPARE(QString::fromStdString(toRfc3339(range->from)), from);
        QCOMPARE(qint64{(range->to - range->from).count()}, minutes);
        QVERIFY(!minutesOfText("") && !minutesOfText("202") && !minutesOfText("-202"));
    }

private:
    std::unique_ptr<Database> m_store;
};

QTEST_GUILESS_MAIN(TestCountsTable)
#include "tst_counts_table.moc"
