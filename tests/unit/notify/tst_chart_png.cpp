#include "core/notify/chart_png.h"

#include "core/message/chart.h"
#include "core/notify/chart_data.h"

#include <QFile>
#include <QImage>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace vigia;
using namespace std::chrono_literals;

namespace {

const StatusCatalog kCatalog;
const Zone kZone = Zone::fixed("America/Sao_Paulo", -180min);
const Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12} + 15h;
constexpr std::size_t kMinutes = 180;
constexpr std::size_t kStorm = 140; // when the incident begins

// A calm status that leaves its band at kStorm, with a gap of three minutes before.
ChartSeries storm(StatusId status, double level, double peak)
{
    ChartSeries out;
    out.status = status;
    for (std::size_t i = 0; i < kMinutes; ++i) {
        const double wave = std::sin(static_cast<double>(i) * 1.7) * std::sqrt(level + 1);
        double value = std::max(0.0, std::round(level + wave));
        if (i >= kStorm)
            value = std::round(level + (peak - level) * (0.4 + 0.6 * ((i * 7) % 10) / 9.0));
        if (i >= 120 && i < 123)
            value = std::nan("");
        out.counts.push_back(value);
        out.low.push_back(std::max(0.0, level - 3 * std::sqrt(level + 1)));
        out.high.push_back(level + 3 * std::sqrt(level + 1) + 2);
        if (i >= kStorm && i % 4 == 0)
            out.marks.push_back({i, i % 8 == 0 ? Severity::Critical : Severity::Warning});
    }
    return out;
}

MessageChart afternoon()
{
    MessageChart chart;
    chart.from = kStart;
    chart.incidentStart = kStart + std::chrono::minutes{kStorm};
    chart.series = {storm(StatusId::Reversed, 1, 275), storm(StatusId::Approved, 300, 40),
                    storm(StatusId::Denied, 30, 130)};
    return chart;
}

QImage drawn(const MessageChart& chart, Language language = Language::English)
{
    const auto png = chartPng(chartJson(chart, {kCatalog, kZone, language}));
    QImage image;
    if (png)
        image.loadFromData(QByteArray::fromStdString(*png), "PNG");
    // To look at the first one: VIGIA_SHOW_CHART=FILE.
    if (const QString file = qEnvironmentVariable("VIGIA_SHOW_CHART");
        !file.isEmpty() && !QFile::exists(file))
        image.save(file);
    return image;
}

qsizetype pixelsOf(const QImage& image, QRgb colour, const QRect& where)
{
    qsizetype out = 0;
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x)
            out += image.pixel(x, y) == colour;
    }
    return out;
}

} // namespace

class TestChartPng : public QObject
{
    Q_OBJECT

private slots:
    void aPanelAStatusInItsColour()
    {
        const QImage image = drawn(afternoon());
        QCOMPARE(image.width(), 2 * kChartWidth);
        const MessageChart one{kStart, {storm(StatusId::Reversed, 1, 275)}, {}, {}};
        const int panel = (image.height() - drawn(one).height()) / 2; // two more panels
        QVERIFY(panel > 0);
        // The lines of the console's light theme: reversed, approved, denied.
        const QRgb lines[] = {0xffbd5f94, 0xff0072b2, 0xffc07f00};
        for (int i = 0; i < 3; ++i) {
            const QRect where(0, 80 + i * panel, image.width(), panel - 20);
            for (int k = 0; k < 3; ++k)
                QCOMPARE(pixelsOf(image, lines[k], where) > 100, i == k);
        }
    }

    void theIncidentIsShadedFromItsStart()
    {
        const QImage image = drawn(afternoon());
        // In the first panel, above the calm line and below nothing: left and right of the start.
        const int y = 34 * 2 + 60;
        const auto columnOf = [](std::size_t minute) {
            return int(2 * (52 + (kChartWidth - 52 - 54) * double(minute) / (kMinutes - 1)));
        };
        QCOMPARE(image.pixel(columnOf(kStorm - 8), y), QRgb(0xffffffff));
        const QColor shaded = image.pixelColor(columnOf(kStorm + 2) + 3, 2 * 34 + 4);
        QVERIFY2(shaded.red() > 245 && shaded.green() < 245 && shaded.blue() < 245,
                 qPrintable(shaded.name()));
        MessageChart calm = afternoon();
        calm.incidentStart.reset();
        QCOMPARE(drawn(calm).pixel(columnOf(kStorm + 2) + 3, 2 * 34 + 4), QRgb(0xffffffff));
    }

