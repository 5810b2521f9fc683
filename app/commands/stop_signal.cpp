#include "app/commands/stop_signal.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace vigia {
namespace {

std::array<int, 2> g_pair{-1, -1}; // a signal handler may only write to a descriptor

void handle(int number)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_pair[0], &byte, 1);
    std::signal(number, SIG_DFL); // the next one is not asked politely
}

} // namespace

StopSignal::StopSignal(QObject* parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, g_pair.data()) != 0)
        return;
    m_notifier = new QSocketNotifier(g_pair[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        [[maybe_unused]] const auto got = ::read(g_pair[1], &byte, 1);
        emit raised();
    });
    std::signal(SIGTERM, handle);
    std::signal(SIGINT, handle);
}

StopSignal::~StopSignal()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    for (int& end : g_pair) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace vigia
