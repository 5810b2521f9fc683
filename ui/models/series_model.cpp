#include "ui/models/series_model.h"

#include "ui/chart/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigia {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr float kNoBand = std::numeric_limits<float>::quiet_NaN();

} // namespace

SeriesModel::SeriesModel(std::shared_ptr<const StatusCatalog> catalog,
                         std::shared_ptr<const Zone> zone, QObject* parent, std::size_t capacity)
    : QAbstractTableModel(parent)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
    , m_capacity(capacity)
    , m_series(m_catalog->size())
{}

Minute SeriesModel::end() const
{
    return m_first + std::chrono::minutes{static_cast<std::int64_t>(m_state.size())};
}

std::span<const double> SeriesModel::counts(StatusId s) const
{
    return m_series[vigia::index(s)].counts;
}

std::span<const float> SeriesModel::expected(StatusId s) const
{
    return m_series[vigia::index(s)].expected;
}

std::span<const float> SeriesModel::low(StatusId s) const
{
    return m_series[vigia::index(s)].low;
}

std::span<const float> SeriesModel::high(StatusId s) const
{
    return m_series[vigia::index(s)].high;
}

double SeriesModel::countAt(StatusId s, Minute m) const
{
    if (m < m_first || m >= end())
        return kNone;
    return m_series[vigia::index(s)].counts[rowOf(m)];
}

bool SeriesModel::isUnknown(Minute m) const
{
    return m < m_first || m >= end() || m_state[rowOf(m)] == State::Unknown;
}

std::vector<MinuteRange> SeriesModel::gaps(MinuteRange range) const
{
    std::vector<MinuteRange> out;
    const Minute to = std::min(range.to, end());
    for (Minute m = std::max(range.from, m_first); m < to; m += std::chrono::minutes{1}) {
        if (m_state[rowOf(m)] != State::Gap)
            continue;
        if (!out.empty() && out.back().to == m)
            out.back().to = m + std::chrono::minutes{1};
        else
            out.push_back({m, m + std::chrono::minutes{1}});
    }
    return out;
}

std::size_t SeriesModel::rowOf(Minute m) const
{
    return static_cast<std::size_t>((m - m_first).count());
}

void SeriesModel::apply(const std::vector<LiveMinute>& minutes)
{
    if (minutes.empty())
        return;
    const Minute newest = std::max(minutes.back().time, isEmpty() ? Minute::min() : end());
    const Minute oldestKept =
        newest - std::chrono::minutes{static_cast<std::int64_t>(m_capacity) - 1};
    const auto begin =
        std::lower_bound(minutes.begin(), minutes.end(), oldestKept,
                         [](const LiveMinute& m, Minute time) { return m.time < time; });
    if (begin == minutes.end())
        return;

    const Minute from = begin->time;
    const Minute to = minutes.back().time + std::chrono::minutes{1};
    if (!isEmpty() && oldestKept >= end())
        dropOldest(size()); // a jump far ahead: nothing of the old remains in reach
    if (isEmpty())
        m_first = from;
    const Minute oldEnd = end();
    if (from < m_first)
        prepend(static_cast<std::size_t>((m_first - from).count()));
    if (to > end())
        append(static_cast<std::size_t>((to - end()).count()));
    for (auto it = begin; it != minutes.end(); ++it)
        set(rowOf(it->time), *it);
    if (from < oldEnd) {
        const Minute changedTo = std::min(to, oldEnd);
        emit dataChanged(this->index(int(rowOf(from)), 0),
                         this->index(int(rowOf(changedTo)) - 1, columnCount() - 1));
    }
    // Dropping moves everything that stays: not with every minute, but now and then.
    if (size() > m_capacity + m_capacity / 8)
        dropOldest(size() - m_capacity);
    emit minutesChanged({from, to});
}

