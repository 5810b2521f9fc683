// The draft of the rules: what differs in words, how it is taken back, what is wrong with it, and
// what becomes of it when others are in force meanwhile.
#include "ui/models/rules_draft.h"
#include "ui/models/rules_effect.h"
#include "ui/models/rules_watch_model.h"
#include "ui/models/rules_words.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

Config usual()
{
    Config config;
    ReceiverConfig night;
    night.mail = {"night@example.org"};
    config.receivers["night"] = night;
    RouteConfig route;
    route.statuses = {"denied", "failed"};
    route.severities = {"critical"};
    route.days = {"mon", "tue", "wed", "thu", "fri"};
    route.from = "22:00";
    route.to = "06:00";
    route.receivers = {"night"};
    config.routes["night"] = route;
    return config;
}

struct Desk
{
    Config config = usual();
    RulesDraft draft{config, std::make_shared<StatusCatalog>()};

    [[nodiscard]] QStringList words() const
    {
        QStringList out;
        for (const RuleDifference& difference : draft.differences())
            out << difference.text;
        return out;
    }
};

QString plain(QString text)
{
    return text.replace(QChar(0x00a0), QLatin1Char(' '));
}

Incident incident(std::int64_t id, Minute start, std::chrono::minutes length)
{
    Incident i;
    i.id = IncidentId{id};
    i.state = IncidentState::Resolved;
    i.start = start;
    i.opened = start;
    i.lastAbnormal = start + length - 1min;
    i.end = start + length;
    i.statuses = {StatusId::Failed};
    i.peak.status = StatusId::Failed;
    i.peak.count = 9;
    i.peak.expected = 1;
    return i;
}

using Change = std::function<void(RuleSet&)>;

} // namespace

