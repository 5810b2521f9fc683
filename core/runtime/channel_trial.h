// Previews of messages and test messages, for programs and pages: previewMessages(),
// sampleIncident(), sendTest(), whom they concern and the picture of a mail. sendTest() blocks
// while it sends: call it off the window's thread.
#pragma once

#include "core/notify/chart_png.h"
#include "core/notify/chosen_receivers.h"
#include "core/notify/preview.h"
#include "core/notify/send_test.h"
