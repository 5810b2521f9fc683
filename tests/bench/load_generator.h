// Loads a listener with POST /transactions over many connections from one thread, and measures what
// comes back. Linux (epoll), plain HTTP.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace vigia::bench {

struct LoadPlan
{
    std::string host = "127.0.0.1"; // an IPv4 address
    std::uint16_t port = 8000;
    std::string token; // "" = none
    int connections = 32;
    int rows = 1;    // in a request
    double rate = 0; // rows a second, 0 = as many as are answered
    std::chrono::milliseconds duration{5000};
    std::uint64_t seed = 1; // of the counts
};

struct LoadFigures
{
    std::uint64_t requests = 0; // answered with 200
    std::uint64_t rows = 0;
    std::uint64_t failures = 0; // other statuses, broken connections
    double seconds = 0;
    double p50Ms = 0; // from the first byte sent to the last byte of the answer
    double p99Ms = 0;
    double maxMs = 0;
    std::string firstFailure; // what the first of them was
};

// Each connection posts one request after the other. The rows are of the last hours before now, one
// status after the other, with counts that differ each time, as the same value again is almost free
// for a store.
[[nodiscard]] LoadFigures runLoad(const LoadPlan& plan);

[[nodiscard]] std::string describe(const LoadPlan& plan, const LoadFigures& figures);

} // namespace vigia::bench
