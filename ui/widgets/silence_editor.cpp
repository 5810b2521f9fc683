#include "ui/widgets/silence_editor.h"

#include "core/runtime/time_zone.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/silence_list.h"
#include "ui/models/triage.h"
#include "ui/models/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QTimeEdit>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {
namespace {

constexpr int kMorning = 7 * 60;
// What stands in the lists of starts and ends: minutes, or one of these.
constexpr int kNotChosen = 0;
constexpr int kMorningChosen = -1;
constexpr int kDateChosen = -2;
constexpr int kNow = -3;
constexpr int kMostText = 2000;
constexpr int kStatusColumns = 4;

QStringList splitNames(const SilenceMatcher& matcher)
{
    const QString value = QString::fromStdString(matcher.value);
    return matcher.isRegex ? value.split(QLatin1Char('|')) : QStringList{value};
}

QString wantsPattern(const QString& text)
{
    return text.contains(QLatin1Char('|')) || text.contains(QLatin1String(".*")) ? text : QString();
}

} // namespace

SilenceEditor::SilenceEditor(std::shared_ptr<const StatusCatalog> catalog,
                             std::shared_ptr<const Zone> zone, std::shared_ptr<const Clock> clock,
                             QWidget* parent)
    : QFrame(parent)
    , m_catalog(std::move(catalog))
    , m_zone(std::move(zone))
    , m_clock(std::move(clock))
{
    setProperty("card", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    m_title = new QLabel;
    m_title->setFont(uiFont(12.5, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    column->addWidget(m_title);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(7);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    makeMatchers();
    makeTimes();
    makePeople();
    column->addLayout(m_form);
    m_refused = new QLabel;
    m_refused->setTextFormat(Qt::PlainText);
    m_refused->setWordWrap(true);
    m_refused->setObjectName(QStringLiteral("fault"));
    m_refused->hide();
    column->addWidget(m_refused);

    auto* row = new QHBoxLayout;
    auto* hint = new QLabel(tr("An incident is muted where each of its statuses, in each source, "
                               "is silenced. It is still detected and recorded."));
    hint->setWordWrap(true);
    hint->setProperty("muted", true);
    row->addWidget(hint, 1);
    auto* accept = new QPushButton(tr("Silence", "verb: carry it out"));
    accept->setObjectName(QStringLiteral("accept"));
    accept->setProperty("primary", true);
    accept->setToolTip(tr("Ctrl+Enter"));
    accept->setAutoDefault(false);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setToolTip(tr("Esc"));
    cancel->setAutoDefault(false);
    row->addWidget(accept);
    row->addWidget(cancel);
    column->addLayout(row);
    column->addStretch(1);

    connect(accept, &QPushButton::clicked, this, &SilenceEditor::accept);
    connect(cancel, &QPushButton::clicked, this, &SilenceEditor::cancelled);
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* done = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(key)), this);
        done->setContext(Qt::WidgetWithChildrenShortcut);
        connect(done, &QShortcut::activated, this, &SilenceEditor::accept);
    }
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SilenceEditor::cancelled);
    for (QLineEdit* field : {m_source, m_owner, m_reason})
        connect(field, &QLineEdit::returnPressed, this, &SilenceEditor::accept);
}

SilenceEditor::Field SilenceEditor::addRow(const QString& label, QWidget* input, QWidget* content)
{
    auto* fault = new QLabel;
    fault->setTextFormat(Qt::PlainText);
    fault->setWordWrap(true);
    fault->setObjectName(QStringLiteral("fault"));
    fault->hide();
    auto* both = new QWidget;
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(content);
    column->addWidget(fault);
    auto* name = new QLabel(label);
    name->setProperty("muted", true);
    name->setBuddy(input);
    m_form->addRow(name, both);
    if (input->accessibleName().isEmpty())
        input->setAccessibleName(label);
    return {input, fault};
}

void SilenceEditor::makeMatchers()
{
    auto* statuses = new QWidget;
    auto* grid = new QGridLayout(statuses);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setColumnStretch(kStatusColumns, 1);
    for (std::size_t s = 0; s < m_catalog->size(); ++s) {
        auto* box = new QCheckBox(words::status(*m_catalog, static_cast<StatusId>(s)));
        box->setAccessibleDescription(tr("Silence this status"));
        grid->addWidget(box, int(s) / kStatusColumns, int(s) % kStatusColumns);
        m_statuses.push_back(box);
    }
    statuses->setToolTip(tr("None chosen: any status"));
    m_matchField = addRow(tr("Status"), m_statuses.front(), statuses);
    m_statuses.front()->setAccessibleName({});

    m_source = new QLineEdit;
    m_source->setMaxLength(1024);
    m_source->setPlaceholderText(tr("any; several with | between them, .* for any text"));
    addRow(tr("Source"), m_source, m_source);

    m_severity = new QComboBox;
    m_severity->addItem(tr("any", "severity"), QString());
    for (const Severity s : {Severity::Critical, Severity::Warning})
        m_severity->addItem(words::severityMark(s) + QLatin1Char(' ') + words::severity(s),
                            QString::fromLatin1(toString(s).data()));
    addRow(tr("Severity"), m_severity, m_severity);

    m_further = new QLabel;
    m_further->setTextFormat(Qt::PlainText);
    m_further->setWordWrap(true);
    m_form->addRow(QString(), m_further);
}

