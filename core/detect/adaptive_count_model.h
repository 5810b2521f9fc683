// `adaptive`, the default: how unlikely are the last 1 to 40 minutes, given what was usual before
// them?
//
// Formula: over each window of 1, 2, 3, 5, 10, 20 and 40 minutes the count is compared with its
// Gamma-Poisson predictive (negative binomial) from the level before the window; the score is the
// largest -log10 p. Unit: powers of ten of improbability.
// - Bad statuses: expected = share of approved × time-of-day ratio × the larger of expected and
//   seen approved volume; upper tail.
// - Approved: expected = level × time-of-day base, the lower of the fast level and a slow one;
//   lower tail; a drop that the bad statuses share is traffic.
// - Silence: the probability of an empty run of this length; nothing is expected where it was
//   silent on most earlier days (adaptive_closing.h).
//
// Fires above a threshold that follows from the alarm budget (adaptive_threshold.h). Learning stops
// for a series while it is abnormal, by a bound of its own, so that the budget changes what is
// reported and never what is learned: a lower budget fires in a subset of minutes.
//
// Assumes: counts near Poisson around a level that drifts; bad statuses in proportion to approved.
// Wrong: in the first quarter of an hour of a source; where bad statuses have nothing to do with
// approved ones; on drops of less than a tenth; in the evening of a source without a day of
// history, where decline and slow drop look alike.
// Parameters: falseAlarmsPerDay. Cost: about 0.5 µs to score and learn a status, independent of
// history; 95 KB a source of seven statuses and 1 KB a recurring job.
//
// Sources: West and Harrison 1997, ch. 14 (Gamma filter); Przyborowski and Wilenski 1940 (two
// Poisson rates, conditionally); Kulldorff 2001 (scan over windows). More in README.md here.
// Thread: not shared; lives in the engine thread.
#pragma once

#include "core/detect/adaptive_closing.h"
#include "core/detect/adaptive_profile.h"
#include "core/detect/adaptive_series.h"
#include "core/detect/adaptive_threshold.h"
#include "core/detect/detector.h"
#include "core/detect/detector_factory.h"

#include <array>
#include <vector>

namespace vigia {

class AdaptiveCountModel final : public Detector
{
public:
    static constexpr std::string_view kName = "adaptive";
    // InvalidConfig when false_alarms_per_day is not above 0.
    [[nodiscard]] static Result<std::unique_ptr<Detector>> create(const DetectorContext& context);

    [[nodiscard]] std::string_view name() const override { return kName; }
    [[nodiscard]] std::unique_ptr<Detector> clone() const override;
    [[nodiscard]] Verdict score(const Bucket& bucket, StatusId status) const override;
    void learn(const Bucket& bucket) override;
    [[nodiscard]] std::string explain(const Bucket& bucket, StatusId status,
                                      const Verdict& verdict) const override;
    [[nodiscard]] std::string save() const override;
    [[nodiscard]] bool load(std::string_view bytes) override;

private:
    // The window that speaks loudest, and what it says.
    struct Evidence
    {
        double score = 0;
        int window = 1;         // minutes
        double observed = 0;    // in the window
        double expected = 0;    // in the window
        bool undecided = false; // would be a drop, unless the bad statuses share it
        bool job = false;       // within what a recurring job explains
    };
    // Where a minute stands in time, looked up once.
    struct Place
    {
        std::int64_t minute = 0; // since 1970
        LocalMinute local{};
        int ofDay = 0;        // of `local`
        double open = 1;      // approved a minute at level 1
        double base = 1;      // the same, next to nothing where it is always silent
        bool closed = false;  // it is
        bool follows = false; // directly after the last learned minute
    };
    struct Silence
    {
        int minutes = 0;
        double expected = 0; // transactions of all statuses in those minutes
        double open = 0;     // the same if it were never closed
        double variance = 0; // relative, of the level before
        int remembered = 0;  // of those minutes, the first ones
    };

