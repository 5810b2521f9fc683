// Copying from a table by keyboard, as every table of the console does it.
#pragma once

#include <QString>

class QTableView;

namespace vigia {

// The chosen cells, tab-separated, with the names of their columns above; "" when none is chosen.
[[nodiscard]] QString selectionText(const QTableView& table);
// Gives the table a Copy action on Ctrl+C and in its menu.
void makeCopyable(QTableView& table);

} // namespace vigia
