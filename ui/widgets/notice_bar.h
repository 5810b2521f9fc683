// What needs a word where the work is: an import that runs, what came of it, a part that failed.
//
// One notice at a time; errors stay until dismissed, good news leaves by itself. All texts are
// plain.
#pragma once

#include "core/runtime/monitor.h"

#include <QTimer>
#include <QWidget>

class QDateEdit;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace vigia {

class NoticeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void askForDay(const QStringList& files); // times without a date: whose day is it?
    void showProgress(const ImportProgress& progress);
    void showOutcome(const ImportOutcome& outcome);
    void showNote(const QString& headline); // good news; leaves by itself
    void showError(const QString& headline, const QString& details);
    void dismiss();

    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString details() const;

signals:
    void cancelRequested();
    void dayChosen(const QStringList& files, const QString& date); // YYYY-MM-DD

private:
    enum class Kind { Question, Progress, Good, Bad };
    void become(Kind kind, const QString& headline, const QString& details);

    QStringList m_files;
    QLabel* m_mark = nullptr;
    QLabel* m_headline = nullptr;
    QPlainTextEdit* m_details = nullptr;
    QProgressBar* m_progress = nullptr;
    QDateEdit* m_day = nullptr;
    QPushButton* m_accept = nullptr;
    QPushButton* m_cancel = nullptr;
    QToolButton* m_close = nullptr;
    QTimer m_leave;
};

} // namespace vigia
