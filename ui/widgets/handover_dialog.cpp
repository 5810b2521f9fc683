#include "ui/widgets/handover_dialog.h"

#include "core/runtime/shift_report.h"
#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/guarded.h"
#include "ui/models/handover_paper.h"
#include "ui/models/words.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QShortcut>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace vigia {
namespace {

constexpr int kSinceLast = 0; // among hours
constexpr int kUsualHours = 8;
constexpr std::chrono::hours kLongest{24 * 14}; // since the last hand-over

} // namespace

HandoverDialog::HandoverDialog(Monitor& monitor, std::shared_ptr<const Clock> clock, QString who,
                               Language language, QWidget* parent)
    : QDialog(parent)
    , m_monitor(monitor)
    , m_clock(std::move(clock))
    , m_who(std::move(who))
    , m_language(language)
    , m_catalog(monitor.catalog())
    , m_zone(monitor.zone())
{
    setWindowTitle(tr("Shift hand-over"));
    setModal(true);
    resize(900, 680);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);

    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    auto* name = new QLabel(tr("&Shift"));
    m_shifts = new QComboBox;
    m_shifts->setAccessibleName(tr("Shift to hand over"));
    m_shifts->addItem(tr("Last 8 hours"), kUsualHours);
    m_shifts->addItem(tr("Last 12 hours"), 12);
    m_shifts->addItem(tr("Last 24 hours"), 24);
    name->setBuddy(m_shifts);
    m_span = new QLabel;
    m_span->setTextFormat(Qt::PlainText);
    m_span->setProperty("muted", true);
    head->addWidget(name);
    head->addWidget(m_shifts);
    head->addWidget(m_span, 1);
    column->addLayout(head);

    m_preview = new QTextBrowser;
    m_preview->setOpenLinks(false);
    m_preview->setAccessibleName(tr("Preview of the hand-over"));
    m_preview->setObjectName(QStringLiteral("paper"));
    m_preview->document()->setDocumentMargin(22);
    column->addWidget(m_preview, 1);

    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    m_message = new QLabel;
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_copy = new QPushButton(tr("&Copy as Markdown"));
    m_save = new QPushButton(tr("Sa&ve…"));
    m_save->setToolTip(tr("As Markdown, HTML or PDF"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    auto* close = new QPushButton(tr("Close"));
    for (QPushButton* button : {m_copy, close})
        button->setAutoDefault(false);
    foot->addWidget(m_message, 1);
    foot->addWidget(m_copy);
    foot->addWidget(m_save);
    foot->addWidget(close);
    column->addLayout(foot);

    connect(m_shifts, &QComboBox::currentIndexChanged, this, &HandoverDialog::load);
    connect(m_copy, &QPushButton::clicked, this, &HandoverDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &HandoverDialog::askAndSave);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* saveKey = new QShortcut(QKeySequence::Save, this);
    connect(saveKey, &QShortcut::activated, this, &HandoverDialog::askAndSave);
    askForLast();
    m_shifts->setFocus();
}

MessageContext HandoverDialog::context() const
{
    return {*m_catalog, *m_zone, m_language, {}};
}

// What was handed over before offers itself, when it is not too long ago.
void HandoverDialog::askForLast()
{
    m_loading = true;
    m_monitor.read([self = QPointer(this)](Result<Database*> db) {
        auto last = db ? lastHandover(**db) : Result<std::optional<Minute>>(fail(db.error()));
        return [self, last = std::move(last)] {
            if (!self)
                return;
            if (last && *last) {
                self->m_last = **last;
                const QSignalBlocker quiet(self->m_shifts);
                self->m_shifts->insertItem(0,
                                           tr("Since the last hand-over, %1")
                                               .arg(format::dateClock(**last, *self->m_zone)),
                                           kSinceLast);
                const MinuteRange range =
                    lastShift(kLongest, self->m_clock->now(), self->m_monitor.storedRange());
                const bool recent = **last > range.from && **last < range.to;
                self->m_shifts->setCurrentIndex(recent ? 0 : 1);
            }
            self->load();
        };
    });
}

void HandoverDialog::load()
{
    m_loading = true;
    const int hours = m_shifts->currentData().toInt();
    ShiftRequest request;
    request.now = m_clock->now();
    request.by = m_who.toStdString();
    request.budgetPerDay = m_monitor.config().detection.falseAlarmsPerDay;
    if (hours == kSinceLast && m_last) {
        request.shift = lastShift(kLongest, request.now, m_monitor.storedRange());
        request.shift.from = std::max(request.shift.from, *m_last);
        request.shift.to = std::max(request.shift.to, request.shift.from + std::chrono::minutes{1});
    } else {
        request.shift = lastShift(std::chrono::hours{hours}, request.now, m_monitor.storedRange());
    }
    const int number = ++m_request;
    m_monitor.read([self = QPointer(this), number, request, catalog = m_catalog,
                    zone = m_zone](Result<Database*> db) {
        auto read =
            db ? readHandover(**db, request, *catalog, *zone) : Result<Handover>(fail(db.error()));
        return [self, number, read = std::move(read)]() mutable {
            if (self && self->m_request == number)
                self->show(std::move(read));
        };
    });
}

void HandoverDialog::show(Result<Handover> read)
{
    m_loading = false;
    m_save->setEnabled(read.has_value());
    m_copy->setEnabled(read.has_value());
    if (!read) {
        m_handover.reset();
        m_preview->clear();
        m_message->setText(tr("It could not be read. %1").arg(words::retold(read.error().message)));
    } else {
        m_handover = std::move(*read);
        m_span->setText(tr("%1 – %2").arg(format::dateClock(m_handover->shift.from, *m_zone),
                                          format::dateClock(m_handover->shift.to, *m_zone)));
        m_message->clear();
        render();
    }
    emit loaded();
}

void HandoverDialog::render()
{
    if (!m_handover)
        return;
    constexpr int kMargins = 2 * 60 + 24; // of the page and its scroll bar
    writeHandover(*m_preview->document(), *m_handover, context(),
                  std::max(320, m_preview->width() - kMargins));
    m_preview->document()->setDocumentMargin(22);
}

void HandoverDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    render();
}