    static constexpr std::int64_t kWarmUpMinutes = 15; // with rows
    // Of a bad status, transactions a minute: below, a second one ever would be an incident.
    static constexpr double kLeastPerMinute = 0.02;

    explicit AdaptiveCountModel(const DetectorContext& context);

    [[nodiscard]] Place placeOf(Minute time) const;
    [[nodiscard]] double driftOf(std::size_t status, const Place& place) const;
    [[nodiscard]] double approvedLow(double mean) const;
    [[nodiscard]] double badShare(const Place& place) const; // all bad statuses per approved
    // Per window, how many deviations of the prediction, not inflated, on the harmful side.
    using Deviations = std::array<double, kWindows.size()>;
    [[nodiscard]] Evidence judge(const Bucket& bucket, const Place& place, std::size_t status,
                                 double count, Deviations* deviations = nullptr) const;
    [[nodiscard]] Evidence judgeBad(const Bucket& bucket, const Place& place, std::size_t status,
                                    double count, Deviations* deviations) const;
    [[nodiscard]] Evidence judgeBadWith(const Bucket& bucket, const Place& place,
                                        std::size_t status, double count, double weight,
                                        Deviations* deviations) const;
    [[nodiscard]] Evidence judgeApproved(const Bucket& bucket, const Place& place, double count,
                                         Deviations* deviations) const;
    [[nodiscard]] bool isTraffic(const Bucket& bucket, const Place& place, int window,
                                 double expected, double observed, double variance) const;
    [[nodiscard]] Silence silenceWith(const Place& place) const;
    [[nodiscard]] Evidence judgeSilence(const Place& place) const;
    [[nodiscard]] double expectedNow(const Place& place, std::size_t status) const;
    [[nodiscard]] AnomalyKind kindOf(const Bucket& bucket, const Place& place, std::size_t status,
                                     const Evidence& evidence) const;
    void fillRange(const Bucket& bucket, const Place& place, std::size_t status,
                   Verdict& verdict) const;

    void skipTo(std::int64_t minute);
    void rememberSilence(std::int64_t minute);
    void learnStatus(const Bucket& bucket, const Place& place, std::size_t status,
                     const Evidence& evidence);
    [[nodiscard]] bool surges(std::int64_t minute) const;
    void learnCalm(const Place& place, std::size_t status, std::int64_t minute);
    void learnExcess(const Bucket& bucket, const Place& place, std::size_t status);
    void learnJobs(std::int64_t minute, std::size_t status);
    void learnProfile(std::int64_t until);
    void learnProfileMinute(std::int64_t minute);
    void learnBlock(double count, double exposure);
    [[nodiscard]] double usualOfBlocks() const;
    void startDay(std::int64_t next);
    void rebase(int ofDay, const std::vector<double>& oldRatios, bool wasKnown);
    [[nodiscard]] std::string explainFired(const Bucket& bucket, StatusId status,
                                           const Verdict& verdict) const;

    DetectorContext m_context;
    AdaptiveProfile m_profile;
    AdaptiveThreshold m_threshold;
    std::vector<Series> m_series;           // by status
    std::vector<Evidence> m_evidence;       // of the minute that is being learned
    std::array<double, kRing> m_exposure{}; // approved base × weight, by ringSlot(minute)
    std::int64_t m_first = 0;               // first learned minute
    std::int64_t m_last = 0;                // last learned minute
    std::int64_t m_learned = 0;             // minutes with rows
    std::int64_t m_profiled = 0;            // last minute that went to the profile
    std::int64_t m_stormUntil = 0;
    Silence m_silence;
    AdaptiveClosing m_closing;

    static constexpr std::size_t kBlocks = 144; // 12 hours
    std::array<double, kBlocks> m_blocks{};     // level of approved in calm 5-minute blocks
    std::size_t m_blockCount = 0;
    double m_blockSum = 0; // of the block that is filling
    double m_blockExposure = 0;
    int m_blockMinutes = 0;
    double m_usual = 0; // lower reference from the blocks; 0 while there are too few
};

} // namespace vigia
