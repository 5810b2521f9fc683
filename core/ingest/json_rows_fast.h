// The quick reader behind JsonRows: simdjson over bodies in which every row is good.
//
// It either takes the whole body, and then exactly as StrictJson would, or nothing of it; it never
// says what is wrong. Thread: not shared. Source: simdjson's on-demand front end.
#pragma once

#include "core/ingest/json_rows.h"

#include <simdjson.h>

#include <optional>

namespace vigia {

class JsonRows::Fast
{
public:
    [[nodiscard]] std::optional<CountBatch> readMany(std::string_view body,
                                                     RowValidator& validator);

private:
    simdjson::ondemand::parser m_parser;
    std::vector<char> m_padded;
};

} // namespace vigia
