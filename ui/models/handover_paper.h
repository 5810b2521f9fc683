// The hand-over as a document with its charts: for the preview, and as PDF.
//
// The charts are our own SVG (core/message/handover.h); nothing that came from outside is rendered.
// GUI thread only; some tens of milliseconds.
#pragma once

#include "core/message/handover.h"

#include <QByteArray>

class QTextDocument;

namespace vigia {

// Black on white, whatever the theme. `width` of the charts in pixels.
void writeHandover(QTextDocument& document, const Handover& handover, const MessageContext& context,
                   int width);

// A4, upright. Empty when it could not be made.
[[nodiscard]] QByteArray handoverPdf(const Handover& handover, const MessageContext& context);

} // namespace vigia
