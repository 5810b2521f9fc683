#include "tests/eval/day_file.h"

#include <cstdio>
#include <fstream>

namespace vigia::eval {

std::vector<Bucket> readDay(const std::string& path)
{
    std::ifstream file(path);
    if (!file)
        return {};
    const StatusCatalog catalog;
    const Minute start = std::chrono::sys_days{std::chrono::year{2025} / 7 / 12};
    std::vector<Bucket> day(1440);
    for (std::size_t i = 0; i < day.size(); ++i)
        day[i] = {start + std::chrono::minutes{i}, Fill::Gap,
                  std::vector<std::uint64_t>(catalog.size())};
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        unsigned hour = 0;
        unsigned minute = 0;
        char name[32];
        unsigned long long count = 0;
        if (std::sscanf(line.c_str(), "%uh %u,%31[^,],%llu", &hour, &minute, name, &count) != 4 ||
            hour > 23 || minute > 59)
            continue;
        const auto status = catalog.find(name);
        if (!status)
            continue;
        Bucket& bucket = day[hour * 60 + minute];
        bucket.fill = Fill::Complete;
        bucket.counts[index(*status)] = count;
    }
    return day;
}

} // namespace vigia::eval
