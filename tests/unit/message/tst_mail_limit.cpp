#include "core/message/mail_limit.h"

#include <QTest>

using namespace vigia;
using namespace std::chrono;

namespace {

Anomaly of(StatusId status)
{
    Anomaly a;
    a.status = status;
    return a;
}

const Instant kNow{hours{480'000}};

} // namespace

class TestMailLimit : public QObject
{
    Q_OBJECT

private slots:
    void aStatusIsMailedOnceInTenMinutes()
    {
        MailLimit limit;
        const std::vector<Anomaly> denied{of(StatusId::Denied)};
        int mails = 0;
        for (auto t = 0min; t < 60min; t += 1min)
            mails += !limit.admit(denied, kNow + t).empty();
        QCOMPARE(mails, 6);
    }

    void statusesDoNotHoldBackEachOther()
    {
        MailLimit limit;
        const std::vector<Anomaly> denied{of(StatusId::Denied)};
        const std::vector<Anomaly> both{of(StatusId::Denied), of(StatusId::Failed)};
        QCOMPARE(limit.admit(denied, kNow).size(), std::size_t{1});
        const auto due = limit.admit(both, kNow + 1min);
        QCOMPARE(due.size(), std::size_t{1});
        QVERIFY(due[0].status == StatusId::Failed);
    }

    void oneMailMayTellSeveralOfAStatus()
    {
        MailLimit limit;
        const std::vector<Anomaly> two{of(StatusId::Denied), of(StatusId::Denied)};
        QCOMPARE(limit.admit(two, kNow).size(), std::size_t{2});
        QVERIFY(limit.admit(two, kNow + 9min).empty());
    }

    void aClockSetBackSilencesNobody()
    {
        MailLimit limit;
        const std::vector<Anomaly> denied{of(StatusId::Denied)};
        QCOMPARE(limit.admit(denied, kNow).size(), std::size_t{1});
        QCOMPARE(limit.admit(denied, kNow - 24h).size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestMailLimit)
#include "tst_mail_limit.moc"
