#include "core/parse/csv_options.h"

#include "core/parse/text_check.h"

namespace vigia {

std::string splitCounts(const CsvTable& table, std::string_view key)
{
    return "the same count as before for this " + std::string{key} + ", as the column " +
           inQuotes(table.unknownColumns().front()) + " is not known and left out,";
}

} // namespace vigia
