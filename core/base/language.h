// The languages in which Vigia writes for people.
#pragma once

namespace vigia {

enum class Language { English, Portuguese }; // Portuguese as in Brazil

} // namespace vigia
