#include "ui/widgets/channel_dialog.h"

#include "core/message/story.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/words.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr std::size_t kMostWire = 64 * 1024; // a picture is longer, and nobody reads it
enum View { kPage, kText, kWire };

QString titleOf(const std::string& receiver, const Target& target)
{
    const QString channel = format::foreign(target.channel);
    return target.recipient == receiver
               ? ChannelDialog::tr("%1 (receiver %2)").arg(channel, format::foreign(receiver))
               : ChannelDialog::tr("%1 to %2 (receiver %3)", "mail to an address")
                     .arg(channel, format::foreign(target.recipient), format::foreign(receiver));
}

QPlainTextEdit* plainView(const QString& name)
{
    auto* view = new QPlainTextEdit;
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setLineWrapMode(QPlainTextEdit::NoWrap);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setAccessibleName(name);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return view;
}

} // namespace

ChannelDialog::ChannelDialog(Monitor& monitor, std::shared_ptr<const Clock> clock, QWidget* parent)
    : QDialog(parent)
    , m_monitor(monitor)
    , m_clock(std::move(clock))
{
    setWindowTitle(tr("Channels: preview and test"));
    resize(860, 680);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    auto* form = new QFormLayout;
    const auto addList = [&](const QString& label, const QString& name) {
        auto* list = new QComboBox;
        list->setAccessibleName(name);
        form->addRow(label, list);
        return list;
    };
    m_target = addList(tr("&Channel"), tr("Channel and receiver"));
    m_kind = addList(tr("&Message"), tr("Kind of message"));
    m_language = addList(tr("&Language"), tr("Language of the message"));
    column->addLayout(form);
    const std::pair<NoticeKind, QString> kinds[] = {
        {NoticeKind::Opened, tr("an incident opens")},
        {NoticeKind::Raised, tr("it becomes critical")},
        {NoticeKind::Reminder, tr("it is still open")},
        {NoticeKind::Reopened, tr("it begins again")},
        {NoticeKind::Escalated, tr("nobody has acknowledged it")},
        {NoticeKind::Acknowledged, tr("somebody has it in hand")},
        {NoticeKind::Resolved, tr("it is over")}};
    for (const auto& [kind, text] : kinds)
        m_kind->addItem(text, int(kind));
    m_language->addItem(tr("as the receiver wants it"), -1);
    m_language->addItem(QStringLiteral("English"), int(Language::English));
    m_language->addItem(QStringLiteral("Português"), int(Language::Portuguese));

    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Form of the preview"));
    m_tabs->addTab(tr("Page", "of a mail, as HTML"));
    m_tabs->addTab(tr("Plain text"));
    m_tabs->addTab(tr("As it is sent"));
    column->addWidget(m_tabs);
    m_views = new QStackedWidget;
    m_page = new QTextBrowser;
    m_page->setOpenLinks(false);
    m_page->setObjectName(QStringLiteral("paper"));
    m_page->setAccessibleName(tr("Page of the mail"));
    m_page->setTabChangesFocus(true);
    m_text = plainView(tr("Plain text of the message"));
    m_wire = plainView(tr("The message as it is sent"));
    for (QWidget* view : std::initializer_list<QWidget*>{m_page, m_text, m_wire})
        m_views->addWidget(view);
    column->addWidget(m_views, 1);

    auto* foot = new QHBoxLayout;
    m_said = new QLabel;
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    m_send = new QPushButton(tr("Send &test"));
    m_send->setToolTip(tr("Sends one test message to this receiver, now"));
    m_send->setProperty("primary", true);
    auto* close = new QPushButton(tr("Close"));
    for (QPushButton* button : {m_send, close})
        button->setAutoDefault(false);
    foot->addWidget(m_said, 1);
    foot->addWidget(m_send);
    foot->addWidget(close);
    column->addLayout(foot);

    connect(m_tabs, &QTabBar::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_send, &QPushButton::clicked, this, &ChannelDialog::sendTest);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    fill();
    for (QComboBox* list : {m_target, m_kind, m_language})
        connect(list, &QComboBox::currentIndexChanged, this, &ChannelDialog::preview);
    preview();
}

ChannelDialog::~ChannelDialog() = default;

void ChannelDialog::fill()
{
    const auto receivers = chosenReceivers(m_monitor.config(), {}, {});
    m_configured = receivers && !receivers->empty();
    if (m_configured) {
        for (const Receiver& receiver : *receivers) {
            for (const Target& target : receiver.targets)
                m_targets.emplace_back(receiver.name, target);
        }
    } else { // one of each, to show how it would look
        const auto examples =
            previewMessages(m_monitor.config(), *m_monitor.zone(), {},
                            sampleIncident(NoticeKind::Opened, m_clock->now()), m_clock->now());
        for (const Preview& example : examples ? *examples : std::vector<Preview>{})
            m_targets.emplace_back(example.receiver, example.target);
        say(tr("No channel is configured: nobody is told of incidents. This is how it would look; "
               "see [mail], [teams], [slack], [webhook] and [pagerduty] in the sample of "
               "vigia.toml."),
            false);
    }
    for (const auto& [receiver, target] : m_targets)
        m_target->addItem(titleOf(receiver, target));
    m_send->setEnabled(m_configured);
}

