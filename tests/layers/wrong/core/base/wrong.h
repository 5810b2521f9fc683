#include "core/detect/detector.h" // points back, on purpose: see ../../CMakeLists.txt