QString HandoverDialog::message() const
{
    return m_message->text();
}

void HandoverDialog::copy()
{
    if (!m_handover)
        return;
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(handoverMarkdown(*m_handover, context())));
    m_message->setText(tr("Copied."));
    remember();
}

Result<void> HandoverDialog::save(const QString& file)
{
    if (!m_handover)
        return fail(ErrorCode::Unavailable, "there is nothing to save yet");
    QByteArray bytes;
    if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        bytes = handoverPdf(*m_handover, context());
    else if (file.endsWith(QLatin1String(".md"), Qt::CaseInsensitive))
        bytes = QByteArray::fromStdString(handoverMarkdown(*m_handover, context()));
    else
        bytes = QByteArray::fromStdString(handoverHtml(*m_handover, context()));
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorCode::Unavailable,
                    file.toStdString() + ": " + out.errorString().toStdString());
    remember();
    return {};
}

void HandoverDialog::askAndSave()
{
    if (!m_handover)
        return;
    const QString name = QString::fromStdString(handoverFileName(*m_handover, *m_zone));
    const QString usual = tr("HTML (*.html)");
    QString filter = usual;
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save the hand-over"),
        m_folder.isEmpty() ? name + QStringLiteral(".html")
                           : m_folder + QLatin1Char('/') + name + QStringLiteral(".html"),
        tr("HTML (*.html);;PDF (*.pdf);;Markdown (*.md)"), &filter);
    if (file.isEmpty())
        return;
    // A form that was chosen wins over the ending that was proposed; an ending that was typed over
    // the form that nobody has touched.
    const QStringList endings{QStringLiteral("html"), QStringLiteral("pdf"), QStringLiteral("md")};
    const QFileInfo info(file);
    const bool known = endings.contains(info.suffix().toLower());
    if (filter != usual || !known) {
        for (const QString& ending : endings) {
            if (filter.contains(QLatin1String("*.") + ending) && info.suffix().toLower() != ending)
                file = (known ? info.path() + QLatin1Char('/') + info.completeBaseName() : file) +
                       QLatin1Char('.') + ending;
        }
    }
    m_folder = QFileInfo(file).absolutePath();
    const auto saved = save(file);
    m_message->setText(saved ? tr("Saved %1").arg(format::foreign(file))
                             : tr("Not saved. %1").arg(words::retold(saved.error().message)));
}

void HandoverDialog::remember()
{
    m_monitor.write([end = m_handover->shift.to](Result<Database*> db) -> Monitor::Answer {
        if (db) // worth trying, not worth a word: the hand-over itself is there
            (void)rememberHandover(**db, end);
        return {};
    });
}

} // namespace vigia
