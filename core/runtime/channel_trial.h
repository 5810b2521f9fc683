// Previews of messages and test messages, for programs and pages: previewMessages(),
// sampleIncident() and sendTest(). sendTest() blocks while it sends: call it off the window's
// thread.
#pragma once

#include "core/notify/preview.h"
#include "core/notify/send_test.h"
