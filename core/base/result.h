// Result<T>: a value or an Error, as our functions return it. No exception crosses our API.
//
// The only file that names tl::expected, so that std::expected can replace it (g++ 12 has it in
// C++23 only).
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace vigia {

// What went wrong, in a form that callers and tests can compare.
enum class ErrorCode {
    InvalidInput,  // data that somebody sent or opened
    InvalidConfig, // a key of the configuration
    NotFound,
    Conflict,
    Unavailable, // the outside world: port, database, network; may work later
    Full,        // no room: disk or queue
    ReadOnly,
    Corrupt,
    Locked, // in use by another instance
    Cancelled,
    Internal, // our own mistake, caught at an edge
};

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string message; // UTF-8; names the file, key or host, what was found and what was expected

    friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message)
{
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace vigia
