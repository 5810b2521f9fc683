#include "ui/models/watch_notice.h"

#include "ui/chart/format.h"
#include "ui/models/words.h"

#include <algorithm>

namespace vigia {

WatchNotice::WatchNotice(Monitor& monitor, QObject* parent)
    : QObject(parent)
    , m_monitor(monitor)
{
    if (WatchBoard* board = WatchBoard::of(monitor)) {
        connect(board, &WatchBoard::changed, this, &WatchNotice::look);
        connect(board, &WatchBoard::slept, this, &WatchNotice::tellSleep);
    }
    connect(&monitor, &Monitor::healthChanged, this, &WatchNotice::look);
    for (const ChannelHealth& h : monitor.channels())
        m_givenUp += h.failed; // was said by the window before this one
}

// Who only imports files waits for none, and the demo's day ends.
bool WatchNotice::dataIsExpected() const
{
    if (m_monitor.demo())
        return false;
    const auto metrics = m_monitor.metrics();
    return std::ranges::any_of(metrics, [](const Metric& metric) {
        return metric.name == "vigia_ingest_rows_total" && metric.value > 0;
    });
}

void WatchNotice::look()
{
    const WatchBoard* board = WatchBoard::of(m_monitor);
    QStringList known;
    QStringList lines;
    bool fresh = false;
    const auto add = [&](const QString& name, const QString& line) {
        known << name;
        lines << line;
        fresh = fresh || !m_said.contains(name);
    };
    for (const ChainTrouble& t : board ? board->state().troubles : std::vector<ChainTrouble>{}) {
        using What = ChainTrouble::What;
        if (t.what == What::Learning || (t.what == What::NoData && !dataIsExpected()))
            continue;
        if (t.what == What::ChannelStopped)
            continue; // below, sooner
        ChainTrouble name = t;
        name.lasting = {};
        add(QString::fromStdString(name.text()), words::trouble(t));
    }
    std::int64_t givenUp = 0;
    for (const ChannelHealth& h : m_monitor.channels()) {
        givenUp += h.failed;
        if (h.state != ChannelState::Stopped)
            continue;
        const ChainTrouble t{ChainTrouble::What::ChannelStopped,
                             h.receiver.empty() ? h.channel : h.channel + " (" + h.receiver + ')',
                             h.reason,
                             {}};
        add(QString::fromStdString(t.text()), words::trouble(t));
    }
    if (givenUp > m_givenUp) {
        fresh = true;
        lines << tr("%n message(s) given up since the start: the Health page shows them and tries "
                    "them again",
                    nullptr, int(givenUp));
    }
    const bool better = !m_said.isEmpty() && known.isEmpty();
    m_givenUp = givenUp;
    m_said = known;
    if (fresh)
        emit troubled(tr("Vigia does not work as it should"), lines.join(QLatin1Char('\n')));
    else if (better)
        emit well(tr("Vigia works as it should again"));
}

void WatchNotice::tellSleep(Instant from, Instant to)
{
    emit troubled(words::slept(from, to, *m_monitor.zone()),
                  tr("What fell due meanwhile is told together. While it sleeps nobody watches."));
}

namespace words {

QString trouble(const ChainTrouble& trouble)
{
    using What = ChainTrouble::What;
    const QString detail = retold(trouble.detail);
    const QString part = format::foreign(trouble.part);
    const QString lasting = format::duration(trouble.lasting);
    switch (trouble.what) {
    case What::Learning:
        return WatchNotice::tr("The stored history is being learned");
    case What::StoreRefuses:
        return WatchNotice::tr("The database takes nothing: %1").arg(detail);
    case What::StoreHangs:
        return WatchNotice::tr("The database does not answer");
    case What::RequestsWait:
        return WatchNotice::tr("Requests wait, and none was answered for %1").arg(lasting);
    case What::NoData:
        return WatchNotice::tr("No data has come for %1").arg(lasting);
    case What::OutboxRefuses:
        return WatchNotice::tr("Messages cannot be read or written: %1").arg(detail);
    case What::OutboxHangs:
        return WatchNotice::tr("Nobody looks at the messages that wait");
    case What::ChannelStopped:
        return WatchNotice::tr("%1 is stopped: %2", "a channel and why").arg(part, detail);
    case What::ChannelFails:
        return WatchNotice::tr("%1 fails: %2", "a channel and why").arg(part, detail);
    }
    return {};
}

QString slept(Instant from, Instant to, const Zone& zone)
{
    const auto day = [&](Instant t) {
        const Minute m = floorToMinute(t);
        return format::date(m, zone) + QLatin1Char(' ') + format::clock(m, zone);
    };
    return WatchNotice::tr("The machine slept from %1 to %2").arg(day(from), day(to));
}

} // namespace words
} // namespace vigia
