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

void IngestSink::queryRange(RangeDone done)
{
    done(notOffered());
}

} // namespace vigia
