// Counts from a JSON body: bytes to validated rows, with a pointer to each value that is wrong.
//
// A row is {"time", "status", "count", "source"?}; `timestamp` is taken for time, `F1` and `f0_`
// for count, as in the files. Members of other names are passed over. Count must be written as
// plain digits: 5.0, 1e2 and "5" are refused.
//
// Two readers, one meaning: simdjson takes the common case, where every row is good and of the
// known shape (at least 5 M rows/s, tests/bench/bench_json.cpp); whatever else comes is read again
// by StrictJson, which alone judges and gives the words. tests/fuzz/fuzz_json.cpp holds them
// together. Thread: not shared. Memory: kept between calls for bodies up to 1 MiB.
#pragma once

#include "core/base/result.h"
#include "core/ingest/problem.h"
#include "core/model/count_batch.h"
#include "core/parse/row_validator.h"

#include <memory>

namespace vigia {

struct ReadCounts
{
    CountBatch batch;     // the good rows
    IssueList issues;     // what is wrong with the others
    std::size_t rows = 0; // given, good and bad
};

class JsonRows
{
public:
    // Which readers take part; the tests compare them.
    enum class Readers { Both, StrictOnly };

    // `validator` must outlive the reader.
    explicit JsonRows(RowValidator& validator, Readers readers = Readers::Both);
    ~JsonRows();
    JsonRows(const JsonRows&) = delete;
    JsonRows& operator=(const JsonRows&) = delete;

    // An array of rows, or {"transactions": [rows]}. InvalidInput, with line and column, when the
    // body is not JSON.
    [[nodiscard]] Result<ReadCounts> readMany(std::string_view body);
    // One row.
    [[nodiscard]] Result<ReadCounts> readOne(std::string_view body);
    // NDJSON: a row a line; blank lines are passed over.
    [[nodiscard]] Result<ReadCounts> readLines(std::string_view body);

private:
    class Fast;

    RowValidator& m_validator;
    std::unique_ptr<Fast> m_fast; // none with StrictOnly
};

} // namespace vigia
