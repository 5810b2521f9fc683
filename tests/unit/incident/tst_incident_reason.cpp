#include "core/incident/incident_reason.h"

#include <QTest>

using namespace vigia;
using std::chrono::minutes;

namespace {

// 17:31 UTC is 14:31 in São Paulo.
const Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + minutes{1051};
const Zone kSaoPaulo = Zone::fixed("America/Sao_Paulo", minutes{-180});

Anomaly anomaly(StatusId status, std::uint64_t count, double expected, double low, double high,
                AnomalyKind kind = AnomalyKind::Spike)
{
    Anomaly a;
    a.time = kStart;
    a.status = status;
    a.count = count;
    a.expected = expected;
    a.low = low;
    a.high = high;
    a.kind = kind;
    return a;
}

QString reason(std::vector<Anomaly> worst, std::vector<std::string> sources = {""})
{
    return QString::fromStdString(
        incidentReason(worst, sources, kStart, StatusCatalog{}, kSaoPaulo));
}

} // namespace

class TestIncidentReason : public QObject
{
    Q_OBJECT

private slots:
    void sentences_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QString& text, const char* expected) {
            QTest::newRow(name) << text << QString::fromUtf8(expected);
        };
        using enum StatusId;
        row("a reversal storm, the most surprising status first",
            reason({anomaly(Approved, 48, 330, 280, 380, AnomalyKind::Drop),
                    anomaly(Reversed, 206, 1.58, 0, 4)}),
            "Reversals ×130 above normal, approvals collapsing: reversed 206 a minute, expected "
            "0-4, since 14:31");
        row("a few percent are said as percent", reason({anomaly(Denied, 60, 40, 25.5, 55.2)}),
            "Denials 50 % above normal: denied 60 a minute, expected 26-55, since 14:31");
        row("a drop", reason({anomaly(Approved, 150, 300, 250, 350, AnomalyKind::Drop)}),
            "Approvals 50 % below normal: approved 150 a minute, expected 250-350, since 14:31");
        row("where nothing is expected there is no factor", reason({anomaly(Failed, 15, 0, 0, 5)}),
            "Failures where there are almost none: failed 15 a minute, expected 0-5, since 14:31");
        row("a silence", reason({anomaly(Approved, 0, 25, 12, 40, AnomalyKind::Gap)}),
            "No transactions: nothing came, expected 25 a minute, since 14:31");
        row("a detector that knows no range", reason({anomaly(Denied, 60, 40, 0, 0)}),
            "Denials 50 % above normal: denied 60 a minute, expected 40, since 14:31");
        row("a trend", reason({anomaly(Denied, 60, 40, 0, 50, AnomalyKind::Trend)}),
            "Denials rising: denied 60 a minute, expected 0-50, since 14:31");
        row("more than three statuses",
            reason({anomaly(Denied, 100, 10, 0, 20), anomaly(Failed, 50, 10, 0, 20),
                    anomaly(Reversed, 200, 10, 0, 20), anomaly(Refunded, 40, 10, 0, 20)}),
            "Reversals ×20 above normal, denials ×10 above normal, failures ×5 above normal and 1 "
            "more: reversed 200 a minute, expected 0-20, since 14:31");
        row("one named source", reason({anomaly(Denied, 100, 10, 0, 20)}, {"acquirer-2"}),
            "Denials ×10 above normal: denied 100 a minute, expected 0-20 at acquirer-2, since "
            "14:31");
        row("several sources", reason({anomaly(Denied, 100, 10, 0, 20)}, {"", "a", "b"}),
            "Denials ×10 above normal: denied 100 a minute, expected 0-20 at 3 sources, since "
            "14:31");
    }
    void sentences()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(text, expected);
    }

    void aMeanDurationIsNoCount()
    {
        const std::vector<std::string> extra = {"avg_latency_ms"};
        const StatusCatalog catalog{extra};
        const std::vector<Anomaly> worst = {
            anomaly(*catalog.find("avg_latency_ms"), 450, 150, 100, 200)};
        const std::vector<std::string> sources = {""};
        const QString said =
            QString::fromStdString(incidentReason(worst, sources, kStart, catalog, kSaoPaulo));
        QVERIFY2(said.startsWith(QString::fromUtf8("Average latency ×3 above normal: average "
                                                   "latency 450 ms, expected 100-200, since ")),
                 qPrintable(said));
    }

    void aStatusOfTheConfigurationIsCalledByItsName()
    {
        const std::vector<std::string> extra = {"chargeback"};
        const StatusCatalog catalog{extra};
        const std::vector<Anomaly> worst = {anomaly(*catalog.find("chargeback"), 30, 10, 0, 20)};
        const std::vector<std::string> sources = {""};
        QCOMPARE(QString::fromStdString(incidentReason(worst, sources, kStart, catalog, kSaoPaulo)),
                 QStringLiteral("Chargeback ×3 above normal: chargeback 30 a minute, expected "
                                "0-20, since 14:31"));
    }
};

QTEST_GUILESS_MAIN(TestIncidentReason)
#include "tst_incident_reason.moc"
