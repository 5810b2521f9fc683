// What is painted behind the lines when incidents overlap.
#include "ui/chart/chart_items.h"

#include <QTest>

#include <tuple>

using namespace vigia;

namespace {

using Shade = BackdropItem::Shade;
using Piece = std::tuple<double, double, Severity>;

std::vector<Piece> pieces(const std::vector<Shade>& shades)
{
    std::vector<Piece> out;
    for (const Shade& s : shades)
        out.emplace_back(s.from, s.to, s.severity);
    std::sort(out.begin(), out.end());
    return out;
}

constexpr auto kCritical = Severity::Critical;
constexpr auto kWarning = Severity::Warning;

} // namespace

class TestChartItems : public QObject
{
    Q_OBJECT

private slots:
    void apartTheyStayAsTheyAre()
    {
        BackdropItem item(nullptr);
        item.set({{50, 80, kWarning, true}, {10, 20, kCritical, true}}, {}, {});
        QCOMPARE(pieces(item.fills()),
                 (std::vector<Piece>{{10, 20, kCritical}, {50, 80, kWarning}}));
        QCOMPARE(item.edges().size(), std::size_t(2));
    }

    void ofOneSeverityTheyAreOne()
    {
        BackdropItem item(nullptr);
        item.set({{30, 60, kCritical, true}, {10, 40, kCritical, true}, {60, 70, kCritical, true}},
                 {}, {});
        QCOMPARE(pieces(item.fills()), (std::vector<Piece>{{10, 70, kCritical}}));
        QCOMPARE(item.edges().size(), std::size_t(3)); // each start is still seen
    }

    void theWorseCoversTheOther()
    {
        BackdropItem item(nullptr);
        item.set({{0, 100, kWarning, false}, {20, 30, kCritical, true}, {60, 120, kCritical, true}},
                 {}, {});
        QCOMPARE(
            pieces(item.fills()),
            (std::vector<Piece>{
                {0, 20, kWarning}, {20, 30, kCritical}, {30, 60, kWarning}, {60, 120, kCritical}}));
        QCOMPARE(item.edges().size(), std::size_t(2)); // what began before is no start
    }

    void aHundredAtOnceAreNoDarkerThanOne()
    {
        std::vector<Shade> many;
        for (int i = 0; i < 300; ++i)
            many.push_back({double(i), 300, i % 3 == 0 ? kCritical : kWarning, true});
        BackdropItem item(nullptr);
        item.set(many, {}, {});
        QCOMPARE(pieces(item.fills()), (std::vector<Piece>{{0, 300, kCritical}}));
        QVERIFY(item.edges().size() <= 20); // sixteen pixels from each other at least
        QVERIFY(item.edges().size() >= 10);
    }
};

QTEST_MAIN(TestChartItems)
#include "tst_chart_items.moc"
