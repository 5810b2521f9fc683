// Isolation forest: how few random cuts it takes to separate a point from the rest.
//
// Liu, Ting and Zhou, "Isolation Forest", ICDM 2008. Each tree takes `sampleSize` (256) rows
// without replacement and cuts at a uniform place of a random feature that still varies, down to
// depth ceil(log2(sampleSize)). Score = 2^(-mean path / c(sampleSize)), in (0, 1): about 0.5 for
// ordinary rows, near 1 for isolated ones; a leaf of n rows adds c(n), the mean path of an
// unsuccessful search in a binary search tree. Same rows and seed give the same model everywhere.
// Immutable after the fit: any thread may score. Twice the paper's 100 trees halve the
// variance of the score that comes from the seed alone. Cost: see core/detect/README.md; a fit
// takes the same time whatever the history (plus 4 bytes a row for a permutation); 0.8 MB.
#pragma once

#include "core/base/byte_stream.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vigia {

inline constexpr std::size_t kForestFeatures = 6;
using FeatureRow = std::array<float, kForestFeatures>; // finite

class ForestModel
{
public:
    struct Parameters
    {
        std::size_t trees = 200;      // 1..1000
        std::size_t sampleSize = 256; // 2..4096 rows a tree; all where there are fewer
        std::uint64_t seed = 0;
    };

    // REQUIRES: at least two rows.
    [[nodiscard]] static ForestModel fit(std::span<const FeatureRow> rows, Parameters parameters);

    [[nodiscard]] double score(const FeatureRow& row) const;

    void save(ByteWriter& out) const;
    // Null when the bytes are no forest.
    [[nodiscard]] static std::shared_ptr<const ForestModel> load(ByteReader& in);

    // c(n): mean path length of an unsuccessful search among n, 2 H(n - 1) - 2 (n - 1) / n.
    [[nodiscard]] static double meanPath(std::size_t n);

private:
    // A node goes left on row[feature] <= cut, else right; right = left + 1. A leaf points at
    // itself with a cut that nothing exceeds, so that every descent takes the same number of steps
    // and no branch.
    struct Node
    {
        float cut = 0;
        std::uint32_t leftAndFeature = 0; // left << 3 | feature

        [[nodiscard]] std::uint32_t left() const { return leftAndFeature >> 3; }
        [[nodiscard]] std::uint32_t feature() const { return leftAndFeature & 7; }
    };
    static_assert(kForestFeatures <= 8);
    class Builder;

    ForestModel() = default;
    [[nodiscard]] static std::uint32_t next(Node node, const FeatureRow& row);

    std::vector<Node> m_nodes;
    std::vector<float> m_paths; // of each node, where it is a leaf: depth + c(rows in it)
    std::vector<std::uint32_t> m_roots;
    std::uint32_t m_depth = 0; // steps of a descent
    double m_normal = 1;       // c(rows a tree)
};

} // namespace vigia
