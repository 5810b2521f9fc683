// Local outlier factors of the last N counts of one series, kept up to date count by count.
//
// Breunig, Kriegel, Ng and Sander, "LOF: Identifying Density-Based Local Outliers", SIGMOD 2000, on
// one dimension and with scikit-learn's conventions: exactly k neighbours, the point itself left
// out; lrd = 1 / (mean reach distance + 1e-10), which also defines it for duplicates (a count that
// occurs more than k times has distance 0 to its neighbours, lrd 1e10 and factor 1); the threshold
// is the 1 - contamination quantile of all factors, a point above it an outlier.
// Of neighbours at the same distance the lower count is taken first. scikit-learn takes those that
// its search meets first, so its kd-tree and its brute force disagree where such a tie decides;
// told to take the lower ones, all its labels are ours (tests/contract/tst_sklearn.cpp).
//
// Equal counts have equal factors, so the state is the sorted list of distinct counts. A change
// reaches only counts that have it within their k neighbours, then those that have one of these,
// then those that have one of those (reach, density, factor), and nothing on the far side of a
// count that occurs more than k times.
// Cost: see core/detect/README.md; memory 8 bytes a count and about 120 a distinct one.
// Thread: not shared.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace vigia {

class LofWindow
{
public:
    struct Parameters
    {
        std::size_t capacity = 43'200; // counts, 30 days of minutes
        std::size_t neighbours = 20;   // k
        double contamination = 0.02;   // share of outliers, 0 < c < 0.5
    };

    explicit LofWindow(Parameters parameters);
    LofWindow(const LofWindow& other);
    LofWindow& operator=(const LofWindow& other);
    LofWindow(LofWindow&&) = default;
    LofWindow& operator=(LofWindow&&) = default;
    ~LofWindow() = default;

    // Adds a count of at most 2^53 - 1; the oldest leaves when the window is full.
    void add(std::uint64_t count);

    [[nodiscard]] std::size_t size() const { return m_ring.size(); }
    [[nodiscard]] std::uint64_t at(std::size_t i) const; // the i-th oldest
    [[nodiscard]] std::size_t distinct() const { return m_values.size(); }

    // More than k counts are needed for all below.
    [[nodiscard]] bool ready() const { return m_ring.size() > m_parameters.neighbours; }
    // The factor of a count that is in the window. REQUIRES: ready(), the count is in it.
    [[nodiscard]] double factorOf(std::uint64_t count) const;
    // The factor of a new point against the window (scikit-learn's novelty mode). REQUIRES:
    // ready().
    [[nodiscard]] double novelty(std::uint64_t count) const;
    // Outliers lie above it. REQUIRES: ready().
    [[nodiscard]] double threshold() const;
    [[nodiscard]] double median() const; // lower of the two middles; REQUIRES: not empty
    // The largest (smallest) count in the window that is no outlier, looked for from the end.
    [[nodiscard]] std::uint64_t largestInlier() const;
    [[nodiscard]] std::uint64_t smallestInlier() const;

private:
    static constexpr std::uint32_t kNoPlace = ~std::uint32_t{0};
    static constexpr double kRegularizer = 1e-10; // scikit-learn's: a finite density of duplicates
    struct Point
    {
        std::uint32_t times = 0;        // how often the count occurs
        std::uint32_t place = kNoPlace; // in its bin
        double reach = 0;               // distance to the k-th neighbour
        double density = 0;             // lrd
        double factor = 0;              // LOF
        // How many distinct counts on either side are among its neighbours, and how often the
        // outermost of them is.
        std::uint32_t lower = 0;
        std::uint32_t upper = 0;
        std::uint32_t lowestTimes = 0;
        std::uint32_t highestTimes = 0;
    };
    using Values = std::map<std::uint64_t, Point>; // its nodes stay where they are
    using Value = Values::value_type;
    // Distinct counts by factor, coarsely: from them the quantile is selected.
    struct Bin
    {
        std::size_t weight = 0; // points, not distinct counts
        std::vector<Value*> members;
    };
    using Bins = std::map<std::uint64_t, Bin, std::greater<>>; // highest factors first
    // A distinct count while its surroundings are evaluated side by side.
    struct Local
    {
        Value* value = nullptr;
        double count = 0;
        double times = 0;
        double reach = 0;
        double density = 0;
    };
    struct Span // of locals
    {
        std::size_t first = 0;
        std::size_t end = 0; // after the last
    };

    [[nodiscard]] static Local localOf(Value& value);
    void change(std::uint64_t count, int by);
    void erase(Values::iterator value);
    void refreshAround(std::uint64_t count);
    void refreshAll();
    [[nodiscard]] bool fetchLower();
    [[nodiscard]] bool fetchUpper();
    template <typename Settle>
    [[nodiscard]] Span spanReaching(Span span, double lowest, double highest, Settle settle);
    void findNeighbours(std::size_t i);
    void fetchNeighbours(std::size_t i);
    void evaluate(Span density, Span factor);
    template <typename Term>
    [[nodiscard]] double overNeighbours(const Local& local, Term term) const;
    [[nodiscard]] std::pair<double, double> factorsAt(std::size_t rank) const;
    [[nodiscard]] static std::uint64_t binOf(double factor);
    void enterBin(Value& value);
    void leaveBin(Value& value);
    void settleMedian();

    Parameters m_parameters;
    std::vector<std::uint64_t> m_ring;
    std::size_t m_next = 0; // the oldest, once full
    Values m_values;
    Bins m_bins;
    Values::iterator m_median{}; // valid when not empty
    std::size_t m_below = 0;     // points below the median

    // While a change is worked on: the counts around it, fetched from m_values as they are asked
    // for.
    std::vector<Local> m_locals;
    Span m_fetched;
    Values::iterator m_lower{}; // the lowest fetched
    Values::iterator m_upper{}; // above the highest fetched

    mutable std::optional<double> m_threshold;
};

} // namespace vigia
