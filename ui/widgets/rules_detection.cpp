#include "ui/widgets/rules_detection.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/rules_draft.h"
#include "ui/models/rules_watch_model.h"
#include "ui/models/rules_words.h"
#include "ui/widgets/rules_field.h"
#include "ui/widgets/rules_watch_table.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {
namespace {

// Bounds are those of the configuration file (core/runtime/setting.cpp), which checks them again.
constexpr double kMostBudget = 1000;
constexpr double kMostRollingMinutes = 10'080;
constexpr double kMostSigma = 100;
constexpr double kMostStep = 1e15;
constexpr double kMostHistoryDays = 730;

// Statuses that nobody looks at: no detector, or `static` alone without a limit.
QStringList unwatched(const RulesDraft& draft)
{
    const DetectionConfig& detection = draft.rules().detection;
    QStringList out;
    for (std::size_t s = 0; s < draft.catalog().size(); ++s) {
        const std::string status(draft.catalog().name(static_cast<StatusId>(s)));
        const auto own = detection.detectorsByStatus.find(status);
        const auto& names =
            own == detection.detectorsByStatus.end() ? detection.detectors : own->second;
        const bool watched = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return name != "static" || detection.staticLimits.contains(status);
        });
        if (!watched)
            out << format::foreign(status);
    }
    return out;
}

} // namespace

RulesDetection::RulesDetection(RulesDraft& draft, QWidget* parent)
    : RulesSection(tr("Detection"), parent)
    , m_draft(draft)
{
    using Spec = RulesField::Spec;
    using Kind = RulesField::Kind;
    const auto field = [&](QVBoxLayout& into, Spec spec) {
        auto* made = new RulesField(m_draft, std::move(spec));
        into.addWidget(made);
        m_fields << made;
        return made;
    };

    auto* budget = new RulesCard(tr("Alarm budget"));
    m_budget = field(
        budget->column(),
        {"detection.false_alarms_per_day", tr("False alarms a day"),
         tr("that adaptive and isolation_forest may cost over all statuses; lower it for fewer "
            "alarms"),
         Kind::Number, 0, kMostBudget,
         [](const RuleSet& r) { return r.detection.falseAlarmsPerDay; },
         [](RuleSet& r, double v) { r.detection.falseAlarmsPerDay = v; }});
    column().addWidget(budget);

    auto* watch = new RulesCard(tr("Detectors and limits"));
    m_table = new RulesWatchTable(draft);
    m_tableFault = new RulesFault;
    auto* help = rulesNote(m_table->currentIndex().data(RulesWatchModel::HelpRole).toString());
    // Two lines are kept free, so that nothing jumps when a longer help comes.
    help->setMinimumHeight(2 * help->fontMetrics().lineSpacing() + 2);
    help->setAlignment(Qt::AlignTop);
    m_unwatched = new QLabel;
    m_unwatched->setTextFormat(Qt::PlainText);
    m_unwatched->setWordWrap(true);
    watch->column().addWidget(m_table);
    watch->column().addWidget(m_tableFault);
    watch->column().addWidget(m_unwatched);
    watch->column().addWidget(help);
    watch->column().addWidget(
        rulesNote(tr("A framed box is the status's own choice, one without a frame goes by the "
                     "first row. Space turns on or off, digits write a limit.")));
    column().addWidget(watch);
    connect(m_table, &RulesWatchTable::helpWanted, help, &QLabel::setText);
    connect(&m_table->watch(), &RulesWatchModel::refused, this, [this](const QString& why) {
        m_refused = why;
        refresh();
    });

    auto* rolling = new RulesCard(tr("Rolling z-score and history"));
    field(rolling->column(),
          {"detection.rolling_window", tr("Window"), tr("minutes that the mean is taken of"),
           Kind::Whole, 2, kMostRollingMinutes,
           [](const RuleSet& r) { return double(r.detection.rollingWindow.count()); },
           [](RuleSet& r, double v) {
               r.detection.rollingWindow = std::chrono::minutes{qint64(v)};
           }});
    field(rolling->column(),
          {"detection.rolling_warm_up", tr("Warm-up"), tr("minutes before it speaks"), Kind::Whole,
           2, kMostRollingMinutes,
           [](const RuleSet& r) { return double(r.detection.rollingWarmUp.count()); },
           [](RuleSet& r, double v) {
               r.detection.rollingWarmUp = std::chrono::minutes{qint64(v)};
           }});
    field(rolling->column(), {"detection.rolling_sigma", tr("Standard deviations"),
                              tr("above the mean, from which it fires"), Kind::Number, 0,
                              kMostSigma, [](const RuleSet& r) { return r.detection.rollingSigma; },
                              [](RuleSet& r, double v) { r.detection.rollingSigma = v; }});
    field(rolling->column(),
          {"detection.rolling_flat_step", tr("Step on a flat line"),
           tr("above the mean, where there was no variance"), Kind::Number, 0, kMostStep,
           [](const RuleSet& r) { return r.detection.rollingFlatStep; },
           [](RuleSet& r, double v) { r.detection.rollingFlatStep = v; }});
    field(rolling->column(),
          {"detection.history_days", tr("History"), tr("days that every detector learns at start"),
           Kind::Whole, 1, kMostHistoryDays,
           [](const RuleSet& r) { return double(r.detection.history.count()); },
           [](RuleSet& r, double v) { r.detection.history = std::chrono::days{qint64(v)}; }});
    column().addWidget(rolling);
    column().addStretch(1);
    connect(&m_draft, &RulesDraft::changed, this, &RulesDetection::refresh);
    refresh();
}

void RulesDetection::refresh()
{
    QString fault = m_refused;
    for (const char* key : {"detection.detectors", "detection.status", "detection.static"}) {
        if (fault.isEmpty())
            fault = m_draft.faultOf(key);
    }
    m_tableFault->say(fault, m_table);
    const QStringList nobody = unwatched(m_draft);
    m_unwatched->setText(tr("Watched by no detector: %1").arg(nobody.join(QStringLiteral(", "))));
    m_unwatched->setVisible(!nobody.isEmpty());
}

bool RulesDetection::showKey(const std::string& key)
{
    for (RulesField* field : m_fields) {
        if (key == field->key()) {
            field->edit().setFocus();
            ensureWidgetVisible(field);
            return true;
        }
    }
    if (!key.starts_with("detection."))
        return false;
    m_table->setFocus();
    ensureWidgetVisible(m_table);
    return true;
}

} // namespace vigia
