// What the owner asks of the running Vigia; local_monitor.cpp starts and stops its parts.
#include "core/runtime/local_monitor.h"

namespace vigia {
namespace {

std::optional<std::chrono::year_month_day> toDate(const QString& text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid())
        return std::nullopt;
    return std::chrono::year{date.year()} / static_cast<unsigned>(date.month()) /
           static_cast<unsigned>(date.day());
}

} // namespace

void LocalMonitor::loadMinutes(MinuteRange range, std::optional<std::string> source,
                               std::function<void(Result<LiveDelta>)> done)
{
    if (!m_reader) {
        done(fail(ErrorCode::Unavailable, "the store is not open"));
        return;
    }
    const std::size_t statuses = m_catalog->size();
    m_reader->post([this, range, source = std::move(source), statuses,
                    done = std::move(done)](Result<Database*> store) {
        Result<LiveDelta> answer = LiveDelta{};
        if (!store) {
            answer = fail(store.error());
        } else {
            CountQuery query;
            query.from = range.from;
            query.to = range.to;
            query.source = source;
            query.limit = 0;
            auto read = (*store)->forEachCount(query, [&](const StoredCount& row) {
                auto& minutes = answer->minutes;
                if (minutes.empty() || minutes.back().time != row.time)
                    minutes.push_back(
                        {row.time, false, std::vector<std::uint64_t>(statuses), {}, {}, {}});
                minutes.back().counts[index(row.status)] += row.count;
                return true;
            });
            AnomalyQuery marks;
            marks.from = range.from;
            marks.to = range.to;
            marks.limit = 0;
            auto anomalies = (*store)->anomalies(marks);
            IncidentQuery stretches;
            stretches.from = range.from;
            stretches.to = range.to;
            auto incidents = (*store)->incidents(stretches);
            if (!read)
                answer = fail(read.error());
            else if (!anomalies)
                answer = fail(anomalies.error());
            else if (!incidents)
                answer = fail(incidents.error());
            else {
                answer->anomalies = std::move(*anomalies);
                answer->incidents = std::move(*incidents);
            }
        }
        onOwnThread([done, answer = std::make_shared<Result<LiveDelta>>(std::move(answer))] {
            done(std::move(*answer));
        });
    });
}

void LocalMonitor::importFiles(QStringList files, QString date)
{
    const auto day = toDate(date).value_or(std::chrono::year_month_day{
        std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::minutes>{
            m_zone->toLocal(floorToMinute(m_clock->now())).time_since_epoch()})});
    for (const QString& file : files) {
        if (m_importer && m_importer->enqueue(file.toStdString(), day))
            continue;
        ImportOutcome outcome;
        outcome.file = file;
        outcome.error = tr("%1: too many files wait already").arg(file);
        emit importFinished(outcome);
    }
}

void LocalMonitor::act(IncidentAction action, std::function<void(Result<Incident>)> done)
{
    if (!m_sink) {
        done(fail(ErrorCode::Unavailable, "the store is not open"));
        return;
    }
    action.at = m_clock->now();
    m_sink->actOnIncident(std::move(action),
                          [this, done = std::move(done)](Result<Incident> changed) {
                              onOwnThread([done, changed = std::move(changed)] { done(changed); });
                          });
}

void LocalMonitor::read(Job job)
{
    if (!m_reader) {
        if (const Answer answer = job(fail(ErrorCode::Unavailable, "the store is not open")))
            answer();
        return;
    }
    m_reader->post([this, job = std::move(job)](Result<Database*> database) {
        if (Answer answer = job(std::move(database)))
            onOwnThread(std::move(answer));
    });
}

// Through the reader's thread: the writer's queue may be full for a moment, and this thread does
// not wait.
void LocalMonitor::write(Job job)
{
    if (!m_reader) {
        if (const Answer answer = job(fail(ErrorCode::Unavailable, "the store is not open")))
            answer();
        return;
    }
    m_reader->post([this, job = std::move(job)](Result<Database*>) {
        m_pipeline->withWriter([this, job](Store& store) {
            auto* database = dynamic_cast<Database*>(&store);
            Answer answer = database ? job(database)
                                     : job(fail(ErrorCode::Unavailable, "the store is not open"));
            if (database) // it may have been a silence
                (void)m_silences->reload(database->incidentLog(), m_clock->now());
            if (answer)
                onOwnThread(std::move(answer));
        });
    });
}

void LocalMonitor::query(std::string sql, SelectLimits limits,
                         std::function<void(Result<Store::Table>)> done)
{
    if (!m_queries) {
        done(fail(ErrorCode::Unavailable, "the store is not open"));
        return;
    }
    if (!limits.stop)
        limits.stop = std::make_shared<std::atomic<bool>>(false);
    std::erase_if(m_queryStops, [](const auto& query) { return query.expired(); });
    m_queryStops.push_back(limits.stop);
    m_queries->post([this, sql = std::move(sql), limits = std::move(limits),
                     done = std::move(done)](Result<Database*> database) {
        auto table = database ? (*database)->query(sql, limits)
                              : Result<Store::Table>(fail(database.error()));
        onOwnThread([done, table = std::move(table)]() mutable { done(std::move(table)); });
    });
}

std::vector<Metric> LocalMonitor::metrics() const
{
    return m_sink ? m_sink->metrics() : std::vector<Metric>{};
}

std::vector<ChannelHealth> LocalMonitor::channels() const
{
    return m_delivery ? m_delivery->health() : std::vector<ChannelHealth>{};
}

void LocalMonitor::retryDelivery(const OutboxEntry& entry, std::function<void(Result<void>)> done)
{
    if (m_delivery)
        m_delivery->resume(entry.channel);
    Monitor::retryDelivery(entry, [this, done = std::move(done)](const Result<void>& written) {
        if (written && m_delivery)
            m_delivery->wake();
        done(written);
    });
}

void LocalMonitor::cancelImport()
{
    if (m_importer)
        m_importer->cancel();
}

} // namespace vigia