void SeriesModel::markLoaded(MinuteRange range)
{
    const Minute from = std::max(range.from, m_first);
    const Minute to = std::min(range.to, end());
    if (isEmpty() || from >= to)
        return;
    for (std::size_t row = rowOf(from); row < rowOf(to); ++row) {
        if (m_state[row] == State::Unknown)
            m_state[row] = State::Gap;
    }
    emit dataChanged(this->index(int(rowOf(from)), 0),
                     this->index(int(rowOf(to)) - 1, columnCount() - 1));
    emit minutesChanged({from, to});
}

void SeriesModel::clear()
{
    if (!isEmpty())
        dropOldest(size());
}

void SeriesModel::prepend(std::size_t minutes)
{
    beginInsertRows({}, 0, int(minutes) - 1);
    const auto n = static_cast<std::ptrdiff_t>(minutes);
    m_state.insert(m_state.begin(), minutes, State::Unknown);
    for (Series& s : m_series) {
        s.counts.insert(s.counts.begin(), minutes, kNone);
        for (std::vector<float>* band : {&s.expected, &s.low, &s.high})
            band->insert(band->begin(), minutes, kNoBand);
    }
    m_first -= std::chrono::minutes{n};
    endInsertRows();
}

void SeriesModel::append(std::size_t minutes)
{
    const std::size_t total = size() + minutes;
    beginInsertRows({}, int(size()), int(total) - 1);
    m_state.resize(total, State::Gap);
    for (Series& s : m_series) {
        s.counts.resize(total, kNone);
        for (std::vector<float>* band : {&s.expected, &s.low, &s.high})
            band->resize(total, kNoBand);
    }
    endInsertRows();
}

void SeriesModel::dropOldest(std::size_t minutes)
{
    beginRemoveRows({}, 0, int(minutes) - 1);
    const auto n = static_cast<std::ptrdiff_t>(minutes);
    m_state.erase(m_state.begin(), m_state.begin() + n);
    for (Series& s : m_series) {
        s.counts.erase(s.counts.begin(), s.counts.begin() + n);
        for (std::vector<float>* band : {&s.expected, &s.low, &s.high})
            band->erase(band->begin(), band->begin() + n);
    }
    m_first += std::chrono::minutes{n};
    endRemoveRows();
}

void SeriesModel::set(std::size_t row, const LiveMinute& minute)
{
    m_state[row] = minute.gap ? State::Gap : State::Known;
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        m_series[s].counts[row] =
            minute.gap || s >= minute.counts.size() ? kNone : static_cast<double>(minute.counts[s]);
        if (s < minute.expected.size() && s < minute.low.size() && s < minute.high.size()) {
            m_series[s].expected[row] = minute.expected[s];
            m_series[s].low[row] = minute.low[s];
            m_series[s].high[row] = minute.high[s];
        }
    }
}

int SeriesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_state.size());
}

int SeriesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_series.size());
}

QVariant SeriesModel::data(const QModelIndex& at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = static_cast<std::size_t>(at.row());
    const Minute minute = m_first + std::chrono::minutes{at.row()};
    if (role == MinuteRole)
        return qlonglong(toEpochMinutes(minute));
    if (role == Qt::TextAlignmentRole)
        return int((at.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (at.column() == 0)
        return role == Qt::DisplayRole ? QVariant(format::dateClock(minute, *m_zone)) : QVariant();

    const double count = m_series[static_cast<std::size_t>(at.column() - 1)].counts[row];
    if (role == ValueRole)
        return count;
    if (role != Qt::DisplayRole)
        return {};
    switch (m_state[row]) {
    case State::Known:
        return format::count(count);
    case State::Gap:
        return tr("no data");
    case State::Unknown:
        return QStringLiteral("…");
    }
    return {};
}

QVariant SeriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Time");
    const std::string_view name = m_catalog->name(static_cast<StatusId>(section - 1));
    return QString::fromUtf8(name.data(), qsizetype(name.size()));
}

} // namespace vigia
