#include "core/parse/time_parser.h"

#include "tests/unit/parse/zones.h"

#include <QTest>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<int> allocations{0};
}

// Every allocation of this program is counted.
void* operator new(std::size_t size)
{
    ++allocations;
    if (void* const p = std::malloc(size))
        return p;
    throw std::bad_alloc();
}
void operator delete(void* p) noexcept
{
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept
{
    std::free(p);
}

using namespace vigia;
using namespace std::chrono;

namespace {

constexpr year_month_day kDate = year{2025} / 7 / 12;
constexpr Instant kNow = sys_days{year{2025} / 12 / 1} + 12h;

TimeParser newYorkParser()
{
    return TimeParser(test::newYork(), kDate, kNow);
}

Minute utc(int y, unsigned mo, unsigned d, int h, int mi)
{
    return sys_days{year{y} / mo / d} + hours{h} + minutes{mi};
}

} // namespace

class TestTimeParser : public QObject
{
    Q_OBJECT

private slots:
    void goodTimesAreTheirMinute_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<Minute>("expected");
        const auto row = [](const char* name, const char* text, Minute expected) {
            QTest::newRow(name) << std::string(text) << expected;
        };
        row("RFC 3339 with Z", "2025-07-12T16:45:00Z", utc(2025, 7, 12, 16, 45));
        row("RFC 3339 in small letters", "2025-07-12t16:45:00z", utc(2025, 7, 12, 16, 45));
        row("a blank for the T", "2025-07-12 16:45:00Z", utc(2025, 7, 12, 16, 45));
        row("an offset west", "2025-07-12T13:45:00-03:00", utc(2025, 7, 12, 16, 45));
        row("an offset east over midnight", "2025-07-13T02:15:00+05:30", utc(2025, 7, 12, 20, 45));
        row("the easternmost offset", "2025-07-13T06:45:00+14:00", utc(2025, 7, 12, 16, 45));
        row("the westernmost offset", "2025-07-12T04:45:00-12:00", utc(2025, 7, 12, 16, 45));
        row("the offset of Chatham", "2025-07-13T05:30:00+12:45", utc(2025, 7, 12, 16, 45));
        row("the unknown offset -00:00 is UTC", "2025-07-12T16:45:00-00:00",
            utc(2025, 7, 12, 16, 45));
        row("an offset without seconds", "2025-07-12T13:45-03:00", utc(2025, 7, 12, 16, 45));
        row("Z without seconds", "2025-07-12 16:45Z", utc(2025, 7, 12, 16, 45));
        row("BigQuery's UTC", "2025-07-12 16:45:00 UTC", utc(2025, 7, 12, 16, 45));
        row("the last second is still the minute", "2025-07-12T16:45:59Z",
            utc(2025, 7, 12, 16, 45));
        row("a fraction of three digits", "2025-07-12T16:45:59.999Z", utc(2025, 7, 12, 16, 45));
        row("a fraction of nine digits", "2025-07-12T16:45:00.123456789Z",
            utc(2025, 7, 12, 16, 45));
        row("a local summer time", "2025-07-12 12:45:00", utc(2025, 7, 12, 16, 45));
        row("a local time with T", "2025-07-12T12:45:00", utc(2025, 7, 12, 16, 45));
        row("a local time without seconds", "2025-07-12 12:45", utc(2025, 7, 12, 16, 45));
        row("a local time with T and without seconds", "2025-07-12T12:45",
            utc(2025, 7, 12, 16, 45));
        row("a local winter time", "2025-01-12 11:45:00", utc(2025, 1, 12, 16, 45));
        row("a local fraction", "2025-01-12 11:45:00.5", utc(2025, 1, 12, 16, 45));
        row("a repeated reading is its first pass", "2025-11-02 01:30:00", utc(2025, 11, 2, 5, 30));
        row("an offset names the second pass", "2025-11-02T01:30:00-05:00",
            utc(2025, 11, 2, 6, 30));
        row("the minute before the skipped hour", "2025-03-09 01:59", utc(2025, 3, 9, 6, 59));
        row("the minute after the skipped hour", "2025-03-09 03:00", utc(2025, 3, 9, 7, 0));
        row("the 29th of February of a leap year", "2024-02-29T00:00:00Z", utc(2024, 2, 29, 0, 0));
        row("the first minute that is taken", "2000-01-01T00:00:00Z", utc(2000, 1, 1, 0, 0));
        row("a day ahead to the minute", "2025-12-02T12:00:00Z", utc(2025, 12, 2, 12, 0));
        row("hour and minute of the date", "13h 45", utc(2025, 7, 12, 17, 45));
        row("midnight of the date", "00h 00", utc(2025, 7, 12, 4, 0));
        row("the last minute of the date", "23h 59", utc(2025, 7, 13, 3, 59));
        row("an hour of the date", "07h", utc(2025, 7, 12, 11, 0));
    }

    void goodTimesAreTheirMinute()
    {
        QFETCH(std::string, text);
        QFETCH(Minute, expected);
        TimeParser parser = newYorkParser();
        const auto got = parser.minute(text);
        QVERIFY2(got, parser.explain(text).c_str());
        QVERIFY2(*got == expected, toRfc3339(*got).c_str());
        QVERIFY(parser.minute(text) == expected); // also when date and offset are remembered
        QVERIFY(parser.parse(text) == expected);
    }

    void badTimesAreRefusedWithWords_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("words");
        const auto row = [](const char* name, std::string text, const char* words) {
            QTest::newRow(name) << std::move(text) << std::string(words);
        };
        const char* const kShape = "a time as 2025-07-12T13:45:00Z";
        row("nothing", "", kShape);
        row("a blank", " ", kShape);
        row("a word", "yesterday", kShape);
        row("a date alone", "2025-07-12", kShape);
        row("seconds since 1970", "1752338700", kShape);
        row("a week date", "2025-W28-6T13:45:00Z", kShape);
        row("a basic format", "20250712T134500Z", kShape);
        row("slashes", "12/07/2025 13:45", kShape);
        row("afternoon in words", "2025-07-12 01:45 PM", kShape);
        row("junk after Z", "2025-07-12T13:45:00Zx", kShape);
        row("a blank after", "2025-07-12T13:45:00Z ", kShape);
        row("a blank before", " 2025-07-12T13:45:00Z", kShape);
        row("a NUL after", std::string("2025-07-12T13:45:00Z\0", 21), kShape);
        row("a fraction without digits", "2025-07-12T13:45:00.Z", kShape);
        row("a fraction of ten digits", "2025-07-12T13:45:00.1234567890Z", kShape);
        row("a comma fraction", "2025-07-12T13:45:00,5Z", kShape);
        row("half a second's digits", "2025-07-12T13:45:0", kShape);
        row("a colon and nothing", "2025-07-12T13:45:", kShape);
        row("letters for digits", "2025-O7-12T13:45:00Z", kShape);
        row("full-width digits", "２０２５-07-12T13:45:00Z", kShape);
        row("a negative year", "-2025-07-12T13:45:00Z", kShape);
        row("a minute of one digit", "13h 4", kShape);
        row("an hour of one digit", "7h 30", kShape);
        row("no blank after the h", "13h45", kShape);
        row("a capital H", "13H 45", kShape);
        row("three digits of minutes", "13h 450", kShape);
        row("the year 10000", "10000-01-01T00:00:00Z", "a year from 2000 to 9999");
        row("the 30th of February", "2025-02-30T12:00:00Z", "a date that exists");
        row("the 29th of February of a common year", "2025-02-29 12:00", "a date that exists");
        row("month 13", "2025-13-01T00:00:00Z", "a date that exists");
        row("month 0", "2025-00-01T00:00:00Z", "a date that exists");
        row("day 0", "2025-01-00T00:00:00Z", "a date that exists");
        row("the 31st of June", "2025-06-31 12:00", "a date that exists");
        row("24:00", "2025-07-12T24:00:00Z", "an hour from 00 to 23");
        row("24h 00", "24h 00", "an hour from 00 to 23");
        row("24h", "24h", "an hour from 00 to 23");
        row("hour 25", "2025-07-12T25:00:00Z", "a time from 00:00:00 to 23:59:59");
        row("25h 00", "25h 00", "a time from 00:00:00 to 23:59:59");
        row("13h 60", "13h 60", "a time from 00:00:00 to 23:59:59");
        row("minute 60", "2025-07-12T13:60:00Z", "a time from 00:00:00 to 23:59:59");
        row("second 61", "2025-07-12T13:45:61Z", "a time from 00:00:00 to 23:59:59");
        row("a leap second", "2016-12-31T23:59:60Z", "leap seconds are not taken");
        row("an offset without a colon", "2025-07-12T13:45:00-0300", "an offset from -12:00");
        row("an offset of hours alone", "2025-07-12T13:45:00-03", "an offset from -12:00");
        row("an offset of 25 hours", "2025-07-12T13:45:00+25:00", "an offset from -12:00");
        row("an offset of 60 minutes", "2025-07-12T13:45:00+03:60", "an offset from -12:00");
        row("an offset east of all zones", "2025-07-12T13:45:00+14:01", "an offset from -12:00");
        row("an offset west of all zones", "2025-07-12T13:45:00-12:01", "an offset from -12:00");
        row("an offset of letters", "2025-07-12T13:45:00+ab:cd", "an offset from -12:00");
        row("a sign and nothing", "2025-07-12T13:45:00+", "an offset from -12:00");
        row("junk after an offset", "2025-07-12T13:45:00-03:00Z", "an offset from -12:00");
        row("a skipped minute", "2025-03-09 02:30:00",
            "the clocks of America/New_York skip 02:30 on 2025-03-09");
        row("the last minute of 1999", "1999-12-31T23:59:59Z", "2000-01-01T00:00:00Z on");
        row("an offset that leads before 2000", "2000-01-01T00:30:00+01:00",
            "2000-01-01T00:00:00Z on");
        row("the year 0", "0000-01-01T00:00:00Z", "2000-01-01T00:00:00Z on");
        row("the year 0001 in the zone", "0001-01-01 00:00:00", "2000-01-01T00:00:00Z on");
        row("a minute over a day ahead", "2025-12-02T12:01:00Z",
            "at most a day ahead of now, 2025-12-01T12:00:00Z");
        row("the end of time", "9999-12-31T23:59:59Z", "at most a day ahead of now");
    }

    void badTimesAreRefusedWithWords()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, words);
        TimeParser parser = newYorkParser();
        QVERIFY(!parser.minute(text));
        QVERIFY(!parser.instant(text));
        const std::string got = parser.explain(text);
        QVERIFY2(got.find(words) != std::string::npos, got.c_str());
        const auto parsed = parser.parse(text);
        QVERIFY(!parsed);
        QCOMPARE(static_cast<int>(parsed.error().code), static_cast<int>(ErrorCode::InvalidInput));
        QVERIFY(parsed.error().message.starts_with("found \""));
        QVERIFY(parsed.error().message.find(words) != std::string::npos);
    }

    void hoursNeedADate()
    {
        TimeParser parser(test::newYork(), std::nullopt, kNow);
        QVERIFY(!parser.minute("13h 45"));
        QVERIFY(parser.explain("13h 45").find("--date YYYY-MM-DD") != std::string::npos);
        QVERIFY(parser.minute("2025-07-12 13:45"));
    }

    void aSkippedHourOfTheDateIsNamed()
    {
        TimeParser parser(test::newYork(), year{2025} / 3 / 9, kNow);
        QVERIFY(!parser.minute("02h 00"));
        QCOMPARE(QString::fromStdString(parser.explain("02h 00")),
                 QStringLiteral("a time that exists: the clocks of America/New_York skip 02:00 on "
                                "2025-03-09"));
        QVERIFY(parser.minute("03h 00") == utc(2025, 3, 9, 7, 0));
    }

    void nowMoves()
    {
        TimeParser parser = newYorkParser();
        QVERIFY(!parser.minute("2025-12-02T12:01:00Z"));
        parser.setNow(kNow + 1min);
        QVERIFY(parser.minute("2025-12-02T12:01:00Z"));
        parser.setNow(kNow - 24h);
        QVERIFY(!parser.minute("2025-12-02T12:00:00Z"));
    }

    void instantsKeepMilliseconds()
    {
        TimeParser parser = newYorkParser();
        const Instant minute = utc(2025, 7, 12, 16, 45);
        QVERIFY(parser.instant("2025-07-12T16:45:07Z") == minute + 7s);
        QVERIFY(parser.instant("2025-07-12T16:45:07.5Z") == minute + 7500ms);
        QVERIFY(parser.instant("2025-07-12T16:45:07.123999Z") == minute + 7123ms);
        QVERIFY(parser.instant("2025-07-12 12:45:59.999") == minute + 59'999ms);
        QVERIFY(parser.instant("12h 45") == minute);
    }

    void goodTimesAllocateNothing()
    {
        TimeParser parser = newYorkParser();
        const int before = allocations;
        bool good = true;
        for (const char* text : {"2025-07-12T16:45:00Z", "2025-03-09 01:59", "2025-11-02 01:30:00",
                                 "13h 45", "2025-07-13T02:15:00.5+05:30"})
            good = good && parser.minute(text) && parser.instant(text) && parser.parse(text);
        QCOMPARE(allocations - before, 0);
        QVERIFY(good);
    }

    // The remembered offset must never leak over a jump, whatever the order of the calls.
    void rememberingAgreesWithTheZone()
    {
        const Zone zone = test::newYork();
        TimeParser parser = newYorkParser();
        const LocalMinute from{utc(2024, 10, 25, 0, 0).time_since_epoch()};
        const minutes span = days{390};
        int skipped = 0;
        for (minutes step{0}; step < span; step += 1min) {
            // 7919 is prime: the readings jump about over the whole span
            const LocalMinute reading = from + minutes{step.count() * 7919 % span.count()};
            std::string text = toRfc3339(Minute{reading.time_since_epoch()});
            text.pop_back();
            const Zone::Resolution expected = zone.resolve(reading);
            const auto got = parser.minute(text);
            if (expected.mapping == Zone::Mapping::Skipped) {
                QVERIFY2(!got, text.c_str());
                ++skipped;
            } else {
                QVERIFY2(got == expected.minute, text.c_str());
            }
        }
        QCOMPARE(skipped, 60); // the hour of 9 March 2025
    }
};

QTEST_APPLESS_MAIN(TestTimeParser)
#include "tst_time_parser.moc"
