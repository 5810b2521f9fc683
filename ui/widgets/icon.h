// Icons drawn for Vigia (resources/icons), in the colours of the theme and sharp at any scaling.
#pragma once

#include <QIcon>
#include <QString>

namespace vigia {

// `name` without ".svg". Strokes take the theme's muted colour, its text colour when checked.
[[nodiscard]] QIcon icon(const QString& name);
[[nodiscard]] QIcon applicationIcon();

} // namespace vigia
