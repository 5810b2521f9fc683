// Addresses of PostgreSQL databases: what is taken apart, what is refused, and that no message
// shows a password.
#include "core/store/postgres_url.h"

#include <QTest>

using namespace vigia;

class tst_PostgresUrl : public QObject
{
    Q_OBJECT

private slots:
    void takesAnAddressApart_data();
    void takesAnAddressApart();
    void keepsOptions();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void showsNeitherUserNorPassword();
};

void tst_PostgresUrl::takesAnAddressApart_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("database");
    const auto row = [](const char* name, const char* url, const char* user, const char* password,
                        const char* host, int port, const char* database) {
        QTest::newRow(name) << QString::fromUtf8(url) << QString::fromUtf8(user)
                            << QString::fromUtf8(password) << QString::fromUtf8(host) << port
                            << QString::fromUtf8(database);
    };
    row("all parts", "postgresql://ana:secret@db.example:6432/noc", "ana", "secret", "db.example",
        6432, "noc");
    row("the short scheme", "postgres://ana@db/noc", "ana", "", "db", 5432, "noc");
    row("no user", "postgresql://db/noc", "", "", "db", 5432, "noc");
    row("no host", "postgresql:///noc", "", "", "localhost", 5432, "noc");
    row("percent codes", "postgresql://a%40b:p%2Fw%3A%25@db/n%20c", "a@b", "p/w:%", "db", 5432,
        "n c");
    row("an @ in the password that nobody encoded", "postgresql://ana:p@ss@db/noc", "ana", "p@ss",
        "db", 5432, "noc");
    row("a colon in the password", "postgresql://ana:p:s@db/noc", "ana", "p:s", "db", 5432, "noc");
    row("IPv6", "postgresql://ana@[::1]:5433/noc", "ana", "", "::1", 5433, "noc");
    row("a socket's folder as host", "postgresql://ana@%2Frun%2Fpostgresql/noc", "ana", "",
        "/run/postgresql", 5432, "noc");
    row("a socket's folder as option", "postgresql://ana@/noc?host=/run/postgresql", "ana", "",
        "/run/postgresql", 5432, "noc");
    row("UTF-8", "postgresql://jos%C3%A9@db/noc", "josé", "", "db", 5432, "noc");
}

void tst_PostgresUrl::takesAnAddressApart()
{
    QFETCH(QString, url);
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, database);
    const auto address = parsePostgresUrl(url.toStdString());
    QVERIFY2(address.has_value(), address ? "" : address.error().message.c_str());
    QCOMPARE(QString::fromStdString(address->user), user);
    QCOMPARE(QString::fromStdString(address->password), password);
    QCOMPARE(QString::fromStdString(address->host), host);
    QCOMPARE(static_cast<int>(address->port), port);
    QCOMPARE(QString::fromStdString(address->database), database);
}

void tst_PostgresUrl::keepsOptions()
{
    const auto address = parsePostgresUrl(
        "postgresql://db/noc?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem&connect_timeout=3");
    QVERIFY(address.has_value());
    const std::map<std::string, std::string> expected{
        {"sslmode", "verify-full"}, {"sslrootcert", "/etc/ca.pem"}, {"connect_timeout", "3"}};
    QCOMPARE(address->options, expected);
}

void tst_PostgresUrl::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const char* url, const char* word) {
        QTest::newRow(name) << QString::fromUtf8(url) << QString::fromUtf8(word);
    };
    row("another scheme", "mysql://ana:hunter2@db/noc", "postgresql://");
    row("no database", "postgresql://ana:hunter2@db", "no database");
    row("an empty database", "postgresql://ana:hunter2@db/", "no database");
    row("a port in words", "postgresql://ana:hunter2@db:http/noc", "port");
    row("port 0", "postgresql://ana:hunter2@db:0/noc", "port");
    row("a port too large", "postgresql://ana:hunter2@db:65536/noc", "port");
    row("a port with a tail", "postgresql://ana:hunter2@db:5432x/noc", "port");
    row("an open bracket", "postgresql://ana:hunter2@[::1/noc", "]");
    row("half a percent code", "postgresql://ana:hunter2%4@db/noc", "percent");
    row("a NUL", "postgresql://ana:hunter2@db/no%00c", "no database");
    row("an unknown option", "postgresql://ana:hunter2@db/noc?sslpassword=x", "sslmode");
}

void tst_PostgresUrl::refusesWhatItCannotRead()
{
    QFETCH(QString, url);
    QFETCH(QString, word);
    const auto address = parsePostgresUrl(url.toStdString());
    QVERIFY(!address);
    QCOMPARE(address.error().code, ErrorCode::InvalidConfig);
    const QString words = QString::fromStdString(address.error().message);
    QVERIFY2(words.contains(word), qPrintable(words));
    QVERIFY2(!words.contains(QStringLiteral("hunter2")), qPrintable(words));
}

void tst_PostgresUrl::showsNeitherUserNorPassword()
{
    const auto address = parsePostgresUrl("postgresql://ana:hunter2@db:6432/noc");
    QVERIFY(address.has_value());
    QCOMPARE(address->shown(), std::string("db:6432/noc"));
    QVERIFY(isPostgresUrl("postgres://x/y"));
    QVERIFY(!isPostgresUrl("/var/lib/postgresql://x"));
}

QTEST_APPLESS_MAIN(tst_PostgresUrl)
#include "tst_postgres_url.moc"
