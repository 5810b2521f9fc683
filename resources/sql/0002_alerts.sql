-- What was found. Lists and records inside a row are JSON text, as the views show them.
CREATE TABLE anomaly (
    minute BIGINT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    count BIGINT NOT NULL,
    expected DOUBLE PRECISION NOT NULL, -- transactions a minute, as low and high
    low DOUBLE PRECISION NOT NULL,
    high DOUBLE PRECISION NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    severity TEXT NOT NULL,
    kind TEXT NOT NULL,
    detectors TEXT NOT NULL, -- [{"name", "score", "fired"}]
    reason TEXT NOT NULL,
    late BIGINT NOT NULL, -- 1: of a minute that was corrected after it had been decided
    PRIMARY KEY (minute, status, source)
) {without_rowid};

CREATE VIEW anomalies AS
SELECT {minute_text(minute)} AS time, status, source, count, expected, low, high, score, severity,
    kind, detectors, reason
FROM anomaly;

CREATE TABLE incident (
    id {given_id},
    state TEXT NOT NULL,
    severity TEXT NOT NULL,
    start_minute BIGINT NOT NULL,
    end_minute BIGINT, -- none while it is open
    opened_minute BIGINT NOT NULL,
    last_abnormal_minute BIGINT NOT NULL,
    statuses TEXT NOT NULL, -- ["denied", ...]
    sources TEXT NOT NULL,
    peak TEXT NOT NULL, -- an anomaly
    anomalies BIGINT NOT NULL,
    owner TEXT, -- none: nobody
    verdict TEXT,
    reason TEXT NOT NULL
);
CREATE INDEX incident_start ON incident (start_minute);

CREATE VIEW incidents AS
SELECT id, state, severity, {minute_text(start_minute)} AS start,
    {minute_text(end_minute)} AS "end", statuses, peak, anomalies, owner, verdict, reason
FROM incident;
