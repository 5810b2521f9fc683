// Posts counts to a running listener minute by minute, as a collector would: `vigiactl replay` and
// the demo.
//
// Lives in the thread that made it and uses its event loop. The next minute goes out when the last
// one has been answered and its turn has come, so a slow listener slows the replay and nothing is
// skipped. Time-outs and 503 are tried again.
#pragma once

#include "core/base/result.h"
#include "core/model/count_batch.h"
#include "core/model/status.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <memory>

class QNetworkReply;

namespace vigia {

class Replay final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QUrl to;           // of the listener: http://127.0.0.1:8000
        QString token;     // "" = none. Secret.
        double speed = 60; // minutes of data a minute; 0 = as fast as answers come
        std::shared_ptr<const StatusCatalog> catalog;
    };

    // Rows in any order; they are posted by minute.
    Replay(Options options, CountBatch batch, QObject* parent = nullptr);
    ~Replay() override;

    void start();
    void stop();

    struct Progress
    {
        qint64 minutesDone = 0;
        qint64 minutesTotal = 0;
        qint64 rows = 0;   // accepted by the listener
        qint64 alerts = 0; // answers that recommended an alert
        Minute last{};     // the minute that was answered last
    };
    [[nodiscard]] const Progress& progress() const { return m_progress; }

signals:
    void advanced();
    // No error: every minute was accepted.
    void finished(const std::optional<vigia::Error>& error);

private:
    void postNext();
    void answered(QNetworkReply* reply);
    void schedule();
    void end(std::optional<Error> error);
    [[nodiscard]] QByteArray body(std::size_t from, std::size_t to) const;

    Options m_options;
    CountBatch m_batch;
    std::vector<std::size_t> m_starts; // of the minutes in m_batch.rows, and the end
    QNetworkAccessManager m_network;
    QElapsedTimer m_clock;
    Progress m_progress;
    int m_failures = 0; // in a row
    bool m_running = false;
};

} // namespace vigia
