-- What people and the program did with incidents, and what is silenced.
CREATE TABLE incident_step (
    seq {generated_id},
    incident_id BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL, -- acknowledged, snoozed, noted, judged, ...
    detail TEXT NOT NULL
);
CREATE INDEX incident_step_incident ON incident_step (incident_id, seq);

-- Until when something holds for an incident: an acknowledgement, a snooze.
CREATE TABLE incident_timer (
    incident_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (incident_id, kind)
) {without_rowid};

CREATE TABLE silence (
    id {generated_id},
    owner TEXT NOT NULL,
    reason TEXT NOT NULL,
    rule TEXT NOT NULL, -- JSON: what it matches, and when it recurs
    created_ms BIGINT NOT NULL,
    starts_ms BIGINT NOT NULL,
    ends_ms BIGINT NOT NULL,
    last_match_ms BIGINT -- none: it matched nothing yet
);
CREATE INDEX silence_ends ON silence (ends_ms);
