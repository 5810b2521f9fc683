#include "core/alerting/silence.h"

#include <QTest>

using namespace vigia;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const StatusCatalog kCatalog;
const Instant kNow = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + hours{12};

Incident incident(std::vector<StatusId> statuses, std::vector<std::string> sources = {""},
                  Severity severity = Severity::Warning)
{
    Incident out;
    out.id = IncidentId{7};
    out.statuses = std::move(statuses);
    out.sources = std::move(sources);
    out.severity = severity;
    out.peak.kind = AnomalyKind::Spike;
    return out;
}

Silence silence(std::vector<SilenceMatcher> matchers, std::int64_t id = 1)
{
    Silence out;
    out.id = id;
    out.owner = "ana";
    out.reason = "maintenance";
    out.matchers = std::move(matchers);
    out.starts = kNow - hours{1};
    out.ends = kNow + hours{1};
    return out;
}

SilenceMatcher is(const char* name, const char* value)
{
    return {name, value, false, true};
}

} // namespace

Q_DECLARE_METATYPE(vigia::SilenceMatcher)

class TestSilence : public QObject
{
    Q_OBJECT
private slots:
    void aMatcherLooksAtTheWholeValue_data()
    {
        QTest::addColumn<SilenceMatcher>("matcher");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("matches");
        using M = SilenceMatcher;
        QTest::newRow("equal") << M{"status", "denied", false, true} << "denied" << true;
        QTest::newRow("a part is not enough")
            << M{"status", "den", false, true} << "denied" << false;
        QTest::newRow("not equal") << M{"status", "denied", false, false} << "failed" << true;
        QTest::newRow("one of several")
            << M{"status", "failed|denied", true, true} << "denied" << true;
        QTest::newRow("none of several")
            << M{"status", "failed|denied", true, false} << "denied" << false;
        QTest::newRow("in brackets")
            << M{"status", "^(?:failed|denied)$", true, true} << "failed" << true;
        QTest::newRow("any text behind")
            << M{"source", "acquirer.*", true, true} << "acquirer-2" << true;
        QTest::newRow("any text in between")
            << M{"source", "a.*-.*2", true, true} << "acquirer-12" << true;
        QTest::newRow("pieces keep their order")
            << M{"source", "a.*b.*c", true, true} << "acb" << false;
        QTest::newRow("the end is the end")
            << M{"source", ".*-1", true, true} << "acquirer-12" << false;
        QTest::newRow("pieces do not overlap")
            << M{"source", "ab.*bc", true, true} << "abc" << false;
        QTest::newRow("anything") << M{"source", ".*", true, true} << "" << true;
        QTest::newRow("a dot is a dot") << M{"source", "a.b", true, true} << "axb" << false;
    }
    void aMatcherLooksAtTheWholeValue()
    {
        QFETCH(SilenceMatcher, matcher);
        QFETCH(QString, value);
        QVERIFY(!faultOf(matcher));
        QTEST(vigia::matches(matcher, value.toStdString()), "matches");
    }

    void whatCannotBeMatchedIsRefused_data()
    {
        QTest::addColumn<SilenceMatcher>("matcher");
        QTest::addColumn<QString>("said");
        using M = SilenceMatcher;
        QTest::newRow("a label that is none") << M{"host", "a", false, true} << "host";
        QTest::newRow("a pattern of another kind")
            << M{"status", "[df].*", true, true} << "pattern";
        QTest::newRow("a repetition") << M{"status", "(a+)+", true, true} << "pattern";
        QTest::newRow("a novel") << M{"status", std::string(2000, 'a'), false, true} << "2000";
    }
    void whatCannotBeMatchedIsRefused()
    {
        QFETCH(SilenceMatcher, matcher);
        QFETCH(QString, said);
        const auto fault = faultOf(matcher);
        QVERIFY(fault.has_value());
        QVERIFY2(fault->find(said.toStdString()) != std::string::npos, fault->c_str());
    }

    void aSilenceOfOneStatusDoesNotHideAnother()
    {
        const std::vector<Silence> one = {silence({is("status", "denied")}, 4)};
        const std::vector<std::int64_t> four = {4};
        QCOMPARE(mutedBy(incident({StatusId::Denied}), one, kCatalog, kNow), four);
        QVERIFY(
            mutedBy(incident({StatusId::Denied, StatusId::Failed}), one, kCatalog, kNow).empty());

        const std::vector<Silence> both = {silence({is("status", "denied")}, 4),
                                           silence({is("status", "failed")}, 9)};
        const std::vector<std::int64_t> fourAndNine = {4, 9};
        QCOMPARE(mutedBy(incident({StatusId::Denied, StatusId::Failed}), both, kCatalog, kNow),
                 fourAndNine);
    }

