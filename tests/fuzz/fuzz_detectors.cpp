// Drives one detector through random stretches of minutes, gaps and jumps of the clock, saves and
// loads it, and loads broken states; holds every verdict against the contract of detector.h.
//
// Byte 0 picks the detector; then operations of four bytes: kind, and three arguments. One
// operation can stand for up to 2,041 minutes, so that short inputs reach the fits.
#include "core/base/random.h"
#include "core/detect/detector_factory.h"
#include "core/model/count_batch.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <span>

using namespace vigia;

namespace {

constexpr std::size_t kExtra = 1;
constexpr std::size_t kStatuses = kKnownStatuses + kExtra;
constexpr std::size_t kMinutesAnInput = 2'500; // bounds the time of one input

void require(bool holds, const char* promise)
{
    if (!holds) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
}

DetectorContext makeContext()
{
    const std::vector<std::string> extra{"chargeback"};
    DetectorContext context{std::make_shared<StatusCatalog>(extra), std::make_shared<Zone>(), {}};
    context.config.staticLimits = {{"denied", 50}, {"chargeback", 0}};
    return context;
}

class Run
{
public:
    explicit Run(std::uint8_t which)
        : m_name(detectorNames()[which % detectorNames().size()])
        , m_context(makeContext())
        , m_detector(make())
    {}

    void step(std::span<const std::uint8_t, 4> op)
    {
        const std::size_t minutes = 1 + op[1] * 8U;
        // From nothing to the largest count there is.
        const std::uint64_t level = op[2] < 53 ? (std::uint64_t{1} << op[2]) - 1 : op[2];
        switch (op[0] % 7) {
        case 0: // the same again and again
            learn(minutes, [&](std::size_t) { return level; });
            break;
        case 1: // noise
            learn(minutes, [&](std::size_t) {
                return m_random.poisson(static_cast<double>(op[2]) / (1 + op[3]));
            });
            break;
        case 2: // extremes in turn
            learn(minutes, [&](std::size_t i) { return i % (2 + op[3]) == 0 ? level : 0; });
            break;
        case 3:
            for (std::size_t i = 0; i < minutes && m_learned < kMinutesAnInput; ++i)
                close({m_now, Fill::Gap, std::vector<std::uint64_t>(kStatuses, 0)});
            break;
        case 4: // the clock leaps ahead
            m_now += std::chrono::minutes{std::int64_t{1} << (op[1] % 24)};
            break;
        case 5:
            reload();
            break;
        default:
            loadBroken(op);
            break;
        }
        score(*m_detector, level);
    }

private:
    std::unique_ptr<Detector> make() const { return std::move(*makeDetector(m_name, m_context)); }

    template <typename Count>
    void learn(std::size_t minutes, Count count)
    {
        for (std::size_t i = 0; i < minutes && m_learned < kMinutesAnInput; ++i) {
            Bucket bucket{m_now, Fill::Complete, std::vector<std::uint64_t>(kStatuses)};
            for (std::uint64_t& c : bucket.counts)
                c = std::min(count(i), kMaxCount);
            close(bucket);
        }
    }

    void close(const Bucket& bucket)
    {
        m_detector->learn(bucket);
        while (!m_due.empty() && m_due.front().first <= bucket.time) {
            m_detector->adopt(m_due.front().second);
            m_due.pop_front();
        }
        if (const auto job = m_detector->trainingDue())
            m_due.emplace_back(bucket.time + kAdoptAfter, job->fit());
        m_now = bucket.time + std::chrono::minutes{1};
        ++m_learned;
    }

    void score(const Detector& detector, std::uint64_t level) const
    {
        for (const Fill fill : {Fill::Complete, Fill::Filling, Fill::Gap}) {
            const Bucket bucket{
                m_now, fill, std::vector<std::uint64_t>(kStatuses, fill == Fill::Gap ? 0 : level)};
            for (std::size_t s = 0; s < kStatuses; ++s) {
                const auto status = static_cast<StatusId>(s);
                const Verdict v = detector.score(bucket, status);
                for (const double x : {v.score, v.threshold, v.expected, v.low, v.high})
                    require(std::isfinite(x), "numbers are finite");
                require(v.ready || !v.fired, "only what is ready fires");
                require(!v.ready || v.fired == (v.score > v.threshold), "it fires above");
                require(v.low <= v.high || v.fired, "a range is none only where all would fire");
                require(!detector.explain(bucket, status, v).empty(), "it explains itself");
            }
        }
    }

    void reload()
    {
        const std::string bytes = m_detector->save();
        if (bytes.empty())
            return;
        auto loaded = make();
        require(loaded->load(bytes), "it reads what it wrote");
        m_detector = std::move(loaded);
        m_due.clear();
    }

    // A state with a flipped byte is refused, or as good as any other.
    void loadBroken(std::span<const std::uint8_t, 4> op)
    {
        std::string bytes = m_detector->save();
        if (bytes.empty())
            return;
        const std::size_t at = (op[1] * 256U + op[2]) * 2'654'435'761U % bytes.size();
        bytes[at] = static_cast<char>(bytes[at] ^ (op[3] | 1));
        auto broken = make();
        const std::string before = broken->save();
        if (!broken->load(bytes)) {
            require(broken->save() == before, "a refused state changes nothing");
            return;
        }
        score(*broken, op[3]);
        Bucket next{m_now + std::chrono::minutes{1}, Fill::Complete,
                    std::vector<std::uint64_t>(kStatuses, op[3])};
        broken->learn(next);
        if (const auto job = broken->trainingDue())
            broken->adopt(job->fit());
        score(*broken, op[3]);
    }

    std::string_view m_name;
    DetectorContext m_context;
    std::unique_ptr<Detector> m_detector;
    std::deque<std::pair<Minute, std::shared_ptr<const void>>> m_due;
    Random m_random{1};
    Minute m_now = std::chrono::sys_days{std::chrono::year{2025} / 7 / 7};
    std::size_t m_learned = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    Run run(data[0]);
    constexpr std::size_t kSteps = 32;
    for (std::size_t at = 1, steps = 0; at + 4 <= size && steps < kSteps; at += 4, ++steps)
        run.step(std::span<const std::uint8_t, 4>(data + at, 4));
    return 0;
}
