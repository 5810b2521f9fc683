#include "ui/models/silence_list.h"

#include "core/runtime/silences.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <tuple>

namespace vigia {
namespace {

// Names that stand for themselves between the bars of a pattern.
bool isPlain(const std::string& name)
{
    return !name.empty() && name.find_first_of("\\^$*+?()[]{}|") == std::string::npos &&
           name.find(".*") == std::string::npos;
}

template <typename Names, typename Text>
std::optional<SilenceMatcher> matcherOf(const char* label, const Names& names, Text text)
{
    std::string value;
    for (const auto& name : names) {
        const std::string one(text(name));
        if (!isPlain(one))
            return std::nullopt;
        if (!value.empty())
            value += '|';
        value += one;
    }
    if (value.empty())
        return std::nullopt;
    return SilenceMatcher{label, std::move(value), names.size() > 1, true};
}

bool differ(const QStringList& a, const QStringList& b, const Silence& x, const Silence& y)
{
    return a != b || x.id != y.id || x.matchers != y.matchers || x.recurs != y.recurs ||
           x.starts != y.starts || x.ends != y.ends;
}

} // namespace

Silence silenceFor(const Incident& incident, const StatusCatalog& catalog)
{
    Silence out;
    if (auto status =
            matcherOf("status", incident.statuses, [&](StatusId id) { return catalog.name(id); }))
        out.matchers.push_back(std::move(*status));
    if (auto source =
            matcherOf("source", incident.sources, [](const std::string& name) { return name; }))
        out.matchers.push_back(std::move(*source));
    return out;
}

void storeSilence(Monitor& monitor, Silence silence, Instant now,
                  std::function<void(Result<std::int64_t>)> done)
{
    monitor.write([silence = std::move(silence), now,
                   done = std::move(done)](Result<Database*> database) -> Monitor::Answer {
        const auto stored = database ? saveSilence((*database)->incidentLog(), silence, now)
                                     : Result<std::int64_t>(fail(database.error()));
        return [done, stored] { done(stored); };
    });
}

void endSilence(Monitor& monitor, std::int64_t id, Instant now,
                std::function<void(Result<void>)> done)
{
    monitor.write([id, now, done = std::move(done)](Result<Database*> database) -> Monitor::Answer {
        const auto ended = database ? expireSilence((*database)->incidentLog(), id, now)
                                    : Result<void>(fail(database.error()));
        return [done, ended] { done(ended); };
    });
}

SilenceModel::SilenceModel(std::shared_ptr<const Zone> zone, QObject* parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
{}

void SilenceModel::set(std::vector<Silence> silences, Instant now)
{
    std::vector<Row> rows;
    for (Silence& silence : silences) {
        QStringList cells;
        cells << words::silenceState(silence, now) << words::silenceMatchers(silence)
              << words::silenceWhen(silence, *m_zone) << format::foreign(silence.owner)
              << format::foreign(silence.reason) << words::silenceHint(silence, *m_zone, now);
        const SilenceState state = stateOf(silence, now);
        rows.push_back({std::move(silence), state, std::move(cells)});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        const auto rank = [](SilenceState s) {
            return s == SilenceState::Active ? 0 : s == SilenceState::Pending ? 1 : 2;
        };
        if (a.state != b.state)
            return rank(a.state) < rank(b.state);
        return a.state == SilenceState::Expired ? a.silence.ends > b.silence.ends
                                                : a.silence.ends < b.silence.ends;
    });
    const bool sameRows =
        rows.size() == m_rows.size() &&
        std::equal(rows.begin(), rows.end(), m_rows.begin(),
                   [](const Row& a, const Row& b) { return a.silence.id == b.silence.id; });
    if (sameRows) { // the selection stays
        const bool changed =
            !std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const Row& a, const Row& b) {
                return !differ(a.cells, b.cells, a.silence, b.silence);
            });
        m_rows = std::move(rows);
        if (changed)
            emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const Silence* SilenceModel::at(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    return &m_rows[static_cast<std::size_t>(index.row())].silence;
}

int SilenceModel::rowOf(std::int64_t id) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [id](const Row& r) { return r.silence.id == id; });
    return row == m_rows.end() ? -1 : int(row - m_rows.begin());
}

int SilenceModel::active() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [](const Row& r) { return r.state == SilenceState::Active; }));
}

int SilenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SilenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumns);
}

QVariant SilenceModel::data(const QModelIndex& at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(at.row())];
    const QString& text = row.cells[at.column()];
    if (role == Qt::DisplayRole)
        return text;
    if (role == Qt::ToolTipRole && !text.isEmpty())
        return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignTop);
    if (role == Qt::ForegroundRole) {
        if (at.column() == Note)
            return theme().warning;
        if (row.state == SilenceState::Expired)
            return theme().muted;
    }
    return {};
}

