// What Vigia says in English is said in Portuguese too: sentences of the detectors over taught
// series, of the parsers over faulty files, and each phrase that stands in the sources.
#include "core/engine/findings.h"
#include "core/message/retell.h"
#include "core/message/sayings.h"
#include "core/parse/checkout_csv.h"
#include "core/parse/code_counts_csv.h"
#include "core/parse/raw_log_csv.h"
#include "core/parse/series_csv.h"
#include "core/parse/transactions_csv.h"
#include "tests/support/taught_detector.h"
#include "tests/unit/engine/engine_testing.h"
#include "tests/unit/parse/zones.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <set>

using namespace vigia;
using namespace std::chrono;

namespace {

constexpr const char* kExtra = "chargeback";
constexpr const char* kLatency = "avg_latency_ms";

// What stays English, once each.
class English
{
public:
    void check(const std::string& sentence)
    {
        ++m_checked;
        std::string shape = sentence; // the same words with other numbers are one sentence
        for (char& c : shape)
            c = c >= '1' && c <= '9' ? '1' : c;
        if (m_seen.insert(std::move(shape)).second && !canRetell(sentence))
            m_found.insert(QString::fromStdString(sentence));
    }
    [[nodiscard]] int checked() const { return m_checked; }
    [[nodiscard]] QByteArray list() const
    {
        QStringList all = m_found.values();
        all.sort();
        return all.mid(0, 40).join(u'\n').toUtf8();
    }

private:
    int m_checked = 0;
    std::set<std::string> m_seen;
    QSet<QString> m_found;
};

DetectionConfig watchAll(std::vector<std::string> detectors)
{
    DetectionConfig config;
    config.detectors = std::move(detectors);
    const StatusCatalog known;
    for (std::size_t i = 0; i + 1 < known.size(); ++i) // one without
        config.staticLimits[std::string(known.name(static_cast<StatusId>(i)))] = 2'000;
    config.staticLimits[kExtra] = 5;
    return config;
}

std::vector<std::string> extras()
{
    return {kExtra, kLatency};
}

EngineContext watchAllContext(std::vector<std::string> detectors)
{
    return {std::make_shared<StatusCatalog>(extras()),
            std::make_shared<Zone>(),
            watchAll(std::move(detectors)),
            {}};
}

CsvOptions options()
{
    return {.zone = test::newYork(),
            .date = year{2025} / 7 / 12,
            .now = sys_days{year{2025} / 7 / 13} + 12h,
            .maxIssues = 100};
}

// Every reader over the same bytes: each has its own words for what it does not expect.
void readAll(std::string_view bytes, English& english)
{
    const auto check = [&](const InputReport& report) {
        if (!report.ok())
            english.check(describe("/tmp/a file.csv", report));
    };
    for (const std::size_t most : {100, 1}) {
        CsvOptions with = options();
        with.maxIssues = most;
        check(readTransactionsCsv(bytes, with).report);
        check(readCodeCountsCsv(bytes, with).report);
        check(readRawLogCsv(bytes, with).report);
        with.date.reset();
        check(readTransactionsCsv(bytes, with).report);
    }
    check(readCheckoutCsv(bytes, "a.csv").report);
    check(readSeriesCsv(bytes).report);
}

// The texts between quotes in a source file, adjacent ones joined, comments left out; with the name
// of the function whose brackets are nearest around each.
struct Literal
{
    QString text;
    QStringList callers;
};

QList<Literal> literalsOf(const QString& source)
{
    QList<Literal> out;
    QStringList open; // names before each open bracket
    QString word;
    bool joins = false;
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source[i];
        const QStringView rest = QStringView(source).mid(i);
        if (rest.startsWith(u"//") || rest.startsWith(u"#include")) {
            i = std::max(i, source.indexOf(u'\n', i) - 1);
        } else if (c == u'\'' && i + 2 < source.size() &&
                   (source[i + 2] == u'\'' || source[i + 1] == u'\\')) {
            i = source.indexOf(u'\'', i + 2);
            joins = false;
        } else if (c == u'"') {
            QString text;
            for (++i; source[i] != u'"'; ++i) {
                if (source[i] == u'\\') {
                    ++i;
                    text += source[i] == u'n' ? QChar(u'\n') : source[i];
                } else {
                    text += source[i];
                }
            }
            if (joins)
                out.back().text += text;
            else
                out.push_back({text, open});
            joins = true;
        } else if (c.isLetterOrNumber() || c == u'_') {
            if (i > 0 && source[i - 1].isSpace())
                word.clear();
            word += c;
            joins = false;
            continue;
        } else if (c == u'(' || c == u'{') {
            open.push_back(word);
            joins = false;
        } else if (c == u')' || c == u'}') {
            if (!open.isEmpty())
                open.pop_back();
            joins = false;
        } else if (!c.isSpace()) {
            joins = false;
        }
        if (!c.isSpace() || rest.startsWith(u"\n"))
            word.clear();
    }
    return out;
}

