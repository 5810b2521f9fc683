// load_http --url http://127.0.0.1:8000 [--connections 32] [--rows 1] [--rate ROWS_A_SECOND]
//           [--seconds 5] [--token T]
//
// Loads a running `vigiactl serve` and prints requests/s, rows/s and waiting times. Exits 1 when an
// answer was anything but 200.
#include "tests/bench/load_generator.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

using namespace vigia::bench;

int main(int argc, char** argv)
{
    std::map<std::string, std::string> options{{"--url", ""},      {"--connections", "32"},
                                               {"--rows", "1"},    {"--rate", "0"},
                                               {"--seconds", "5"}, {"--token", ""}};
    for (int i = 1; i + 1 < argc; i += 2) {
        if (!options.contains(argv[i])) {
            std::fprintf(stderr, "unknown option %s\n", argv[i]);
            return 2;
        }
        options[argv[i]] = argv[i + 1];
    }
    std::string url = options["--url"];
    constexpr std::size_t kScheme = 7; // "http://"
    const std::size_t colon = url.rfind(':');
    if (!url.starts_with("http://") || colon < kScheme) {
        std::fprintf(stderr, "--url http://ADDRESS:PORT is needed\n");
        return 2;
    }
    LoadPlan plan;
    plan.host = url.substr(kScheme, colon - kScheme);
    plan.port = static_cast<std::uint16_t>(std::atoi(url.c_str() + colon + 1));
    plan.token = options["--token"];
    plan.connections = std::atoi(options["--connections"].c_str());
    plan.rows = std::atoi(options["--rows"].c_str());
    plan.rate = std::atof(options["--rate"].c_str());
    plan.duration = std::chrono::milliseconds(
        static_cast<long>(std::atof(options["--seconds"].c_str()) * 1000));
    const LoadFigures figures = runLoad(plan);
    std::puts(describe(plan, figures).c_str());
    return figures.failures == 0 ? 0 : 1;
}
