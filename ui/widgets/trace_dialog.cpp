#include "ui/widgets/trace_dialog.h"

#include "core/runtime/trace.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/words.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr std::chrono::seconds kAgain{3};

bool isBad(const std::string& stage)
{
    return stage == "failed";
}

// A step of the trail as it stands on the Incident page, the rest said again.
QString textOf(const TraceLine& line, const Zone& zone)
{
    const std::string& text = line.text;
    if (line.stage == "operator") { // "ana: acknowledge: until …"
        const std::size_t who = text.find(": ");
        if (who == std::string::npos)
            return words::retold(text);
        const std::string rest = text.substr(who + 2);
        const std::size_t action = rest.find(": ");
        const std::string detail =
            action == std::string::npos ? std::string() : rest.substr(action + 2);
        return format::foreign(text.substr(0, who)) + QStringLiteral(" · ") +
               words::step(rest.substr(0, action), detail, zone);
    }
    if (text == line.stage)
        return {};
    if (text.starts_with(line.stage + ": "))
        return words::retold(text.substr(line.stage.size() + 2));
    return words::retold(text);
}

} // namespace

TraceDialog::TraceDialog(Monitor& monitor, std::shared_ptr<const Clock> clock, QWidget* parent)
    : QDialog(parent)
    , m_monitor(monitor)
    , m_clock(std::move(clock))
    , m_catalog(monitor.catalog())
    , m_zone(monitor.zone())
{
    setWindowTitle(tr("Where did it go?"));
    resize(760, 460);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    auto* timeName = new QLabel(tr("&Minute"));
    m_time = new QDateTimeEdit;
    m_time->setTimeSpec(Qt::UTC); // it holds the wall clock of the console's zone
    m_time->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_time->setButtonSymbols(QAbstractSpinBox::NoButtons); // its arrow keys step
    m_time->setAccessibleName(tr("Minute that is followed"));
    timeName->setBuddy(m_time);
    m_zoneName = new QLabel;
    m_zoneName->setProperty("muted", true);
    auto* statusName = new QLabel(tr("&Status"));
    m_status = new QComboBox;
    m_status->setAccessibleName(tr("Status that is followed"));
    for (std::size_t s = 0; s < m_catalog->size(); ++s)
        m_status->addItem(words::status(*m_catalog, static_cast<StatusId>(s)), int(s));
    statusName->setBuddy(m_status);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{timeName, m_time, m_zoneName, statusName, m_status})
        head->addWidget(widget);
    head->addStretch(1);
    column->addLayout(head);

    m_lines = new QTextBrowser;
    m_lines->setOpenLinks(false);
    m_lines->setAccessibleName(tr("The way of this minute"));
    m_lines->setTabChangesFocus(true);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_lines, 1);

    auto* foot = new QHBoxLayout;
    auto* hint = new QLabel(tr("Times of the console's zone; the copy has UTC"));
    hint->setProperty("muted", true);
    foot->addWidget(hint, 1);
    auto* copyButton = new QPushButton(tr("&Copy as text"));
    auto* close = new QPushButton(tr("Close"));
    for (QPushButton* button : {copyButton, close}) {
        button->setAutoDefault(false);
        foot->addWidget(button);
    }
    column->addLayout(foot);

    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, &TraceDialog::load);
    connect(m_status, &QComboBox::currentIndexChanged, this, &TraceDialog::load);
    connect(copyButton, &QPushButton::clicked, this, &TraceDialog::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_again.setInterval(kAgain);
    connect(&m_again, &QTimer::timeout, this, &TraceDialog::load);
}

Minute TraceDialog::minute() const
{
    const auto local = std::chrono::minutes{m_time->dateTime().toSecsSinceEpoch() / 60};
    return m_zone->resolve(LocalMinute{local}).minute;
}

StatusId TraceDialog::status() const
{
    return static_cast<StatusId>(m_status->currentData().toInt());
}

void TraceDialog::ask(Minute time, StatusId status)
{
    {
        const QSignalBlocker quietTime(m_time);
        const QSignalBlocker quietStatus(m_status);
        const auto local = m_zone->toLocal(time).time_since_epoch();
        m_time->setDateTime(QDateTime::fromSecsSinceEpoch(local.count() * 60, Qt::UTC));
        m_status->setCurrentIndex(m_status->findData(int(index(status))));
    }
    m_time->setFocus();
    m_time->setSelectedSection(QDateTimeEdit::MinuteSection); // up and down step minutes
    load();
}