void SilenceEditor::makeTimes()
{
    const auto line = [](std::initializer_list<QWidget*> widgets) {
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        for (QWidget* widget : widgets)
            layout->addWidget(widget);
        layout->addStretch(1);
        return row;
    };
    const auto dateTime = [](const QString& name) {
        auto* field = new QDateTimeEdit;
        field->setTimeSpec(Qt::UTC); // it holds the wall clock of the console's zone
        field->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
        field->setButtonSymbols(QAbstractSpinBox::NoButtons); // its arrow keys step
        field->setAccessibleName(name);
        return field;
    };
    m_starts = new QComboBox;
    m_starts->addItem(tr("now", "a start"), kNow);
    m_starts->addItem(tr("at a date and time"), kDateChosen);
    m_startsAt = dateTime(tr("Date and time of the start"));
    addRow(tr("From"), m_starts, line({m_starts, m_startsAt}));

    m_ends = new QComboBox;
    m_ends->addItem(tr("choose…"), kNotChosen);
    m_ends->addItem(tr("07:00"), kMorningChosen);
    m_ends->addItem(tr("after 1 hour"), 60);
    m_ends->addItem(tr("after 4 hours"), 240);
    m_ends->addItem(tr("after 1 day"), 24 * 60);
    m_ends->addItem(tr("after 7 days"), 7 * 24 * 60);
    m_ends->addItem(tr("after 90 days"), 90 * 24 * 60);
    m_ends->addItem(tr("at a date and time"), kDateChosen);
    m_endsAt = dateTime(tr("Date and time of the end"));
    m_endField = addRow(tr("Until"), m_ends, line({m_ends, m_endsAt}));

    m_recurs = new QCheckBox(tr("only at certain hours, again and again"));
    m_form->addRow(QString(), m_recurs);
    m_hours = new QWidget;
    auto* lines = new QVBoxLayout(m_hours);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    auto* days = line({});
    for (int d = 1; d <= 7; ++d) {
        auto* box = new QCheckBox(QLocale().standaloneDayName(d, QLocale::ShortFormat));
        box->setAccessibleName(QLocale().standaloneDayName(d, QLocale::LongFormat));
        static_cast<QHBoxLayout*>(days->layout())->insertWidget(d - 1, box);
        m_days.push_back(box);
    }
    const auto clock = [](int minutes, const QString& name) {
        auto* field = new QTimeEdit(QTime(minutes / 60, minutes % 60));
        field->setDisplayFormat(QStringLiteral("HH:mm"));
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
        field->setAccessibleName(name);
        return field;
    };
    m_from = clock(22 * 60, tr("From, of each day"));
    m_to = clock(6 * 60, tr("To, of each day"));
    m_zoneName = new QComboBox;
    m_zoneName->setEditable(true);
    m_zoneName->setAccessibleName(tr("Time zone"));
    m_zoneName->setInsertPolicy(QComboBox::NoInsert);
    m_zoneName->setMinimumContentsLength(20);
    m_zoneName->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        m_zoneName->addItem(QString::fromLatin1(id));
    m_zoneName->completer()->setFilterMode(Qt::MatchContains);
    m_zoneName->completer()->setCompletionMode(QCompleter::PopupCompletion);
    lines->addWidget(days);
    lines->addWidget(line({m_from, new QLabel(QStringLiteral("–")), m_to, m_zoneName}));
    m_hours->setToolTip(tr("No day chosen: every day. From after to: over midnight."));
    m_zoneField = addRow(tr("Hours"), m_zoneName, m_hours);

    for (QComboBox* list : {m_starts, m_ends})
        connect(list, &QComboBox::currentIndexChanged, this, &SilenceEditor::showTimes);
    connect(m_recurs, &QCheckBox::toggled, this, &SilenceEditor::showTimes);
}

void SilenceEditor::makePeople()
{
    m_owner = new QLineEdit;
    m_owner->setMaxLength(200);
    m_ownerField = addRow(tr("Who asks for it"), m_owner, m_owner);
    m_reason = new QLineEdit;
    m_reason->setMaxLength(kMostText);
    m_reason->setPlaceholderText(tr("A change, a test, a fault that is being worked on"));
    m_reasonField = addRow(tr("Why"), m_reason, m_reason);
}

