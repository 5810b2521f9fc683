#include "core/base/random.h"
#include "engine_testing.h"

#include <QRegularExpression>
#include <QTest>

using namespace vigia;
using namespace vigia::testing;

// What the engine says of minutes that did not alert.
class TestEngineExplain : public QObject
{
    Q_OBJECT

private slots:
    void aCalmMinuteIsExplainedWithItsMargin()
    {
        auto e = engine({"rolling_zscore"});
        e->explainMinute(at(28));
        (void)e->apply(batch(flat(0, 29)));
        QCOMPARE(e->explained("", StatusId::Denied), std::string()); // still filling
        (void)e->apply(batch(flat(29, 60)));
        const QString text = QString::fromStdString(e->explained("", StatusId::Denied));
        QVERIFY2(text.contains(QStringLiteral("rolling_zscore")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("margin 3.00")), qPrintable(text));
        QCOMPARE(e->explained("elsewhere", StatusId::Denied), std::string());
    }

    // "would fire at or above N" of a calm minute, replayed with N and N - 1.
    void whatACalmMinuteWouldHaveFiredAtDoesFireThere_data()
    {
        QTest::addColumn<QStringList>("detectors");
        QTest::newRow("adaptive") << QStringList{QStringLiteral("adaptive")};
        QTest::newRow("rolling_zscore") << QStringList{QStringLiteral("rolling_zscore")};
        QTest::newRow("two together")
            << QStringList{QStringLiteral("static"), QStringLiteral("seasonal_baseline")};
    }

    void whatACalmMinuteWouldHaveFiredAtDoesFireThere()
    {
        QFETCH(QStringList, detectors);
        std::vector<std::string> names;
        for (const QString& name : detectors)
            names.push_back(name.toStdString());
        const auto rows = [](std::optional<std::uint64_t> failed) {
            Random random(4);
            std::vector<CountRow> out;
            for (int m = 0; m < 120; ++m) {
                out.push_back(row(m, StatusId::Approved, random.poisson(200)));
                out.push_back(row(m, StatusId::Denied, random.poisson(20)));
                const std::uint64_t count = random.poisson(1);
                out.push_back(row(m, StatusId::Failed, m == 100 && failed ? *failed : count));
            }
            return out;
        };
        auto e = engine(names);
        e->explainMinute(at(100));
        (void)e->apply(batch(rows(std::nullopt)));
        const QString text = QString::fromStdString(e->explained("", StatusId::Failed));
        const QRegularExpression said(QStringLiteral("would fire at or above (\\d+)"));
        const auto match = said.match(text);
        QVERIFY2(match.hasMatch(), qPrintable(text));
        const std::uint64_t least = match.captured(1).toULongLong();
        for (const std::uint64_t count : {least, least - 1}) {
            auto again = engine(names);
            Findings found;
            found.take(again->apply(batch(rows(count))));
            const bool fired = found.anomalies().contains({at(100), StatusId::Failed, ""});
            QCOMPARE(fired, count == least);
        }
    }

    void everyMinuteHasItsMargin()
    {
        auto e = engine({"static", "rolling_zscore"});
        (void)e->apply(batch(flat(0, 30)));
        const EngineStep step = e->apply(batch(flat(30, 31)));
        QCOMPARE(step.bands.size(), kKnownStatuses);
        // No failure where more than 5 are too many: as far from both, 0 of the way.
        const BandPoint& failed = step.bands[index(StatusId::Failed)];
        QVERIFY(failed.status == StatusId::Failed);
        QVERIFY(failed.score < failed.threshold);
        QVERIFY(failed.detector == "static" || failed.detector == "rolling_zscore");
    }
};

QTEST_APPLESS_MAIN(TestEngineExplain)
#include "tst_engine_explain.moc"
