#include "core/store/postgres_url.h"

#include <array>
#include <charconv>
#include <optional>

namespace vigia {
namespace {

constexpr std::array<std::string_view, 2> kSchemes{"postgresql://", "postgres://"};
constexpr std::array<std::string_view, 6> kOptions{
    "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"};

tl::unexpected<Error> wrong(const std::string& what)
{
    return fail(ErrorCode::InvalidConfig,
                "the database address is wrong: " + what +
                    "; expected postgresql://user:password@host:port/name");
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size())
            return std::nullopt;
        const int high = hexDigit(text[i + 1]);
        const int low = hexDigit(text[i + 2]);
        if (high < 0 || low < 0 || (high == 0 && low == 0)) // a NUL would cut the text
            return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

// Splits at the first `mark`; the second part is empty when there is none.
std::pair<std::string_view, std::string_view> split(std::string_view text, char mark)
{
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos)
        return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

Result<void> readOptions(std::string_view query, PostgresAddress& address)
{
    while (!query.empty()) {
        const auto [one, rest] = split(query, '&');
        query = rest;
        const auto [name, value] = split(one, '=');
        const auto text = decoded(value);
        if (!text)
            return wrong("an option is not percent-encoded right");
        if (name == "host") {
            address.host = *text;
            continue;
        }
        bool known = false;
        for (const std::string_view option : kOptions)
            known = known || option == name;
        if (!known)
            return wrong("the option \"" + std::string(name) +
                         "\" is not known (sslmode, sslrootcert, sslcert, sslkey, "
                         "connect_timeout, application_name, host)");
        address.options[std::string(name)] = *text;
    }
    return {};
}

Result<void> readHost(std::string_view place, PostgresAddress& address)
{
    std::string_view host = place;
    std::string_view port;
    if (!place.empty() && place.front() == '[') { // [::1]:5432
        const std::size_t end = place.find(']');
        if (end == std::string_view::npos)
            return wrong("the host has [ without ]");
        host = place.substr(1, end - 1);
        port = place.substr(end + 1);
        if (!port.empty() && port.front() != ':')
            return wrong("after ] comes :port");
        port = port.empty() ? port : port.substr(1);
    } else {
        std::tie(host, port) = split(place, ':');
    }
    const auto name = decoded(host);
    if (!name)
        return wrong("the host is not percent-encoded right");
    if (!name->empty())
        address.host = *name;
    if (port.empty())
        return {};
    const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (code != std::errc{} || end != port.data() + port.size() || address.port == 0)
        return wrong("the port is not a number from 1 to 65535");
    return {};
}

} // namespace

std::string PostgresAddress::shown() const
{
    return host + ":" + std::to_string(port) + "/" + database;
}

bool isPostgresUrl(std::string_view url)
{
    for (const std::string_view scheme : kSchemes) {
        if (url.starts_with(scheme))
            return true;
    }
    return false;
}

Result<PostgresAddress> parsePostgresUrl(std::string_view url)
{
    if (!isPostgresUrl(url))
        return wrong("it does not begin with postgresql://");
    PostgresAddress address;
    address.host = "localhost";
    const auto [main, query] = split(url.substr(url.find("://") + 3), '?');
    const auto [authority, path] = split(main, '/');
    std::string_view place = authority;
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const auto [user, password] = split(authority.substr(0, at), ':');
        const auto plainUser = decoded(user);
        const auto plainPassword = decoded(password);
        if (!plainUser || !plainPassword)
            return wrong("user or password is not percent-encoded right");
        address.user = *plainUser;
        address.password = *plainPassword;
        place = authority.substr(at + 1);
    }
    if (auto read = readHost(place, address); !read)
        return fail(read.error());
    const auto name = decoded(path);
    if (!name || name->empty())
        return wrong("it names no database after the host");
    address.database = *name;
    if (auto read = readOptions(query, address); !read)
        return fail(read.error());
    return address;
}

} // namespace vigia
