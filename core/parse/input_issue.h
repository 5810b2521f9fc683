// What is wrong with a file or body that somebody gave us, in a form that programs can point at and
// people can read.
//
// Plain values. The name of the file is not in them, as one text may come from a file, a request or
// the clipboard; describe() puts it in front.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigia {

struct InputIssue
{
    std::size_t line = 1;   // of the text, from 1; a quoted field may span several
    std::size_t column = 1; // character of that line, from 1
    std::size_t row = 0;    // data row, from 0 and without the header: what a JSON pointer counts
    std::string found;      // the value in quotes, or what else was there: `2 fields`, `nothing`
    std::string expected;   // in words

    // `found "x", expected y`
    [[nodiscard]] std::string message() const
    {
        return "found " + found + ", expected " + expected;
    }

    friend bool operator==(const InputIssue&, const InputIssue&) = default;
};

// The first issues and how many there were.
struct InputReport
{
    std::vector<InputIssue> issues;
    std::size_t total = 0;
    std::size_t rows = 0;    // read, good and bad
    std::size_t badRows = 0; // that have an issue: one may have several
    bool cancelled = false;  // somebody asked to stop; then nothing was read

    [[nodiscard]] bool ok() const { return total == 0 && !cancelled; }
};

// A value, or why there is none. With issues the value is empty, unless the caller asked for the
// good rows of a bad file (BadRows::LeaveOut).
template <typename T>
struct Parsed
{
    T value{};
    InputReport report;

    [[nodiscard]] bool ok() const { return report.ok(); }
};

// `FILE:LINE:COLUMN: found "X", expected Y`
[[nodiscard]] std::string describe(std::string_view file, const InputIssue& issue);

// One line an issue, then how many more there were.
[[nodiscard]] std::string describe(std::string_view file, const InputReport& report);

// InvalidInput or Cancelled with describe() as message. REQUIRES: !report.ok().
[[nodiscard]] Error toError(std::string_view file, const InputReport& report);

} // namespace vigia
