#include "core/ingest/listener_stats.h"

#include "core/ingest/http_message.h"

#include <algorithm>
#include <array>

namespace vigia {
namespace {

// "content_too_large"
std::string reasonLabel(int status)
{
    std::string out{reasonPhrase(status)};
    for (char& c : out)
        c = c == ' ' || c == '-' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return out;
}

} // namespace

std::vector<Metric> metricsOf(const ListenerStats& stats)
{
    using Kind = Metric::Kind;
    std::array<std::uint64_t, 6> classes{};
    for (const auto* counts : {&stats.answers, &stats.refusals}) {
        for (const auto& [status, count] : *counts)
            classes[static_cast<std::size_t>(std::clamp(status / 100, 1, 5))] += count;
    }
    std::vector<Metric> out;
    for (const int first : {2, 4, 5}) {
        out.push_back({"vigia_http_requests_total",
                       "Requests answered since start, by class of the status.", Kind::Counter,
                       static_cast<double>(classes[static_cast<std::size_t>(first)]),
                       "code=\"" + std::to_string(first) + "xx\""});
    }
    for (const auto& [status, count] : stats.refusals) {
        out.push_back(
            {"vigia_http_refusals_total",
             "Requests refused before they reached a route, by reason.", Kind::Counter,
             static_cast<double>(count),
             "code=\"" + std::to_string(status) + "\",reason=\"" + reasonLabel(status) + "\""});
    }
    out.push_back({"vigia_http_connections", "Clients that are connected now.", Kind::Gauge,
                   static_cast<double>(stats.open)});
    out.push_back({"vigia_http_connections_total", "Clients that connected since start.",
                   Kind::Counter, static_cast<double>(stats.accepted)});
    out.push_back({"vigia_http_connections_refused_total",
                   "Clients that were turned away because too many were connected.", Kind::Counter,
                   static_cast<double>(stats.turnedAway)});
    return out;
}

} // namespace vigia