QVariant SilenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Matches:
        return tr("Silences", "what is silenced; the head of a column");
    case When:
        return tr("When");
    case Owner:
        return tr("Who");
    case Reason:
        return tr("Why");
    case Note:
        return tr("Look at");
    default:
        return {};
    }
}

namespace words {
namespace {

constexpr std::chrono::days kFar{180};

QString tr(const char* text, const char* note = nullptr, int n = -1)
{
    return QCoreApplication::translate("vigia::words", text, note, n);
}

QString label(const std::string& name)
{
    if (name == "status" || name == "statuses")
        return tr("status");
    if (name == "source" || name == "sources")
        return tr("source");
    if (name == "severity")
        return tr("severity");
    if (name == "kind")
        return tr("kind");
    if (name == "incident")
        return tr("incident");
    return format::foreign(name);
}

QString values(const SilenceMatcher& matcher)
{
    const QString value = QString::fromStdString(matcher.value);
    if (!matcher.isRegex)
        return value.isEmpty() ? tr("nothing", "an empty value") : format::foreign(value);
    QStringList names;
    for (const QString& name : value.split(QLatin1Char('|')))
        names << format::foreign(name);
    return names.join(tr(" or ", "between values"));
}

QString day(Instant t, const Zone& zone)
{
    const Minute m = floorToMinute(t);
    return format::date(m, zone) + QLatin1Char(' ') + format::clock(m, zone);
}

// With its year, where a day alone could be mistaken for a nearer one.
QString farDay(Instant t, const Zone& zone)
{
    const Minute m = floorToMinute(t);
    return format::fullDate(m, zone) + QLatin1Char(' ') + format::clock(m, zone);
}

} // namespace

QString silenceState(const Silence& silence, Instant now)
{
    switch (stateOf(silence, now)) {
    case SilenceState::Active:
        return QStringLiteral("● ") + tr("active", "a silence");
    case SilenceState::Pending:
        return QStringLiteral("◔ ") +
               (silence.starts <= now ? tr("between its hours") : tr("coming", "a silence"));
    case SilenceState::Expired:
        break;
    }
    return QStringLiteral("✓ ") + tr("ended", "a silence");
}

QString silenceMatchers(const Silence& silence)
{
    QStringList out;
    for (const SilenceMatcher& matcher : silence.matchers)
        out << (matcher.isEqual ? tr("%1 is %2", "status is denied")
                                : tr("%1 is not %2", "status is not denied"))
                   .arg(label(matcher.name), values(matcher));
    return out.join(QStringLiteral("; "));
}

QString silenceWhen(const Silence& silence, const Zone& zone)
{
    if (!silence.recurs)
        return tr("%1 – %2", "from and to")
            .arg(day(silence.starts, zone), silence.ends - silence.starts > kFar
                                                ? farDay(silence.ends, zone)
                                                : day(silence.ends, zone));
    const TimeWindow& window = *silence.recurs;
    QStringList days;
    for (int d = 0; d < 7; ++d) {
        if ((window.days >> d & 1) != 0)
            days << QLocale().standaloneDayName(d + 1, QLocale::ShortFormat);
    }
    const QString which = days.isEmpty() ? tr("every day") : days.join(QStringLiteral(", "));
    const QString hours =
        window.from == window.to
            ? tr("all day")
            : QString::fromStdString(clockOf(window.from) + "–" + clockOf(window.to));
    const QString name = silence.zone ? QString::fromStdString(silence.zone->id()) : QString();
    return tr("%1 %2 (%3), until %4", "days, hours, zone, end of a recurring silence")
        .arg(which, hours, name, farDay(silence.ends, zone));
}

QString silenceHint(const Silence& silence, const Zone& zone, Instant now)
{
    QStringList out;
    if (endsThisShift(silence, now, zone))
        out << QStringLiteral("▲ ") + tr("ends this shift, at %1")
                                          .arg(format::clock(floorToMinute(silence.ends), zone));
    if (matchedNothingForLong(silence, now)) {
        const Instant since = std::max(silence.lastMatch.value_or(silence.starts), silence.starts);
        out << QStringLiteral("◆ ") +
                   tr("matched nothing for %n day(s)", nullptr,
                      int(std::chrono::floor<std::chrono::days>(now - since).count()));
    }
    return out.join(QStringLiteral("; "));
}

} // namespace words
} // namespace vigia
