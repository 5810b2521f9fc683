#include "tests/bench/load_generator.h"

#include "core/base/minute.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <random>
#include <thread>

namespace vigia::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::array<const char*, 7> kStatuses = {
    "approved", "denied", "failed", "reversed", "backend_reversed", "refunded", "processing"};
constexpr int kMinutes = 24 * 60; // over which the rows are spread

class Connection
{
public:
    Connection(const LoadPlan& plan, std::uint64_t seed)
        : m_plan(plan)
        , m_random(seed)
        , m_minute(static_cast<int>(seed * 37 % kMinutes))
    {}
    ~Connection()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool open()
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_plan.port);
        ::inet_pton(AF_INET, m_plan.host.c_str(), &address.sin_addr);
        if (::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            return false;
        const int on = 1;
        ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::fcntl(m_fd, F_SETFL, O_NONBLOCK);
        return true;
    }
    [[nodiscard]] int fd() const { return m_fd; }

    void begin()
    {
        compose();
        m_sent = 0;
        m_in.clear();
        m_since = SteadyClock::now();
    }

    // False when the connection is broken.
    bool step()
    {
        while (m_sent < m_out.size()) {
            const ssize_t n =
                ::send(m_fd, m_out.data() + m_sent, m_out.size() - m_sent, MSG_NOSIGNAL);
            if (n < 0)
                break;
            m_sent += static_cast<std::size_t>(n);
        }
        std::array<char, 64 * 1024> buffer;
        while (true) {
            const ssize_t n = ::recv(m_fd, buffer.data(), buffer.size(), 0);
            if (n == 0)
                return false;
            if (n < 0)
                return errno == EAGAIN;
            m_in.append(buffer.data(), static_cast<std::size_t>(n));
        }
    }

    // The status once the answer is whole; 0 before.
    [[nodiscard]] int answered() const
    {
        const std::size_t end = m_in.find("\r\n\r\n");
        const std::size_t length = m_in.find("Content-Length: ");
        if (end == std::string::npos || length == std::string::npos || length > end)
            return 0;
        const std::size_t body = std::stoul(m_in.substr(length + 16, 12));
        return m_in.size() >= end + 4 + body ? std::stoi(m_in.substr(9, 3)) : 0;
    }
    [[nodiscard]] const std::string& answer() const { return m_in; }
    [[nodiscard]] double waitedMs() const
    {
        return std::chrono::duration<double, std::milli>(SteadyClock::now() - m_since).count();
    }

private:
    void compose()
    {
        const Minute newest =
            std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now());
        std::string body = "[";
        for (int i = 0; i < m_plan.rows; ++i) {
            if (m_status == kStatuses.size()) {
                m_status = 0;
                m_minute = (m_minute + 1) % kMinutes;
            }
            body += i == 0 ? R"({"time":")" : R"(,{"time":")";
            body += toRfc3339(newest - std::chrono::minutes{m_minute});
            body += R"(","status":")";
            body += kStatuses[m_status++];
            body += R"(","count":)";
            body += std::to_string(m_random() % 500);
            body += '}';
        }
        body += ']';
        m_out = "POST /transactions HTTP/1.1\r\nHost: " + m_plan.host +
                "\r\nContent-Type: application/json\r\n";
        if (!m_plan.token.empty())
            m_out += "Authorization: Bearer " + m_plan.token + "\r\n";
        m_out += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    const LoadPlan& m_plan;
    std::mt19937_64 m_random;
    int m_minute = 0;
    std::size_t m_status = 0;
    int m_fd = -1;
    std::string m_out;
    std::size_t m_sent = 0;
    std::string m_in;
    SteadyClock::time_point m_since;
};

double quantile(std::vector<double>& sorted, double q)
{
    if (sorted.empty())
        return 0;
    const auto at = static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1));
    return sorted[at];
}

} // namespace

LoadFigures runLoad(const LoadPlan& plan)
{
    LoadFigures out;
    std::vector<std::unique_ptr<Connection>> connections;
    const int poll = ::epoll_create1(0);
    for (int i = 0; i < plan.connections; ++i) {
        auto connection =
            std::make_unique<Connection>(plan, plan.seed + static_cast<std::uint64_t>(i));
        if (!connection->open()) {
            out.firstFailure = "cannot connect to " + plan.host + ":" + std::to_string(plan.port);
            ++out.failures;
            ::close(poll);
            return out;
        }
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLET;
        event.data.ptr = connection.get();
        ::epoll_ctl(poll, EPOLL_CTL_ADD, connection->fd(), &event);
        connection->begin();
        connections.push_back(std::move(connection));
    }
    std::vector<double> waits;
    const auto start = SteadyClock::now();
    const auto end = start + plan.duration;
    std::array<epoll_event, 128> events;
    double begun = static_cast<double>(plan.connections) * plan.rows;
    bool broken = false;
    while (SteadyClock::now() < end && !broken) {
        const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < count; ++i) {
            auto* connection =
                static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
            if (!connection->step()) {
                ++out.failures;
                out.firstFailure = "a connection was closed";
                broken = true;
                break;
            }
            const int status = connection->answered();
            if (status == 0)
                continue;
            if (status == 200) {
                waits.push_back(connection->waitedMs());
                ++out.requests;
                out.rows += static_cast<std::uint64_t>(plan.rows);
            } else if (++out.failures == 1) {
                out.firstFailure = connection->answer();
            }
            if (plan.rate > 0) { // all connections wait for the one that is early
                std::this_thread::sleep_until(
                    start + std::chrono::duration_cast<SteadyClock::duration>(
                                std::chrono::duration<double>(begun / plan.rate)));
                begun += plan.rows;
            }
            connection->begin();
            if (!connection->step())
                broken = true;
        }
    }
    out.seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    ::close(poll);
    std::sort(waits.begin(), waits.end());
    out.p50Ms = quantile(waits, 0.5);
    out.p99Ms = quantile(waits, 0.99);
    out.maxMs = waits.empty() ? 0 : waits.back();
    return out;
}

std::string describe(const LoadPlan& plan, const LoadFigures& f)
{
    std::array<char, 256> line{};
    std::snprintf(line.data(), line.size(),
                  "%d connections, %d rows a request, %.1f s: %.0f requests/s, %.0f rows/s, "
                  "p50 %.2f ms, p99 %.2f ms, max %.2f ms, %llu failures",
                  plan.connections, plan.rows, f.seconds,
                  static_cast<double>(f.requests) / f.seconds,
                  static_cast<double>(f.rows) / f.seconds, f.p50Ms, f.p99Ms, f.maxMs,
                  static_cast<unsigned long long>(f.failures));
    return f.failures == 0 ? std::string(line.data())
                           : std::string(line.data()) + "\nfirst failure: " + f.firstFailure;
}

} // namespace vigia::bench
