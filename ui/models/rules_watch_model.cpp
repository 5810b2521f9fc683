#include "ui/models/rules_watch_model.h"

#include "core/detect/detector_factory.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/rules_words.h"

#include <algorithm>

namespace vigia {
namespace {

int detectors()
{
    return int(detectorNames().size());
}

std::string nameOf(int column)
{
    return std::string(detectorNames()[std::size_t(column - RulesWatchModel::kFirstDetector)]);
}

} // namespace

RulesWatchModel::RulesWatchModel(RulesDraft& draft, QObject* parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
{
    connect(&draft, &RulesDraft::changed, this,
            [this] { emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1)); });
}

int RulesWatchModel::limitColumn() const
{
    return kFirstDetector + detectors();
}

bool RulesWatchModel::isBox(const QModelIndex& index) const
{
    return index.column() >= kFirstDetector ? index.column() < limitColumn()
                                            : index.column() == kOwn && index.row() > 0;
}

int RulesWatchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_draft.catalog().size());
}

int RulesWatchModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : limitColumn() + 1;
}

std::string RulesWatchModel::statusOf(int row) const
{
    return row == 0 ? std::string()
                    : std::string(m_draft.catalog().name(static_cast<StatusId>(row - 1)));
}

bool RulesWatchModel::hasOwn(int row) const
{
    return row > 0 && m_draft.rules().detection.detectorsByStatus.contains(statusOf(row));
}

const std::vector<std::string>& RulesWatchModel::chosen(int row) const
{
    const DetectionConfig& detection = m_draft.rules().detection;
    const auto own = detection.detectorsByStatus.find(statusOf(row));
    return row > 0 && own != detection.detectorsByStatus.end() ? own->second : detection.detectors;
}

QString RulesWatchModel::detector(int column) const
{
    return QString::fromStdString(nameOf(column));
}

QVariant RulesWatchModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const int column = index.column();
    if (role == Qt::AccessibleTextRole)
        return spoken(index);
    if (role == HelpRole || role == Qt::ToolTipRole)
        return headerData(column, Qt::Horizontal, HelpRole);
    if (column == kStatus) {
        if (role == Qt::DisplayRole)
            return row == 0 ? tr("All statuses") : format::foreign(statusOf(row));
        if (role == Qt::FontRole)
            return uiFont(12, row == 0 ? QFont::DemiBold : QFont::Normal);
        return {};
    }
    if (isBox(index)) {
        if (role == OwnRole)
            return column == kOwn || row == 0 || hasOwn(row);
        if (role != Qt::CheckStateRole)
            return {};
        const auto& names = chosen(row);
        const bool on = column == kOwn
                            ? hasOwn(row)
                            : std::find(names.begin(), names.end(), nameOf(column)) != names.end();
        return int(on ? Qt::Checked : Qt::Unchecked);
    }
    if (column == limitColumn() && row > 0) {
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        const auto& limits = m_draft.rules().detection.staticLimits;
        const auto at = limits.find(statusOf(row));
        if (role == Qt::EditRole)
            return at == limits.end() ? QString() : rulewords::number(at->second);
        if (role == Qt::DisplayRole)
            return at == limits.end() ? QStringLiteral("–") : rulewords::number(at->second);
    }
    return {};
}

QString RulesWatchModel::spoken(const QModelIndex& index) const
{
    const int row = index.row();
    const QString status = data(this->index(row, kStatus), Qt::DisplayRole).toString();
    if (index.column() == kStatus)
        return status;
    if (index.column() == limitColumn())
        return row == 0 ? tr("%1: each has its own limit").arg(status)
                        : tr("%1, static limit: %2")
                              .arg(status, data(index, Qt::DisplayRole).toString());
    if (!isBox(index))
        return tr("%1: where a status has none of its own").arg(status);
    const bool on = data(index, Qt::CheckStateRole).toInt() == Qt::Checked;
    if (index.column() == kOwn)
        return on ? tr("%1: own detectors").arg(status)
                  : tr("%1: detectors as for all").arg(status);
    const QString name = detector(index.column());
    if (row > 0 && !hasOwn(row))
        return on ? tr("%1, %2: on, as for all", "status, detector").arg(status, name)
                  : tr("%1, %2: off, as for all", "status, detector").arg(status, name);
    return on ? tr("%1, %2: on", "status, detector").arg(status, name)
              : tr("%1, %2: off", "status, detector").arg(status, name);
}

