#include "core/notify/token_command.h"

#include "core/message/words.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace vigia {
namespace {

constexpr std::size_t kMostBytes = 16 * 1024;
constexpr int kLookMs = 100; // how soon `stop` is seen

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {}
    ~Descriptor() { reset(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    void reset()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }

private:
    int m_fd;
};

// Starts the program in a process group of its own; -1 with errno.
pid_t spawn(const std::vector<std::string>& command, int output)
{
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE); // which we ignore
    sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    pid_t child = -1;
    errno = posix_spawnp(&child, arguments[0], &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return errno == 0 ? child : -1;
}

} // namespace

Result<std::string> runTokenCommand(const std::vector<std::string>& command,
                                    std::chrono::milliseconds limit, const std::atomic<bool>& stop)
{
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::Unavailable, plainLine(command.front()) + ": " + why);
    };
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return refuse(std::string("cannot be started: ") + std::strerror(errno));
    const Descriptor output(ends[0]);
    Descriptor input(ends[1]);
    const pid_t child = spawn(command, input.get());
    if (child < 0)
        return refuse(std::string("cannot be started: ") + std::strerror(errno));
    input.reset();

    const auto deadline = std::chrono::steady_clock::now() + limit;
    std::string printed;
    std::string trouble;
    for (bool open = true; open;) {
        pollfd wait{output.get(), POLLIN, 0};
        const int ready = ::poll(&wait, 1, kLookMs);
        char bytes[4096];
        const ssize_t count = ready > 0 ? ::read(output.get(), bytes, sizeof bytes) : -1;
        if (count > 0)
            printed.append(bytes, static_cast<std::size_t>(count));
        open = count != 0;
        if (printed.size() > kMostBytes)
            trouble = "printed more than 16 KiB";
        else if (stop.load(std::memory_order_relaxed))
            trouble = "was stopped";
        else if (std::chrono::steady_clock::now() > deadline)
            trouble = "printed no token within " +
                      std::to_string(std::chrono::ceil<std::chrono::seconds>(limit).count()) + " s";
        if (!trouble.empty())
            break;
    }
    // Its output is closed or no longer wanted: it has nothing left to do for us.
    int status = 0;
    bool ended = false;
    while (trouble.empty() && !ended && std::chrono::steady_clock::now() <= deadline) {
        ended = ::waitpid(child, &status, WNOHANG) == child;
        if (!ended)
            ::poll(nullptr, 0, 10);
    }
    if (!ended) {
        ::kill(-child, SIGKILL);
        ::waitpid(child, &status, 0);
        return refuse(trouble.empty() ? "did not end" : trouble);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return refuse(WIFEXITED(status) ? "ended with " + std::to_string(WEXITSTATUS(status))
                                        : std::string("was killed"));
    while (!printed.empty() && (printed.back() == '\n' || printed.back() == '\r'))
        printed.pop_back();
    if (printed.empty() ||
        !std::all_of(printed.begin(), printed.end(), [](char c) { return c > ' ' && c < 0x7F; }))
        return refuse("printed no token, expected one line without blanks");
    return printed;
}

} // namespace vigia
