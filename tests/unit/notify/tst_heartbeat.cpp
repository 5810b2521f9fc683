#include "core/notify/heartbeat.h"
#include "tests/support/test_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

// What the watched chain says of itself; set from the test, read by the heartbeat's thread.
class Chain
{
public:
    void say(std::vector<std::string> troubles)
    {
        const std::lock_guard lock(m_mutex);
        m_troubles = std::move(troubles);
    }
    [[nodiscard]] std::vector<std::string> troubles() const
    {
        ++asked;
        const std::lock_guard lock(m_mutex);
        return m_troubles;
    }
    mutable std::atomic<int> asked{0};

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_troubles;
};

} // namespace

class TestHeartbeat : public QObject
{
    Q_OBJECT

    Chain m_chain;

    Heartbeat::Options options(const std::string& url)
    {
        Heartbeat::Options o;
        o.url = url;
        o.every = 20ms;
        o.clock = std::make_shared<SystemClock>();
        o.troubles = [this](const std::atomic<bool>&) { return m_chain.troubles(); };
        return o;
    }

    static std::string urlOf(const TestServer& server)
    {
        return "http://localhost:" + std::to_string(server.port()) + "/ping/0123456789-SECRET";
    }

private slots:
    void init()
    {
        m_chain.say({});
        m_chain.asked = 0;
    }

    void itCallsByGetWhileTheChainWorks()
    {
        const TestServer server("http_receiver.py", {});
        Heartbeat heartbeat(options(urlOf(server)));
        heartbeat.start();
        QTRY_VERIFY(server.count("*.json") >= 3);
        QTRY_COMPARE(heartbeat.stateText(), std::string("heartbeat well"));
        QVERIFY(heartbeat.state().lastSent.has_value());
        const QJsonObject request =
            QJsonDocument::fromJson(server.file(QStringLiteral("1.json"))).object();
        QCOMPARE(request.value(QLatin1String("method")).toString(), QStringLiteral("GET"));
        QCOMPARE(request.value(QLatin1String("path")).toString(),
                 QStringLiteral("/ping/0123456789-SECRET"));
    }

    void aBrokenChainIsSilentAndAMendedOneIsNot()
    {
        const TestServer server("http_receiver.py", {});
        m_chain.say({"no data for 20 min"});
        Heartbeat heartbeat(options(urlOf(server)));
        heartbeat.start();
        QTRY_VERIFY(m_chain.asked > 5);
        QCOMPARE(server.count("*.json"), 0);
        QCOMPARE(heartbeat.stateText(), std::string("heartbeat held back: no data for 20 min"));
        m_chain.say({});
        QTRY_VERIFY(server.count("*.json") >= 1);
        m_chain.say({"the store refuses: disk full"});
        QTRY_COMPARE(heartbeat.state().troubles,
                     std::vector<std::string>{"the store refuses: disk full"});
        const auto calls = server.count("*.json");
        const int asked = m_chain.asked;
        QTRY_VERIFY(m_chain.asked > asked + 3);
        QCOMPARE(server.count("*.json"), calls);
    }

    void aCallThatFailsIsSaidWithoutTheAddressAndIsOverWithTheNext_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("refused") << QByteArray(
                                        "[{\"status\":404,\"body\":\"no 0123456789-SECRET\"}]")
                                 << QByteArray("HTTP 404");
        QTest::newRow("broken for now")
            << QByteArray("[{\"status\":503}]") << QByteArray("HTTP 503");
        QTest::newRow("a redirect is not followed")
            << QByteArray("[{\"status\":302,\"headers\":{\"Location\":\"/elsewhere\"}}]")
            << QByteArray("HTTP 302");
        QTest::newRow("reset") << QByteArray("[{\"do\":\"reset\"}]")
                               << QByteArray("http://localhost");
        QTest::newRow("no answer")
            << QByteArray("[{\"do\":\"hang\"}]") << QByteArray("http://localhost");
    }

    void aCallThatFailsIsSaidWithoutTheAddressAndIsOverWithTheNext()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, words);
        const TestServer server("http_receiver.py",
                                {QStringLiteral("--script"), QString::fromUtf8(answer)});
        Heartbeat::Options o = options(urlOf(server));
        o.limits = {1'000ms, 1'000ms, 4096};
        std::mutex mutex;
        std::vector<HeartbeatState> seen;
        o.changed = [&](const HeartbeatState& state) {
            const std::lock_guard lock(mutex);
            seen.push_back(state);
        };
        Heartbeat heartbeat(std::move(o));
        heartbeat.start();
        QTRY_VERIFY(heartbeat.state().sent >= 1);
        heartbeat.stop();
        const std::lock_guard lock(mutex);
        QVERIFY(seen.size() >= 2);
        QVERIFY2(QByteArray::fromStdString(seen.front().error).startsWith(words),
                 seen.front().error.c_str());
        QVERIFY(seen.front().error.find("SECRET") == std::string::npos);
        QCOMPARE(seen.back().error, std::string());
        QCOMPARE(heartbeat.state().failed, std::int64_t{1});
    }

    void withoutAnAddressItOnlyLooks()
    {
        m_chain.say({"mail is stopped: 535 wrong password"});
        Heartbeat heartbeat(options({}));
        heartbeat.start();
        QTRY_COMPARE(heartbeat.state().troubles.size(), std::size_t{1});
        QCOMPARE(heartbeat.stateText(), std::string("no heartbeat configured"));
        QCOMPARE(heartbeat.state().sent, std::int64_t{0});
    }

    void stoppingEndsACallThatHangs()
    {
        const TestServer server("http_receiver.py", {QStringLiteral("--script"),
                                                     QStringLiteral("[{\"do\":\"hang\"}]")});
        Heartbeat heartbeat(options(urlOf(server)));
        heartbeat.start();
        QTRY_COMPARE(server.count("*.json"), 1);
        heartbeat.stop();
        QCOMPARE(heartbeat.state().failed, std::int64_t{0}); // it was us
    }
};

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