bool RulesWatchModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid())
        return false;
    const int row = index.row();
    if (role == Qt::CheckStateRole && isBox(index)) {
        const bool on = value.toInt() == Qt::Checked;
        if (index.column() != kOwn) {
            choose(row, nameOf(index.column()), on);
            return true;
        }
        const std::string status = statusOf(row);
        m_draft.edit("detection.status." + status, [&](RuleSet& rules) {
            if (on)
                rules.detection.detectorsByStatus.try_emplace(status, rules.detection.detectors);
            else
                rules.detection.detectorsByStatus.erase(status);
        });
        return true;
    }
    if (role == Qt::EditRole && index.column() == limitColumn() && row > 0)
        return setLimit(row, value.toString());
    return false;
}

void RulesWatchModel::choose(int row, const std::string& detector, bool on)
{
    std::vector<std::string> names;
    for (const std::string_view name : detectorNames()) {
        const auto& before = chosen(row);
        const bool was = std::find(before.begin(), before.end(), name) != before.end();
        if (name == detector ? on : was)
            names.emplace_back(name);
    }
    const std::string status = statusOf(row);
    m_draft.edit(
        row == 0 ? "detection.detectors" : "detection.status." + status, [&](RuleSet& rules) {
            (row == 0 ? rules.detection.detectors : rules.detection.detectorsByStatus[status]) =
                names;
        });
}

bool RulesWatchModel::setLimit(int row, const QString& text)
{
    const std::string status = statusOf(row);
    const auto limit = rulewords::readNumber(text);
    const bool none = text.trimmed().isEmpty() || text.trimmed() == QStringLiteral("–");
    if (!none && (!limit || *limit < 0)) {
        emit refused(tr("%1: found “%2”, expected a number from 0, or nothing for no limit")
                         .arg(format::foreign(status), format::foreign(text)));
        return false;
    }
    emit refused({});
    m_draft.edit("detection.static." + status, [&](RuleSet& rules) {
        if (none)
            rules.detection.staticLimits.erase(status);
        else
            rules.detection.staticLimits[status] = *limit;
    });
    return true;
}

Qt::ItemFlags RulesWatchModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    if (isBox(index))
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == limitColumn() && index.row() > 0)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant RulesWatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return role == Qt::DisplayRole ? data(index(section, kStatus), role) : QVariant();
    const bool detects = section >= kFirstDetector && section < limitColumn();
    if (role == HelpRole || role == Qt::ToolTipRole) {
        if (detects)
            return tr("%1: %2", "a detector, and what it does")
                .arg(detector(section), rulewords::detectorHelp(nameOf(section)));
        if (section == kOwn)
            return tr("Own: this status has detectors of its own instead of those for all.");
        if (section == limitColumn())
            return tr("Limit: static alerts above so many a minute. Nothing: static does not watch "
                      "the status.");
        return tr("A status of the catalog; more are named in ingest.extra_statuses.");
    }
    if (role == Qt::AccessibleTextRole)
        return detects ? detector(section) : headerData(section, orientation, Qt::DisplayRole);
    if (role == Qt::TextAlignmentRole)
        return int((section == kStatus         ? Qt::AlignLeft
                    : section == limitColumn() ? Qt::AlignRight
                                               : Qt::AlignHCenter) |
                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (detects) // two lines at the underscore
        return detector(section).replace(QLatin1String("_"), QLatin1String("_\n"));
    return section == kStatus ? tr("Status")
           : section == kOwn  ? tr("Own")
                              : tr("Limit") + QChar(0x2002);
}

} // namespace vigia
