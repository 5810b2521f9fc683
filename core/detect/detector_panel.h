// The detectors of one source, as configured: which of them vote on which status.
//
// Use per closed minute: score() first, learn() after. A detector that several statuses name exists
// once. Fits that a detector asks for are run by the panel and adopted exactly kAdoptAfter minutes
// of data after they were asked for, inline or in the background, so that live and backtest agree.
// While only history is learned (no score between two learns) nothing is fitted until the next
// score, and then only the newest fit that is due.
// Thread: not shared; background fits run on a thread of their own, on a snapshot.
// Cost: a score costs no allocation; a learn allocates only when a fit is due.
#pragma once

#include "core/detect/detector_factory.h"

#include <future>
#include <span>

namespace vigia {

struct PanelVote
{
    const Detector* detector = nullptr; // owned by the panel
    Verdict verdict;
};

struct PanelVerdict
{
    StatusId status = StatusId::Approved;
    std::span<const PanelVote> votes; // in the order of the configuration
};

class DetectorPanel
{
public:
    enum class Training { Inline, Background };

    // InvalidConfig for a detector or status that is not known, or an empty or doubled list.
    [[nodiscard]] static Result<DetectorPanel> create(const DetectorContext& context,
                                                      Training training = Training::Inline);

    // One entry per status, in catalog order; valid until the next call on the panel. Changes no
    // state that a verdict depends on; may wait for a fit that is due.
    [[nodiscard]] std::span<const PanelVerdict> score(const Bucket& bucket);
    // The same for one status.
    [[nodiscard]] const PanelVerdict& score(const Bucket& bucket, StatusId status);
    // REQUIRES: bucket is closed (Complete or Gap) and later than the last learned one.
    void learn(const Bucket& bucket);

    [[nodiscard]] std::span<const std::unique_ptr<Detector>> detectors() const
    {
        return m_detectors;
    }

    // The learned state of all detectors. A fit that is under way is not in it; its detector asks
    // for it again.
    [[nodiscard]] std::string save();
    // False, and nothing changed, when the bytes are not of a panel with the same statuses and
    // detectors.
    [[nodiscard]] bool load(std::string_view bytes);

private:
    using Fitted = std::shared_ptr<const void>;
    struct Pending // a fit asked for and not adopted yet
    {
        std::size_t detector = 0;
        Minute due{};
        TrainingJob job;
        std::future<Fitted> running; // valid when it was started in the background
    };

    DetectorPanel() = default;
    void adoptDue(); // fits and adopts what is due
    void collect(Minute now);

    Training m_training = Training::Inline;
    std::vector<std::unique_ptr<Detector>> m_detectors;
    std::vector<std::size_t> m_voters;    // detector of each vote, status by status
    std::vector<PanelVote> m_votes;       // the same places
    std::vector<PanelVerdict> m_verdicts; // by StatusId, spans into m_votes
    std::vector<Pending> m_pending;       // in order of `due`
    Minute m_now{};                       // last learned
    bool m_live = false;                  // scored since the last learn
};

} // namespace vigia