class TestRulesDraft : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::English); }

    void aChangeIsSaidInWords_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const Change& change, const char* words) {
            QTest::newRow(name) << change << QString::fromUtf8(words);
        };
        row(
            "a limit is raised", [](RuleSet& r) { r.detection.staticLimits["failed"] = 8; },
            "failed: static limit 5 → 8");
        row(
            "a limit is new", [](RuleSet& r) { r.detection.staticLimits["denied"] = 120.5; },
            "denied: static limit none → 120.5");
        row(
            "a limit is gone", [](RuleSet& r) { r.detection.staticLimits.clear(); },
            "failed: static limit 5 → none");
        row(
            "the budget", [](RuleSet& r) { r.detection.falseAlarmsPerDay = 0.5; },
            "alarm budget a day: 1 → 0.5");
        row(
            "detectors for all",
            [](RuleSet& r) {
                r.detection.detectors = {"adaptive", "trend"};
            },
            "detectors for all: adaptive → adaptive, trend");
        row(
            "a status gets its own",
            [](RuleSet& r) { r.detection.detectorsByStatus["denied"] = {"static"}; },
            "denied: detectors: as for all → static");
        row(
            "how often it is told", [](RuleSet& r) { r.alerts.repeat = 90min; },
            "repeat: 4 h → 1 h 30 min");
        row(
            "a switch", [](RuleSet& r) { r.alerts.trendRule = false; }, "trend rule: on → off");
        row(
            "a route is gone", [](RuleSet& r) { r.routes.clear(); },
            "route night: removed. Critical denied or failed, 22:00–06:00 on weekdays: night");
        row(
            "hours and receivers of a route",
            [](RuleSet& r) {
                r.routes["night"].from = "23:00";
                r.routes["night"].receivers = {"night", "default"};
            },
            "route night: hours: 22:00–06:00 on weekdays → 23:00–06:00 on weekdays; receivers: "
            "night → night, default");
        row(
            "an address hears less",
            [](RuleSet& r) { r.alerts.minimumSeverity["boss@example.org"] = "critical"; },
            "least severity for boss@example.org: – → critical");
    }

    void aChangeIsSaidInWords()
    {
        QFETCH(Change, change);
        QFETCH(QString, words);
        Desk desk;
        desk.draft.edit("x", change);
        QCOMPARE(desk.words().size(), 1);
        QCOMPARE(plain(desk.words().first()), words);
    }

    void everyPartOfTheRulesIsCompared()
    {
        // Every field of the three structures, changed at once: nothing may be lost on the way.
        RuleSet all = rulesOf(usual());
        all.detection.detectors = {"static"};
        all.detection.falseAlarmsPerDay = 2;
        all.detection.staticLimits = {{"denied", 1.0}};
        all.detection.detectorsByStatus = {{"refunded", {"trend"}}};
        all.detection.rollingWindow = 61min;
        all.detection.rollingWarmUp = 11min;
        all.detection.rollingSigma = 4;
        all.detection.rollingFlatStep = 6;
        all.detection.history = std::chrono::days{36};
        all.alerts.groupWait = 31s;
        all.alerts.repeat = 241min;
        all.alerts.resolveWait = 31min;
        all.alerts.floodIncidents = 11;
        all.alerts.floodWindow = 11min;
        all.alerts.receivers = {"night"};
        all.alerts.escalateTo = "night";
        all.alerts.escalateAfter = 16min;
        all.alerts.trendRule = false;
        all.alerts.minimumSeverity = {{"a@example.org", "critical"}};
        all.routes["day"].receivers = {"default"};
        all.routes.erase("night");
        const RuleSet before = rulesOf(usual());
        RuleSet copied = before;
        for (const RulePart& part : rulePartsOf(before, all))
            part.copy(all, copied);
        QCOMPARE(copied == all, true);
        QCOMPARE(ruleDifferences(before, all).size(), std::size_t{22});
        QCOMPARE(ruleDifferences(all, copied).size(), std::size_t{0});
    }

    void theSameDetectorsInAnotherOrderAreNoDifference()
    {
        Desk desk;
        RuleSet rules = desk.draft.inForce();
        rules.detection.detectors = {"trend", "adaptive"};
        desk.draft.takeInForce(rules);
        desk.draft.edit("d", [](RuleSet& r) { r.detection.detectors = {"adaptive"}; });
        QVERIFY(desk.draft.isOpen());
        desk.draft.edit("d", [](RuleSet& r) { r.detection.detectors = {"adaptive", "trend"}; });
        QVERIFY(!desk.draft.isOpen());
    }

    void typingOnIsOneStepToTakeBack()
    {
        Desk desk;
        for (const double limit : {1.0, 12.0, 123.0})
            desk.draft.edit("limit",
                            [=](RuleSet& r) { r.detection.staticLimits["failed"] = limit; });
        desk.draft.edit("budget", [](RuleSet& r) { r.detection.falseAlarmsPerDay = 3; });
        QCOMPARE(desk.words().size(), 2);
        desk.draft.undo();
        QCOMPARE(desk.words(), QStringList{QStringLiteral("failed: static limit 5 → 123")});
        desk.draft.undo();
        QVERIFY(!desk.draft.isOpen());
        QVERIFY(!desk.draft.canUndo());
    }

    void oneDifferenceIsTakenBackAlone()
    {
        Desk desk;
        desk.draft.edit("a", [](RuleSet& r) { r.detection.staticLimits["failed"] = 8; });
        desk.draft.edit("b", [](RuleSet& r) { r.routes.erase("night"); });
        desk.draft.takeBack("routes.night");
        QCOMPARE(desk.words(), QStringList{QStringLiteral("failed: static limit 5 → 8")});
        QCOMPARE(desk.draft.rules().routes.at("night").from, std::string("22:00"));
        desk.draft.undo(); // of the taking back
        QCOMPARE(desk.words().size(), 2);
        desk.draft.discard();
        QVERIFY(!desk.draft.isOpen());
    }

    void whatCannotBeReadIsAFaultAndKeepsTheValue()
    {
        Desk desk;
        QSignalSpy changed(&desk.draft, &RulesDraft::changed);
        desk.draft.setUnread("alerts.repeat", QStringLiteral("Expected a time"));
        QCOMPARE(changed.size(), 1);
        QVERIFY(desk.draft.isOpen());
        QCOMPARE(desk.draft.faultOf("alerts.repeat"), QStringLiteral("Expected a time"));
        QCOMPARE(desk.draft.rules() == desk.draft.inForce(), true);
        desk.draft.setUnread("alerts.repeat", {});
        QVERIFY(!desk.draft.isOpen());
        QVERIFY(desk.draft.faults().empty());
    }

    void faultsStandAtTheirKey_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("part"); // of what is said
        const auto row = [](const char* name, const Change& change, const char* key,
                            const char* part) {
            QTest::newRow(name) << change << QString::fromLatin1(key) << QString::fromLatin1(part);
        };
        row(
            "a route without receivers", [](RuleSet& r) { r.routes["night"].receivers.clear(); },
            "routes.night.receivers", "at least one");
        row(
            "a route that ends as it begins", [](RuleSet& r) { r.routes["night"].to = "22:00"; },
            "routes.night", "must differ");
        row(
            "an unknown receiver", [](RuleSet& r) { r.alerts.receivers = {"nigth"}; },
            "alerts.receivers", "did you mean \"night\"");
        row(
            "an unknown status", [](RuleSet& r) { r.routes["night"].statuses = {"lost"}; },
            "routes.night.statuses", "no such status");
        row(
            "a number that the file refuses", [](RuleSet& r) { r.detection.rollingSigma = -1; },
            "detection.rolling_sigma", "found -1");
    }

    void faultsStandAtTheirKey()
    {
        QFETCH(Change, change);
        QFETCH(QString, key);
        QFETCH(QString, part);
        Desk desk;
        QVERIFY(desk.draft.faults().empty());
        desk.draft.edit("x", change);
        const QString fault = desk.draft.faultOf(key.toStdString());
        QVERIFY2(fault.contains(part), qPrintable(fault));
        QCOMPARE(desk.draft.faults().size(), std::size_t{1}); // said once
    }

    void othersInForceKeepMyChangesAndBringTheirs()
    {
        Desk desk;
        desk.draft.edit("a", [](RuleSet& r) { r.detection.staticLimits["failed"] = 8; });
        desk.draft.edit("b", [](RuleSet& r) { r.alerts.repeat = 60min; });
        RuleSet theirs = desk.draft.inForce();
        theirs.detection.falseAlarmsPerDay = 0.5; // I did not touch it
        theirs.alerts.repeat = 120min;            // I did
        QCOMPARE(desk.draft.takeInForce(theirs), 1);
        QCOMPARE(desk.draft.rules().detection.falseAlarmsPerDay, 0.5);
        const QStringList words{QStringLiteral("failed: static limit 5 → 8"),
                                QStringLiteral("repeat: 2 h → 1 h")};
        QCOMPARE(plain(desk.words().join(u'\n')), words.join(u'\n'));
        QCOMPARE(desk.draft.both(), std::vector<std::string>{"alerts.repeat"});
        desk.draft.takeBack("alerts.repeat"); // theirs, then
        QCOMPARE(desk.draft.rules().alerts.repeat, std::chrono::minutes{120min});
        QVERIFY(desk.draft.both().empty());
    }

    void whatWasSavedIsNoDraftAnyMore()
    {
        Desk desk;
        desk.draft.edit("a", [](RuleSet& r) { r.detection.staticLimits["failed"] = 8; });
        QCOMPARE(desk.draft.takeInForce(desk.draft.rules()), 1);
        QVERIFY(!desk.draft.isOpen());
        QVERIFY(!desk.draft.canUndo());
    }

    void aDraftWithFaultsReturnsInAnotherWindow()
    {
        Desk desk;
        desk.draft.edit("a", [](RuleSet& r) { r.detection.staticLimits["failed"] = 8; });
        desk.draft.edit("b", [](RuleSet& r) { r.routes["night"].receivers.clear(); });
        const auto [draft, base] = desk.draft.written();
        QVERIFY(!draft.isEmpty());
        Desk other;
        QCOMPARE(other.draft.read(draft, base), QString());
        QCOMPARE(other.words(), desk.words());
        QVERIFY(!other.draft.faultOf("routes.night").isEmpty());
        QVERIFY(Desk().draft.written().first.isEmpty());
        QVERIFY(!other.draft.read(QStringLiteral("[detection"), base).isEmpty());
        QCOMPARE(other.words(), desk.words());
    }

    void aDraftOfOldRulesFollowsThoseInForce()
    {
        Desk desk;
        desk.draft.edit("a", [](RuleSet& r) { r.detection.staticLimits["failed"] = 8; });
        const auto [draft, base] = desk.draft.written();
        Desk later;
        RuleSet theirs = later.draft.inForce();
        theirs.alerts.repeat = 120min;
        later.draft.takeInForce(theirs);
        QCOMPARE(later.draft.read(draft, base), QString());
        QCOMPARE(later.words(), QStringList{QStringLiteral("failed: static limit 5 → 8")});
    }

    void aRouteIsSaidInWords_data()
    {
        QTest::addColumn<RouteConfig>("route");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const RouteConfig& route, const char* words) {
            QTest::newRow(name) << route << QString::fromUtf8(words);
        };
        RouteConfig all;
        all.receivers = {"default"};
        row("everything", all, "Every incident: default");
        RouteConfig warnings = all;
        warnings.severities = {"warning"};
        warnings.sources = {"acquirer-1", "acquirer-2"};
        row("a severity and sources", warnings,
            "Every warning, from acquirer-1 or acquirer-2: default");
        RouteConfig both = all;
        both.severities = {"warning", "critical"};
        both.statuses = {"denied"};
        both.kinds = {"spike", "drop", "gap"};
        row("both severities are no condition", both,
            "denied, only spikes, drops or gaps: default");
        RouteConfig weekend = all;
        weekend.days = {"sat", "sun"};
        weekend.escalateTo = "boss";
        row("weekends, and who else", weekend,
            "Every incident, on weekends: default; boss too when nobody acknowledges within 15 "
            "min");
        RouteConfig some = all;
        some.days = {"mon", "sun"};
        some.from = "08:00";
        some.to = "09:30";
        row("hours of some days", some, "Every incident, 08:00–09:30 on Mon, Sun: default");
        RouteConfig each = all;
        each.days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
        row("all days are no condition", each, "Every incident: default");
        row("nobody", RouteConfig{}, "Every incident: told to nobody yet");
        RouteConfig night = usual().routes["night"];
        row("the night", night, "Critical denied or failed, 22:00–06:00 on weekdays: night");
    }

    void aRouteIsSaidInWords()
    {
        QFETCH(RouteConfig, route);
        QFETCH(QString, words);
        QCOMPARE(plain(rulewords::route(route)), words);
    }

    void spansOfTimeAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("seconds"); // -1: none
        QTest::newRow("as in the file") << QStringLiteral("1h30m") << 5400;
        QTest::newRow("as it is shown") << QStringLiteral("1\u00a0h 30\u00a0min") << 5400;
        QTest::newRow("days") << QStringLiteral("2 d") << 172'800;
        QTest::newRow("zero needs no unit") << QStringLiteral("0") << 0;
        QTest::newRow("capitals") << QStringLiteral("15 MIN") << 900;
        QTest::newRow("a number without a unit says nothing") << QStringLiteral("15") << -1;
        QTest::newRow("the wrong order") << QStringLiteral("5m 1h") << -1;
        QTest::newRow("nothing") << QString() << -1;
        QTest::newRow("a word") << QStringLiteral("never") << -1;
        QTest::newRow("below zero") << QStringLiteral("-5m") << -1;
    }

    void spansOfTimeAreReadAsPeopleWriteThem()
    {
        QFETCH(QString, text);
        QFETCH(int, seconds);
        const auto read = rulewords::readDuration(text);
        QCOMPARE(read ? int(read->count()) : -1, seconds);
        if (read)
            QCOMPARE(rulewords::readDuration(rulewords::duration(*read)), read);
    }

    void numbersAreReadInTheLanguageAndWithAPoint_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value"); // NaN: none
        const double none = std::nan("");
        QTest::newRow("English") << "en"
                                 << "0.5" << 0.5;
        QTest::newRow("Portuguese") << "pt_BR"
                                    << "0,5" << 0.5;
        QTest::newRow("a point in Portuguese is a point") << "pt_BR"
                                                          << "1.5" << 1.5;
        QTest::newRow("a word") << "en"
                                << "five" << none;
        QTest::newRow("nothing") << "en"
                                 << "" << none;
        QTest::newRow("without end") << "en"
                                     << "inf" << none;
    }

    void numbersAreReadInTheLanguageAndWithAPoint()
    {
        QFETCH(QString, locale);
        QFETCH(QString, text);
        QFETCH(double, value);
        QLocale::setDefault(QLocale(locale));
        const auto read = rulewords::readNumber(text);
        QLocale::setDefault(QLocale::English);
        QCOMPARE(read.has_value(), !std::isnan(value));
        if (read)
            QCOMPARE(*read, value);
    }

    void theTableShowsWhoWatchesWhat()
    {
        Desk desk;
        RulesWatchModel model(desk.draft);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto columnOf = [&](const char* name) {
            for (int c = 0; c < model.columnCount(); ++c) {
                if (model.headerData(c, Qt::Horizontal, Qt::AccessibleTextRole).toString() ==
                    QLatin1String(name))
                    return c;
            }
            return -1;
        };
        const int denied = 1 + int(index(StatusId::Denied));
        const int failed = 1 + int(index(StatusId::Failed));
        const QModelIndex trend = model.index(denied, columnOf("trend"));
        const QModelIndex adaptive = model.index(denied, columnOf("adaptive"));
        QCOMPARE(adaptive.data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("denied, adaptive: on, as for all"));
        // A box of a status that goes by the first row: its own choice, begun with the same.
        QVERIFY(model.setData(trend, Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(desk.words(),
                 QStringList{QStringLiteral("denied: detectors: as for all → adaptive, trend")});
        QCOMPARE(adaptive.data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("denied, adaptive: on"));
        // Back to the first row.
        QVERIFY(model.setData(model.index(denied, RulesWatchModel::kOwn), Qt::Unchecked,
                              Qt::CheckStateRole));
        QVERIFY(!desk.draft.isOpen());
        // The first row is for all who have none of their own.
        QVERIFY(model.setData(model.index(0, columnOf("static")), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.index(failed, columnOf("static")).data(Qt::CheckStateRole).toInt(),
                 int(Qt::Checked));
    }

    void limitsAreNumbersOrNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words"); // "" = refused, or no difference
        QTest::addColumn<bool>("taken");
        QTest::newRow("a number") << "8"
                                  << "failed: static limit 5 → 8" << true;
        QTest::newRow("nothing is no limit") << " "
                                             << "failed: static limit 5 → none" << true;
        QTest::newRow("zero is a limit") << "0"
                                         << "failed: static limit 5 → 0" << true;
        QTest::newRow("below zero is refused") << "-1"
                                               << "" << false;
        QTest::newRow("a word is refused") << "many"
                                           << "" << false;
    }

    void limitsAreNumbersOrNothing()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QFETCH(bool, taken);
        Desk desk;
        RulesWatchModel model(desk.draft);
        QSignalSpy refused(&model, &RulesWatchModel::refused);
        const QModelIndex cell = model.index(1 + int(index(StatusId::Failed)), model.limitColumn());
        QCOMPARE(cell.data(Qt::DisplayRole).toString(), QStringLiteral("5"));
        QCOMPARE(model.setData(cell, text, Qt::EditRole), taken);
        QCOMPARE(desk.words().join(u'\n'), words);
        QCOMPARE(refused.last().first().toString().isEmpty(), taken);
    }

    void theEffectSaysWhatAppearsVanishesAndMoves()
    {
        const Minute day = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};
        RuleTrialOutcome outcome;
        outcome.range = {day, day + 48h};
        outcome.current.range = outcome.range;
        outcome.candidate.range = outcome.range;
        const Incident gone = incident(1, day + 2h, 10min);
        const Incident was = incident(2, day + 5h, 10min);
        const Incident kept = incident(3, day + 8h, 10min);
        Incident is = incident(1, day + 4h + 57min, 13min);
        is.severity = Severity::Critical;
        is.statuses = {StatusId::Denied, StatusId::Failed};
        const Incident fresh = incident(3, day + 20h, 4min);
        outcome.current.incidents = {gone, was, kept};
        outcome.candidate.incidents = {is, incident(2, day + 8h, 10min), fresh};
        outcome.difference = {{fresh}, {gone}, {{was, is}}, 1};
        outcome.current.statuses = {{StatusId::Failed, 30, 3}};
        outcome.candidate.statuses = {{StatusId::Denied, 13, 1}, {StatusId::Failed, 27, 3}};
        outcome.toldNow = {{"default", 3}};
        outcome.toldThen = {{"default", 2}, {"night", 1}};

        const StatusCatalog catalog;
        QStringList lines;
        for (const ChangedIncident& changed : changedIncidents(outcome, catalog))
            lines << fateMark(changed.fate) + QLatin1Char(' ') + fateWord(changed.fate) +
                         QLatin1Char(' ') + plain(changed.how);
        QCOMPARE(lines, (QStringList{
                            QStringLiteral("+ appears "),
                            QStringLiteral("↔ changes critical instead of a warning, starts 3 min "
                                           "earlier, with denied"),
                            QStringLiteral("− vanishes ")}));

        const auto cells = [](const std::vector<EffectLine>& all) {
            QStringList out;
            for (const EffectLine& line : all)
                out << QStringList{line.name, line.now, line.then}.join(QStringLiteral(" | "));
            return out;
        };
        // 3 alarms in 2 days are 1.5 a day, 4 are 2.
        QCOMPARE(cells(effectRates(outcome, 1.5, 1)),
                 (QStringList{QStringLiteral("Alarms a day | 1.50 | ▲ 2.00"),
                              QStringLiteral("Alarm budget a day | 1.50 | 1.00"),
                              QStringLiteral("Incidents a day | 1.50 | 1.50"),
                              QStringLiteral("Incidents | 3 | 3")}));
        QCOMPARE(cells(effectByReceiver(outcome)),
                 (QStringList{QStringLiteral("default | 3 | 2"), QStringLiteral("night | 0 | 1")}));
        const QStringList byStatus = cells(effectByStatus(outcome, catalog));
        QCOMPARE(byStatus.size(), qsizetype(kKnownStatuses));
        QCOMPARE(byStatus[int(index(StatusId::Denied))], QStringLiteral("denied | 0 | 1"));
        QCOMPARE(byStatus[int(index(StatusId::Failed))], QStringLiteral("failed | 3 | 3"));
    }
};

QTEST_MAIN(TestRulesDraft)
#include "tst_rules_draft.moc"
