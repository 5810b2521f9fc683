// The contract of core/detect/detector.h, run on every detector that a configuration can name.
#include "core/model/count_batch.h"
#include "tests/support/taught_detector.h"

#include <QTest>

#include <cmath>

using namespace vigia;
using namespace vigia::test;

namespace {

constexpr int kDay = 1440;
constexpr int kWarmUp = 3 * kDay + 60; // minutes; enough for every detector, and no fit under way

std::string allDigits(std::string_view text)
{
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
    }
    return digits;
}

bool same(const Verdict& a, const Verdict& b)
{
    return a.ready == b.ready && a.fired == b.fired && a.score == b.score &&
           a.threshold == b.threshold && a.expected == b.expected && a.low == b.low &&
           a.high == b.high && a.severity == b.severity && a.kind == b.kind;
}

} // namespace

class TestDetectorContract : public QObject
{
    Q_OBJECT

private:
    static DetectionConfig config(std::size_t statuses)
    {
        DetectionConfig config;
        const StatusCatalog known;
        for (std::size_t i = 0; i < known.size(); ++i) // so that `static` watches all
            config.staticLimits[std::string(known.name(static_cast<StatusId>(i)))] = 2'000;
        for (std::size_t i = kKnownStatuses; i < statuses; ++i)
            config.staticLimits[extraName(i)] = 2'000;
        return config;
    }

    static std::string extraName(std::size_t i) { return "extra" + std::to_string(i); }

    static TaughtDetector fresh(const QByteArray& name, std::size_t statuses = kKnownStatuses)
    {
        std::vector<std::string> extra;
        for (std::size_t i = kKnownStatuses; i < statuses; ++i)
            extra.push_back(extraName(i));
        auto made = makeDetector(name.toStdString(), context(config(statuses), extra));
        return TaughtDetector(std::move(made.value()));
    }

    static TaughtDetector warm(const QByteArray& name, MinuteStream& stream,
                               std::size_t statuses = kKnownStatuses)
    {
        TaughtDetector detector = fresh(name, statuses);
        for (int i = 0; i < kWarmUp; ++i)
            detector.learn(stream.next());
        return detector;
    }

    // A verdict must be usable whatever was scored.
    static void check(const Detector& detector, const Bucket& bucket, StatusId status)
    {
        const Verdict v = detector.score(bucket, status);
        for (const double x : {v.score, v.threshold, v.expected, v.low, v.high})
            QVERIFY(std::isfinite(x));
        if (v.ready)
            QCOMPARE(v.fired, v.score > v.threshold);
        else
            QVERIFY(!v.fired);
        QVERIFY(v.low <= v.high || v.fired); // empty: no count would have been calm
        QVERIFY(!detector.explain(bucket, status, v).empty());
    }

    static void checkAll(const Detector& detector, const Bucket& bucket)
    {
        for (std::size_t i = 0; i < bucket.counts.size(); ++i)
            check(detector, bucket, static_cast<StatusId>(i));
    }

    static std::vector<Bucket> oddMinutes(Minute time)
    {
        std::vector<Bucket> minutes;
        for (const std::uint64_t count : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{50},
                                          std::uint64_t{5'000}, kMaxCount}) {
            Bucket bucket{time, Fill::Complete, std::vector<std::uint64_t>(kKnownStatuses, count)};
            minutes.push_back(bucket);
            bucket.fill = Fill::Filling;
            minutes.push_back(bucket);
        }
        minutes.push_back(gap(time));
        return minutes;
    }

    static void everyDetector()
    {
        QTest::addColumn<QByteArray>("name");
        for (const std::string_view name : detectorNames())
            QTest::newRow(std::string(name).c_str()) << QByteArray(name.data(), name.size());
    }

private slots:
    void beforeItsWarmUpItIsSilentAndSaysWhatItWaitsFor_data() { everyDetector(); }
    void beforeItsWarmUpItIsSilentAndSaysWhatItWaitsFor()
    {
        QFETCH(QByteArray, name);
        TaughtDetector detector = fresh(name);
        MinuteStream stream(1);
        for (int i = 0; i < kDay; ++i) {
            const Bucket bucket = stream.next();
            for (std::size_t s = 0; s < kKnownStatuses; ++s) {
                const auto status = static_cast<StatusId>(s);
                const Verdict verdict = detector->score(bucket, status);
                if (verdict.ready)
                    continue;
                QVERIFY(!verdict.fired);
                if (i % 60 == 0)
                    QVERIFY(!allDigits(detector->explain(bucket, status, verdict)).empty());
            }
            detector.learn(bucket);
        }
    }

    void afterItsWarmUpItIsReadyForEveryStatus_data() { everyDetector(); }
    void afterItsWarmUpItIsReadyForEveryStatus()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(2);
        const TaughtDetector detector = warm(name, stream);
        const Bucket bucket = stream.next();
        for (std::size_t s = 0; s < kKnownStatuses; ++s)
            QVERIFY(detector->score(bucket, static_cast<StatusId>(s)).ready);
    }

