// Whether somebody still watches: what the watch over the whole chain found, in the operator's
// words, and the moment to say it.
//
// Says each trouble once when it begins, however long it lasts, and once that all is well again.
// GUI thread only.
#pragma once

#include "core/runtime/monitor.h"
#include "core/runtime/watch_board.h"

#include <QObject>
#include <QStringList>

namespace vigia {

namespace words {

[[nodiscard]] QString trouble(const ChainTrouble& trouble);
// "The machine slept from 12 Jul 02:10 to 12 Jul 07:45"
[[nodiscard]] QString slept(Instant from, Instant to, const Zone& zone);

} // namespace words

class WatchNotice final : public QObject
{
    Q_OBJECT

public:
    // `monitor` outlives this.
    explicit WatchNotice(Monitor& monitor, QObject* parent = nullptr);

    void look(); // now, and not when something changes

signals:
    void troubled(const QString& headline, const QString& details);
    void well(const QString& headline);

private:
    void tellSleep(Instant from, Instant to);
    [[nodiscard]] bool dataIsExpected() const;

    Monitor& m_monitor;
    QStringList m_said;         // troubles that last, without how long they do
    std::int64_t m_givenUp = 0; // messages since the start
};

} // namespace vigia
