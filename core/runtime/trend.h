// The trend in words for those who show it: see core/detect/trend_slope.h.
#pragma once

#include "core/detect/trend_slope.h"
