#include "ui/widgets/notice_bar.h"

#include "ui/chart/format.h"
#include "ui/chart/theme.h"
#include "ui/models/words.h"
#include "ui/widgets/icon.h"

#include <QDateEdit>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia {
namespace {

constexpr std::chrono::seconds kGoodNews{8};

QString nameOf(const QString& file)
{
    return format::foreign(QFileInfo(file).fileName());
}

} // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : QWidget(parent)
{
    auto* around = new QVBoxLayout(this); // the margins of a page
    around->setContentsMargins(14, 11, 14, 0);
    auto* card = new QFrame;
    card->setProperty("card", true);
    around->addWidget(card);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(14, 9, 10, 9);
    column->setSpacing(7);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    m_mark = new QLabel;
    m_headline = new QLabel;
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setFont(uiFont(13, QFont::DemiBold));
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_headline->setWordWrap(true);
    m_day = new QDateEdit(QDate::currentDate());
    m_day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_day->setCalendarPopup(true);
    m_day->setAccessibleName(tr("Day of the times in the file"));
    m_accept = new QPushButton(tr("Import"));
    m_accept->setProperty("primary", true);
    m_cancel = new QPushButton(tr("Cancel"));
    m_close = new QToolButton;
    m_close->setProperty("quiet", true);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAccessibleName(tr("Dismiss"));
    m_close->setToolTip(tr("Dismiss (Esc)"));
    m_close->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(m_mark);
    row->addWidget(m_headline, 1);
    row->addWidget(m_day);
    row->addWidget(m_accept);
    row->addWidget(m_cancel);
    row->addWidget(m_close);
    column->addLayout(row);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Progress of the import"));
    column->addWidget(m_progress);
    m_details = new QPlainTextEdit;
    m_details->setReadOnly(true);
    m_details->setFont(uiFont(12));
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(tr("Details"));
    column->addWidget(m_details);

    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_day->isVisible())
            dismiss();
        else
            emit cancelRequested();
    });
    connect(m_accept, &QPushButton::clicked, this, [this] {
        const QString date = m_day->date().toString(Qt::ISODate);
        dismiss();
        emit dayChosen(m_files, date);
    });
    m_leave.setSingleShot(true);
    m_leave.setInterval(kGoodNews);
    connect(&m_leave, &QTimer::timeout, this, &NoticeBar::dismiss);
    hide();
}

void NoticeBar::become(Kind kind, const QString& headline, const QString& details)
{
    const Theme& t = theme();
    const bool bad = kind == Kind::Bad;
    m_mark->setText(bad                      ? QStringLiteral("▲")
                    : kind == Kind::Good     ? QStringLiteral("✓")
                    : kind == Kind::Question ? QStringLiteral("?")
                                             : QStringLiteral("…"));
    m_mark->setStyleSheet(QStringLiteral("color: %1; font-weight: 600")
                              .arg((bad                  ? t.critical
                                    : kind == Kind::Good ? t.good
                                                         : t.accent)
                                       .name()));
    m_headline->setText(headline);
    m_details->setPlainText(details);
    m_details->setVisible(!details.isEmpty());
    constexpr int kMostLines = 6;
    const int lines = std::min(kMostLines, int(details.count(QLatin1Char('\n'))) + 1);
    m_details->setFixedHeight(int(QFontMetricsF(m_details->font()).lineSpacing() * lines) + 20);
    m_progress->setVisible(kind == Kind::Progress);
    m_day->setVisible(kind == Kind::Question);
    m_accept->setVisible(kind == Kind::Question);
    m_cancel->setVisible(kind == Kind::Question || kind == Kind::Progress);
    m_close->setVisible(kind == Kind::Good || bad);
    setAccessibleName(headline);
    setAccessibleDescription(details);
    m_leave.stop();
    if (kind == Kind::Good)
        m_leave.start();
    show();
}

void NoticeBar::askForDay(const QStringList& files)
{
    m_files = files;
    become(Kind::Question,
           tr("The times in %1 have no date. Which day are they of?").arg(nameOf(files.first())),
           {});
    m_day->setFocus();
}

void NoticeBar::showProgress(const ImportProgress& progress)
{
    const QString text =
        tr("Importing %1: %2 of %3, %4 rows")
            .arg(nameOf(progress.file), format::bytes(progress.bytesDone),
                 format::bytes(progress.bytesTotal), format::count(double(progress.rows)));
    if (m_progress->isVisible())
        m_headline->setText(text);
    else
        become(Kind::Progress, text, {});
    m_progress->setValue(progress.bytesTotal > 0 ? int(1000.0 * double(progress.bytesDone) /
                                                       double(progress.bytesTotal))
                                                 : 0);
}

void NoticeBar::showOutcome(const ImportOutcome& outcome)
{
    const QString name = nameOf(outcome.file);
    if (outcome.cancelled) {
        become(Kind::Good,
               tr("The import of %1 was cancelled. Nothing of it was stored.").arg(name), {});
    } else if (!outcome.error.isEmpty()) {
        QStringList lines;
        for (const QString& line : outcome.error.split(QLatin1Char('\n')))
            lines << words::retold(line);
        become(Kind::Bad,
               outcome.stored > 0 ? tr("%1 could not be imported completely.").arg(name)
                                  : tr("%1 was not imported; nothing has changed.").arg(name),
               lines.join(QLatin1Char('\n')));
    } else {
        become(Kind::Good,
               tr("Imported %1: %2 rows, %3 of them replaced what was known.")
                   .arg(name, format::count(double(outcome.stored)),
                        format::count(double(outcome.updated))),
               {});
    }
}

void NoticeBar::showNote(const QString& headline)
{
    become(Kind::Good, headline, {});
}

void NoticeBar::showError(const QString& headline, const QString& details)
{
    QStringList lines;
    for (const QString& line : details.split(QLatin1Char('\n')))
        lines << words::retold(line);
    become(Kind::Bad, headline, lines.join(QLatin1Char('\n')));
}

void NoticeBar::dismiss()
{
    hide();
}

QString NoticeBar::headline() const
{
    return isHidden() ? QString() : m_headline->text();
}

QString NoticeBar::details() const
{
    return isHidden() ? QString() : m_details->toPlainText();
}

} // namespace vigia
