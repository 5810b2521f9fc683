#include "core/runtime/monitor.h"
