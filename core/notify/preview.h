// What a receiver would get: the real message of a channel, before anything happens.
//
// For `vigiactl notify --preview` and for the window. Pure but for the drawing of the picture;
// sends nothing.
#pragma once

#include "core/base/config.h"
#include "core/base/result.h"
#include "core/message/incident_message.h"
#include "core/message/receivers.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia {

// An incident as they happen: denials leave their band half an hour before `now`, with approvals
// falling. `kind` says which message it is; a resolved one has ended, an acknowledged one has an
// owner.
[[nodiscard]] IncidentNote sampleIncident(NoticeKind kind, Instant now);

struct PreviewRequest
{
    std::string receiver;             // "" = all
    std::string channel;              // "" = all
    std::optional<Language> language; // none = that of the receiver
};

struct Preview
{
    std::string receiver;
    Target target;
    Message message;

    // As it goes over the wire: a mail with its headers, or JSON. InvalidConfig for a sender that
    // is none.
    [[nodiscard]] Result<std::string> wire(const Config& config, Instant now) const;
};

// One for each target; where nothing is configured, one for each channel, to nobody. `note` needs
// no thread, subject or receiver. NotFound for a receiver or channel that is none.
[[nodiscard]] Result<std::vector<Preview>> previewMessages(const Config& config, const Zone& zone,
                                                           const PreviewRequest& request,
                                                           const IncidentNote& note, Instant now);

} // namespace vigia
