#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "core/detect/detector_factory.h"
#include "core/detect/generic_series_model.h"
#include "core/model/count_batch.h"
#include "core/parse/series_csv.h"
#include "core/runtime/input_file.h"

#include <QSaveFile>

#include <charconv>
#include <cmath>
#include <cstdio>

namespace vigia {
namespace {

constexpr const char* kGeneric = "generic_series_model";

std::vector<double> scoreGeneric(const std::vector<SeriesPoint>& points)
{
    GenericSeriesModel model;
    std::vector<double> out;
    out.reserve(points.size());
    for (const SeriesPoint& point : points)
        out.push_back(model.score(point.time, point.value));
    return out;
}

// Approved in each minute beside a series of counts: a steady flow, so that a share of it is a
// level.
constexpr std::uint64_t kSteadyFlow = 1000;

// A detector of the live engine on one series: each row is the next minute of one bad status. Its
// score is put on 0..1 so that 0.5 is where it fires.
Result<std::vector<double>> scoreAsCounts(const std::string& name,
                                          const std::vector<SeriesPoint>& points,
                                          const std::string& file)
{
    DetectorContext context;
    context.catalog = std::make_shared<const StatusCatalog>();
    context.zone = std::make_shared<const Zone>();
    context.config.staticLimits["denied"] = context.config.staticLimits["failed"];
    auto detector = makeDetector(name, context);
    if (!detector)
        return fail(detector.error());
    std::vector<double> out;
    Bucket bucket;
    bucket.time = kEarliestMinute;
    bucket.counts.assign(context.catalog->size(), 0);
    bucket.counts[index(StatusId::Approved)] = kSteadyFlow;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double value = points[i].value;
        if (value < 0 || value > static_cast<double>(kMaxCount) || value != std::floor(value)) {
            return fail(ErrorCode::InvalidInput,
                        file + ": row " + std::to_string(i + 1) + ": found " + points[i].valueText +
                            ", expected a whole number from 0, as " + name + " judges counts; " +
                            kGeneric + " takes any numbers");
        }
        bucket.counts[index(StatusId::Denied)] = static_cast<std::uint64_t>(value);
        const Verdict verdict = (*detector)->score(bucket, StatusId::Denied);
        const double score = std::max(verdict.score, 0.0);
        out.push_back(
            verdict.ready && score > 0 ? score / (score + std::max(verdict.threshold, 1e-9)) : 0);
        (*detector)->learn(bucket);
        if (auto job = (*detector)->trainingDue())
            (*detector)->adopt(job->fit());
        bucket.time += std::chrono::minutes{1};
    }
    return out;
}

QByteArray asCsv(const std::vector<SeriesPoint>& points, const std::vector<double>& scores)
{
    std::string out = "timestamp,value,anomaly_score\n";
    for (std::size_t i = 0; i < points.size(); ++i) {
        char text[32];
        const auto end = std::to_chars(text, text + sizeof text, scores[i]).ptr;
        const bool quotes = points[i].timestamp.find_first_of(",\"\n") != std::string::npos;
        std::string timestamp = points[i].timestamp;
        if (quotes) {
            for (std::size_t at = 0; (at = timestamp.find('"', at)) != std::string::npos; at += 2)
                timestamp.insert(at, 1, '"');
            timestamp = '"' + timestamp + '"';
        }
        out += timestamp + ',' + points[i].valueText + ',' + std::string(text, end) + '\n';
    }
    return QByteArray::fromStdString(out);
}

} // namespace

int runScore(const QStringList& arguments)
{
    CommandLine line(QStringLiteral("Scores one series of numbers: timestamp,value in, "
                                    "timestamp,value,anomaly_score out. A score from 0 "
                                    "to 1 for each row, from that row and earlier ones alone."));
    line.parser().addOption(
        {QStringLiteral("detector"),
         QStringLiteral("generic_series_model (default), or a detector of the engine, for counts."),
         QStringLiteral("NAME"), QString::fromLatin1(kGeneric)});
    line.parser().addPositionalArgument(QStringLiteral("IN.csv"),
                                        QStringLiteral("Columns timestamp and value."));
    line.parser().addPositionalArgument(QStringLiteral("OUT.csv"),
                                        QStringLiteral("Written whole or not at all."));
    if (const auto done = line.parse(arguments))
        return *done;
    if (line.files().size() != 2)
        return line.wrongUsage(QStringLiteral("expected IN.csv and OUT.csv"));
    const std::string in = line.files()[0].toStdString();
    const auto bytes = readInputFile(in);
    if (!bytes)
        return complain(bytes.error());
    const auto parsed =
        readSeriesCsv({bytes->constData(), static_cast<std::size_t>(bytes->size())});
    if (!parsed.ok())
        return complain(toError(in, parsed.report));
    const std::string name = line.value(QStringLiteral("detector")).toStdString();
    const auto scores = name == kGeneric ? Result<std::vector<double>>(scoreGeneric(parsed.value))
                                         : scoreAsCounts(name, parsed.value, in);
    if (!scores)
        return scores.error().code == ErrorCode::InvalidConfig
                   ? line.wrongUsage(QString::fromStdString(scores.error().message))
                   : complain(scores.error());
    QSaveFile out(line.files()[1]);
    const QByteArray csv = asCsv(parsed.value, *scores);
    if (!out.open(QIODevice::WriteOnly) || out.write(csv) != csv.size() || !out.commit())
        return complain({ErrorCode::Unavailable,
                         line.files()[1].toStdString() + ": " + out.errorString().toStdString()});
    return kExitDone;
}

} // namespace vigia
