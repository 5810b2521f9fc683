#include "ui/models/health_report.h"

#include "ui/chart/format.h"
#include "ui/models/watch_notice.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace vigia {

// Gives the texts below a context of their own.
class HealthReport
{
    Q_DECLARE_TR_FUNCTIONS(vigia::HealthReport)
};

namespace {

constexpr qint64 kLittleDisk = qint64{1} << 30; // bytes free: below it the disk is trouble
constexpr std::size_t kDeliveriesInText = 50;

std::optional<double> figure(const HealthFacts& facts, const char* name)
{
    for (const Metric& metric : facts.metrics) {
        if (metric.name == name)
            return metric.value;
    }
    return std::nullopt;
}

HealthSection listener(const HealthFacts& facts)
{
    const HealthSnapshot& h = facts.health;
    HealthSection out{HealthReport::tr("Listener"), {}};
    const bool listening = !h.address.isEmpty() && h.listenError.isEmpty();
    out.lines << HealthLine{HealthReport::tr("Address"),
                            listening ? h.address.toString()
                            : h.listenError.isEmpty()
                                ? HealthReport::tr("not listening")
                                : QStringLiteral("▲ ") + words::retold(h.listenError),
                            !listening};
    out.lines << HealthLine{
        HealthReport::tr("Rate"),
        HealthReport::tr("%1 rows a second").arg(format::count(h.rowsPerSecond))};
    out.lines << HealthLine{
        HealthReport::tr("Answer, 99th percentile"),
        HealthReport::tr("%1 ms").arg(QLocale().toString(h.answerP99Ms, 'f', 1))};
    const auto add = [&](const QString& label, const char* name) {
        if (const auto value = figure(facts, name))
            out.lines << HealthLine{label, format::count(*value)};
    };
    add(HealthReport::tr("Requests since the start"), "vigia_ingest_requests_total");
    add(HealthReport::tr("Rows since the start"), "vigia_ingest_rows_total");
    out.lines << HealthLine{HealthReport::tr("Waiting requests"),
                            format::count(double(h.queuedRequests))};
    return out;
}

HealthSection store(const HealthFacts& facts, const Zone& zone)
{
    const HealthSnapshot& h = facts.health;
    HealthSection out{HealthReport::tr("Database"), {}};
    out.lines << HealthLine{HealthReport::tr("What"), format::foreign(h.storeDescription)};
    const QString error = h.storeError.isEmpty() ? facts.readError : h.storeError;
    out.lines << HealthLine{HealthReport::tr("State"),
                            error.isEmpty() ? HealthReport::tr("takes and gives data")
                                            : QStringLiteral("▲ ") + words::retold(error),
                            !error.isEmpty()};
    if (facts.figures) {
        out.lines << HealthLine{
            HealthReport::tr("Counts"),
            HealthReport::tr("%1 rows").arg(format::count(double(facts.figures->countRows)))};
        if (facts.figures->rawEvents > 0)
            out.lines << HealthLine{HealthReport::tr("Raw transactions"),
                                    format::count(double(facts.figures->rawEvents))};
        if (facts.figures->bytes > 0)
            out.lines << HealthLine{HealthReport::tr("Size"), format::bytes(facts.figures->bytes)};
    }
    if (facts.stored)
        out.lines << HealthLine{
            HealthReport::tr("Stored time"),
            HealthReport::tr("%1 – %2", "two dates")
                .arg(format::fullDate(facts.stored->from, zone),
                     format::fullDate(facts.stored->to - std::chrono::minutes{1}, zone))};
    if (facts.diskFree >= 0) {
        const bool little = facts.diskFree < kLittleDisk;
        out.lines << HealthLine{
            HealthReport::tr("Disk"),
            (little ? QStringLiteral("▲ ") : QString()) +
                HealthReport::tr("%1 free of %2")
                    .arg(format::bytes(facts.diskFree), format::bytes(facts.diskTotal)),
            little};
    }
    return out;
}

HealthSection engine(const HealthFacts& facts)
{
    HealthSection out{HealthReport::tr("Detection"), {}};
    const bool learning = figure(facts, "vigia_learning").value_or(0) > 0;
    out.lines << HealthLine{HealthReport::tr("Engine"),
                            learning ? HealthReport::tr("learns the stored history; data waits")
                                     : HealthReport::tr("judges each minute as it comes")};
    QStringList ready;
    QStringList waiting;
    for (const auto& [name, has] : facts.statuses)
        (has ? ready : waiting) << name;
    if (!ready.isEmpty())
        out.lines << HealthLine{HealthReport::tr("Has an expected range"),
                                ready.join(QStringLiteral(", "))};
    if (!waiting.isEmpty())
        out.lines << HealthLine{
            HealthReport::tr("Warming up"),
            waiting.join(QStringLiteral(", ")) + QStringLiteral(" – ") +
                HealthReport::tr(
                    "ready after 15 minutes with data; detectors with a season need a week")};
    return out;
}

QString channelText(const ChannelHealth& channel)
{
    switch (channel.state) {
    case ChannelState::Ready:
        return HealthReport::tr("ready, nothing sent yet");
    case ChannelState::Healthy:
        return HealthReport::tr("healthy");
    case ChannelState::Failing:
        return QStringLiteral("▲ ") +
               HealthReport::tr("failing: %1").arg(words::retold(channel.reason));
    case ChannelState::Stopped:
        return QStringLiteral("▲ ") +
               HealthReport::tr("stopped: %1").arg(words::retold(channel.reason));
    }
    return {};
}

HealthSection messages(const HealthFacts& facts)
{
    HealthSection out{HealthReport::tr("Messages"), {}};
    if (facts.channels.empty())
        out.lines << HealthLine{HealthReport::tr("Channels"),
                                HealthReport::tr("none configured: nobody is told of incidents")};
    for (const ChannelHealth& channel : facts.channels) {
        const QString name =
            format::foreign(channel.channel) +
            (channel.receiver.empty()
                 ? QString()
                 : QStringLiteral(" · ") + maskedAddress(format::foreign(channel.receiver)));
        const bool bad =
            channel.state == ChannelState::Failing || channel.state == ChannelState::Stopped;
        out.lines << HealthLine{name,
                                HealthReport::tr("%1; %2 sent, %3 given up")
                                    .arg(channelText(channel), format::count(double(channel.sent)),
                                         format::count(double(channel.failed))),
                                bad};
    }
    out.lines << HealthLine{HealthReport::tr("Waiting in the outbox"),
                            format::count(double(facts.health.outboxPending))};
    out.lines << HealthLine{HealthReport::tr("Given up"),
                            format::count(double(facts.health.outboxFailed)),
                            facts.health.outboxFailed > 0};
    return out;
}

HealthSection watch(const HealthFacts& facts, const Zone& zone)
{
    HealthSection out{HealthReport::tr("Watch"), {}};
    if (!facts.watch)
        return out;
    const WatchState& w = *facts.watch;
    if (!w.asked)
        out.lines << HealthLine{HealthReport::tr("Whole chain"),
                                HealthReport::tr("not looked at yet")};
    else if (w.troubles.empty())
        out.lines << HealthLine{HealthReport::tr("Whole chain"),
                                QStringLiteral("✓ ") +
                                    HealthReport::tr("data is taken, judged, stored and told")};
    for (const ChainTrouble& trouble : w.troubles) {
        const bool learns = trouble.what == ChainTrouble::What::Learning;
        out.lines << HealthLine{
            HealthReport::tr("Whole chain"),
            (learns ? QString() : QStringLiteral("▲ ")) + words::trouble(trouble), !learns};
    }
    QString heartbeat;
    const bool held = w.asked && !w.troubles.empty();
    if (!w.heartbeatConfigured)
        heartbeat = HealthReport::tr("no address configured: nobody outside notices a standstill");
    else if (held)
        heartbeat = QStringLiteral("▲ ") + HealthReport::tr("held back");
    else if (!w.heartbeatError.empty())
        heartbeat = QStringLiteral("▲ ") +
                    HealthReport::tr("fails: %1").arg(words::retold(w.heartbeatError));
    else
        heartbeat = w.lastCall ? QStringLiteral("✓ ") + HealthReport::tr("called")
                               : HealthReport::tr("not called yet");
    if (w.heartbeatConfigured && w.lastCall)
        heartbeat += HealthReport::tr(", last got through at %1")
                         .arg(format::clockSeconds(*w.lastCall, zone));
    out.lines << HealthLine{HealthReport::tr("Heartbeat"), heartbeat,
                            w.heartbeatConfigured && (held || !w.heartbeatError.empty())};
    if (w.slept)
        out.lines << HealthLine{HealthReport::tr("Sleep"),
                                words::slept(w.slept->first, w.slept->second, zone)};
    return out;
}

HealthSection program(const HealthFacts& facts)
{
    HealthSection out{HealthReport::tr("Program"), {}};
    out.lines << HealthLine{HealthReport::tr("Version"), QCoreApplication::applicationVersion() +
                                                             QStringLiteral(", Qt ") +
                                                             QString::fromLatin1(qVersion())};
    if (facts.memory >= 0)
        out.lines << HealthLine{HealthReport::tr("Memory in use"), format::bytes(facts.memory)};
    if (facts.now > facts.started)
        out.lines << HealthLine{
            HealthReport::tr("Running for"),
            format::duration(std::chrono::floor<std::chrono::seconds>(facts.now - facts.started))};
    if (!facts.folder.isEmpty())
        out.lines << HealthLine{HealthReport::tr("Data folder"), format::foreign(facts.folder)};
    return out;
}

} // namespace

