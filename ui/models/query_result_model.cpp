#include "ui/models/query_result_model.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace vigia {
namespace {

std::optional<double> numberOf(const std::string& text)
{
    bool ok = false;
    const double value = QByteArray::fromRawData(text.data(), qsizetype(text.size())).toDouble(&ok);
    return ok && std::isfinite(value) &&
                   text.find_first_not_of("0123456789+-.eE") == std::string::npos
               ? std::optional(value)
               : std::nullopt;
}

constexpr int kMostDecimals = 6;

// Those that say something: none in "10.0", as SQLite writes a whole number of a real column.
int decimalsOf(const std::string& text)
{
    const std::size_t point = text.find('.');
    if (point == std::string::npos || text.find_first_not_of('0', point + 1) == std::string::npos)
        return 0;
    return int(std::min<std::size_t>(text.size() - point - 1, kMostDecimals));
}

QByteArray csvField(const QString& text, bool number)
{
    QByteArray out = text.toUtf8();
    if (!number && !out.isEmpty() && QByteArrayLiteral("=+-@\t\r").contains(out.front()))
        out.prepend('\'');
    if (out.contains(',') || out.contains('"') || out.contains('\n') || out.contains('\r'))
        out = '"' + out.replace('"', "\"\"") + '"';
    return out;
}

} // namespace

QueryResultModel::QueryResultModel(Store::Table table, QObject* parent)
    : QAbstractTableModel(parent)
    , m_table(std::move(table))
    , m_numeric(m_table.columns.size(), false)
    , m_decimals(m_table.columns.size(), 0)
{
    for (std::size_t c = 0; c < m_numeric.size(); ++c) {
        bool some = false;
        bool all = true;
        for (const auto& row : m_table.rows) {
            some = some || row[c].has_value();
            all = all && (!row[c] || numberOf(*row[c]));
            if (row[c])
                m_decimals[c] = std::max(m_decimals[c], decimalsOf(*row[c]));
        }
        m_numeric[c] = some && all;
    }
}

const std::optional<std::string>& QueryResultModel::cell(int row, int column) const
{
    return m_table.rows[std::size_t(row)][std::size_t(column)];
}

bool QueryResultModel::isNumeric(int column) const
{
    return m_numeric[std::size_t(column)];
}

QString QueryResultModel::name(int column) const
{
    return format::foreign(m_table.columns[std::size_t(column)]);
}

QString QueryResultModel::label(int row, int column) const
{
    return format::foreign(cell(row, column).value_or(std::string()));
}

double QueryResultModel::number(int row, int column) const
{
    const auto& text = cell(row, column);
    const auto value = text ? numberOf(*text) : std::nullopt;
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

std::vector<qint64> QueryResultModel::times(int column) const
{
    std::vector<qint64> all;
    for (int row = 0; row < rowCount(); ++row) {
        const QString text = label(row, column);
        constexpr int kShortest = 10; // YYYY-MM-DD
        QDateTime time = text.size() >= kShortest && text.at(4) == QLatin1Char('-')
                             ? QDateTime::fromString(text, Qt::ISODate)
                             : QDateTime();
        if (!time.isValid())
            return {};
        if (time.timeSpec() == Qt::LocalTime)
            time.setTimeSpec(Qt::UTC); // a date alone: all that matters is the distance
        all.push_back(time.toMSecsSinceEpoch());
    }
    return all;
}

QByteArray QueryResultModel::csv() const
{
    QByteArray out;
    const auto line = [&out, this](auto field) {
        for (int c = 0; c < columnCount(); ++c)
            out += (c > 0 ? QByteArrayLiteral(",") : QByteArray()) + field(c);
        out += "\r\n";
    };
    line([this](int c) {
        return csvField(QString::fromStdString(m_table.columns[std::size_t(c)]), false);
    });
    for (int r = 0; r < rowCount(); ++r)
        line([this, r](int c) {
            return csvField(QString::fromStdString(cell(r, c).value_or(std::string())),
                            isNumeric(c));
        });
    return out;
}

int QueryResultModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int QueryResultModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant QueryResultModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& text = cell(index.row(), index.column());
    const bool numeric = isNumeric(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (!text)
            return QStringLiteral("–");
        if (!numeric)
            return format::foreign(*text);
        if (text->find_first_of("eE") != std::string::npos)
            return QLocale().toString(number(index.row(), index.column()), 'g', kMostDecimals);
        return QLocale().toString(number(index.row(), index.column()), 'f',
                                  m_decimals[std::size_t(index.column())]);
    case kSortRole:
        if (!text)
            return {};
        return numeric ? QVariant(number(index.row(), index.column()))
                       : QVariant(QString::fromStdString(*text));
    case Qt::TextAlignmentRole:
        return int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return text ? QVariant() : QVariant(theme().muted);
    case Qt::AccessibleTextRole:
        return text ? QVariant() : QVariant(tr("no value"));
    default:
        return {};
    }
}

QVariant QueryResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return name(section);
    if (role == Qt::TextAlignmentRole)
        return int((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace vigia
