// The whole stored history behind a chart: hours of everything, minutes of what is looked at.
//
// look() says what is in sight; what is missing is read in the reader's thread, the part in sight
// first, then as much again to both sides, then the hours of the rest; changed() when more is
// there. Until the minutes of a stretch have come its hours stand in for them, so a step of zoom or
// pan never waits. One question of a kind is under way at a time, so that fast scrolling does not
// queue up. Memory: 16 bytes an hour and status, 1 MB a year; three views of minutes.
// GUI thread only.
#pragma once

#include "core/runtime/monitor.h"
#include "ui/models/archive_blocks.h"

#include <QObject>
#include <QTimer>

#include <span>
#include <vector>

namespace vigia {

class Archive final : public QObject
{
    Q_OBJECT

public:
    // In view: beyond the one hours are drawn, beyond the other days.
    static constexpr double kLongestMinutes = 14 * 24 * 60;
    static constexpr double kLongestHours = 100 * 24 * 60;

    explicit Archive(Monitor& monitor, QObject* parent = nullptr);

    void setFilter(const ArchiveFilter& filter);
    [[nodiscard]] const ArchiveFilter& filter() const { return m_filter; }
    // All there is, as last known; a part that is new is asked for when it is looked at.
    void setBounds(MinuteRange bounds);
    // `needed`: what is drawn; `span`: minutes in view.
    void look(MinuteRange needed, double span);
    // Counts in `range` have changed: what was read of it is read again when it is looked at, once
    // a second at most.
    void outdate(MinuteRange range);
    // Asleep it asks for nothing: nobody looks.
    void setAwake(bool awake);
    void outdateAll();

    // For the view of the last look().
    [[nodiscard]] double first() const; // where the first value lies: in the middle of its stretch
    [[nodiscard]] int step() const { return m_fine ? 1 : rolled().step; } // 1, 60 or 1440 minutes
    [[nodiscard]] std::span<const double> counts(StatusId s) const;
    [[nodiscard]] std::span<const float> smallest(StatusId s) const; // empty for minutes
    [[nodiscard]] std::span<const float> largest(StatusId s) const;
    // With data, of one value; 0 for a gap, -1 for what is not known or not asked for.
    [[nodiscard]] int minutesOf(std::size_t index) const;
    [[nodiscard]] MinuteRange rangeOf(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> indexAt(Minute m) const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::vector<MinuteRange> gaps(MinuteRange range) const;
    [[nodiscard]] std::span<const Anomaly> anomalies() const { return m_anomalies; }
    [[nodiscard]] const std::vector<Incident>& incidents() const { return m_incidents; }
    [[nodiscard]] bool loading() const { return m_askingHours || m_askingMinutes; }
    [[nodiscard]] const HourBlock& hours() const { return m_hours; }
    [[nodiscard]] const HourBlock& days() const { return m_days; }

signals:
    void changed();
    void failed(const vigia::Error& error);

private:
    enum class Stale { Leave, Renew };
    void ask(Stale stale);
    void askHours(MinuteRange wanted);
    void askMinutes(Stale stale);
    void askAlerts(Stale stale);
    void takeHours(const HourBlock& block);
    void takeMinutes(MinuteRange window, const std::vector<MinuteBlock>& blocks);
    [[nodiscard]] std::optional<MinuteRange> missingHours(MinuteRange wanted, Stale stale) const;
    void chooseStep();
    void rollDays();
    [[nodiscard]] const HourBlock& rolled() const
    {
        return m_span > kLongestHours ? m_days : m_hours;
    }

    Monitor& m_monitor;
    std::shared_ptr<const Zone> m_zone;
    std::size_t m_statuses;
    ArchiveFilter m_filter;
    MinuteRange m_bounds;
    MinuteRange m_needed;
    double m_span = 0;
    bool m_fine = false;

    HourBlock m_hours;
    HourBlock m_days;              // of m_hours
    std::vector<bool> m_staleDays; // of m_hours
    MinuteBlock m_minutes;
    MinuteRange m_staleMinutes; // of m_minutes
    std::vector<Anomaly> m_anomalies;
    std::vector<Incident> m_incidents;
    MinuteRange m_alertsOf;
    std::chrono::minutes m_alertsPitch{1};
    bool m_staleAlerts = false;

    bool m_awake = true;
    bool m_askingHours = false;
    bool m_askingMinutes = false;
    bool m_askingAlerts = false;
    std::uint64_t m_generation = 0; // answers to an older filter are dropped
    QTimer m_again;
};

} // namespace vigia