QString maskedAddress(const QString& address)
{
    const qsizetype at = address.indexOf(QLatin1Char('@'));
    return at > 0 ? address.left(1) + QStringLiteral("…") + address.mid(at) : address;
}

QList<HealthSection> healthSections(const HealthFacts& facts, const Zone& zone)
{
    QList<HealthSection> out{listener(facts), store(facts, zone), engine(facts), messages(facts)};
    if (facts.watch)
        out << watch(facts, zone);
    out << program(facts);
    return out;
}

QString healthText(const HealthFacts& facts, const Zone& zone)
{
    const auto utc = [](Instant t) { return QString::fromStdString(toRfc3339(floorToMinute(t))); };
    QString out = HealthReport::tr("Vigia, state of %1").arg(utc(facts.now)) + QStringLiteral("\n");
    for (const HealthSection& section : healthSections(facts, zone)) {
        out += QStringLiteral("\n%1\n").arg(section.title);
        for (const HealthLine& line : section.lines)
            out += QStringLiteral("  %1: %2\n").arg(line.label, line.value);
    }
    out += QStringLiteral("\n%1\n").arg(HealthReport::tr("Deliveries"));
    std::size_t shown = 0;
    for (const OutboxEntry& e : facts.outbox) {
        if (shown++ == kDeliveriesInText)
            break;
        const char* state = e.state == DeliveryState::Sent     ? "sent"
                            : e.state == DeliveryState::Failed ? "failed"
                                                               : "pending";
        out +=
            QStringLiteral("  %1 %2 %3 %4 %5 %6\n")
                .arg(utc(e.created), format::foreign(e.channel),
                     maskedAddress(format::foreign(e.recipient)), QLatin1String(state),
                     HealthReport::tr("attempts: %1").arg(e.attempts), words::retold(e.lastError));
    }
    if (facts.outbox.empty())
        out += QStringLiteral("  ") + HealthReport::tr("none") + QStringLiteral("\n");
    out += QStringLiteral("\n%1\n").arg(HealthReport::tr("Errors since the start"));
    for (const NotedError& error : facts.errors)
        out += QStringLiteral("  %1 %2\n").arg(utc(error.at), error.text);
    if (facts.errors.empty())
        out += QStringLiteral("  ") + HealthReport::tr("none") + QStringLiteral("\n");
    return out;
}

} // namespace vigia
