// The counts and bands of all statuses, minute by minute, as the charts read them and the table
// twin shows them.
//
// Value arrays, one a status, over one contiguous stretch of minutes, oldest first. Rows are
// minutes; they are inserted, changed and dropped, never reset. A minute without any row is a gap:
// NaN in the arrays, "no data" in the table. A minute that nobody has asked the store for yet is
// unknown: NaN too, but it is not a gap and is not drawn as one.
// Keeps the newest `capacity` minutes, and up to an eighth more. 8 + 3 × 4 bytes a minute and
// status: 35 days of seven statuses are 7 MB. GUI thread only.
#pragma once

#include "core/base/zone.h"
#include "core/runtime/live_feed.h"

#include <QAbstractTableModel>

#include <memory>
#include <span>
#include <vector>

namespace vigia {

class SeriesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr std::size_t kCapacity = 35 * 24 * 60;
    enum Role { MinuteRole = Qt::UserRole + 1, ValueRole }; // qint64 epoch minutes, double

    SeriesModel(std::shared_ptr<const StatusCatalog> catalog, std::shared_ptr<const Zone> zone,
                QObject* parent = nullptr, std::size_t capacity = kCapacity);

    // Takes minutes in rising time; later values win, a band once known is kept. Minutes between
    // the newest known one and these become gaps.
    void apply(const std::vector<LiveMinute>& minutes);
    // Says that `range` has been read from the store and applied: what is unknown in it is a gap.
    void markLoaded(MinuteRange range);

    void clear();

    [[nodiscard]] bool isEmpty() const { return m_state.empty(); }
    [[nodiscard]] Minute first() const { return m_first; }
    [[nodiscard]] Minute end() const; // one past the newest
    [[nodiscard]] std::size_t size() const { return m_state.size(); }
    [[nodiscard]] std::size_t statuses() const { return m_series.size(); }
    [[nodiscard]] const StatusCatalog& catalog() const { return *m_catalog; }
    [[nodiscard]] const Zone& zone() const { return *m_zone; }

    // By minute from first(); NaN where there is none. Valid until the next apply().
    [[nodiscard]] std::span<const double> counts(StatusId s) const;
    [[nodiscard]] std::span<const float> expected(StatusId s) const;
    [[nodiscard]] std::span<const float> low(StatusId s) const;
    [[nodiscard]] std::span<const float> high(StatusId s) const;
    [[nodiscard]] double countAt(StatusId s, Minute m) const; // NaN outside
    [[nodiscard]] bool isUnknown(Minute m) const;
    // The stretches without data within `range`, oldest first; unknown minutes are not among them.
    [[nodiscard]] std::vector<MinuteRange> gaps(MinuteRange range) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void minutesChanged(vigia::MinuteRange range);

private:
    enum class State : std::uint8_t { Unknown, Gap, Known };
    struct Series
    {
        std::vector<double> counts;
        std::vector<float> expected, low, high;
    };

    void prepend(std::size_t minutes);
    void append(std::size_t minutes);
    void dropOldest(std::size_t minutes);
    void set(std::size_t row, const LiveMinute& minute);
    [[nodiscard]] std::size_t rowOf(Minute m) const;

    std::shared_ptr<const StatusCatalog> m_catalog;
    std::shared_ptr<const Zone> m_zone;
    std::size_t m_capacity;
    Minute m_first{};
    std::vector<State> m_state;
    std::vector<Series> m_series;
};

} // namespace vigia
