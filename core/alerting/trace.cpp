#include "core/alerting/trace.h"

#include "core/message/json_text.h"

namespace vigia {

std::string traceJson(const Trace& trace, const StatusCatalog& catalog)
{
    JsonWriter json;
    json.beginObject();
    json.key("time").time(trace.time);
    json.key("status").string(catalog.name(trace.status));
    json.key("lines").beginArray();
    for (const TraceLine& line : trace.lines) {
        json.beginObject();
        json.key("stage").string(line.stage);
        json.key("at");
        if (line.at)
            json.string(toRfc3339(*line.at));
        else
            json.null();
        json.key("text").string(line.text);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace vigia
