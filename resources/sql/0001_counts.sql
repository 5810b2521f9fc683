-- Counts per minute. A series is one status of one source; its small id keeps a year at 55 MB.
-- Statuses are stored by name: the numbers of configured ones change with the configuration.
--
-- These scripts serve SQLite and PostgreSQL. {...} stands for what differs (core/store/sql_dialect).
-- A statement ends with a semicolon at the end of a line.
CREATE TABLE series (
    id {generated_id},
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    UNIQUE (source, status)
);

-- No foreign key to series: it would cost a look-up for each row of the hot path, and both rows are
-- written in one transaction.
CREATE TABLE minute_count (
    series_id BIGINT NOT NULL,
    minute BIGINT NOT NULL, -- since 1970-01-01T00:00:00Z
    count BIGINT NOT NULL,
    PRIMARY KEY (series_id, minute)
) {without_rowid};

CREATE VIEW counts AS
SELECT {minute_text(c.minute)} AS time, s.source AS source, s.status AS status, c.count AS count
FROM series s
JOIN minute_count c ON c.series_id = s.id;

-- Small named values: engine snapshots, watermarks.
CREATE TABLE stored_value (
    name TEXT NOT NULL PRIMARY KEY,
    value {bytes} NOT NULL
);
