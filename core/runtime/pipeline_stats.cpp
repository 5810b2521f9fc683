#include "core/runtime/pipeline_stats.h"

#include <algorithm>
#include <charconv>

namespace vigia {
namespace {

std::string boundText(double seconds)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), seconds).ptr;
    return {digits.data(), end};
}

} // namespace

void PipelineStats::committed(std::chrono::steady_clock::duration took, bool succeeded)
{
    if (!succeeded) {
        ++m_failures;
        return;
    }
    const double seconds = std::chrono::duration<double>(took).count();
    const auto place = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
    ++m_durations[static_cast<std::size_t>(place - kBounds.begin())];
    m_microseconds += std::chrono::duration_cast<std::chrono::microseconds>(took).count();
}

void PipelineStats::judged(std::int64_t minutes, std::int64_t warnings, std::int64_t criticals)
{
    m_minutes += minutes;
    m_warnings += warnings;
    m_criticals += criticals;
}

std::vector<Metric> PipelineStats::metrics() const
{
    using Kind = Metric::Kind;
    std::vector<Metric> out;
    const auto duration = [&](std::string suffix, double value, std::string labels) {
        out.push_back({"vigia_commit_duration_seconds",
                       "How long commits took, synced to disk; several requests share one.",
                       Kind::Histogram, value, std::move(labels), std::move(suffix)});
    };
    std::int64_t commits = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
        commits += m_durations[i];
        duration("_bucket", static_cast<double>(commits), "le=\"" + boundText(kBounds[i]) + "\"");
    }
    commits += m_durations[kBounds.size()];
    duration("_bucket", static_cast<double>(commits), "le=\"+Inf\"");
    duration("_sum", static_cast<double>(m_microseconds) / 1e6, "");
    duration("_count", static_cast<double>(commits), "");
    out.push_back({"vigia_commit_failures_total", "Commits that the database refused.",
                   Kind::Counter, static_cast<double>(m_failures)});
    out.push_back({"vigia_detection_judged_total",
                   "Minutes judged since start, each of one source.", Kind::Counter,
                   static_cast<double>(m_minutes)});
    for (const auto& [severity, count] :
         {std::pair{"warning", &m_warnings}, std::pair{"critical", &m_criticals}}) {
        out.push_back({"vigia_detection_anomalies_total",
                       "Anomalies reported since start; a minute that fills may count again.",
                       Kind::Counter, static_cast<double>(*count),
                       "severity=\"" + std::string(severity) + "\""});
    }
    out.push_back({"vigia_detection_incidents_open", "Incidents that are not resolved.",
                   Kind::Gauge, static_cast<double>(m_openIncidents)});
    return out;
}

} // namespace vigia
