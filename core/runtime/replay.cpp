#include "core/runtime/replay.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QTimer>

#include <algorithm>

namespace vigia {
namespace {

constexpr int kTries = 10; // in a row, before giving up
constexpr int kTimeoutMs = 30'000;

} // namespace

Replay::Replay(Options options, CountBatch batch, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_batch(std::move(batch))
{
    std::stable_sort(m_batch.rows.begin(), m_batch.rows.end(),
                     [](const CountRow& a, const CountRow& b) { return a.time < b.time; });
    for (std::size_t i = 0; i < m_batch.rows.size(); ++i) {
        if (i == 0 || m_batch.rows[i].time != m_batch.rows[i - 1].time)
            m_starts.push_back(i);
    }
    m_progress.minutesTotal = static_cast<qint64>(m_starts.size());
    m_starts.push_back(m_batch.rows.size());
}

Replay::~Replay() = default;

void Replay::start()
{
    m_running = true;
    m_clock.start();
    postNext();
}

void Replay::stop()
{
    m_running = false;
}

QByteArray Replay::body(std::size_t from, std::size_t to) const
{
    QJsonArray rows;
    for (std::size_t i = from; i < to; ++i) {
        const CountRow& row = m_batch.rows[i];
        const std::string_view status = m_options.catalog->name(row.status);
        QJsonObject object{
            {QStringLiteral("time"), QString::fromStdString(toRfc3339(row.time))},
            {QStringLiteral("status"),
             QString::fromUtf8(status.data(), static_cast<qsizetype>(status.size()))},
            {QStringLiteral("count"), static_cast<qint64>(row.count)}};
        if (const std::string& source = m_batch.sources[row.source]; !source.empty())
            object.insert(QStringLiteral("source"), QString::fromStdString(source));
        rows.append(object);
    }
    return QJsonDocument(rows).toJson(QJsonDocument::Compact);
}

void Replay::postNext()
{
    if (!m_running)
        return;
    const auto at = static_cast<std::size_t>(m_progress.minutesDone);
    if (at + 1 >= m_starts.size()) {
        end(std::nullopt);
        return;
    }
    QNetworkRequest request(m_options.to.resolved(QUrl(QStringLiteral("/transactions"))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(kTimeoutMs);
    if (!m_options.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_options.token.toUtf8());
    QNetworkReply* reply = m_network.post(request, body(m_starts[at], m_starts[at + 1]));
    connect(reply, &QNetworkReply::finished, this, [this, reply] { answered(reply); });
}

void Replay::answered(QNetworkReply* reply)
{
    reply->deleteLater();
    if (!m_running)
        return;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
    if (status == 200) {
        const auto at = static_cast<std::size_t>(m_progress.minutesDone);
        m_failures = 0;
        m_progress.last = m_batch.rows[m_starts[at]].time;
        m_progress.rows += answer.value(QStringLiteral("accepted")).toInteger();
        if (answer.value(QStringLiteral("recommendation")).toString() == QStringLiteral("alert"))
            ++m_progress.alerts;
        ++m_progress.minutesDone;
        emit advanced();
        schedule();
        return;
    }
    const bool mayPass = status == 0 || status == 408 || status == 429 || status >= 500;
    if (mayPass && ++m_failures < kTries) {
        QTimer::singleShot(200 * m_failures, this, &Replay::postNext);
        return;
    }
    std::string words = status == 0
                            ? reply->errorString().toStdString()
                            : std::to_string(status) + " " +
                                  answer.value(QStringLiteral("detail")).toString().toStdString();
    end(Error{status == 0 || status >= 500 ? ErrorCode::Unavailable : ErrorCode::InvalidInput,
              m_options.to.toString().toStdString() + ": " + words});
}

// The next minute is due at its place in the sped-up time; when late, at once.
void Replay::schedule()
{
    qint64 wait = 0;
    if (m_options.speed > 0) {
        const auto at = static_cast<std::size_t>(m_progress.minutesDone);
        const auto dataMinutes =
            at + 1 < m_starts.size()
                ? (m_batch.rows[m_starts[at]].time - m_batch.rows.front().time).count()
                : 0;
        wait = static_cast<qint64>(static_cast<double>(dataMinutes) * 60'000.0 / m_options.speed) -
               m_clock.elapsed();
    }
    QTimer::singleShot(static_cast<int>(std::clamp<qint64>(wait, 0, 3'600'000)), this,
                       &Replay::postNext);
}

void Replay::end(std::optional<Error> error)
{
    m_running = false;
    emit finished(error);
}

} // namespace vigia
