#include "core/message/anomaly_json.h"

#include <QTest>

#include <algorithm>

using namespace vigia;
using namespace std::chrono;

namespace {

const Minute kMinute = sys_days{year{2025} / 7 / 12} + 16h + 45min;

Anomaly denied()
{
    Anomaly a;
    a.time = kMinute;
    a.status = StatusId::Denied;
    a.source = "pos \"north\"";
    a.count = 1000;
    a.expected = 12.5;
    a.low = 3;
    a.high = 24;
    a.score = 26.26;
    a.severity = Severity::Critical;
    a.kind = AnomalyKind::Spike;
    a.detectors = {{"static", 1000, true}, {"trend", 0.25, false}};
    a.reason = "1000 denied, 12.5 expected";
    return a;
}

// JSON with ' for ", which reads better here.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::string kDenied =
    json("{'time':'2025-07-12T16:45:00Z','status':'denied','source':'pos \\'north\\'',"
         "'count':1000,'expected':12.5,'low':3,'high':24,'score':26.26,'severity':'critical',"
         "'kind':'spike','detectors':[{'name':'static','score':1000,'fired':true},"
         "{'name':'trend','score':0.25,'fired':false}],'reason':'1000 denied, 12.5 expected'}");

} // namespace

class TestAnomalyJson : public QObject
{
    Q_OBJECT

private slots:
    void anAnomalyHasTheMembersOfTheContract()
    {
        JsonWriter out;
        writeAnomaly(out, denied(), StatusCatalog{});
        QCOMPARE(out.text(), kDenied);
    }

    void theRangeHoldsWhatWasExpected_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QByteArray>("range");
        QTest::newRow("no count would have been calm")
            << 0.0 << -1.0 << QByteArray("\"low\":0,\"high\":12.5,");
        QTest::newRow("only fewer than expected")
            << 0.0 << 8.0 << QByteArray("\"low\":0,\"high\":12.5,");
        QTest::newRow("only more than expected")
            << 40.0 << 40.0 << QByteArray("\"low\":12.5,\"high\":40,");
    }

    void theRangeHoldsWhatWasExpected()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(QByteArray, range);
        Anomaly anomaly = denied();
        anomaly.low = low;
        anomaly.high = high;
        JsonWriter out;
        writeAnomaly(out, anomaly, StatusCatalog{});
        QVERIFY2(QByteArray::fromStdString(out.take()).contains(range), range.constData());
    }

    void aLateAnomalySaysSo()
    {
        Anomaly a = denied();
        a.late = true;
        JsonWriter out;
        writeAnomaly(out, a, StatusCatalog{});
        QVERIFY(out.text().ends_with(json(",'late':true}")));
    }

    void anIncidentHasTheMembersOfTheContract()
    {
        Incident i;
        i.id = IncidentId{42};
        i.severity = Severity::Critical;
        i.start = kMinute;
        i.statuses = {StatusId::Denied, StatusId::BackendReversed};
        i.peak = denied();
        i.anomalies = 3;
        i.reason = "denied storm";
        JsonWriter open;
        writeIncident(open, i, StatusCatalog{});
        const std::string before =
            "{'id':42,'state':'open','severity':'critical','start':'2025-07-12T16:45:00Z',"
            "'end':null,'statuses':['denied','backend_reversed'],'peak':";
        const std::string after =
            ",'anomalies':3,'owner':null,'verdict':null,'reason':'denied storm'}";
        QCOMPARE(open.text(), json(before) + kDenied + json(after));
    }

    void aClosedIncidentNamesItsEndOwnerAndVerdict()
    {
        Incident i;
        i.state = IncidentState::Resolved;
        i.start = kMinute;
        i.end = kMinute + 7min;
        i.owner = "ana";
        i.verdict = IncidentVerdict::KnownCause;
        JsonWriter out;
        writeIncidents(out, std::vector<Incident>{i}, StatusCatalog{});
        QVERIFY(out.text().find(json("'end':'2025-07-12T16:52:00Z'")) != std::string::npos);
        QVERIFY(out.text().find(json("'owner':'ana','verdict':'known_cause'")) !=
                std::string::npos);
    }

    void addedStatusesKeepTheirNames()
    {
        const std::vector<std::string> extra{"chargeback"};
        const StatusCatalog catalog{extra};
        Anomaly a = denied();
        a.status = *catalog.find("chargeback");
        JsonWriter out;
        writeAnomalies(out, std::vector<Anomaly>{a, a}, catalog);
        QVERIFY(out.text().find(json("'status':'chargeback'")) != std::string::npos);
        QVERIFY(out.text().starts_with("[{") && out.text().ends_with("}]"));
    }
};

QTEST_APPLESS_MAIN(TestAnomalyJson)
#include "tst_anomaly_json.moc"
