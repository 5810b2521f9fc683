// Takes a PostgreSQL address apart: postgresql://user:password@host:port/name?sslmode=require
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace vigia {

struct PostgresAddress
{
    std::string user;
    std::string password; // Secret.
    std::string host;     // name, address, or folder of a Unix socket
    std::uint16_t port = 5432;
    std::string database;
    std::map<std::string, std::string> options; // sslmode, sslrootcert, sslcert, sslkey,
                                                // connect_timeout, application_name

    // "host:port/name", for messages: no user, no password.
    [[nodiscard]] std::string shown() const;
};

[[nodiscard]] bool isPostgresUrl(std::string_view url); // postgresql:// or postgres://

// Parts are percent-decoded; a folder of a Unix socket is given as %2Frun%2Fpostgresql or as
// ?host=/run/postgresql. InvalidConfig says what is wrong without repeating the address.
[[nodiscard]] Result<PostgresAddress> parsePostgresUrl(std::string_view url);

} // namespace vigia
