// The commands of the History page, their keys, and the row of tools above the charts; see
// history_page.h.
#include "ui/chart/chart_export.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"
#include "ui/pages/history_page.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace vigia {
namespace {

struct Preset
{
    double days; // 0: all
    const char* text;
};
constexpr std::array kPresets{
    Preset{1, QT_TRANSLATE_NOOP("vigia::HistoryPage", "1 d")},
    Preset{7, QT_TRANSLATE_NOOP("vigia::HistoryPage", "7 d")},
    Preset{30, QT_TRANSLATE_NOOP("vigia::HistoryPage", "30 d")},
    Preset{91, QT_TRANSLATE_NOOP("vigia::HistoryPage", "3 months")},
    Preset{365, QT_TRANSLATE_NOOP("vigia::HistoryPage", "1 year")},
    Preset{0, QT_TRANSLATE_NOOP("vigia::HistoryPage", "All")},
};
constexpr double kDay = 24 * 60;
constexpr double kPanShare = 1.0 / 6; // of the view, a press of an arrow
constexpr double kZoomStep = 1.5;

QToolButton* menuButton(const QString& text, const QList<QAction*>& actions)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(text);
    button->setProperty("plain", true);
    button->setProperty("menu", true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    auto* menu = new QMenu(button);
    menu->addActions(actions);
    button->setMenu(menu);
    return button;
}

QLabel* caption(const QString& text, QWidget* buddy)
{
    auto* label = new QLabel(text);
    label->setBuddy(buddy);
    label->setProperty("muted", true);
    buddy->setAccessibleName(text);
    return label;
}

} // namespace

QAction* HistoryPage::addAction(const QString& name, const QString& text,
                                const QList<QKeySequence>& keys)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QStringLiteral("history.") + name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QWidget::addAction(action);
    return action;
}

void HistoryPage::makeActions()
{
    makeTimeActions();
    makeViewActions();
    makeFileActions();
}

void HistoryPage::makeTimeActions()
{
    auto* group = new QActionGroup(this);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const Preset& preset : kPresets) {
        QAction* action = addAction(QStringLiteral("range.%1").arg(preset.days),
                                    preset.days > 0 ? tr("Show %1 of history").arg(tr(preset.text))
                                                    : tr("Show the whole history"),
                                    {});
        action->setCheckable(true);
        action->setData(preset.days * kDay);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, days = preset.days] {
            if (days > 0)
                showRange(days * kDay);
            else
                showAll();
        });
    }
    connect(&m_axis, &TimeAxisLink::rangeChanged, group, [this, group] {
        const MinuteRange all = m_axis.bounds();
        for (QAction* action : group->actions()) {
            double minutes = action->data().toDouble();
            if (minutes == 0)
                minutes = double((all.to - all.from).count());
            action->setChecked(std::abs(minutes - m_axis.span()) < 0.5);
        }
    });

    const auto add = [this](const char* name, const QString& text, const QList<QKeySequence>& keys,
                            auto act) {
        connect(addAction(QLatin1String(name), text, keys), &QAction::triggered, this, act);
    };
    TimeAxisLink& axis = m_axis;
    add("earlier", tr("Earlier"), {Qt::Key_Left}, [&] { axis.pan(-axis.span() * kPanShare); });
    add("later", tr("Later"), {Qt::Key_Right}, [&] { axis.pan(axis.span() * kPanShare); });
    add("back", tr("One view back"), {Qt::Key_PageUp}, [&] { axis.pan(-axis.span()); });
    add("on", tr("One view on"), {Qt::Key_PageDown}, [&] { axis.pan(axis.span()); });
    add("oldest", tr("Oldest data"), {Qt::Key_Home}, [&] {
        const double from = static_cast<double>(toEpochMinutes(axis.bounds().from)) - 0.5;
        axis.show(from, from + axis.span());
    });
    add("newest", tr("Newest data"), {Qt::Key_End, Qt::Key_0}, [&] { axis.follow(); });
    const auto middle = [&axis] { return axis.from() + axis.span() / 2; };
    add("in", tr("Zoom in"), {Qt::Key_Plus, Qt::Key_Equal}, [&axis, middle] {
        axis.hold();
        axis.zoom(kZoomStep, middle());
    });
    add("out", tr("Zoom out"), {Qt::Key_Minus}, [&axis, middle] {
        axis.hold();
        axis.zoom(1 / kZoomStep, middle());
    });
    add("day", tr("Go to a day…"), {QKeySequence(Qt::CTRL | Qt::Key_G)}, [this] {
        m_day->setFocus(Qt::ShortcutFocusReason);
        m_day->selectAll();
    });
}

