#include "core/ingest/ingest_sink.h"

namespace vigia {
namespace {

tl::unexpected<Error> notOffered()
{
    return fail(ErrorCode::Unavailable, "this is not offered here");
}

} // namespace

void IngestSink::queryIncident(IncidentId, IncidentDone done)
{
    done(notOffered());
}

void IngestSink::ingestEvents(EventBatch, Keep<EventAnswer>, EventsDone done)
{
    done(notOffered());
}

void IngestSink::actOnIncident(IncidentAction, ActionDone done)
{
    done(notOffered());
}

void IngestSink::queryAlerts(AlertsDone done)
{
    done(notOffered());
}

void IngestSink::querySilences(SilencesDone done)
{
    done(notOffered());
}

void IngestSink::putSilence(Silence, std::string, SilenceDone done)
{
    done(notOffered());
}

void IngestSink::expireSilence(std::int64_t, SilenceDone done)
{
    done(notOffered());
}

void IngestSink::queryTrace(Minute, StatusId, TraceDone done)
{
    done(notOffered());
}

void IngestSink::queryRange(RangeDone done)
{
    done(notOffered());
}

} // namespace vigia