void SilenceEditor::open(const Silence& silence, const QString& title)
{
    m_silence = silence;
    m_title->setText(title);
    setAccessibleName(title);
    takeMatchers(silence.matchers);
    const Instant now = m_clock->now();
    const bool begun = silence.starts == Instant{};
    m_starts->setCurrentIndex(m_starts->findData(begun ? kNow : kDateChosen));
    setTime(*m_startsAt, begun ? now : silence.starts);
    const bool open = silence.ends == Instant{};
    m_ends->setCurrentIndex(m_ends->findData(open ? kNotChosen : kDateChosen));
    setTime(*m_endsAt, open ? now + std::chrono::hours{1} : silence.ends);
    m_recurs->setChecked(silence.recurs.has_value());
    const TimeWindow window = silence.recurs.value_or(TimeWindow{0, 22 * 60, 6 * 60});
    for (std::size_t d = 0; d < m_days.size(); ++d)
        m_days[d]->setChecked((window.days >> d & 1) != 0);
    m_from->setTime(QTime(window.from / 60, window.from % 60));
    m_to->setTime(QTime(window.to / 60, window.to % 60));
    m_zoneName->setCurrentText(
        QString::fromStdString(silence.zone ? silence.zone->id() : m_zone->id()));
    m_owner->setText(QString::fromStdString(silence.owner));
    m_reason->setText(QString::fromStdString(silence.reason));
    forget();
    showTimes();
    const bool matched = !silence.matchers.empty();
    if (matched && open)
        m_ends->setFocus();
    else
        m_statuses.front()->setFocus();
}

void SilenceEditor::showTimes()
{
    m_startsAt->setVisible(m_starts->currentData().toInt() == kDateChosen);
    m_endsAt->setVisible(m_ends->currentData().toInt() == kDateChosen);
    const bool recurs = m_recurs->isChecked();
    QWidget* row = m_hours->parentWidget();
    row->setVisible(recurs);
    m_form->labelForField(row)->setVisible(recurs);
}

// Onto the form what it can show; what it cannot stays as it is.
void SilenceEditor::takeMatchers(const std::vector<SilenceMatcher>& matchers)
{
    for (QCheckBox* box : m_statuses)
        box->setChecked(false);
    m_source->clear();
    m_severity->setCurrentIndex(0);
    m_rest.clear();
    bool statuses = false;
    for (const SilenceMatcher& matcher : matchers) {
        const QStringList names = splitNames(matcher);
        if (matcher.isEqual && matcher.name == "status" && !statuses &&
            std::ranges::all_of(names, [this](const QString& name) {
                return m_catalog->find(name.toStdString()).has_value();
            })) {
            for (const QString& name : names)
                m_statuses[index(*m_catalog->find(name.toStdString()))]->setChecked(true);
            statuses = true;
        } else if (matcher.isEqual && matcher.name == "source" && m_source->text().isEmpty() &&
                   !matcher.value.empty() &&
                   matcher.isRegex == !wantsPattern(names.join(QLatin1Char('|'))).isEmpty()) {
            m_source->setText(QString::fromStdString(matcher.value));
        } else if (const int at = m_severity->findData(names.first());
                   matcher.isEqual && matcher.name == "severity" && names.size() == 1 && at > 0 &&
                   m_severity->currentIndex() == 0) {
            m_severity->setCurrentIndex(at);
        } else {
            m_rest.push_back(matcher);
        }
    }
    Silence rest;
    rest.matchers = m_rest;
    m_further->setText(tr("and: %1").arg(words::silenceMatchers(rest)));
    m_further->setVisible(!m_rest.empty());
}

std::vector<SilenceMatcher> SilenceEditor::enteredMatchers()
{
    std::vector<SilenceMatcher> out;
    QStringList names;
    for (std::size_t s = 0; s < m_statuses.size(); ++s) {
        if (m_statuses[s]->isChecked())
            names << QString::fromStdString(std::string(m_catalog->name(static_cast<StatusId>(s))));
    }
    if (!names.isEmpty())
        out.push_back({"status", names.join(QLatin1Char('|')).toStdString(), names.size() > 1});
    const QString source = m_source->text().trimmed();
    if (!source.isEmpty())
        out.push_back({"source", source.toStdString(), !wantsPattern(source).isEmpty()});
    const QString severity = m_severity->currentData().toString();
    if (!severity.isEmpty())
        out.push_back({"severity", severity.toStdString(), false});
    out.insert(out.end(), m_rest.begin(), m_rest.end());
    if (out.empty())
        say(m_matchField, tr("Choose a status, a source or a severity: a silence of everything "
                             "hides too much."));
    for (const SilenceMatcher& matcher : out) {
        if (const auto fault = faultOf(matcher)) {
            say(m_matchField, words::retold(*fault));
            break;
        }
    }
    return out;
}

