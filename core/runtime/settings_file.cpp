#include "core/runtime/settings_file.h"

#include "core/runtime/keyring.h"
#include "core/runtime/setting_families.h"
#include "core/runtime/settings_check.h"

#include <QFile>

#include <algorithm>
#include <cctype>
#include <set>
#include <sys/stat.h>
#include <toml++/toml.h>

extern char** environ;

namespace vigia {
namespace {

Result<std::string> readSmallFile(const std::string& path)
{
    constexpr qint64 kMaxBytes = 1 << 20;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::InvalidConfig,
                    path + ": cannot be read: " + file.errorString().toStdString());
    const QByteArray bytes = file.read(kMaxBytes + 1);
    if (bytes.size() > kMaxBytes)
        return fail(ErrorCode::InvalidConfig,
                    path + ": is larger than 1 MiB, expected a configuration file");
    return bytes.toStdString();
}

Result<std::string> readSecretFile(const std::string& variable, const std::string& path)
{
    auto content = readSmallFile(path);
    if (!content)
        return fail(ErrorCode::InvalidConfig,
                    "environment variable " + variable + ": " + content.error().message);
    while (!content->empty() && (content->back() == '\n' || content->back() == '\r'))
        content->pop_back();
    return content;
}

void collect(const toml::table& table, const std::string& prefix, const std::string& name,
             std::vector<Setting>& out, std::string& errors)
{
    for (const auto& [tomlKey, node] : table) {
        const std::string key =
            prefix.empty() ? std::string(tomlKey.str()) : prefix + "." + std::string(tomlKey.str());
        const std::string origin = name + ":" + std::to_string(node.source().begin.line);
        const auto refuse = [&](std::string_view what) {
            errors += origin + ": " + key + ": " + std::string(what) + "\n";
        };
        if (const auto* inner = node.as_table()) {
            collect(*inner, key, name, out, errors);
        } else if (const auto* array = node.as_array()) {
            std::vector<std::string> items;
            bool texts = true;
            for (const auto& item : *array) {
                if (const auto text = item.value_exact<std::string>())
                    items.push_back(*text);
                else
                    texts = false;
            }
            if (texts)
                out.push_back({key, std::move(items), origin, false});
            else
                refuse("found a list with other values than text, expected texts in quotes");
        } else if (const auto text = node.value_exact<std::string>()) {
            out.push_back({key, *text, origin, false});
        } else if (const auto whole = node.value_exact<std::int64_t>()) {
            out.push_back({key, *whole, origin, false});
        } else if (const auto real = node.value_exact<double>()) {
            out.push_back({key, *real, origin, false});
        } else if (const auto flag = node.value_exact<bool>()) {
            out.push_back({key, *flag, origin, false});
        } else {
            refuse("found a date or time, expected text or a number");
        }
    }
}

// In a file, and not only the name of an entry of the keyring.
bool holdsSecret(const Setting& setting)
{
    if (setting.file.empty() || !isSecretKey(setting.key))
        return false;
    const auto* value = std::get_if<std::string>(&setting.value);
    return value != nullptr && !value->empty() && !value->starts_with(kKeyringPrefix);
}

bool othersCanRead(const std::string& file)
{
    struct stat about = {};
    return ::stat(file.c_str(), &about) == 0 && (about.st_mode & S_IROTH) != 0;
}

// "keyring:NAME" as the value of a secret becomes what the keyring holds.
Result<void> fromKeyring(Setting& setting, const SettingsSources& sources)
{
    auto* value = std::get_if<std::string>(&setting.value);
    if (value == nullptr || !value->starts_with(kKeyringPrefix) || !isSecretKey(setting.key))
        return {};
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::InvalidConfig, setting.origin + ": " + setting.key + ": " + why);
    };
    const std::string name = value->substr(kKeyringPrefix.size());
    if (!isKeyringName(name))
        return refuse("found a name that is none behind \"keyring:\", expected 1 to 64 of A-Z a-z "
                      "0-9 _ - .");
    if (!sources.keyring)
        return refuse("found \"keyring:" + name + "\", but no keyring is asked here");
    auto secret = sources.keyring(name);
    if (!secret)
        return refuse(secret.error().message);
    *value = std::move(*secret);
    return {};
}

} // namespace

std::map<std::string, std::string> processEnvironment()
{
    std::map<std::string, std::string> out;
    for (char** entry = environ; *entry; ++entry) {
        const std::string_view line(*entry);
        const std::size_t equals = line.find('=');
        if (equals != std::string_view::npos)
            out.emplace(line.substr(0, equals), line.substr(equals + 1));
    }
    return out;
}

std::string environmentName(std::string_view key)
{
    std::string out = "VIGIA_";
    for (const char c : key)
        out += c == '.' || c == '-'
                   ? '_'
                   : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

Result<std::vector<Setting>> parseToml(std::string_view text, const std::string& name)
{
    std::vector<Setting> out;
    std::string errors;
    try {
        collect(toml::parse(text), {}, name, out, errors);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::InvalidConfig, name + ":" +
                                                  std::to_string(error.source().begin.line) + ":" +
                                                  std::to_string(error.source().begin.column) +
                                                  ": " + std::string(error.description()));
    }
    if (!errors.empty()) {
        errors.pop_back();
        return fail(ErrorCode::InvalidConfig, errors);
    }
    return out;
}