    void scoringChangesNothing_data() { everyDetector(); }
    void scoringChangesNothing()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(3);
        TaughtDetector scored = warm(name, stream);
        TaughtDetector untouched = scored.clone();
        for (int i = 0; i < 120; ++i) {
            const Bucket bucket = stream.next();
            for (const Bucket& odd : oddMinutes(bucket.time))
                checkAll(*scored, odd);
            for (std::size_t s = 0; s < kKnownStatuses; ++s) {
                const auto status = static_cast<StatusId>(s);
                const Verdict once = scored->score(bucket, status);
                QVERIFY(same(once, scored->score(bucket, status)));
                QVERIFY(same(once, untouched->score(bucket, status)));
            }
            scored.learn(bucket);
            untouched.learn(bucket);
        }
        QCOMPARE(scored->save(), untouched->save());
    }

    void theSameInputGivesTheSameScores_data() { everyDetector(); }
    void theSameInputGivesTheSameScores()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(4);
        TaughtDetector one = fresh(name);
        TaughtDetector other = fresh(name);
        for (int i = 0; i < 2 * kDay; ++i) {
            const Bucket bucket = stream.next();
            for (std::size_t s = 0; s < kKnownStatuses && i % 7 == 0; ++s) {
                const auto status = static_cast<StatusId>(s);
                QVERIFY(same(one->score(bucket, status), other->score(bucket, status)));
            }
            one.learn(bucket);
            other.learn(bucket);
        }
    }

    void aCloneGoesOnAsTheOriginal_data() { everyDetector(); }
    void aCloneGoesOnAsTheOriginal()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(5);
        TaughtDetector original = warm(name, stream);
        TaughtDetector copy = original.clone();
        // The original meets an outage that the copy does not: the copy must not notice.
        const TaughtDetector before = copy.clone();
        MinuteStream ahead = stream;
        for (int i = 0; i < 60; ++i) {
            Bucket outage = ahead.next();
            outage.counts[index(StatusId::Denied)] += 500;
            original.learn(outage);
        }
        for (int i = 0; i < 60; ++i) {
            const Bucket bucket = stream.next();
            QVERIFY(same(copy->score(bucket, StatusId::Denied),
                         before->score(bucket, StatusId::Denied)));
        }
    }

    void savedStateGoesOnAsTheOriginal_data() { everyDetector(); }
    void savedStateGoesOnAsTheOriginal()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(6);
        TaughtDetector original = warm(name, stream);
        const std::string bytes = original->save();
        TaughtDetector loaded = fresh(name);
        if (bytes.empty()) // keeps nothing
            return;
        QVERIFY(loaded->load(bytes));
        for (int i = 0; i < 120; ++i) {
            const Bucket bucket = stream.next();
            for (std::size_t s = 0; s < kKnownStatuses; ++s) {
                const auto status = static_cast<StatusId>(s);
                QVERIFY(same(original->score(bucket, status), loaded->score(bucket, status)));
            }
            original.learn(bucket);
            loaded.learn(bucket);
        }
    }

    void foreignBytesAreRefusedAndChangeNothing_data() { everyDetector(); }
    void foreignBytesAreRefusedAndChangeNothing()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(7);
        TaughtDetector detector = fresh(name);
        for (int i = 0; i < 200; ++i)
            detector.learn(stream.next());
        const std::string bytes = detector->save();
        const Bucket bucket = stream.next();
        const Verdict before = detector->score(bucket, StatusId::Denied);
        QVERIFY(!detector->load("foreign"));
        QVERIFY(!detector->load(std::string(100'000, '\xff')));
        const std::size_t step = 1 + bytes.size() / 257;
        for (std::size_t cut = 0; cut < bytes.size(); cut += step)
            QVERIFY(!detector->load(std::string_view(bytes).substr(0, cut)));
        if (!bytes.empty())
            QVERIFY(!detector->load(bytes + '\0'));
        QVERIFY(same(before, detector->score(bucket, StatusId::Denied)));
        QCOMPARE(detector->save(), bytes);
        // Bytes of another number of statuses are foreign too.
        if (!bytes.empty())
            QVERIFY(!fresh(name, kKnownStatuses + 1)->load(bytes));
    }

    void whatFiresIsExplainedWithItsNumbers_data() { everyDetector(); }
    void whatFiresIsExplainedWithItsNumbers()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(8);
        const TaughtDetector detector = warm(name, stream);
        Bucket jump = stream.next();
        jump.counts[index(StatusId::Denied)] = 4'321;
        const Verdict verdict = detector->score(jump, StatusId::Denied);
        QVERIFY(verdict.fired); // no method may miss two hundred times the usual
        QVERIFY(verdict.kind == AnomalyKind::Spike || verdict.kind == AnomalyKind::Shift ||
                verdict.kind == AnomalyKind::Trend);
        QVERIFY(verdict.high < 4'321);
        const std::string words = detector->explain(jump, StatusId::Denied, verdict);
        QVERIFY2(words.find("4321") != std::string::npos, words.c_str());
    }

    void aCalmMinuteIsExplainedWithItsMargin_data() { everyDetector(); }
    void aCalmMinuteIsExplainedWithItsMargin()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(9);
        const TaughtDetector detector = warm(name, stream);
        Bucket calm = stream.next();
        calm.counts[index(StatusId::Reversed)] = 0; // as calm as can be
        const Verdict verdict = detector->score(calm, StatusId::Reversed);
        QVERIFY(!verdict.fired);
        QVERIFY(verdict.score <= verdict.threshold);
        QVERIFY(!allDigits(detector->explain(calm, StatusId::Reversed, verdict)).empty());
    }

    void aMonotoneDetectorFiresForAllBeyond_data() { everyDetector(); }
    void aMonotoneDetectorFiresForAllBeyond()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(10);
        const TaughtDetector detector = warm(name, stream);
        if (!detector->monotone())
            return;
        const Bucket usual = stream.next();
        for (const StatusId status : {StatusId::Approved, StatusId::Denied, StatusId::Failed}) {
            Bucket bucket = usual;
            const auto firesAt = [&](std::uint64_t count) {
                bucket.counts[index(status)] = count;
                return detector->score(bucket, status).fired;
            };
            const auto expected =
                static_cast<std::uint64_t>(std::ceil(detector->score(usual, status).expected));
            bool fired = false;
            for (std::uint64_t count = expected; count < kMaxCount;
                 count += 1 + (count - expected) / 4) {
                QVERIFY(!fired || firesAt(count));
                fired = firesAt(count);
            }
            fired = false;
            for (std::uint64_t count = expected; count-- > 0;) {
                QVERIFY(!fired || firesAt(count));
                fired = firesAt(count);
            }
        }
    }

    void aFillingMinuteFiresForNoDrop_data() { everyDetector(); }
    void aFillingMinuteFiresForNoDrop()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(11);
        const TaughtDetector detector = warm(name, stream);
        Bucket bucket = minute(at(kWarmUp), {});
        bucket.fill = Fill::Filling; // nothing has come yet
        for (std::size_t s = 0; s < kKnownStatuses; ++s)
            QVERIFY(!detector->score(bucket, static_cast<StatusId>(s)).fired);
    }

    void statusesBeyondTheKnownOnesAreWatchedToo_data() { everyDetector(); }
    void statusesBeyondTheKnownOnesAreWatchedToo()
    {
        QFETCH(QByteArray, name);
        constexpr std::size_t kStatuses = kKnownStatuses + 5;
        MinuteStream stream(12, kStatuses);
        const TaughtDetector detector = warm(name, stream, kStatuses);
        const auto last = static_cast<StatusId>(kStatuses - 1);
        Bucket bucket = stream.next();
        checkAll(*detector, bucket);
        bucket.counts.back() = 4'321;
        checkAll(*detector, bucket);
        QVERIFY(detector->score(bucket, last).fired);
    }

    void hostileHistoriesLeaveEveryVerdictFinite_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("history");
        const std::array histories = {"nothing but zeros",
                                      "a constant",
                                      "the largest count always",
                                      "zero and the largest in turn",
                                      "gaps only",
                                      "a gap after every minute",
                                      "a minute a week"};
        for (const std::string_view name : detectorNames()) {
            for (std::size_t i = 0; i < histories.size(); ++i) {
                QTest::addRow("%s: %s", std::string(name).c_str(), histories[i])
                    << QByteArray(name.data(), name.size()) << static_cast<int>(i);
            }
        }
    }
    void hostileHistoriesLeaveEveryVerdictFinite()
    {
        QFETCH(QByteArray, name);
        QFETCH(int, history);
        TaughtDetector detector = fresh(name);
        const auto all = [](Minute time, std::uint64_t count) {
            return Bucket{time, Fill::Complete, std::vector<std::uint64_t>(kKnownStatuses, count)};
        };
        constexpr int kMinutes = 2 * kDay;
        for (int i = 0; i < kMinutes; ++i) {
            switch (history) {
            case 0:
                detector.learn(all(at(i), 0));
                break;
            case 1:
                detector.learn(all(at(i), 42));
                break;
            case 2:
                detector.learn(all(at(i), kMaxCount));
                break;
            case 3:
                detector.learn(all(at(i), i % 2 == 0 ? 0 : kMaxCount));
                break;
            case 4:
                detector.learn(gap(at(i)));
                break;
            case 5:
                detector.learn(i % 2 == 0 ? all(at(i), 20) : gap(at(i)));
                break;
            default:
                detector.learn(all(at(i * 10'080L), 20));
                break;
            }
        }
        const Minute next = at(history == 6 ? kMinutes * 10'080L : kMinutes);
        for (const Bucket& odd : oddMinutes(next))
            checkAll(*detector, odd);
    }

    void aYearWithoutDataIsSurvived_data() { everyDetector(); }
    void aYearWithoutDataIsSurvived()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(13);
        TaughtDetector detector = warm(name, stream);
        constexpr std::int64_t kYear = 365L * kDay;
        for (int i = 0; i < kDay; ++i) {
            Bucket bucket = stream.next();
            bucket.time += std::chrono::minutes{kYear};
            if (i % 60 == 0)
                checkAll(*detector, bucket);
            detector.learn(bucket);
        }
    }

    // The panel skips fits that are overtaken while only history is learned.
    void adoptingAFitChangesNothingThatIsLearned_data() { everyDetector(); }
    void adoptingAFitChangesNothingThatIsLearned()
    {
        QFETCH(QByteArray, name);
        MinuteStream stream(14);
        TaughtDetector adopts = fresh(name);
        TaughtDetector skips = fresh(name);
        std::optional<TrainingJob> last;
        Minute due{};
        for (int i = 0; i < kWarmUp; ++i) {
            const Bucket bucket = stream.next();
            adopts.learn(bucket);
            skips->learn(bucket);
            if (auto job = skips->trainingDue()) {
                last = std::move(job);
                due = bucket.time + kAdoptAfter;
            }
        }
        QVERIFY(due <= at(kWarmUp));
        if (last)
            skips->adopt(last->fit());
        const Bucket bucket = stream.next();
        for (std::size_t s = 0; s < kKnownStatuses; ++s) {
            const auto status = static_cast<StatusId>(s);
            QVERIFY(same(adopts->score(bucket, status), skips->score(bucket, status)));
        }
    }
};

QTEST_APPLESS_MAIN(TestDetectorContract)
#include "tst_detector_contract.moc"
