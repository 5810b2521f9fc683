// What `vigiactl checkout` says of the shipped days (data/checkout_1.csv and checkout_2.csv), as
// JSON, in words and as a page: tests/golden/checkout-shipped-days/. The expected texts were read
// line by line against the two files. VIGIA_UPDATE_GOLDEN=1 writes them; a mismatch prints what
// differs and writes NAME.actual beside the expected file.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s cannot be written", qPrintable(path));
}

// One element a line, for people and differences.
QByteArray byElement(QByteArray html)
{
    return html.replace("><", ">\n<");
}

// Lines that are not the same, without the common beginning and end.
QByteArray difference(const QByteArray& actual, const QByteArray& expected)
{
    QList<QByteArray> a = actual.split('\n');
    QList<QByteArray> e = expected.split('\n');
    int line = 1;
    for (; !a.isEmpty() && !e.isEmpty() && a.front() == e.front(); ++line) {
        a.removeFirst();
        e.removeFirst();
    }
    while (!a.isEmpty() && !e.isEmpty() && a.back() == e.back()) {
        a.removeLast();
        e.removeLast();
    }
    constexpr qsizetype kShown = 12; // lines of each
    QByteArray out = "from line " + QByteArray::number(line) + ":\n";
    for (const QByteArray& text : e.mid(0, kShown))
        out += "- " + text + '\n';
    for (const QByteArray& text : a.mid(0, kShown))
        out += "+ " + text + '\n';
    return out;
}

struct Run
{
    int exit = -1;
    QByteArray output;
    QByteArray errors;
};

} // namespace

class TestGoldenCheckout : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home; // no configuration and no .env of the machine

    QString home(const QString& name) const { return m_home.filePath(name); }

    Run checkout(const QStringList& arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
            environment.insert(QLatin1String(name), m_home.path());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path());
        process.start(QDir(qEnvironmentVariable("VIGIA_BIN")).filePath(QStringLiteral("vigiactl")),
                      QStringList{QStringLiteral("checkout")} + arguments);
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    QStringList shipped() const
    {
        const QDir data(
            QDir(qEnvironmentVariable("VIGIA_SOURCE")).filePath(QStringLiteral("data")));
        return {data.filePath(QStringLiteral("checkout_1.csv")),
                data.filePath(QStringLiteral("checkout_2.csv"))};
    }

private slots:
    void initTestCase() { QVERIFY(m_home.isValid()); }

    void theShippedDays_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("expected");
        QTest::newRow("as JSON") << QStringList{QStringLiteral("--json")}
                                 << QStringLiteral("expected.json");
        QTest::newRow("in words") << QStringList{} << QStringLiteral("expected.en.txt");
        QTest::newRow("in Portuguese words")
            << QStringList{QStringLiteral("--lang"), QStringLiteral("pt_BR")}
            << QStringLiteral("expected.pt_BR.txt");
        QTest::newRow("as a page")
            << QStringList{QStringLiteral("--html"), home(QStringLiteral("page.html"))}
            << QStringLiteral("expected.html");
        QTest::newRow("as a Portuguese page")
            << QStringList{QStringLiteral("--html"), home(QStringLiteral("page.html")),
                           QStringLiteral("--lang"), QStringLiteral("pt_BR")}
            << QStringLiteral("expected.pt_BR.html");
    }

    void theShippedDays()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, expected);
        const Run run = checkout(shipped() + options);
        QVERIFY2(run.exit == 0, run.errors.constData());
        QCOMPARE(run.errors, QByteArray());
        QByteArray actual = run.output;
        if (expected.endsWith(QStringLiteral(".json")))
            actual = QJsonDocument::fromJson(actual).toJson();
        else if (expected.endsWith(QStringLiteral(".html")))
            actual = byElement(contents(home(QStringLiteral("page.html"))));
        QVERIFY(!actual.isEmpty());

        const QString path = QDir(qEnvironmentVariable("VIGIA_SOURCE"))
                                 .filePath(QStringLiteral("tests/golden/checkout-shipped-days/")) +
                             expected;
        if (qEnvironmentVariableIsSet("VIGIA_UPDATE_GOLDEN"))
            write(path, actual);
        const QByteArray golden = contents(path);
        if (actual != golden)
            write(path + QStringLiteral(".actual"), actual);
        QVERIFY2(actual == golden, difference(actual, golden).constData());
    }

    void aWrongFileIsNamedAndNothingIsWritten()
    {
        const QString bad = home(QStringLiteral("bad.csv"));
        write(bad, "time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n"
                   "00h,10,-7,2,4.71,6.27\n");
        const QString page = home(QStringLiteral("never.html"));
        const Run run = checkout({shipped().front(), bad, QStringLiteral("--html"), page});
        QCOMPARE(run.exit, 1);
        QCOMPARE(run.output, QByteArray());
        QVERIFY2(run.errors.contains(bad.toUtf8() + ":2:8: found \"-7\", expected a number"),
                 run.errors.constData());
        QVERIFY(!QFile::exists(page));
    }

    void aPartOfADayIsAnalysedWithARemark()
    {
        const QString part = home(QStringLiteral("part.csv"));
        write(part, "time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n"
                    "08h,10,7,2,4.71,6.27\n09h,10,7,2,4.71,6.27\n");
        const Run run = checkout({part});
        QCOMPARE(run.exit, 0);
        QVERIFY(run.output.contains("Morning (08h-09h)"));
        QVERIFY2(run.errors.contains("The file has 2 of 24 hours (08h to 09h)"),
                 run.errors.constData());
    }
};

QTEST_GUILESS_MAIN(TestGoldenCheckout)
#include "tst_golden_checkout.moc"