Result<std::vector<Setting>> parseDotEnv(std::string_view text, const std::string& name)
{
    std::map<std::string, std::string> found;
    std::map<std::string, std::string> origins;
    std::size_t number = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find('\n');
        std::string line(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        const std::size_t first = line.find_first_not_of(" \t");
        if (first == std::string::npos || line[first] == '#')
            continue;
        line.erase(0, first);
        if (line.starts_with("export "))
            line.erase(0, 7);
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::InvalidConfig,
                        name + ":" + std::to_string(number) + ": expected NAME=value");
        std::string value = line.substr(equals + 1);
        if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
            value.back() == value.front())
            value = value.substr(1, value.size() - 2);
        const std::string variable = line.substr(0, equals);
        found[variable] = value;
        origins[variable] = name + ":" + std::to_string(number);
    }
    auto settings = settingsFromEnvironment(found);
    if (!settings)
        return settings;
    for (Setting& setting : *settings) {
        const std::string variable = setting.origin.substr(setting.origin.rfind(' ') + 1);
        setting.origin = origins[variable] + ": " + variable;
    }
    return settings;
}

Result<std::vector<Setting>>
settingsFromEnvironment(const std::map<std::string, std::string>& environment)
{
    std::vector<Setting> out;
    const auto take = [&](const std::string& variable, std::string_view key,
                          bool secret) -> Result<void> {
        // An empty variable counts as not set, as shells and compose files leave them.
        if (const auto it = environment.find(variable);
            it != environment.end() && !it->second.empty())
            out.push_back({std::string(key), it->second, "environment variable " + variable, true});
        if (!secret)
            return {};
        const auto file = environment.find(variable + "_FILE");
        if (file == environment.end())
            return {};
        auto content = readSecretFile(variable + "_FILE", file->second);
        if (!content)
            return fail(content.error());
        out.push_back({std::string(key), *content, "environment variable " + variable + "_FILE",
                       true, file->second});
        return {};
    };
    for (const SettingKey& key : settingKeys()) {
        if (auto done = take(environmentName(key.key), key.key, key.secret); !done)
            return fail(done.error());
        if (!key.environment.empty()) {
            if (auto done = take(std::string(key.environment), key.key, key.secret); !done)
                return fail(done.error());
        }
    }
    if (auto done = take("VIGIA_TOKEN", "ingest.token", true); !done)
        return fail(done.error());
    for (const auto& [variable, value] : environment) {
        const auto family = value.empty() ? std::nullopt : familyVariable(variable);
        if (!family)
            continue;
        const std::string origin = "environment variable " + variable;
        if (!family->file) {
            out.push_back({family->key, value, origin, true});
            continue;
        }
        auto secret = readSecretFile(variable, value);
        if (!secret)
            return fail(secret.error());
        out.push_back({family->key, *secret, origin, true, value});
    }
    return out;
}

void addLatencyDetector(Config& config)
{
    if (!config.ingest.watchLatency)
        return;
    auto& extra = config.ingest.extraStatuses;
    if (std::find(extra.begin(), extra.end(), kLatencyStatus) == extra.end())
        extra.emplace_back(kLatencyStatus);
    // `adaptive` and others judge a status by its share of the volume, which a mean has not.
    config.detection.detectorsByStatus.try_emplace(kLatencyStatus,
                                                   std::vector<std::string>{"rolling_zscore"});
}

Result<Config> loadSettings(const SettingsSources& sources)
{
    std::vector<Setting> settings;
    std::string errors;
    const auto add = [&](Result<std::vector<Setting>> found) {
        if (!found)
            errors += found.error().message + "\n";
        else
            settings.insert(settings.end(), std::make_move_iterator(found->begin()),
                            std::make_move_iterator(found->end()));
    };
    const auto addFile = [&](const std::string& path, bool required, auto parse) {
        if (path.empty() || (!required && !QFile::exists(QString::fromStdString(path))))
            return;
        auto text = readSmallFile(path);
        if (!text) {
            errors += text.error().message + "\n";
            return;
        }
        auto found = parse(*text, path);
        if (found) {
            for (Setting& setting : *found) {
                if (setting.file.empty()) // else a further one that it names
                    setting.file = path;
            }
        }
        add(std::move(found));
    };
    addFile(sources.file, sources.fileRequired, parseToml);
    addFile(sources.dotEnv, false, parseDotEnv);
    add(settingsFromEnvironment(sources.environment));
    settings.insert(settings.end(), sources.commandLine.begin(), sources.commandLine.end());

    Config config;
    std::set<std::string> exposed;
    for (Setting& setting : settings) {
        if (setting.text)
            setting.key = knownFamilyKey(setting.key, config);
        if (holdsSecret(setting) && othersCanRead(setting.file) &&
            exposed.insert(setting.file).second && sources.warn)
            sources.warn(setting.file + ": holds " + setting.key +
                         ", a secret, and every user of this machine can read it; chmod 600 " +
                         setting.file);
        if (auto done = fromKeyring(setting, sources); !done) {
            errors += done.error().message + "\n";
            continue;
        }
        if (auto done = applySetting(config, setting); !done)
            errors += done.error().message + "\n";
    }
    addLatencyDetector(config);
    if (errors.empty()) {
        if (auto done = checkSettings(config, settings); !done)
            errors = done.error().message + "\n";
    }
    if (!errors.empty()) {
        errors.pop_back();
        return fail(ErrorCode::InvalidConfig, errors);
    }
    return config;
}

} // namespace vigia
