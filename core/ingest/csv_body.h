// A text/csv body as the routes that take rows read it. Pure.
#pragma once

#include "core/ingest/problem.h"
#include "core/ingest/routes.h"
#include "core/ingest/rows_answer.h"
#include "core/parse/csv_options.h"
#include "core/parse/input_issue.h"

namespace vigia {

[[nodiscard]] CsvOptions csvOptions(RouteScope& scope, Partial partial);

// The faults, with pointers to the rows.
[[nodiscard]] IssueList issuesOf(const InputReport& report);

} // namespace vigia
