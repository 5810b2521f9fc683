#include "core/message/chart.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const StatusCatalog kCatalog;
const Zone kZone = Zone::fixed("America/Sao_Paulo", -180min);
const Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 14h;

QJsonObject parsed(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

} // namespace

class TestChart : public QObject
{
    Q_OBJECT

private slots:
    void everythingIsThereAndGapsAreNull()
    {
        MessageChart chart;
        chart.from = kStart;
        chart.incidentStart = kStart + 1min;
        chart.series = {{StatusId::Denied,
                         {1, std::nan(""), 3},
                         {0, 0.26, 0.5},
                         {4, 5.04, 6},
                         {{2, Severity::Critical}}}};
        QCOMPARE(
            QByteArray::fromStdString(chartJson(chart, {kCatalog, kZone, Language::Portuguese})),
            QByteArray("{\"from\":\"2025-07-12T14:00:00Z\",\"offset\":-180,\"lang\":\"pt-BR\","
                       "\"incident\":[\"2025-07-12T14:01:00Z\",null],\"series\":[{\"status\":"
                       "\"denied\",\"counts\":[1,null,3],\"low\":[0,0.3,0.5],\"high\":[4,5,6],"
                       "\"marks\":[[2,\"critical\"]]}]}"));
    }

    void theNewestMinutesAreKept()
    {
        MessageChart chart;
        chart.from = kStart;
        ChartSeries series;
        for (std::size_t i = 0; i < kMostChartMinutes + 40; ++i)
            series.counts.push_back(double(i));
        series.marks = {
            {39, Severity::Warning}, {40, Severity::Warning}, {9999, Severity::Warning}};
        chart.series.assign(kMostChartSeries + 3, series);
        const QJsonObject json = parsed(chartJson(chart, {kCatalog, kZone}));
        QCOMPARE(json.value(QLatin1String("from")).toString(),
                 QStringLiteral("2025-07-12T14:40:00Z"));
        const QJsonArray all = json.value(QLatin1String("series")).toArray();
        QCOMPARE(all.size(), qsizetype(kMostChartSeries));
        const QJsonObject first = all.first().toObject();
        const QJsonArray counts = first.value(QLatin1String("counts")).toArray();
        QCOMPARE(counts.size(), qsizetype(kMostChartMinutes));
        QCOMPARE(counts.first().toInt(), 40);
        QCOMPARE(first.value(QLatin1String("marks")).toArray().size(), 1); // of the minute kept
        QVERIFY(!first.contains(QLatin1String("low")));
    }

    void withoutNumbersThereIsNoPicture()
    {
        QCOMPARE(chartJson({}, {kCatalog, kZone}), std::string());
    }
};

QTEST_APPLESS_MAIN(TestChart)
#include "tst_chart.moc"