void ChannelDialog::preview()
{
    const int at = m_target->currentIndex();
    if (at < 0)
        return;
    const auto& [receiver, target] = m_targets[static_cast<std::size_t>(at)];
    const Instant now = m_clock->now();
    PreviewRequest request{receiver, target.channel, {}};
    if (const int language = m_language->currentData().toInt(); language >= 0)
        request.language = static_cast<Language>(language);
    const auto note = sampleIncident(static_cast<NoticeKind>(m_kind->currentData().toInt()), now);
    const auto previews =
        previewMessages(m_monitor.config(), *m_monitor.zone(), request, note, now);
    if (!previews) {
        say(words::retold(previews.error().message), true);
        return;
    }
    for (const Preview& one : *previews) {
        if (one.target.recipient == target.recipient) {
            showPage(one);
            return;
        }
    }
}

void ChannelDialog::showPage(const Preview& preview)
{
    const bool mail = preview.target.channel == "mail";
    m_tabs->setTabVisible(kPage, mail);
    if (!mail && m_tabs->currentIndex() == kPage)
        m_tabs->setCurrentIndex(kText);
    const Message& message = preview.message;
    QString page = QString::fromStdString(message.html);
    if (const auto png = chartPng(message.chart); mail && png) {
        const QUrl url(QStringLiteral("vigia:picture"));
        m_page->document()->addResource(
            QTextDocument::ImageResource, url,
            QImage::fromData(reinterpret_cast<const uchar*>(png->data()), int(png->size())));
        page.replace(QString::fromUtf8(kPictureMark.data(), qsizetype(kPictureMark.size())),
                     QStringLiteral("<p><img src='%1' width='%2'></p>")
                         .arg(url.toString())
                         .arg(kChartWidth));
    }
    m_page->setHtml(page);
    m_text->setPlainText(QString::fromStdString(message.subject) + QStringLiteral("\n\n") +
                         QString::fromStdString(message.text));
    auto wire = preview.wire(m_monitor.config(), m_clock->now());
    if (!wire) {
        m_wire->setPlainText(QString::fromStdString(wire.error().message));
        return;
    }
    const bool cut = wire->size() > kMostWire;
    const QByteArray bytes = QByteArray::fromStdString(wire->substr(0, kMostWire));
    const QJsonDocument json = mail || cut ? QJsonDocument() : QJsonDocument::fromJson(bytes);
    m_wire->setPlainText(
        (json.isNull() ? QString::fromUtf8(bytes)
                       : QString::fromUtf8(json.toJson(QJsonDocument::Indented))) +
        (cut ? QStringLiteral("\n… ") + tr("the rest is the picture") : QString()));
}

void ChannelDialog::sendTest()
{
    const int at = m_target->currentIndex();
    if (!m_configured || at < 0)
        return;
    const auto& [receiver, target] = m_targets[static_cast<std::size_t>(at)];
    m_send->setEnabled(false);
    say(tr("The test message is under way…"), false);
    const auto done = guarded(
        this, [this](const Result<std::vector<TestOutcome>>& outcomes) { finish(outcomes); });
    m_worker = std::jthread([this, done, config = m_monitor.config(), zone = m_monitor.zone(),
                             receiver = receiver, channel = target.channel,
                             clock = m_clock](std::stop_token stop) {
        auto outcomes = vigia::sendTest(config, *zone, receiver, channel, {}, clock, stop);
        if (!stop.stop_requested()) // else this is on its way out and waits for the thread
            QMetaObject::invokeMethod(
                this, [done = done, outcomes]() mutable { done(outcomes); }, Qt::QueuedConnection);
    });
}

void ChannelDialog::finish(const Result<std::vector<TestOutcome>>& outcomes)
{
    m_send->setEnabled(true);
    if (!outcomes) {
        say(words::retold(outcomes.error().message), true);
        return;
    }
    QStringList lines;
    bool bad = false;
    for (const TestOutcome& one : *outcomes) {
        const QString title = titleOf(one.receiver, one.target);
        const QString reason = words::retold(one.outcome.reason);
        const bool sent = one.outcome.delivery == Delivery::Sent;
        bad = bad || !sent;
        lines << (sent ? QStringLiteral("✓ ") + tr("%1: the test message was taken").arg(title)
                  : one.outcome.delivery == Delivery::Retry
                      ? QStringLiteral("▲ ") + tr("%1: failed for now: %2").arg(title, reason)
                      : QStringLiteral("▲ ") + tr("%1: failed: %2").arg(title, reason));
    }
    say(lines.join(QLatin1Char('\n')), bad);
}

void ChannelDialog::say(const QString& text, bool bad)
{
    m_said->setText(text);
    m_said->setAccessibleName(text);
    m_said->setStyleSheet(bad ? QStringLiteral("color: %1").arg(theme().critical.name())
                              : QString());
}

QString ChannelDialog::outcome() const
{
    return m_said->text();
}

QString ChannelDialog::wire() const
{
    return m_wire->toPlainText();
}

QString ChannelDialog::plain() const
{
    return m_text->toPlainText();
}

} // namespace vigia