void TraceDialog::load()
{
    const Minute time = minute();
    m_zoneName->setText(format::zoneOffset(time, *m_zone));
    const int request = ++m_request;
    const auto take = guarded(this, [this, request](const Result<Trace>& trace) {
        if (request == m_request)
            this->take(trace);
    });
    m_monitor.read([take, time, status = status(), catalog = m_catalog, zone = m_zone,
                    now = m_clock->now()](Result<Database*> database) -> Monitor::Answer {
        auto trace = database ? traceMinute(**database, *catalog, *zone, time, status, now)
                              : Result<Trace>(fail(database.error()));
        return [take = take, trace]() mutable { take(trace); };
    });
}

void TraceDialog::take(const Result<Trace>& trace)
{
    m_error = trace ? QString() : words::retold(trace.error().message);
    m_trace = trace ? *trace : Trace{minute(), status(), {}};
    render();
    emit loaded();
}

void TraceDialog::render()
{
    const Theme& t = theme();
    QString html;
    if (!m_error.isEmpty())
        html = QStringLiteral("<p style='color:%1'>▲ %2</p>")
                   .arg(t.critical.name(),
                        tr("This minute could not be read: %1").arg(m_error).toHtmlEscaped());
    html += QStringLiteral("<table cellpadding='5'>");
    for (const TraceLine& line : m_trace.lines) {
        const QString at = line.at ? format::clockSeconds(*line.at, *m_zone) : QString();
        html += QStringLiteral("<tr><td style='white-space:nowrap; font-weight:600; color:%1'>%2"
                               "</td><td style='white-space:nowrap; color:%3'>%4</td>"
                               "<td>%5</td></tr>")
                    .arg((isBad(line.stage) ? t.critical : t.text).name(),
                         words::traceStage(line.stage).toHtmlEscaped(), t.muted.name(), at,
                         textOf(line, *m_zone).toHtmlEscaped());
    }
    html += QStringLiteral("</table>");
    if (html == m_html)
        return; // the selection stays
    m_html = html;
    const int place = m_lines->verticalScrollBar()->value();
    m_lines->setHtml(html);
    m_lines->verticalScrollBar()->setValue(place);
}

QString TraceDialog::text() const
{
    QString out = QStringLiteral("%1 %2\n").arg(QString::fromStdString(toRfc3339(m_trace.time)),
                                                words::status(*m_catalog, m_trace.status));
    for (const TraceLine& line : m_trace.lines) {
        const QString at =
            line.at ? QString::fromStdString(toRfc3339(*line.at)) : QStringLiteral("-");
        out += QStringLiteral("%1  %2  %3\n")
                   .arg(words::traceStage(line.stage), at, textOf(line, *m_zone));
    }
    return out;
}

void TraceDialog::copy()
{
    QGuiApplication::clipboard()->setText(text());
}

void TraceDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_lines)
        render();
}

void TraceDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    m_again.start();
}

void TraceDialog::hideEvent(QHideEvent* event)
{
    QDialog::hideEvent(event);
    m_again.stop();
}

namespace words {

QString traceStage(const std::string& stage)
{
    if (stage == "received")
        return TraceDialog::tr("received");
    if (stage == "sealed")
        return TraceDialog::tr("sealed");
    if (stage == "scored")
        return TraceDialog::tr("scored");
    if (stage == "pending")
        return TraceDialog::tr("pending");
    if (stage == "incident")
        return TraceDialog::tr("incident");
    if (stage == "operator")
        return TraceDialog::tr("operator");
    if (stage == "opened")
        return TraceDialog::tr("opened");
    if (stage == "reopened")
        return TraceDialog::tr("reopened");
    if (stage == "severity raised")
        return TraceDialog::tr("more severe");
    if (stage == "resolved")
        return TraceDialog::tr("resolved");
    if (stage == "told")
        return TraceDialog::tr("told");
    if (stage == "not told")
        return TraceDialog::tr("not told");
    if (stage == "muted")
        return QStringLiteral("⊘ ") + TraceDialog::tr("muted");
    if (stage == "unmuted")
        return TraceDialog::tr("no longer muted");
    if (stage == "grouped")
        return TraceDialog::tr("grouped");
    if (stage == "waiting")
        return QStringLiteral("… ") + TraceDialog::tr("waiting");
    if (stage == "delivered")
        return QStringLiteral("✓ ") + TraceDialog::tr("delivered");
    if (stage == "failed")
        return QStringLiteral("▲ ") + TraceDialog::tr("failed");
    return format::foreign(stage);
}

} // namespace words
} // namespace vigia
