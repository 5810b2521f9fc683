// The channels: what a receiver gets, as it is sent, before anything happens; and a test message
// through the real channel.
//
// Made from the configuration by the same code as the real messages, about an example incident. The
// test goes out past the outbox, in a thread of its own, which ends when this is closed. Shows no
// secret: previews hold none, and what a server says is redacted. GUI thread only.
#pragma once

#include "core/base/clock.h"
#include "core/runtime/channel_trial.h"
#include "core/runtime/monitor.h"

#include <QDialog>

#include <memory>
#include <thread>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTextBrowser;

namespace vigia {

class ChannelDialog final : public QDialog
{
    Q_OBJECT

public:
    ChannelDialog(Monitor& monitor, std::shared_ptr<const Clock> clock, QWidget* parent = nullptr);
    ~ChannelDialog() override; // ends a test that is under way, within about a second

    void sendTest();                       // to the chosen one
    [[nodiscard]] QString outcome() const; // of the last test
    [[nodiscard]] QComboBox& targets() { return *m_target; }
    [[nodiscard]] QComboBox& kinds() { return *m_kind; }
    [[nodiscard]] QComboBox& languages() { return *m_language; }
    [[nodiscard]] QString wire() const; // as it is sent
    [[nodiscard]] QString plain() const;

private:
    void fill();
    void preview();
    void showPage(const Preview& preview);
    void finish(const Result<std::vector<TestOutcome>>& outcomes);
    void say(const QString& text, bool bad);

    Monitor& m_monitor;
    std::shared_ptr<const Clock> m_clock;
    std::vector<std::pair<std::string, Target>> m_targets; // with the name of the receiver
    bool m_configured = false; // else the targets only show how it would look
    QComboBox* m_target = nullptr;
    QComboBox* m_kind = nullptr;
    QComboBox* m_language = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_views = nullptr;
    QTextBrowser* m_page = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QPlainTextEdit* m_wire = nullptr;
    QLabel* m_said = nullptr;
    QPushButton* m_send = nullptr;
    std::jthread m_worker;
};

} // namespace vigia
