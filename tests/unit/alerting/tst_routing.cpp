#include "core/alerting/routing.h"

#include <QTest>

using namespace vigia;
using std::chrono::minutes;

namespace {

const StatusCatalog kCatalog;

// 2025-07-11 is a Friday.
LocalMinute friday(int hour)
{
    const std::chrono::sys_days day{std::chrono::year{2025} / 7 / 11};
    return LocalMinute{day.time_since_epoch() + std::chrono::hours{hour}};
}

Incident incident()
{
    Incident out;
    out.statuses = {StatusId::Denied, StatusId::Failed};
    out.sources = {"a"};
    out.severity = Severity::Warning;
    out.peak.kind = AnomalyKind::Spike;
    return out;
}

QString told(const Config& config, const Incident& about, LocalMinute at)
{
    const auto routing = makeRouting(config, kCatalog);
    if (!routing)
        return QString::fromStdString(routing.error().message);
    QStringList out;
    for (const std::string& name : routing->recipientsOf(about, at).receivers)
        out << QString::fromStdString(name);
    return out.join(u' ');
}

} // namespace

class TestRouting : public QObject
{
    Q_OBJECT
private slots:
    void theDefaultReceiverStandsInForUnknownOnes()
    {
        Config config;
        config.receivers["night"].mail = {"night@example.org"};
        config.alerts.receivers = {"day", "night", "nowhere"};
        config.alerts.escalateTo = "boss";
        config.routes["r"].receivers = {"night"};
        config.routes["r"].escalateTo = "night";
        auto routing = makeRouting(config, kCatalog);
        QVERIFY(routing.has_value());
        useKnownReceivers(*routing, config);
        QCOMPARE(routing->receivers, (std::vector<std::string>{"default", "night"}));
        QCOMPARE(routing->escalations.front().receiver, std::string("default"));
        QCOMPARE(routing->routes.front().receivers, std::vector<std::string>{"night"});
        QCOMPARE(routing->routes.front().escalations.front().receiver, std::string("night"));
    }

    void aRouteMatchesOnAllThatItNames_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("matches");
        QTest::newRow("nothing") << ""
                                 << "" << true;
        QTest::newRow("one of its statuses") << "status"
                                             << "failed" << true;
        QTest::newRow("another status") << "status"
                                        << "refunded" << false;
        QTest::newRow("its source") << "source"
                                    << "a" << true;
        QTest::newRow("another source") << "source"
                                        << "b" << false;
        QTest::newRow("its severity") << "severity"
                                      << "warning" << true;
        QTest::newRow("another severity") << "severity"
                                          << "critical" << false;
        QTest::newRow("its kind") << "kind"
                                  << "spike" << true;
        QTest::newRow("another kind") << "kind"
                                      << "drop" << false;
        QTest::newRow("its day") << "day"
                                 << "fri" << true;
        QTest::newRow("another day") << "day"
                                     << "sat" << false;
    }
    void aRouteMatchesOnAllThatItNames()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        RouteConfig route;
        route.receivers = {"ops"};
        const std::vector<std::string> named = {value.toStdString()};
        if (key == QStringLiteral("status"))
            route.statuses = named;
        else if (key == QStringLiteral("source"))
            route.sources = named;
        else if (key == QStringLiteral("severity"))
            route.severities = named;
        else if (key == QStringLiteral("kind"))
            route.kinds = named;
        else if (key == QStringLiteral("day"))
            route.days = named;
        Config config;
        config.routes["one"] = route;
        QFETCH(bool, matches);
        QCOMPARE(told(config, incident(), friday(12)),
                 matches ? QStringLiteral("ops") : QStringLiteral("default"));
    }

    void everyRouteThatMatchesAddsItsReceiversOnce()
    {
        Config config;
        config.routes["a"].receivers = {"ops", "risk"};
        config.routes["b"].receivers = {"risk", "boss"};
        config.routes["c"].receivers = {"night"};
        config.routes["c"].from = "22:00";
        config.routes["c"].to = "06:00";
        QCOMPARE(told(config, incident(), friday(12)), QStringLiteral("ops risk boss"));
        QCOMPARE(told(config, incident(), friday(23)), QStringLiteral("ops risk boss night"));
    }

    void escalationsComeFromTheRoutesOrFromTheAlerts()
    {
        Config config;
        config.alerts.escalateTo = "boss";
        config.alerts.escalateAfter = minutes{20};
        auto routing = makeRouting(config, kCatalog);
        QVERIFY(routing.has_value());
        auto found = routing->recipientsOf(incident(), friday(12)).escalations;
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0], (EscalationRule{"boss", minutes{20}}));

        config.routes["a"].receivers = {"ops"};
        config.routes["a"].escalateTo = "lead";
        config.routes["a"].escalateAfter = minutes{5};
        routing = makeRouting(config, kCatalog);
        found = routing->recipientsOf(incident(), friday(12)).escalations;
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0], (EscalationRule{"lead", minutes{5}}));
    }

    void aWrongNameIsNamedWithItsKey()
    {
        Config config;
        config.routes["x"].statuses = {"lost"};
        QVERIFY(told(config, incident(), friday(1))
                    .startsWith(QStringLiteral(
                        "routes.x.statuses: found \"lost\", expected one of approved")));
        config.routes["x"].statuses.clear();
        config.routes["x"].kinds = {"boom"};
        QVERIFY(told(config, incident(), friday(1))
                    .startsWith(QStringLiteral("routes.x.kinds: found \"boom\"")));
    }
};

QTEST_GUILESS_MAIN(TestRouting)
#include "tst_routing.moc"
