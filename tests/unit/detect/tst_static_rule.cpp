#include "core/detect/static_rule.h"
#include "tests/support/minutes.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestStaticRule : public QObject
{
    Q_OBJECT

private slots:
    void firesAboveTheLimit_data()
    {
        QTest::addColumn<StatusId>("status");
        QTest::addColumn<quint64>("count");
        QTest::addColumn<bool>("fired");
        QTest::addColumn<bool>("critical");
        QTest::newRow("failed 5 is allowed") << StatusId::Failed << quint64{5} << false << false;
        QTest::newRow("failed 6 is above") << StatusId::Failed << quint64{6} << true << false;
        QTest::newRow("failed 10 is twice") << StatusId::Failed << quint64{10} << true << false;
        QTest::newRow("failed 11 is more than twice")
            << StatusId::Failed << quint64{11} << true << true;
        QTest::newRow("failed 0") << StatusId::Failed << quint64{0} << false << false;
    }

    void firesAboveTheLimit()
    {
        QFETCH(StatusId, status);
        QFETCH(quint64, count);
        QFETCH(bool, fired);
        QFETCH(bool, critical);
        const auto rule = StaticRule::create(context());
        QVERIFY(rule);
        const Verdict verdict = (*rule)->score(minute(at(0), {{status, count}}), status);
        QVERIFY(verdict.ready);
        QCOMPARE(verdict.fired, fired);
        if (fired)
            QVERIFY((verdict.severity == Severity::Critical) == critical);
        QCOMPARE(verdict.high, 5.0);
    }

    void aStatusWithoutALimitIsNotWatchedAndSaysSo()
    {
        const auto rule = StaticRule::create(context());
        const Bucket bucket = minute(at(0), {{StatusId::Denied, 100'000}});
        const Verdict verdict = (*rule)->score(bucket, StatusId::Denied);
        QVERIFY(!verdict.ready);
        QVERIFY(!verdict.fired);
        QCOMPARE((*rule)->explain(bucket, StatusId::Denied, verdict),
                 std::string("no static limit is configured for this status"));
    }

    void limitsAreTakenFromTheConfiguration()
    {
        DetectionConfig config;
        config.staticLimits = {{"denied", 99.5}, {"chargeback", 0}};
        const std::vector<std::string> extra{"chargeback"};
        const auto rule = StaticRule::create(context(config, extra));
        QVERIFY(rule);
        const auto chargeback = static_cast<StatusId>(kKnownStatuses);
        const Bucket bucket =
            minute(at(0), {{StatusId::Denied, 100}, {chargeback, 0}}, kKnownStatuses + 1);
        QVERIFY((*rule)->score(bucket, StatusId::Denied).fired);
        QVERIFY(!(*rule)->score(bucket, chargeback).fired);
        QVERIFY(!(*rule)->score(bucket, StatusId::Failed).ready);
    }

    void aWrongLimitIsRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<double>("limit");
        QTest::newRow("unknown status") << QByteArray("faild") << 5.0;
        QTest::newRow("below zero") << QByteArray("failed") << -1.0;
        QTest::newRow("not a number") << QByteArray("failed") << std::nan("");
    }

    void aWrongLimitIsRefusedByName()
    {
        QFETCH(QByteArray, status);
        QFETCH(double, limit);
        DetectionConfig config;
        config.staticLimits = {{status.toStdString(), limit}};
        const auto rule = StaticRule::create(context(config));
        QVERIFY(!rule);
        QCOMPARE(rule.error().code, ErrorCode::InvalidConfig);
        QVERIFY(rule.error().message.starts_with("detection.static." + status.toStdString()));
    }

    void theReasonHasTheNumbers()
    {
        const auto rule = StaticRule::create(context());
        const Bucket bucket = minute(at(0), {{StatusId::Failed, 15}});
        QCOMPARE(
            (*rule)->explain(bucket, StatusId::Failed, (*rule)->score(bucket, StatusId::Failed)),
            std::string("Count (15) exceeds the static limit (5.00)"));
    }
};

QTEST_APPLESS_MAIN(TestStaticRule)
#include "tst_static_rule.moc"