    void allMatchersMustMatch()
    {
        const std::vector<Silence> s = {
            silence({is("status", "denied"), is("source", "a"), is("severity", "warning")})};
        QVERIFY(!mutedBy(incident({StatusId::Denied}, {"a"}), s, kCatalog, kNow).empty());
        QVERIFY(mutedBy(incident({StatusId::Denied}, {"b"}), s, kCatalog, kNow).empty());
        QVERIFY(mutedBy(incident({StatusId::Denied}, {"a", "b"}), s, kCatalog, kNow).empty());
        // A rise to critical is heard.
        QVERIFY(mutedBy(incident({StatusId::Denied}, {"a"}, Severity::Critical), s, kCatalog, kNow)
                    .empty());
    }

    void itHoldsFromItsStartToItsEnd()
    {
        const Silence s = silence({is("status", "denied")});
        QVERIFY(stateOf(s, s.starts - minutes{1}) == SilenceState::Pending);
        QVERIFY(stateOf(s, s.starts) == SilenceState::Active);
        QVERIFY(stateOf(s, s.ends) == SilenceState::Expired);
    }

    // New York, 2025-11-02: 02:00 EDT becomes 01:00 EST. A nightly 23:00 to 01:30 holds an hour
    // more.
    void aRecurringOneFollowsTheWallClockOverDst()
    {
        const Minute change = std::chrono::sys_days{std::chrono::year{2025} / 11 / 2} + hours{6};
        Silence s = silence({is("status", "denied")});
        s.zone = std::make_shared<const Zone>(
            "America/New_York",
            std::vector<Zone::Period>{{Minute{}, -hours{4}}, {change, -hours{5}}});
        s.recurs = *makeTimeWindow({}, "23:00", "01:30");
        s.starts = Instant{change} - std::chrono::days{10};
        s.ends = Instant{change} + std::chrono::days{10};
        const auto minutesOf = [&](std::chrono::sys_days noon) {
            int active = 0;
            for (Minute m = noon + hours{16}; m < noon + hours{40}; m += minutes{1})
                active += stateOf(s, m) == SilenceState::Active ? 1 : 0;
            return active;
        };
        QCOMPARE(minutesOf(std::chrono::year{2025} / 10 / 30), 150);
        QCOMPARE(minutesOf(std::chrono::year{2025} / 11 / 1), 180); // 01:00 to 01:30 comes twice
        QCOMPARE(minutesOf(std::chrono::year{2025} / 11 / 3), 150);
    }

    void whatMatchedNothingForLongIsPointedOut()
    {
        Silence s = silence({is("status", "denied")});
        s.starts = kNow - std::chrono::days{8};
        s.ends = kNow + std::chrono::days{30};
        QVERIFY(matchedNothingForLong(s, kNow));
        QVERIFY(!matchedNothingForLong(s, kNow - std::chrono::days{2}));
        s.lastMatch = kNow - hours{20};
        QVERIFY(!matchedNothingForLong(s, kNow));
        QVERIFY(!matchedNothingForLong(s, s.ends)); // it is over anyway
    }

    void whatEndsThisShiftIsPointedOut_data()
    {
        QTest::addColumn<int>("hourNow");
        QTest::addColumn<int>("hourEnd");
        QTest::addColumn<bool>("ends");
        QTest::newRow("an hour before the change of shift") << 8 << 14 << true;
        QTest::newRow("with the change of shift") << 8 << 15 << true;
        QTest::newRow("in the next shift") << 8 << 16 << false;
        QTest::newRow("at night, before the morning") << 23 << 30 << true;
        QTest::newRow("at night, after the morning") << 23 << 32 << false;
        QTest::newRow("over already") << 8 << 7 << false;
    }
    void whatEndsThisShiftIsPointedOut()
    {
        QFETCH(int, hourNow);
        QFETCH(int, hourEnd);
        const Zone zone = Zone::fixed("-03", -hours{3});
        const Instant midnight = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + hours{3};
        Silence s = silence({is("status", "denied")});
        s.starts = midnight - hours{24};
        s.ends = midnight + hours{hourEnd};
        QTEST(endsThisShift(s, midnight + hours{hourNow}, zone), "ends");
    }
};

QTEST_GUILESS_MAIN(TestSilence)
#include "tst_silence.moc"
