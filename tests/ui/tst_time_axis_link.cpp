#include "ui/chart/time_axis_link.h"

#include <QSignalSpy>
#include <QTest>

using namespace vigia;

class TestTimeAxisLink : public QObject
{
    Q_OBJECT

private slots:
    void followsTheNewestMinute();
    void lookingBackStopsFollowing();
    void panningToTheEndFollowsAgain();
    void zoomKeepsWhatIsUnderThePointer();
    void zoomHasLimits();
    void dataDoesNotMoveAHeldView();
    void theViewCannotLeaveTheData();
    void signalsOnlyChanges();
};

namespace {

MinuteRange bounds(int from, int to)
{
    return {fromEpochMinutes(from), fromEpochMinutes(to)};
}

} // namespace

void TestTimeAxisLink::followsTheNewestMinute()
{
    TimeAxisLink axis;
    axis.setSpan(100);
    axis.setBounds(bounds(0, 1'000));
    QCOMPARE(axis.to(), 999.5);
    axis.setBounds(bounds(0, 1'001));
    QCOMPARE(axis.to(), 1'000.5);
    QCOMPARE(axis.from(), 900.5);
}

void TestTimeAxisLink::lookingBackStopsFollowing()
{
    TimeAxisLink axis;
    axis.setSpan(100);
    axis.setBounds(bounds(0, 1'000));
    QSignalSpy following(&axis, &TimeAxisLink::followingChanged);
    axis.pan(-30);
    QVERIFY(!axis.following());
    QCOMPARE(following.size(), 1);
    QCOMPARE(axis.to(), 969.5);
    axis.follow();
    QVERIFY(axis.following());
    QCOMPARE(axis.to(), 999.5);
}

void TestTimeAxisLink::panningToTheEndFollowsAgain()
{
    TimeAxisLink axis;
    axis.setSpan(100);
    axis.setBounds(bounds(0, 1'000));
    axis.pan(-30);
    axis.pan(20);
    QVERIFY(!axis.following());
    axis.pan(50);
    QVERIFY(axis.following());
    QCOMPARE(axis.to(), 999.5);
}

void TestTimeAxisLink::zoomKeepsWhatIsUnderThePointer()
{
    TimeAxisLink axis;
    axis.setBounds(bounds(0, 10'000));
    axis.show(2'000, 2'100);
    axis.zoom(2, 2'025);
    QCOMPARE(axis.from(), 2'012.5);
    QCOMPARE(axis.to(), 2'062.5);
    axis.follow();
    axis.zoom(0.5, 0); // while following the newest minute is the anchor
    QCOMPARE(axis.to(), 9'999.5);
    QCOMPARE(axis.span(), 100.0);
}

void TestTimeAxisLink::zoomHasLimits()
{
    TimeAxisLink axis;
    axis.setBounds(bounds(0, 10'000));
    axis.zoom(1e9, 5'000);
    QCOMPARE(axis.span(), TimeAxisLink::kShortest);
    axis.zoom(1e-9, 5'000);
    QCOMPARE(axis.span(), TimeAxisLink::kLongest);
}

void TestTimeAxisLink::dataDoesNotMoveAHeldView()
{
    TimeAxisLink axis;
    axis.setBounds(bounds(0, 1'000));
    axis.hold();
    const double from = axis.from();
    axis.setBounds(bounds(0, 1'500));
    QCOMPARE(axis.from(), from);
}

void TestTimeAxisLink::theViewCannotLeaveTheData()
{
    TimeAxisLink axis;
    axis.setSpan(100);
    axis.setBounds(bounds(500, 1'000));
    axis.pan(-1e9);
    QCOMPARE(axis.from(), 450.0); // half a view may be empty
    axis.pan(1e9);
    QCOMPARE(axis.to(), 999.5);
    TimeAxisLink empty;
    empty.pan(-10);
    QCOMPARE(empty.from(), 0.0);
}

void TestTimeAxisLink::signalsOnlyChanges()
{
    TimeAxisLink axis;
    axis.setBounds(bounds(0, 1'000));
    QSignalSpy range(&axis, &TimeAxisLink::rangeChanged);
    QSignalSpy crosshair(&axis, &TimeAxisLink::crosshairChanged);
    axis.setBounds(bounds(0, 1'000));
    axis.follow();
    axis.setCrosshair(fromEpochMinutes(7));
    axis.setCrosshair(fromEpochMinutes(7));
    axis.setCrosshair(std::nullopt);
    QCOMPARE(range.size(), 0);
    QCOMPARE(crosshair.size(), 2);
}

QTEST_GUILESS_MAIN(TestTimeAxisLink)
#include "tst_time_axis_link.moc"
