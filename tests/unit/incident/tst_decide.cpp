#include "core/incident/decide.h"

#include <QTest>

using namespace vigia;

namespace {

NamedVerdict calm(std::string_view name, double score)
{
    return {name, {.ready = true, .score = score, .threshold = 3}};
}

NamedVerdict firing(std::string_view name, double score, Severity severity = Severity::Warning,
                    AnomalyKind kind = AnomalyKind::Spike)
{
    return {name,
            {.ready = true,
             .fired = true,
             .score = score,
             .threshold = 3,
             .severity = severity,
             .kind = kind}};
}

NamedVerdict waiting(std::string_view name)
{
    return {name, {.ready = false, .fired = false, .score = 99}};
}

} // namespace

class TestDecide : public QObject
{
    Q_OBJECT

private slots:
    void verdictsBecomeOneDecision_data()
    {
        QTest::addColumn<QList<NamedVerdict>>("verdicts");
        QTest::addColumn<bool>("fired");
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<AnomalyKind>("kind");
        QTest::addColumn<int>("deciding");
        using enum AnomalyKind;
        using enum Severity;
        using List = QList<NamedVerdict>;
        QTest::newRow("nobody votes") << List{} << false << Warning << Spike << 0;
        QTest::newRow("all calm") << List{calm("a", 1), calm("b", 2)} << false << Warning << Spike
                                  << 0;
        QTest::newRow("one that waits never fires")
            << List{waiting("a"), calm("b", 2)} << false << Warning << Spike << 0;
        QTest::newRow("one of one keeps its severity")
            << List{firing("a", 4)} << true << Warning << Spike << 0;
        QTest::newRow("one of two is a warning")
            << List{calm("a", 1), firing("b", 4)} << true << Warning << Spike << 1;
        QTest::newRow("two of two agree: critical")
            << List{firing("a", 4), firing("b", 5)} << true << Critical << Spike << 1;
        QTest::newRow("two of three agree: critical")
            << List{firing("a", 5), firing("b", 4), calm("c", 1)} << true << Critical << Spike << 0;
        QTest::newRow("two of four are no majority")
            << List{firing("a", 5), firing("b", 4), calm("c", 1), calm("d", 1)} << true << Warning
            << Spike << 0;
        QTest::newRow("those that wait do not count against")
            << List{firing("a", 5), firing("b", 4), waiting("c"), waiting("d")} << true << Critical
            << Spike << 0;
        QTest::newRow("up and down do not agree")
            << List{firing("a", 5), firing("b", 4, Warning, Drop)} << true << Warning << Spike << 0;
        QTest::newRow("drop and gap agree")
            << List{firing("a", 5, Warning, Gap), firing("b", 4, Warning, Drop)} << true << Critical
            << Gap << 0;
        QTest::newRow("critical decides before a higher score")
            << List{firing("a", 9), firing("b", 4, Critical, Drop)} << true << Critical << Drop
            << 1;
        QTest::newRow("of equals the first decides")
            << List{firing("a", 4), firing("b", 4), calm("c", 0), calm("d", 0)} << true << Warning
            << Spike << 0;
    }

    void verdictsBecomeOneDecision()
    {
        QFETCH(QList<NamedVerdict>, verdicts);
        QFETCH(bool, fired);
        QFETCH(Severity, severity);
        QFETCH(AnomalyKind, kind);
        QFETCH(int, deciding);
        const Decision decision = combine({verdicts.constData(), std::size_t(verdicts.size())});
        QCOMPARE(decision.fired, fired);
        if (!fired)
            return;
        QVERIFY(decision.severity == severity);
        QVERIFY(decision.kind == kind);
        QCOMPARE(decision.deciding, static_cast<std::size_t>(deciding));
    }

    void scoresOfDifferentUnitsAreComparedByTheirThreshold()
    {
        // 1000 over a limit of 900 is less remarkable than z = 9 over 3.
        NamedVerdict limit = firing("static", 1000);
        limit.verdict.threshold = 900;
        const std::vector verdicts{limit, firing("rolling_zscore", 9)};
        QCOMPARE(combine(verdicts).deciding, std::size_t{1});
    }

    void everyVoteIsVisible()
    {
        const std::vector verdicts{firing("a", 5), waiting("b"), calm("c", 1)};
        const std::vector<DetectorVote> expected{{"a", 5, true}, {"b", 0, false}, {"c", 1, false}};
        QVERIFY(votesOf(verdicts) == expected);
    }

    void theReasonCanBeReadAloud_data()
    {
        QTest::addColumn<QList<NamedVerdict>>("verdicts");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("one detector") << QList{firing("a", 26.26, Severity::Critical)}
                                      << QByteArray("CRITICAL: Count (1000) is high");
        QTest::newRow("several detectors")
            << QList{calm("a", 1), firing("b", 4), waiting("c"), calm("d", 2)}
            << QByteArray("WARNING: Count (1000) is high; 1 of 4 detectors fired: b (4.00); "
                          "calm: a (1.00), d (2.00); not ready: c");
    }

    void theReasonCanBeReadAloud()
    {
        QFETCH(QList<NamedVerdict>, verdicts);
        QFETCH(QByteArray, reason);
        const std::span<const NamedVerdict> span(verdicts.constData(),
                                                 std::size_t(verdicts.size()));
        QCOMPARE(QByteArray::fromStdString(speak(combine(span), span, "Count (1000) is high")),
                 reason);
    }
};

QTEST_APPLESS_MAIN(TestDecide)
#include "tst_decide.moc"
