// Stories with known answers: every folder here that holds an input.csv is a case.
//
// config.json: "detectors" (required), "static" {status: limit}, "utc_offset_minutes" of the wall
// clock, "zone_name". train.csv, where it is there, is learned first. expected.json: what
// `vigiactl detect --json` prints, reasoned by hand. A case without it fails;
// VIGIA_UPDATE_GOLDEN=1 writes it, and a mismatch writes expected.json.actual beside it.
#include "core/engine/findings.h"
#include "core/message/anomaly_json.h"
#include "core/parse/transactions_csv.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace vigia;

namespace {

std::optional<QByteArray> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

CountBatch rows(const QByteArray& csv, const EngineContext& context)
{
    CsvOptions options;
    options.zone = *context.zone;
    options.now = Instant{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
    auto parsed =
        readTransactionsCsv({csv.constData(), static_cast<std::size_t>(csv.size())}, options);
    if (!parsed.ok())
        qFatal("%s", describe("input", parsed.report).c_str());
    return std::move(parsed.value);
}

EngineContext contextOf(const QJsonObject& config)
{
    EngineContext out;
    out.catalog = std::make_shared<StatusCatalog>();
    out.zone = std::make_shared<Zone>(
        Zone::fixed(config[QStringLiteral("zone_name")].toString().toStdString(),
                    std::chrono::minutes{config[QStringLiteral("utc_offset_minutes")].toInt()}));
    out.config.detectors.clear();
    for (const auto name : config[QStringLiteral("detectors")].toArray())
        out.config.detectors.push_back(name.toString().toStdString());
    const QJsonObject limits = config[QStringLiteral("static")].toObject();
    for (auto i = limits.begin(); i != limits.end(); ++i)
        out.config.staticLimits[i.key().toStdString()] = i.value().toDouble();
    return out;
}

QJsonDocument detect(MinuteEngine& engine, const CountBatch& batch, const StatusCatalog& catalog)
{
    Findings found;
    found.take(engine.apply(batch));
    found.take(engine.finish());
    JsonWriter json;
    json.beginObject().key("anomalies");
    writeAnomalies(json, found.anomalyList(), catalog);
    json.key("incidents");
    writeIncidents(json, found.incidentList(), catalog);
    json.endObject();
    return QJsonDocument::fromJson(QByteArray::fromStdString(json.text()));
}

// The first line that differs, with its number.
QByteArray difference(const QByteArray& actual, const QByteArray& expected)
{
    const QList<QByteArray> a = actual.split('\n');
    const QList<QByteArray> e = expected.split('\n');
    for (qsizetype i = 0; i < qMax(a.size(), e.size()); ++i) {
        const QByteArray left = i < e.size() ? e.at(i) : QByteArrayLiteral("(end)");
        const QByteArray right = i < a.size() ? a.at(i) : QByteArrayLiteral("(end)");
        if (left != right) {
            return "line " + QByteArray::number(i + 1) + "\n- " + left.trimmed() + "\n+ " +
                   right.trimmed();
        }
    }
    return {};
}

} // namespace

class TestGolden : public QObject
{
    Q_OBJECT

private slots:
    void story_data()
    {
        QTest::addColumn<QString>("folder");
        const QDir root(
            QDir(qEnvironmentVariable("VIGIA_SOURCE")).filePath(QStringLiteral("tests/golden")));
        for (const QString& name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (QFile::exists(root.filePath(name + QStringLiteral("/input.csv"))))
                QTest::newRow(qPrintable(name)) << root.filePath(name);
        }
    }
    void story()
    {
        QFETCH(QString, folder);
        const QDir dir(folder);
        const auto config = read(dir.filePath(QStringLiteral("config.json")));
        QVERIFY2(config, "config.json is missing");
        const EngineContext context = contextOf(QJsonDocument::fromJson(*config).object());
        auto engine = MinuteEngine::create(context);
        QVERIFY2(engine, engine ? "" : engine.error().message.c_str());
        if (const auto train = read(dir.filePath(QStringLiteral("train.csv")))) {
            (void)(*engine)->learn(rows(*train, context), MinuteEngine::Bands::Skip);
            (void)(*engine)->finish();
        }
        const auto input = read(dir.filePath(QStringLiteral("input.csv")));
        QVERIFY(input);
        const QJsonDocument actual = detect(**engine, rows(*input, context), *context.catalog);

        const QString path = dir.filePath(QStringLiteral("expected.json"));
        const auto write = [&](const QString& name) {
            QFile file(name);
            if (file.open(QIODevice::WriteOnly))
                file.write(actual.toJson());
        };
        if (qEnvironmentVariableIsSet("VIGIA_UPDATE_GOLDEN"))
            write(path);
        const auto text = read(path);
        if (!text)
            write(path + QStringLiteral(".actual"));
        QVERIFY2(text, "expected.json is missing: reason it out, or look at expected.json.actual");
        const QJsonDocument expected = QJsonDocument::fromJson(*text);
        QVERIFY2(!expected.isNull(), "expected.json is not JSON");
        if (actual != expected)
            write(path + QStringLiteral(".actual"));
        QVERIFY2(actual == expected, difference(actual.toJson(), expected.toJson()).constData());
    }
};

QTEST_GUILESS_MAIN(TestGolden)
#include "tst_golden.moc"
