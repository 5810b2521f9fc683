// Days of invented transactions, so that the demo, the tests and a first try
// need no real data.
//
// Volume follows a time of day and a day of week; counts are Poisson around it,
// bad statuses a little wider, as measured on real days. With incidents, the
// last day tells a story: a burst of denials in the morning, approvals that
// drop before noon, two silences, and an afternoon of reversals; each moves by
// a few minutes with the seed. Pure: the same options give the same rows. Cost:
// about 1 µs a minute and status.
#pragma once

#include "core/base/minute.h"
#include "core/model/status.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

enum class SampleIncidents { None, OnLastDay };

struct SampleOptions
{
    std::uint64_t seed = 1;
    int days = 1;                    // 1..kMaxSampleDays
    std::chrono::local_days start{}; // first day, wall clock
    SampleIncidents incidents = SampleIncidents::None;
};

inline constexpr int kMaxSampleDays = 3660;

struct SampleRow
{
    LocalMinute time{};
    StatusId status = StatusId::Approved;
    std::uint64_t count = 0; // above 0: a status that did not occur has no row

    friend bool operator==(const SampleRow&, const SampleRow&) = default;
};

enum class SampleIncidentKind { DenialBurst, ApprovalDrop, ReversalStorm, Silence };

// What was planted, for those who judge a detector. [from, to) on the wall
// clock.
struct SampleIncident
{
    SampleIncidentKind kind = SampleIncidentKind::Silence;
    LocalMinute from{};
    LocalMinute to{};
};

struct Sample
{
    std::vector<SampleRow> rows; // by time, then status
    std::vector<SampleIncident> incidents;
};

// REQUIRES: options are within their bounds.
[[nodiscard]] Sample generateSample(const SampleOptions& options);

// "time,status,count" and a line a row: "2025-07-14 16:45:00,approved,312".
[[nodiscard]] std::string sampleCsv(const Sample& sample);

} // namespace vigia
