// One route a function: a request value in, an answer value out, at once or later.
//
// Every function runs on the listener's thread and returns quickly: what waits for disk goes
// through the sink. The head has been judged by then (checkRoute), the body has not.
#pragma once

#include "core/base/clock.h"
#include "core/ingest/ingest_sink.h"
#include "core/ingest/json_rows.h"
#include "core/ingest/reply.h"

#include <functional>
#include <memory>
#include <optional>

namespace vigia {

// What the routes need of the world.
struct RouteContext
{
    IngestSink& sink;
    std::shared_ptr<const StatusCatalog> catalog;
    std::shared_ptr<const Zone> zone;
    const Clock& clock;
};

// The context with the readers that are kept between requests. Thread: the listener's.
class RouteScope
{
public:
    explicit RouteScope(RouteContext context);

    [[nodiscard]] IngestSink& sink() const { return m_context.sink; }
    [[nodiscard]] const std::shared_ptr<const StatusCatalog>& catalog() const
    {
        return m_context.catalog;
    }
    [[nodiscard]] const Zone& zone() const { return *m_context.zone; }
    [[nodiscard]] Instant now() const { return m_context.clock.now(); }
    [[nodiscard]] Instant started() const { return m_started; }
    // The day in the zone, for times as "13h 45".
    [[nodiscard]] std::chrono::year_month_day today() const;
    // For rows that come now; follows the clock.
    [[nodiscard]] RowValidator& validator();
    [[nodiscard]] JsonRows& jsonRows();
    // For bounds of a query, which may lie in the future.
    [[nodiscard]] TimeParser& boundParser();

    // The listener's own figures, for GET /metrics; may be empty.
    std::function<std::vector<Metric>()> figures;

private:
    void followClock();

    RouteContext m_context;
    Instant m_started{};
    std::optional<std::chrono::year_month_day> m_date; // that the readers were made for
    std::optional<RowValidator> m_validator;
    std::optional<JsonRows> m_jsonRows;
    std::optional<TimeParser> m_boundParser;
};

// Pages that say how to go on and how it goes.
void getWelcome(RouteScope& scope, const HttpRequest& request, Reply reply);
void getHealth(RouteScope& scope, const HttpRequest& request, Reply reply);
void getReady(RouteScope& scope, const HttpRequest& request, Reply reply);

void getDashboard(RouteScope& scope, const HttpRequest& request, Reply reply);
void getDashboardScript(RouteScope& scope, const HttpRequest& request, Reply reply);
void getStyle(RouteScope& scope, const HttpRequest& request, Reply reply);
void getDocs(RouteScope& scope, const HttpRequest& request, Reply reply);
void getDocsScript(RouteScope& scope, const HttpRequest& request, Reply reply);
void getOpenApi(RouteScope& scope, const HttpRequest& request, Reply reply);

// For other programs that watch.
void getMetrics(RouteScope& scope, const HttpRequest& request, Reply reply);
void getAlerts(RouteScope& scope, const HttpRequest& request, Reply reply);
void getStatus(RouteScope& scope, const HttpRequest& request, Reply reply);
void getSilences(RouteScope& scope, const HttpRequest& request, Reply reply);
void getSilence(RouteScope& scope, const HttpRequest& request, Reply reply);
void postSilence(RouteScope& scope, const HttpRequest& request, Reply reply);
void deleteSilence(RouteScope& scope, const HttpRequest& request, Reply reply);
void getTrace(RouteScope& scope, const HttpRequest& request, Reply reply);

// Data in.
void postTransactions(RouteScope& scope, const HttpRequest& request, Reply reply);
void postReceive(RouteScope& scope, const HttpRequest& request, Reply reply);

void postEvents(RouteScope& scope, const HttpRequest& request, Reply reply);

// What an operator does.
void postAcknowledge(RouteScope& scope, const HttpRequest& request, Reply reply);
void postSnooze(RouteScope& scope, const HttpRequest& request, Reply reply);
void postRelease(RouteScope& scope, const HttpRequest& request, Reply reply);
void postWake(RouteScope& scope, const HttpRequest& request, Reply reply);
void postVerdict(RouteScope& scope, const HttpRequest& request, Reply reply);
void postNote(RouteScope& scope, const HttpRequest& request, Reply reply);

// What is known.
void postQuery(RouteScope& scope, const HttpRequest& request, Reply reply);
void getRange(RouteScope& scope, const HttpRequest& request, Reply reply);
void getBands(RouteScope& scope, const HttpRequest& request, Reply reply);
void getAnomalies(RouteScope& scope, const HttpRequest& request, Reply reply);
void getIncidents(RouteScope& scope, const HttpRequest& request, Reply reply);
void getIncident(RouteScope& scope, const HttpRequest& request, Reply reply);

} // namespace vigia
