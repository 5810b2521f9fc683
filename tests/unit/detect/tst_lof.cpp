#include "core/detect/lof.h"
#include "tests/support/taught_detector.h"

#include <QTest>

using namespace vigia;
using namespace vigia::test;

class TestLof : public QObject
{
    Q_OBJECT

private slots:
    void firesInTheDirectionThatMatters_data()
    {
        QTest::addColumn<StatusId>("status");
        QTest::addColumn<quint64>("count");
        QTest::addColumn<bool>("fired");
        QTest::newRow("denied far above") << StatusId::Denied << quint64{200} << true;
        QTest::newRow("denied as usual") << StatusId::Denied << quint64{20} << false;
        QTest::newRow("approved far above") << StatusId::Approved << quint64{200} << false;
        QTest::newRow("approved far below") << StatusId::Approved << quint64{0} << true;
    }

    void firesInTheDirectionThatMatters()
    {
        QFETCH(StatusId, status);
        QFETCH(quint64, count);
        QFETCH(bool, fired);
        const auto lof = std::move(*Lof::create(context()));
        Random random(1);
        for (int i = 0; i < 3 * 1440; ++i)
            lof->learn(minute(at(i), {{status, random.poisson(20)}}));
        const Bucket bucket = minute(at(3 * 1440), {{status, count}});
        const Verdict verdict = lof->score(bucket, status);
        QCOMPARE(verdict.fired, fired);
        if (!fired)
            QVERIFY(verdict.score <= verdict.threshold);
        const std::string words = lof->explain(bucket, status, verdict);
        QCOMPARE(words.find("not in the direction that matters") != std::string::npos,
                 status == StatusId::Approved && count == 200);
    }

    void waitsForAHundredMinutes()
    {
        const auto lof = std::move(*Lof::create(context()));
        for (int i = 0; i < 99; ++i)
            lof->learn(minute(at(i), {}));
        const Bucket bucket = minute(at(99), {{StatusId::Failed, 500}});
        QVERIFY(!lof->score(bucket, StatusId::Failed).ready);
        QCOMPARE(lof->explain(bucket, StatusId::Failed, {}),
                 std::string("lof is warming up: 99 of 100 minutes learned"));
        lof->learn(minute(at(99), {}));
        QVERIFY(lof->score(bucket, StatusId::Failed).fired);
    }
};

QTEST_APPLESS_MAIN(TestLof)
#include "tst_lof.moc"
