#include "core/runtime/incident_request.h"

#include <QTest>

using namespace vigia;

class tst_IncidentRequest : public QObject
{
    Q_OBJECT

private slots:
    void anActionComesBackAsItWas();
    void foreignTextIsNoAction_data();
    void foreignTextIsNoAction();
    void aRefusalComesBackAsItWas();
};

void tst_IncidentRequest::anActionComesBackAsItWas()
{
    IncidentAction action;
    action.kind = IncidentAction::Kind::Verdict;
    action.incident = IncidentId{(std::int64_t{1} << 60) + 1}; // more than a JSON number holds
    action.at = Instant{std::chrono::milliseconds{1'752'000'000'123}};
    action.who = "Zoë \"the night shift\"";
    action.text = "line one\nline two";
    action.verdict = IncidentVerdict::KnownCause;
    action.until = action.at + std::chrono::hours{4};
    const auto back = actionOf(requestOf(action));
    QVERIFY(back.has_value());
    QVERIFY(back->kind == action.kind && back->incident == action.incident);
    QVERIFY(back->at == action.at && back->until == action.until);
    QVERIFY(back->verdict == action.verdict);
    QCOMPARE(back->who, action.who);
    QCOMPARE(back->text, action.text);

    action.verdict.reset(); // takes it back
    action.until.reset();
    const auto less = actionOf(requestOf(action));
    QVERIFY(less && !less->verdict && !less->until);
}

void tst_IncidentRequest::foreignTextIsNoAction_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("acknowledge 7");
    QTest::newRow("an action of a later version")
        << QByteArray(R"({"do":"merge","incident":"7","at":"1"})");
    QTest::newRow("no incident") << QByteArray(R"({"do":"note","at":"1"})");
    QTest::newRow("no time") << QByteArray(R"({"do":"note","incident":"7"})");
}

void tst_IncidentRequest::foreignTextIsNoAction()
{
    QFETCH(QByteArray, text);
    QVERIFY(!actionOf(text.toStdString()));
}

void tst_IncidentRequest::aRefusalComesBackAsItWas()
{
    QCOMPARE(answerOf(std::nullopt), std::string());
    QVERIFY(!refusalOf(""));
    const auto back = refusalOf(answerOf(Error{ErrorCode::Conflict, "it is resolved already"}));
    QVERIFY(back.has_value());
    QCOMPARE(back->code, ErrorCode::Conflict);
    QCOMPARE(back->message, std::string("it is resolved already"));
}

QTEST_APPLESS_MAIN(tst_IncidentRequest)
#include "tst_incident_request.moc"