void HistoryPage::makeViewActions()
{
    QAction* yesterday =
        addAction(QStringLiteral("yesterday"), tr("Compare with the day before"), {Qt::Key_Y});
    QAction* lastWeek =
        addAction(QStringLiteral("week"), tr("Compare with the week before"), {Qt::Key_L});
    for (QAction* action : {yesterday, lastWeek}) {
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, action, yesterday, lastWeek](bool on) {
            if (on)
                (action == yesterday ? lastWeek : yesterday)->setChecked(false);
            m_charts->setOverlay(yesterday->isChecked()  ? Overlay::Yesterday
                                 : lastWeek->isChecked() ? Overlay::LastWeek
                                                         : Overlay::None);
        });
    }
    QAction* log = addAction(QStringLiteral("log"), tr("Logarithmic scale"), {Qt::Key_G});
    log->setCheckable(true);
    connect(log, &QAction::toggled, this,
            [this](bool on) { m_charts->setScaleKind(on ? ScaleKind::Log : ScaleKind::Linear); });
    QAction* table = addAction(QStringLiteral("table"), tr("Table instead of charts"),
                               {QKeySequence(Qt::CTRL | Qt::Key_T)});
    table->setCheckable(true);
    connect(table, &QAction::toggled, this, &HistoryPage::showTable);
    for (const StatusChart* chart : m_charts->charts()) {
        const StatusId id = chart->status();
        const auto number = index(id) + 1;
        QAction* toggle = addAction(QStringLiteral("status.%1").arg(number),
                                    tr("Show %1").arg(words::status(m_series.catalog(), id)),
                                    number <= kKnownStatuses
                                        ? QList<QKeySequence>{QKeySequence(Qt::Key_0 + int(number))}
                                        : QList<QKeySequence>{});
        toggle->setCheckable(true);
        toggle->setChecked(true);
        connect(toggle, &QAction::toggled, this,
                [this, id](bool on) { m_charts->setStatusVisible(id, on); });
        connect(m_charts, &ChartStack::statusVisibilityChanged, toggle,
                [toggle, id](StatusId changed, bool visible) {
                    if (changed == id)
                        toggle->setChecked(visible);
                });
    }
    m_charts->addActions({yesterday, lastWeek, log, table});
}

void HistoryPage::makeFileActions()
{
    QAction* picture =
        addAction(QStringLiteral("picture"), tr("Save charts as a picture…"), {QKeySequence::Save});
    connect(picture, &QAction::triggered, this, [this] { askForFile(true); });
    QAction* numbers = addAction(QStringLiteral("numbers"), tr("Export the numbers in view…"),
                                 {QKeySequence(Qt::CTRL | Qt::Key_E)});
    connect(numbers, &QAction::triggered, this, [this] { askForFile(false); });
    m_charts->addActions({picture, numbers});
}

