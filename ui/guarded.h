// A callback that does nothing once its receiver is gone.
//
// For what a widget gives to Monitor::read, write, act or loadMinutes: the answer may come after
// the window was closed, or built anew in another language.
#pragma once

#include <QPointer>

#include <utility>

namespace vigia {

template <typename Receiver, typename Function>
[[nodiscard]] auto guarded(Receiver* receiver, Function function)
{
    return [alive = QPointer<Receiver>(receiver),
            function = std::move(function)](auto&&... arguments) mutable {
        if (alive)
            function(std::forward<decltype(arguments)>(arguments)...);
    };
}

} // namespace vigia
