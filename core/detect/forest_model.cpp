#include "core/detect/forest_model.h"

#include "core/base/random.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace vigia {
namespace {

constexpr float kNeverExceeded = std::numeric_limits<float>::max(); // rows are finite
constexpr std::size_t kMaxTrees = 1000;
constexpr std::size_t kMaxSample = 4096;
constexpr std::uint32_t kMaxDepth = 12; // log2(kMaxSample)

} // namespace

double ForestModel::meanPath(std::size_t n)
{
    if (n <= 1)
        return 0;
    if (n == 2)
        return 1;
    constexpr double kEuler = 0.57721566490153286;
    const auto count = static_cast<double>(n);
    return 2 * (std::log(count - 1) + kEuler) - 2 * (count - 1) / count;
}

std::uint32_t ForestModel::next(Node node, const FeatureRow& row)
{
    return node.left() + (row[node.feature()] > node.cut ? 1U : 0U);
}

// Grows one tree after the other into the model.
class ForestModel::Builder
{
public:
    Builder(std::span<const FeatureRow> rows, Parameters parameters)
        : m_all(rows)
        , m_sample(std::min(parameters.sampleSize, rows.size()))
        , m_random(parameters.seed)
        , m_order(rows.size())
    {
        assert(rows.size() >= 2 && parameters.sampleSize >= 2);
        assert(parameters.sampleSize <= kMaxSample && parameters.trees <= kMaxTrees);
        std::iota(m_order.begin(), m_order.end(), std::uint32_t{0});
        m_model.m_depth = static_cast<std::uint32_t>(std::bit_width(m_sample - 1));
        m_model.m_normal = meanPath(m_sample);
        for (std::size_t tree = 0; tree < parameters.trees; ++tree)
            grow();
    }

    [[nodiscard]] ForestModel take() { return std::move(m_model); }

private:
    void grow()
    {
        // The first places of a shuffle: a draw without replacement. The order needs no reset,
        // a permutation is as good as another.
        m_rows.clear();
        for (std::size_t i = 0; i < m_sample; ++i) {
            std::swap(m_order[i], m_order[i + m_random.below(m_order.size() - i)]);
            m_rows.push_back(m_all[m_order[i]]);
        }
        const std::uint32_t root = add();
        m_model.m_roots.push_back(root);
        split(root, m_rows, 0);
    }

    std::uint32_t add()
    {
        m_model.m_nodes.emplace_back();
        m_model.m_paths.push_back(0);
        return static_cast<std::uint32_t>(m_model.m_nodes.size() - 1);
    }

    void split(std::uint32_t node, std::span<FeatureRow> rows, std::uint32_t depth)
    {
        if (depth < m_model.m_depth && rows.size() > 1 && pickCut(rows)) {
            const auto isLeft = [&](const FeatureRow& row) { return row[m_feature] <= m_cut; };
            const auto middle = std::partition(rows.begin(), rows.end(), isLeft);
            const auto size = static_cast<std::size_t>(middle - rows.begin());
            const std::uint32_t left = add();
            add();
            m_model.m_nodes[node] = {m_cut, left << 3 | m_feature};
            split(left, rows.first(size), depth + 1);
            split(left + 1, rows.subspan(size), depth + 1);
            return;
        }
        m_model.m_nodes[node] = {kNeverExceeded, node << 3};
        m_model.m_paths[node] =
            static_cast<float>(static_cast<double>(depth) + meanPath(rows.size()));
    }

