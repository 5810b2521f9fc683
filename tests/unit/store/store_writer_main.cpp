// A program for the tests of the store that need another process: one that is killed, that lacks
// rights, or that is traced.
//
//   store_writer DATABASE write FIRST COUNT  writes batch FIRST, FIRST + 1, ... and prints the
//                                            number of each on a line of its own once write() has
//                                            returned success
//   store_writer DATABASE hold               opens, prints "open" and waits to be killed
//   store_writer DATABASE nobody             becomes user nobody, then as write 0 1
//
// Exit code 3 and the message on stdout when something fails.
#include "core/store/open_store.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

using namespace vigia;

namespace {

constexpr Minute kStart = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};

int failed(const Error& error)
{
    std::printf("%d %s\n", static_cast<int>(error.code), error.message.c_str());
    std::fflush(stdout);
    return 3;
}

// Batch `n`: the minute n with all seven statuses, each counting n + 1.
WriteUnit unitOf(std::int64_t n)
{
    CountBatch batch;
    batch.sources = {"writer"};
    for (std::size_t s = 0; s < kKnownStatuses; ++s)
        batch.rows.push_back({kStart + std::chrono::minutes{n}, static_cast<std::uint64_t>(n + 1),
                              static_cast<StatusId>(s), 0});
    WriteUnit unit;
    unit.counts.push_back(std::move(batch));
    return unit;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    if (argc < 3)
        return 2;
    const std::string mode = argv[2];
    if (mode == "nobody" && (::setgid(65534) != 0 || ::setuid(65534) != 0))
        return 2;
    StoreOptions options;
    options.database = argv[1];
    options.instance = "http://127.0.0.1:4711";
    auto store = openStore(options);
    if (!store)
        return failed(store.error());
    if (mode == "hold") {
        std::puts("open");
        std::fflush(stdout);
        ::pause();
        return 0;
    }
    const std::int64_t first = argc > 3 ? std::atoll(argv[3]) : 0;
    const std::int64_t count = argc > 4 ? std::atoll(argv[4]) : 1;
    for (std::int64_t n = first; n < first + count; ++n) {
        if (auto written = (*store)->write(unitOf(n)); !written)
            return failed(written.error());
        // One write call a line, so that a trace shows it in its place.
        const std::string line = std::to_string(n) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
            return 2;
    }
    return 0;
}