std::optional<Instant> SilenceEditor::enteredEnd(Instant starts)
{
    const int chosen = m_ends->currentData().toInt();
    if (chosen == kNotChosen) {
        say(m_endField, tr("Say when it ends: nothing is silenced for ever."));
        return std::nullopt;
    }
    const Instant from = std::max(starts, m_clock->now());
    const Instant ends = chosen == kMorningChosen
                             ? nextClock(from, std::chrono::minutes{kMorning}, *m_zone)
                         : chosen == kDateChosen ? at(*m_endsAt)
                                                 : from + std::chrono::minutes{chosen};
    if (ends <= starts)
        say(m_endField, tr("The end must come after the start."));
    else if (ends <= m_clock->now())
        say(m_endField, tr("That time is over."));
    else
        return ends;
    return std::nullopt;
}

bool SilenceEditor::enterRecurrence(Silence& silence)
{
    silence.recurs.reset();
    silence.zone.reset();
    if (!m_recurs->isChecked())
        return true;
    TimeWindow window;
    for (std::size_t d = 0; d < m_days.size(); ++d) {
        if (m_days[d]->isChecked())
            window.days = static_cast<std::uint8_t>(window.days | 1U << d);
    }
    window.from = m_from->time().hour() * 60 + m_from->time().minute();
    window.to = m_to->time().hour() * 60 + m_to->time().minute();
    const QString name = m_zoneName->currentText().trimmed();
    auto zone = loadZone(name.toStdString());
    if (name.isEmpty() || !zone) {
        say(m_zoneField, tr("Name a time zone, as America/Sao_Paulo: found \"%1\".")
                             .arg(format::foreign(name.left(64))));
        return false;
    }
    silence.recurs = window;
    silence.zone = std::move(*zone);
    return true;
}

std::optional<Silence> SilenceEditor::entered()
{
    forget();
    Silence out = m_silence;
    out.matchers = enteredMatchers();
    out.starts = m_starts->currentData().toInt() == kNow ? m_clock->now() : at(*m_startsAt);
    const auto ends = enteredEnd(out.starts);
    out.ends = ends.value_or(Instant{});
    (void)enterRecurrence(out);
    out.owner = m_owner->text().trimmed().toStdString();
    if (out.owner.empty())
        say(m_ownerField, tr("Say who asks for it."));
    out.reason = m_reason->text().trimmed().toStdString();
    if (out.reason.empty())
        say(m_reasonField, tr("Say why nobody is to be told."));
    if (faults().isEmpty())
        return out;
    for (const Field& field :
         {m_matchField, m_endField, m_zoneField, m_ownerField, m_reasonField}) {
        if (!field.fault->isHidden()) {
            field.input->setFocus();
            break;
        }
    }
    return std::nullopt;
}

void SilenceEditor::accept()
{
    if (const auto silence = entered())
        emit accepted(*silence);
}

void SilenceEditor::say(const Field& field, const QString& fault)
{
    field.fault->setText(QStringLiteral("▲ ") + fault);
    field.fault->setStyleSheet(QStringLiteral("color: %1").arg(theme().critical.name()));
    field.fault->show();
    field.input->setAccessibleDescription(fault);
}

void SilenceEditor::refuse(const QString& why)
{
    m_refused->setText(QStringLiteral("▲ ") + words::retold(why));
    m_refused->setStyleSheet(QStringLiteral("color: %1").arg(theme().critical.name()));
    m_refused->show();
}

void SilenceEditor::forget()
{
    for (const Field& field :
         {m_matchField, m_endField, m_zoneField, m_ownerField, m_reasonField}) {
        field.fault->hide();
        field.fault->clear();
        field.input->setAccessibleDescription({});
    }
    m_refused->hide();
    m_refused->clear();
}

QStringList SilenceEditor::faults() const
{
    QStringList out;
    for (const Field& field :
         {m_matchField, m_endField, m_zoneField, m_ownerField, m_reasonField}) {
        if (!field.fault->text().isEmpty())
            out << field.fault->text();
    }
    if (!m_refused->text().isEmpty())
        out << m_refused->text();
    return out;
}

Instant SilenceEditor::at(const QDateTimeEdit& field) const
{
    const auto minutes = std::chrono::minutes{field.dateTime().toSecsSinceEpoch() / 60};
    return Instant{m_zone->resolve(LocalMinute{minutes}).minute};
}

void SilenceEditor::setTime(QDateTimeEdit& field, Instant time) const
{
    const auto local = m_zone->toLocal(floorToMinute(time)).time_since_epoch();
    field.setDateTime(QDateTime::fromSecsSinceEpoch(local.count() * 60, Qt::UTC));
}

} // namespace vigia