QWidget* HistoryPage::makeTools()
{
    auto* tools = new QWidget;
    auto* rows = new QVBoxLayout(tools);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    rows->addLayout(row);
    const auto named = [this](const QString& name) {
        return findChild<QAction*>(QStringLiteral("history.") + name);
    };
    auto* ranges = new Segments(tr("How much to show"));
    for (const Preset& preset : kPresets)
        ranges->add(named(QStringLiteral("range.%1").arg(preset.days)), tr(preset.text));
    row->addWidget(ranges);

    m_day = new QDateEdit;
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat));
    m_day->setKeyboardTracking(false);
    connect(m_day, &QDateEdit::dateChanged, this, &HistoryPage::showDay);
    row->addWidget(caption(tr("Day"), m_day));
    row->addWidget(m_day);
    m_source = new QComboBox;
    m_source->addItem(tr("All sources"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(caption(tr("Source"), m_source));
    row->addWidget(m_source);
    m_fromHour = new QComboBox;
    m_toHour = new QComboBox;
    for (int hour = 0; hour < 24; ++hour) {
        m_fromHour->addItem(QStringLiteral("%1:00").arg(hour, 2, 10, QLatin1Char('0')), hour);
        m_toHour->addItem(QStringLiteral("%1:00").arg(hour + 1, 2, 10, QLatin1Char('0')), hour + 1);
    }
    m_toHour->setCurrentIndex(23);
    row->addWidget(caption(tr("Hours from", "followed by an hour of the day"), m_fromHour));
    row->addWidget(m_fromHour);
    row->addWidget(caption(tr("to", "between two hours of the day"), m_toHour));
    row->addWidget(m_toHour);
    m_toHour->setAccessibleName(tr("Hours to"));
    for (QComboBox* box : {m_source, m_fromHour, m_toHour})
        connect(box, &QComboBox::currentIndexChanged, this, &HistoryPage::applyFilter);
    QList<QAction*> statuses;
    for (const StatusChart* chart : m_charts->charts())
        statuses << named(QStringLiteral("status.%1").arg(index(chart->status()) + 1));
    row->addStretch(1);
    row->addWidget(menuButton(tr("Statuses"), statuses));
    row->addWidget(
        menuButton(tr("View"), {named(QStringLiteral("yesterday")), named(QStringLiteral("week")),
                                named(QStringLiteral("log")), named(QStringLiteral("table"))}));
    row->addWidget(menuButton(
        tr("Export"), {named(QStringLiteral("picture")), named(QStringLiteral("numbers"))}));
    m_words = new QLabel;
    m_words->setTextFormat(Qt::PlainText);
    m_words->setProperty("muted", true);
    m_words->setAccessibleName(tr("What is in view"));
    rows->addWidget(m_words);
    return tools;
}

void HistoryPage::askForFile(bool picture)
{
    const QString file =
        picture ? QFileDialog::getSaveFileName(this, tr("Save charts as a picture"),
                                               m_folder + QStringLiteral("/history.png"),
                                               tr("Pictures (*.png *.svg)"))
                : QFileDialog::getSaveFileName(this, tr("Export the numbers in view"),
                                               m_folder + QStringLiteral("/history.csv"),
                                               tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    m_folder = QFileInfo(file).absolutePath();
    if (!picture) {
        exportNumbers(file);
        return;
    }
    const auto saved = file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)
                           ? saveSvg(*m_charts, file)
                           : savePng(*m_charts, file);
    if (saved)
        emit noted(tr("Saved %1").arg(format::foreign(file)));
    else
        emit troubled(tr("The file could not be saved"),
                      QString::fromStdString(saved.error().message));
}

void HistoryPage::saveState(QSettings& store) const
{
    store.setValue(QStringLiteral("from"), m_axis.from());
    store.setValue(QStringLiteral("span"), m_axis.span());
    store.setValue(QStringLiteral("newest"), m_axis.following());
    store.setValue(QStringLiteral("fromHour"), m_fromHour->currentIndex());
    store.setValue(QStringLiteral("toHour"), m_toHour->currentIndex());
    const QVariant source = m_sourceWanted ? QVariant(m_wantedSource) : m_source->currentData();
    if (source.isValid())
        store.setValue(QStringLiteral("source"), QLatin1Char('=') + source.toString());
    else
        store.remove(QStringLiteral("source"));
    store.setValue(QStringLiteral("folder"), m_folder);
    QStringList on;
    for (const QAction* action : actions()) {
        if (action->isCheckable() && action->isChecked() && !action->actionGroup())
            on << action->objectName();
    }
    store.setValue(QStringLiteral("switched"), on);
}

void HistoryPage::restoreState(const QSettings& store)
{
    if (!store.contains(QStringLiteral("span")))
        return;
    const double span = store.value(QStringLiteral("span")).toDouble();
    const double from = store.value(QStringLiteral("from")).toDouble();
    m_axis.setLongest(std::max(m_axis.span(), span)); // the bounds are not known yet
    m_axis.setSpan(span);
    if (!store.value(QStringLiteral("newest"), true).toBool())
        m_wantedView = {from, from + span};
    m_fromHour->setCurrentIndex(store.value(QStringLiteral("fromHour"), 0).toInt());
    m_toHour->setCurrentIndex(store.value(QStringLiteral("toHour"), 23).toInt());
    const QString source = store.value(QStringLiteral("source")).toString();
    m_sourceWanted = source.startsWith(QLatin1Char('='));
    m_wantedSource = source.mid(1);
    m_folder = store.value(QStringLiteral("folder")).toString();
    const QStringList on = store.value(QStringLiteral("switched")).toStringList();
    for (QAction* action : actions()) {
        if (action->isCheckable() && !action->actionGroup())
            action->setChecked(on.contains(action->objectName()));
    }
}

} // namespace vigia
