// Replays a corpus through LLVMFuzzerTestOneInput: every file of every folder given, then cheap
// mutations of each (a cut, a flipped byte, a doubled part), seeded, so that the default build
// keeps the fuzz targets alive and useful.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string mutate(std::string bytes, std::mt19937& random)
{
    if (bytes.empty())
        return std::string(1, static_cast<char>(random()));
    const std::size_t at = random() % bytes.size();
    switch (random() % 4) {
    case 0:
        bytes.resize(at);
        break;
    case 1:
        bytes[at] = static_cast<char>(random());
        break;
    case 2:
        bytes.insert(at, bytes.substr(at, random() % 32));
        break;
    default:
        bytes.erase(at, 1 + random() % 4);
        break;
    }
    return bytes;
}

} // namespace

int main(int argc, char** argv)
{
    constexpr int kMutations = 200; // a file
    std::mt19937 random(20250712);
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            run(bytes);
            std::string mutated = bytes;
            for (int m = 0; m < kMutations; ++m) {
                mutated = mutate(m % 8 == 0 ? bytes : mutated, random);
                run(mutated);
            }
            ++files;
        }
    }
    std::printf("%zu corpus files, each with %d mutations\n", files, kMutations);
    return files == 0 ? 1 : 0; // an empty corpus tests nothing
}