    void marksAreInTheColourOfTheirSeverity()
    {
        MessageChart chart = afternoon();
        const QRect panels(0, 34 * 2, 2 * kChartWidth, drawn(chart).height() - 34 * 2);
        const QImage both = drawn(chart);
        QVERIFY(pixelsOf(both, 0xffc41f27, panels) > 200);
        QVERIFY(pixelsOf(both, 0xff8f5b00, panels) > 200);
        for (ChartSeries& series : chart.series)
            series.marks.clear();
        chart.incidentStart.reset(); // its line is critical too
        const QImage none = drawn(chart);
        QCOMPARE(pixelsOf(none, 0xffc41f27, panels), qsizetype(0));
        QCOMPARE(pixelsOf(none, 0xff8f5b00, panels), qsizetype(0));
    }

    void aGapIsNoLine()
    {
        MessageChart chart = afternoon();
        chart.series.resize(1);
        ChartSeries& series = chart.series.front();
        series.low.clear();
        series.high.clear();
        std::fill(series.counts.begin(), series.counts.end(), std::nan(""));
        series.counts[0] = series.counts[1] = 5;
        series.marks = {{100, Severity::Critical}}; // of a minute without a count
        const QImage image = drawn(chart);
        const QRect behind(300, 34 * 2 + 50, 2 * kChartWidth - 300, image.height() - 34 * 2 - 110);
        QCOMPARE(pixelsOf(image, 0xffbd5f94, behind), qsizetype(0));
    }

    void oddNumbersDrawAsWell_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("minutes");
        QTest::newRow("nothing but zeros") << 0.0 << 180;
        QTest::newRow("the largest count") << 9007199254740991.0 << 180;
        QTest::newRow("two minutes") << 7.0 << 2;
        QTest::newRow("six hours") << 7.0 << 360;
    }

    void oddNumbersDrawAsWell()
    {
        QFETCH(double, value);
        QFETCH(int, minutes);
        MessageChart chart;
        chart.from = kStart;
        chart.series.resize(1);
        chart.series[0].counts.assign(std::size_t(minutes), value);
        QCOMPARE(drawn(chart).width(), 2 * kChartWidth);
    }

    void whatIsNoChartIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no series")
            << QByteArray("{\"from\":\"2025-07-12T14:00:00Z\",\"series\":[]}");
        QTest::newRow("one minute")
            << QByteArray("{\"from\":\"2025-07-12T14:00:00Z\",\"series\":[{\"counts\":[1]}]}");
        QTest::newRow("series of two lengths")
            << QByteArray("{\"from\":\"2025-07-12T14:00:00Z\",\"series\":[{\"counts\":[1,2]},"
                          "{\"counts\":[1,2,3]}]}");
        QTest::newRow("no time") << QByteArray("{\"from\":\"x\",\"series\":[{\"counts\":[1,2]}]}");
        QTest::newRow("too many minutes")
            << QByteArray("{\"from\":\"2025-07-12T14:00:00Z\",\"series\":[{\"counts\":[1") +
                   QByteArray(",1").repeated(400) + "]}]}";
    }

    void whatIsNoChartIsRefused()
    {
        QFETCH(QByteArray, json);
        const auto png = chartPng(json.toStdString());
        QVERIFY(!png);
        QCOMPARE(int(png.error().code), int(ErrorCode::InvalidInput));
    }

    void theNumbersComeBackAsTheyWere()
    {
        const MessageChart chart = afternoon();
        const auto back = parseChart(chartJson(chart, {kCatalog, kZone, Language::Portuguese}));
        QVERIFY(back.has_value());
        QVERIFY(back->from == chart.from);
        QVERIFY(back->offset == -180min);
        QVERIFY(back->language == Language::Portuguese);
        QVERIFY(back->incidentStart == chart.incidentStart);
        QVERIFY(!back->incidentEnd);
        QCOMPARE(back->series.size(), chart.series.size());
        QCOMPARE(back->series[2].status, std::string("denied"));
        QCOMPARE(back->series[2].marks.size(), chart.series[2].marks.size());
        QCOMPARE(back->series[1].counts[5], chart.series[1].counts[5]);
        QVERIFY(std::isnan(back->series[1].counts[121]));
    }
};

QTEST_GUILESS_MAIN(TestChartPng)
#include "tst_chart_png.moc"
