// What is stored and still to be judged, and what several collectors of one PostgreSQL database
// leave for the one of them that decides.
//
// Rows that are judged after they are stored, because another one decides or because they came as
// events, are noted here in the transaction that stores them, and crossed out in the transaction
// that stores what was found in them: a notification may be lost, a note is not. What operators do
// at another one waits here for its answer.
//
// Part of a Database; rules on threads, transactions and errors as in store.h.
#pragma once

#include "core/base/minute.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia {

// Minutes whose counts are stored and not judged yet. Written by Store::write() with
// WriteUnit::Judged::Elsewhere and by EventStore::addEvents(); crossed out by WriteUnit::judged.
struct UnjudgedMinutes
{
    std::int64_t id = 0;
    MinuteRange minutes;
    bool imported = false; // from a file: what is found is not announced

    friend bool operator==(const UnjudgedMinutes&, const UnjudgedMinutes&) = default;
};

struct IncidentRequest
{
    std::int64_t id = 0;
    std::string body; // what is to be done, as JSON; the store does not read it

    friend bool operator==(const IncidentRequest&, const IncidentRequest&) = default;
};

class CollectorLog
{
public:
    virtual ~CollectorLog() = default;

    // In the order they were noted.
    [[nodiscard]] virtual Result<std::vector<UnjudgedMinutes>> unjudged(std::size_t limit) = 0;

    // For the one that decides: what waits for an answer, in order. WriteUnit::answers has them.
    [[nodiscard]] virtual Result<std::vector<IncidentRequest>> requests() = 0;

    // For the others. ask() gives the id of the request.
    [[nodiscard]] virtual Result<std::int64_t> ask(const std::string& body, Instant now) = 0;
    // None while there is none; it is given once.
    [[nodiscard]] virtual Result<std::optional<std::string>> takeAnswer(std::int64_t request) = 0;
    // False when it was answered before it could be taken back.
    [[nodiscard]] virtual Result<bool> takeBack(std::int64_t request) = 0;
};

} // namespace vigia