// A part of a sentence: no name of a column, no SQL, no format.
bool isPhrase(const QString& text)
{
    static const QRegularExpression words(
        QStringLiteral("[a-z]{2,}.* .*[a-z]|[a-z].* .*[a-z]{2,}"));
    return words.match(text).hasMatch();
}

const QString& allSayings()
{
    static const QString all = [] {
        QString out;
        for (const auto table : {reasonSayings(), inputSayings(), stateSayings(), troubleSayings(),
                                 settingSayings(), traceSayings()}) {
            for (const Saying& saying : table)
                out += QString::fromUtf8(saying.english.data(), qsizetype(saying.english.size())) +
                       u'\n';
        }
        return out;
    }();
    return all;
}

bool stands(QString part)
{
    static const QRegularExpression edges(
        QStringLiteral("^[\\s\"'(),.:;=`|%]+|[\\s\"'(),:;=`|]+$"));
    static const QRegularExpression key(QStringLiteral("^[a-z_.]+: "));
    part.remove(edges).remove(key);
    return part.isEmpty() || !part.contains(QRegularExpression(QStringLiteral("[a-zA-Z]{2}"))) ||
           allSayings().contains(part, Qt::CaseInsensitive);
}

// Each part between "; ", or of such a part each between ", ", stands in a saying.
bool isKnown(const QString& text)
{
    for (const QString& part : text.split(QStringLiteral("; "))) {
        if (stands(part))
            continue;
        for (const QString& clause : part.split(QStringLiteral(", "))) {
            if (!stands(clause))
                return false;
        }
    }
    return true;
}

