// Log lines on standard error: one event a line, as text or JSON, each with its time and category.
#pragma once

#include "core/base/config.h"

#include <QLoggingCategory>

Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcIngest)
Q_DECLARE_LOGGING_CATEGORY(lcDetect)
Q_DECLARE_LOGGING_CATEGORY(lcNotify)
Q_DECLARE_LOGGING_CATEGORY(lcApp)

namespace vigia {

// Installs the message handler of the process. Control characters in messages are shown escaped, so
// that a foreign text cannot begin a new line. Call once, early.
void setUpLogging(LogFormat format);

} // namespace vigia
