-- Single transactions, kept for a configurable time (7 days by default), and what is counted of them.
CREATE TABLE raw_event (
    seq {row_id},
    id TEXT, -- the sender's; one that is here already is not added again
    created_ms BIGINT NOT NULL, -- since 1970
    minute BIGINT NOT NULL,
    series_id BIGINT NOT NULL,
    duration_ms DOUBLE PRECISION,
    auth_code TEXT
);
CREATE UNIQUE INDEX raw_event_id ON raw_event (id) WHERE id IS NOT NULL;
CREATE INDEX raw_event_minute ON raw_event (minute);

CREATE VIEW raw_minutes AS
SELECT {minute_text(e.minute)} AS time,
    SUM(CASE WHEN s.status = 'approved' THEN 1 ELSE 0 END) AS approved_count,
    SUM(CASE WHEN s.status = 'denied' THEN 1 ELSE 0 END) AS denied_count,
    SUM(CASE WHEN s.status = 'failed' THEN 1 ELSE 0 END) AS failed_count,
    SUM(CASE WHEN s.status IN ('reversed', 'backend_reversed') THEN 1 ELSE 0 END) AS reversed_count,
    AVG(e.duration_ms) AS avg_latency_ms
FROM raw_event e
JOIN series s ON s.id = e.series_id
GROUP BY e.minute;

-- Answers of the authoriser by code. They outlive the raw log.
CREATE TABLE auth_code_count (
    minute BIGINT NOT NULL,
    auth_code TEXT NOT NULL,
    source TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (minute, auth_code, source)
) {without_rowid};

CREATE VIEW auth_codes AS
SELECT {minute_text(minute)} AS time, auth_code, CAST(SUM(count) AS BIGINT) AS count
FROM auth_code_count
GROUP BY minute, auth_code;

-- The first answer to each Idempotency-Key, written in the transaction of what it answers.
CREATE TABLE kept_answer (
    key TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL, -- of the request
    created_ms BIGINT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX kept_answer_created ON kept_answer (created_ms);