QString sourceOf(const QString& path)
{
    QFile file(qEnvironmentVariable("VIGIA_SOURCE") + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList sourcesIn(const QString& folder)
{
    QStringList out;
    QDirIterator files(qEnvironmentVariable("VIGIA_SOURCE") + u'/' + folder,
                       {QStringLiteral("*.cpp")}, QDir::Files);
    while (files.hasNext())
        out << folder + u'/' + QFileInfo(files.next()).fileName();
    out.sort();
    return out;
}

} // namespace

class TestRetell : public QObject
{
    Q_OBJECT

private slots:
    void aSentenceIsSaidInPortuguese_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("portuguese");
        const auto row = [](const char* name, const char* english, const char* portuguese) {
            QTest::newRow(name) << QString::fromUtf8(english) << QString::fromUtf8(portuguese);
        };
        row("a limit",
            "WARNING: Count (15) exceeds the static limit (5.00); would not have fired "
            "at or below 5",
            "ATENÇÃO: Quantidade (15) passa do limite fixo (5,00); não teria disparado com 5 ou "
            "menos");
        row("the hybrid of the contract",
            "CRITICAL: Count (1000) exceeds 99th percentile (109.30) and z-score (26.26) > 3, "
            "isolation forest: anomaly",
            "CRÍTICO: Quantidade (1.000) acima do percentil 99 (109,30) e z-score (26,26) > 3, "
            "floresta de isolamento: anomalia");
        row("several votes",
            "CRITICAL: reversed is too high: 206 in the last 5 minutes against 7.5 expected (27.5 "
            "times); by chance that happens in 1 in 10^28 such minutes, the alarm stands at 1 in "
            "40 thousand; 2 of 3 detectors fired: adaptive (28.10), lof (2.50); calm: trend "
            "(0.20); would not have fired at or below 12",
            "CRÍTICO: reversed alto demais: 206 nos últimos 5 minutos contra 7,5 no esperado (27,5 "
            "vezes); por acaso isso acontece em 1 em cada 10^28 desses minutos, o alarme fica em 1 "
            "em cada 40 mil; 2 de 3 detectores dispararam: adaptive (28,10), lof (2,50); calmos: "
            "trend (0,20); não teria disparado com 12 ou menos");
        row("an incident",
            "Reversals ×130 above normal, approvals collapsing and 2 more: reversed 206 a minute, "
            "expected 0-4 at pos-1, since 14:31",
            "Estornos ×130 acima do normal, aprovações em colapso e mais 2: reversed 206 por "
            "minuto, esperado 0-4 em pos-1, desde 14:31");
        row("silence", "No transactions: nothing came, expected 310.5 a minute, since 18:29",
            "Nenhuma transação: nada chegou, esperado 310,5 por minuto, desde 18:29");
        row("a mean duration",
            "Average latency ×3.1 above normal: average latency 1345 ms, expected 100-140, since "
            "14:31",
            "Latência média ×3,1 acima do normal: latência média 1.345 ms, esperado 100-140, desde "
            "14:31");
        row("a place in a file",
            "/tmp/a file.csv:2:12: found \"x; y, z\", expected a whole number from 0 to "
            "9007199254740991 in column count",
            "/tmp/a file.csv:2:12: encontrado \"x; y, z\", esperado um número inteiro de 0 a "
            "9007199254740991 na coluna count");
        row("several lines", "a.csv:1:1: found nothing, expected text in UTF-8\na.csv: cancelled",
            "a.csv:1:1: encontrado nada, esperado texto em UTF-8\na.csv: cancelado");
        row("a channel with a foreign answer",
            "mail failing: 451 4.7.1 greylisted; try in 5 minutes",
            "e-mail falhando: 451 4.7.1 greylisted; try in 5 minutes");
        row("the trail", "to critical: Denials ×4 above normal: denied 80 a minute, expected 20",
            "para crítica: Negações ×4 acima do normal: denied 80 por minuto, esperado 20");
        row("a rule out of its range",
            "detection.rolling_sigma: found -1, expected a number above 0 and at most 100",
            "detection.rolling_sigma: encontrado -1, esperado um número acima de 0 e de no máximo "
            "100");
        row("rules that cannot be read",
            "version 3 of the rules, saved by Zoe, cannot be read: rules:2: detection.x: no such "
            "key, did you mean detection.detectors?",
            "a versão 3 das regras, salva por Zoe, não pode ser lida: rules:2: detection.x: não "
            "existe essa chave, seria detection.detectors?");
        row("a receiver of another Vigia",
            "version 3 of the rules names receivers that are not configured here: boss, night; "
            "the default receiver is told in their place",
            "a versão 3 das regras cita destinatários que não estão configurados aqui: boss, "
            "night; o destinatário padrão é avisado no lugar deles");
        row("what nobody of ours said", "the quick brown fox; jumps, over: it",
            "the quick brown fox; jumps, over: it");
        row("nothing", "", "");
    }

    void aSentenceIsSaidInPortuguese()
    {
        QFETCH(QString, english);
        QFETCH(QString, portuguese);
        QCOMPARE(QString::fromStdString(retold(english.toStdString(), Language::Portuguese)),
                 portuguese);
        QCOMPARE(QString::fromStdString(retold(english.toStdString(), Language::English)), english);
    }

    void whatIsForeignIsKnownToBe()
    {
        QVERIFY(canRetell("mail healthy"));
        QVERIFY(!canRetell("the quick brown fox"));
        QVERIFY(!canRetell("mail healthy; the quick brown fox"));
    }

    void everySayingHasAPlaceForEachValue()
    {
        for (const auto table : {reasonSayings(), inputSayings(), stateSayings(), troubleSayings(),
                                 settingSayings()}) {
            for (const Saying& saying : table) {
                const QString english =
                    QString::fromUtf8(saying.english.data(), qsizetype(saying.english.size()));
                const QString portuguese = QString::fromUtf8(saying.portuguese.data(),
                                                             qsizetype(saying.portuguese.size()));
                static const QRegularExpression place(QStringLiteral("\\{[nvtws]\\}"));
                const int places = int(english.count(place));
                for (int i = 1; i <= 9; ++i)
                    QVERIFY2(portuguese.contains(QStringLiteral("%%1").arg(i)) == (i <= places),
                             qPrintable(english));
            }
        }
    }

    void noLongTextTakesLong()
    {
        const std::string hostile = [] {
            std::string out;
            while (out.size() < 3'900)
                out += ": found , expected ; at (";
            return out;
        }();
        QCOMPARE(retold(hostile, Language::Portuguese).size() > 0, true);
    }

    // What each detector says of calm, high, low and empty minutes: before it is ready, then
    // taught.
    void whatDetectorsSayIsKnown_data()
    {
        QTest::addColumn<QByteArray>("detector");
        for (const std::string_view name : detectorNames())
            QTest::newRow(name.data()) << QByteArray(name.data(), qsizetype(name.size()));
    }

    void whatDetectorsSayIsKnown()
    {
        QFETCH(QByteArray, detector);
        English english;
        const std::size_t statuses = kKnownStatuses + 2;
        const auto extra = extras();
        auto made = makeDetector(detector.toStdString(),
                                 test::context(watchAll({detector.toStdString()}), extra));
        QVERIFY(made.has_value());
        test::TaughtDetector taught(std::move(made.value()));
        test::MinuteStream stream(7, statuses);
        Random random(3);
        const auto ask = [&](const Bucket& bucket) {
            for (std::size_t i = 0; i < statuses; ++i) {
                const auto status = static_cast<StatusId>(i);
                const Verdict verdict = taught->score(bucket, status);
                english.check(taught->explain(bucket, status, verdict));
            }
        };
        for (int m = 0; m < 3 * 1440 + 700; ++m) {
            Bucket bucket = stream.next();
            const bool storm = m % 1440 > 600 && m % 1440 < 660;
            const bool quiet = m % 1440 > 200 && m % 1440 < 230; // closed at night
            if (storm)
                bucket.counts[m % statuses] += 50 * random.poisson(3);
            if (quiet)
                bucket = test::gap(bucket.time, statuses);
            if (m % 7 == 0 || storm || quiet || m < 90) {
                ask(bucket);
                Bucket other = bucket;
                for (std::uint64_t& count : other.counts)
                    count = random.poisson(m % 2 == 0 ? 900.0 : 0.2);
                other.fill = Fill::Complete;
                ask(other);
                ask(test::gap(bucket.time, statuses));
            }
            taught.learn(bucket);
        }
        QVERIFY(english.checked() > 5'000);
        QVERIFY2(english.list().isEmpty(), english.list().constData());
    }

    // Reasons of anomalies and incidents, and why a minute was calm, from the engine itself.
    void whatTheEngineSaysIsKnown_data()
    {
        QTest::addColumn<QStringList>("detectors");
        QTest::newRow("the default") << QStringList{QStringLiteral("adaptive")};
        QTest::newRow("all of them") << QStringList{QStringLiteral("adaptive"),
                                                    QStringLiteral("static"),
                                                    QStringLiteral("rolling_zscore"),
                                                    QStringLiteral("seasonal_baseline"),
                                                    QStringLiteral("isolation_forest"),
                                                    QStringLiteral("lof"),
                                                    QStringLiteral("trend"),
                                                    QStringLiteral("hybrid")};
    }

    void whatTheEngineSaysIsKnown()
    {
        QFETCH(QStringList, detectors);
        std::vector<std::string> names;
        for (const QString& name : detectors)
            names.push_back(name.toStdString());
        English english;
        Findings found;
        auto made = MinuteEngine::create(watchAllContext(names));
        QVERIFY(made.has_value());
        MinuteEngine& engine = **made;
        const auto day = local_days{year{2025} / 7 / 14};
        for (const CountRow& row : testing::sampleRows({5, 3, day, SampleIncidents::OnLastDay})) {
            std::vector<CountRow> rows{row};
            if (row.status == StatusId::Approved) {
                const bool slow = (row.time.time_since_epoch().count() / 60) % 7 == 0;
                rows.push_back(
                    {row.time, slow ? 900u : 100u, static_cast<StatusId>(kKnownStatuses + 1), 0});
                if (slow)
                    rows.push_back({row.time, 12, static_cast<StatusId>(kKnownStatuses), 0});
            }
            if (row.time.time_since_epoch().count() % 100 == 0)
                engine.explainMinute(row.time);
            found.take(engine.apply(testing::batch(rows, {"pos-1"})));
            for (std::size_t i = 0; i < kKnownStatuses + 2; ++i)
                if (const auto words = engine.explained("pos-1", static_cast<StatusId>(i));
                    !words.empty() && row.status == StatusId::Denied)
                    english.check(words);
        }
        found.take(engine.finish());
        QVERIFY(found.anomalies().size() > 50);
        QVERIFY(found.incidents().size() > 2);
        for (const Anomaly& anomaly : found.anomalyList())
            english.check(anomaly.reason);
        for (const Incident& incident : found.incidentList())
            english.check(incident.reason);
        QVERIFY2(english.list().isEmpty(), english.list().constData());
    }

    void whatParsersRefuseIsKnown()
    {
        English english;
        const std::string header = "time,status,count,source\n";
        const std::string long1(200'000, 'x');
        for (const std::string& text : std::initializer_list<std::string>{
                 "",
                 "   ",
                 "\n",
                 "{\"a\": 1}",
                 "<html>",
                 "PK\3\4....",
                 std::string(60, '\0'),
                 "%PDF-1.4",
                 "a\rb\r",
                 "\xff\xfet\0i\0",
                 "\x1f\x8b....",
                 "PAR1....",
                 "SQLite format 3",
                 "\xd0\xcf\x11\xe0....",
                 header,
                 header + "2025-07-12 10:00,approved,1\n",
                 header + "2025-07-12 10:00,approved,1,a,b\n",
                 header + "2025-07-12 10:00,approved,-1,\n",
                 header + "10:00,approved,1,\n",
                 header + "25h 00,approved,1,\n",
                 header + "10h 61,approved,1,\n",
                 header + "10h 00,approved,1,\n",
                 header + "2025-02-30 10:00,approved,1,\n",
                 header + "1999-02-01 10:00,approved,1,\n",
                 header + "2031-02-01 10:00,denied,1,\n",
                 header + "2025-03-09 02:30,approved,1,\n",
                 header + "2025-07-12T24:00:00Z,approved,1,\n",
                 header + "2025-07-12T10:00:60Z,approved,1,\n",
                 header + "2025-07-12T10:00:00+15:00,approved,1,\n",
                 header + "0025-07-12T10:00:00Z,approved,1,\n",
                 header + "2025-07-12T10:00:00Z,bogus,1,\n",
                 header + "x,y,z,\x01\n",
                 header + "2025-07-12T10:00:00Z,approved,1," + long1 + "\n",
                 header + "2025-07-12T10:00:00Z,approved,1," + std::string(300, 'x') + "\n",
                 header + "2025-07-12T10:00:00Z,\"approved,1,\n",
                 header + "2025-07-12T10:00:00Z,\"approved\"x,1,\n",
                 header + "2025-07-12T10:00:00Z,app\"roved,1,\n",
                 header + "2025-07-12T10:00:00Z,\xc3(,1,\n",
                 "time,status\n1,2\n",
                 "time,time,status,count\n",
                 "a,b\n1,2\n",
                 "time,status,count,shop\n2025-07-12T10:00:00Z,approved,1,a\n"
                 "2025-07-12T10:00:00Z,approved,2,b\n",
                 "time,auth_code,count,shop\n2025-07-12T10:00:00Z,00,1,a\n"
                 "2025-07-12T10:00:00Z,00,2,b\n",
                 "created_at,status,duration_ms,auth_code,source,id\nx,y,-1," +
                     std::string(99, 'c') + ",," + std::string(400, 'i') + "\n",
                 "timestamp,value\n" + std::string(200, 't') + ",nan\n",
                 "time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n",
                 "time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n"
                 "00h,1,1,1,1,1\n00h,1,1,1,1,1\n02h,1,1,1,1,1\n99h,x,1,1,1,1\n",
                 "time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n"
                 "00h,1,1,1,1,1\n02h,1,1,1,1,1\n"}) {
            readAll(text, english);
        }
        for (const char* folder : {"csv", "checkout", "time"}) {
            QDirIterator files(qEnvironmentVariable("VIGIA_SOURCE") +
                                   QStringLiteral("/tests/fuzz/corpus/") + QLatin1String(folder),
                               QDir::Files);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray bytes = file.readAll();
                readAll({bytes.constData(), std::size_t(bytes.size())}, english);
            }
        }
        QVERIFY(english.checked() > 300);
        QVERIFY2(english.list().isEmpty(), english.list().constData());
    }

    // Errors that need a broken world are held against the sources: a new phrase has to be in the
    // table, or here where no operator reads it.
    void everyPhraseOfTheSourcesIsInTheTable_data()
    {
        QTest::addColumn<QString>("file");
        const auto add = [](const QStringList& files) {
            for (const QString& file : files)
                QTest::newRow(qPrintable(file)) << file;
        };
        for (const char* folder : {"core/detect", "core/incident", "core/parse", "core/alerting",
                                   "core/store", "core/notify"})
            add(sourcesIn(QLatin1String(folder)));
        add({QStringLiteral("core/engine/source_stream.cpp"),
             QStringLiteral("core/ingest/listen_options.cpp"),
             QStringLiteral("core/ingest/ingest_sink.cpp"),
             QStringLiteral("core/message/receivers.cpp"),
             QStringLiteral("core/runtime/chain_watch.cpp"),
             QStringLiteral("core/runtime/importer.cpp"),
             QStringLiteral("core/runtime/incident_edit.cpp"),
             QStringLiteral("core/runtime/input_file.cpp"),
             QStringLiteral("core/runtime/keyring.cpp"),
             QStringLiteral("core/runtime/pipeline.cpp"),
             QStringLiteral("core/runtime/pipeline_duty.cpp"),
             QStringLiteral("core/runtime/pipeline_engine.cpp"),
             QStringLiteral("core/runtime/pipeline_writer.cpp"),
             QStringLiteral("core/runtime/monitor.cpp"),
             QStringLiteral("core/runtime/rule_trial.cpp"),
             QStringLiteral("core/runtime/rule_versions.cpp"),
             QStringLiteral("core/runtime/rules.cpp"),
             QStringLiteral("core/runtime/setting_families.cpp"),
             QStringLiteral("core/runtime/settings_check.cpp"),
             QStringLiteral("core/runtime/shift_report.cpp"),
             QStringLiteral("core/runtime/trace.cpp"),
             QStringLiteral("core/runtime/silences.cpp"),
             QStringLiteral("core/runtime/store_reader.cpp"),
             QStringLiteral("core/runtime/time_zone.cpp")});
    }

    void everyPhraseOfTheSourcesIsInTheTable()
    {
        QFETCH(QString, file);
        const QString source = sourceOf(file);
        QVERIFY(!source.isEmpty());
        static const QSet<QString> others{
            // names of states in the store
            QStringLiteral("rolling_zscore 1"),
            QStringLiteral("seasonal_baseline 1"),
            QStringLiteral("isolation_forest 1"),
            QStringLiteral("SQLite format 3"),
            QStringLiteral("one counter serves both"), // an assertion
            QStringLiteral("in memory")};              // a name, seen in tests alone
        // SQL, log lines, metrics, drawing, bodies of messages.
        static const QRegularExpression notSaid(QStringLiteral(
            "^(QStringLiteral|qCWarning|qCInfo|qCDebug|family|addHeader|words|prepare"
            "|execute|scalar|assert|says|find|add|header)$"));
        static const QRegularExpression sql(QStringLiteral(
            "\\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|VALUES \\(|CREATE|DROP|ORDER "
            "BY|GROUP BY|PRAGMA|SET |JOIN|EXISTS|LIMIT|UNION|DECLARE|LOCK|NULL)\\b"));
        QStringList wrong;
        for (const Literal& literal : literalsOf(source)) {
            if (!isPhrase(literal.text) || others.contains(literal.text) ||
                literal.text.contains(sql))
                continue;
            if (!literal.callers.isEmpty() && notSaid.match(literal.callers.last()).hasMatch())
                continue;
            if (!isKnown(literal.text) && !canRetell(literal.text.toStdString()))
                wrong << literal.text + QStringLiteral("   [") + literal.callers.join(u'>') + u']';
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
};

QTEST_APPLESS_MAIN(TestRetell)
#include "tst_retell.moc"