    // A feature, uniform among those that vary, and a cut with rows on both sides of it.
    bool pickCut(std::span<const FeatureRow> rows)
    {
        std::array<std::uint32_t, kForestFeatures> features;
        std::iota(features.begin(), features.end(), std::uint32_t{0});
        for (std::size_t left = kForestFeatures; left > 0; --left) {
            const std::size_t at = m_random.below(left);
            const std::uint32_t feature = features[at];
            features[at] = features[left - 1];
            const auto [low, high] =
                std::minmax_element(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
                    return a[feature] < b[feature];
                });
            const float from = (*low)[feature];
            const float to = (*high)[feature];
            if (!(from < to))
                continue;
            m_feature = feature;
            m_cut =
                static_cast<float>(from + m_random.uniform() * (static_cast<double>(to) - from));
            if (m_cut >= to) // rounded up to the largest: keep that one on the right
                m_cut = from;
            return true;
        }
        return false;
    }

    ForestModel m_model;
    std::span<const FeatureRow> m_all;
    std::size_t m_sample;
    Random m_random;
    std::vector<std::uint32_t> m_order;
    std::vector<FeatureRow> m_rows; // of the tree at hand
    std::uint32_t m_feature = 0;
    float m_cut = 0;
};

ForestModel ForestModel::fit(std::span<const FeatureRow> rows, Parameters parameters)
{
    return Builder(rows, parameters).take();
}

double ForestModel::score(const FeatureRow& row) const
{
    // Each step waits for the one before; descents of several trees side by side do not.
    constexpr std::size_t kLanes = 8;
    const Node* const nodes = m_nodes.data();
    double sum = 0;
    std::size_t tree = 0;
    for (; tree + kLanes <= m_roots.size(); tree += kLanes) {
        std::array<std::uint32_t, kLanes> at;
        std::copy_n(m_roots.begin() + static_cast<std::ptrdiff_t>(tree), kLanes, at.begin());
        for (std::uint32_t step = 0; step < m_depth; ++step) {
            for (std::uint32_t& node : at)
                node = next(nodes[node], row);
        }
        for (const std::uint32_t leaf : at)
            sum += m_paths[leaf];
    }
    for (; tree < m_roots.size(); ++tree) {
        std::uint32_t node = m_roots[tree];
        for (std::uint32_t step = 0; step < m_depth; ++step)
            node = next(nodes[node], row);
        sum += m_paths[node];
    }
    return std::exp2(-sum / (static_cast<double>(m_roots.size()) * m_normal));
}

void ForestModel::save(ByteWriter& out) const
{
    out.u64(m_depth);
    out.f64(m_normal);
    out.u64(m_roots.size());
    out.u64(m_nodes.size());
    for (const std::uint32_t root : m_roots)
        out.varint(root);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        out.f32(m_nodes[i].cut);
        out.varint(m_nodes[i].leftAndFeature);
        out.f32(m_paths[i]);
    }
}

std::shared_ptr<const ForestModel> ForestModel::load(ByteReader& in)
{
    ForestModel model;
    const std::uint64_t depth = in.u64();
    model.m_normal = in.f64();
    model.m_roots.resize(in.length(kMaxTrees, 1));
    const std::size_t nodes = in.length(2 * kMaxSample * kMaxTrees, 9);
    if (!in.ok() || depth > kMaxDepth || !(model.m_normal > 0) || model.m_roots.empty())
        return nullptr;
    model.m_depth = static_cast<std::uint32_t>(depth);
    for (std::uint32_t& root : model.m_roots) {
        const std::uint64_t at = in.varint();
        if (at >= nodes)
            return nullptr;
        root = static_cast<std::uint32_t>(at);
    }
    for (std::size_t i = 0; i < nodes; ++i) {
        const float cut = in.f32();
        const std::uint64_t packed = in.varint();
        if (!in.ok() || (packed >> 3) + 1 > nodes || (packed & 7) >= kForestFeatures)
            return nullptr;
        const Node node{cut, static_cast<std::uint32_t>(packed)};
        // A leaf points at itself; any other node at two that come after it.
        const bool isLeaf = node.left() == i && cut == kNeverExceeded;
        if (!isLeaf && (node.left() <= i || node.left() + 1 >= nodes))
            return nullptr;
        model.m_nodes.push_back(node);
        model.m_paths.push_back(in.f32());
    }
    if (!in.ok())
        return nullptr;
    return std::make_shared<const ForestModel>(std::move(model));
}

} // namespace vigia
