-- What the collectors of one PostgreSQL database leave for the one of them that decides. A SQLite file has one writer, and
-- leaves these empty.

-- Minutes whose counts were stored by one that does not decide, and are still to be judged.
CREATE TABLE unjudged (
    id {generated_id},
    from_minute BIGINT NOT NULL, -- since 1970
    to_minute BIGINT NOT NULL, -- one past the last
    imported BIGINT NOT NULL -- 1: from a file; what is found is not announced
);

-- What an operator did at one that does not decide.
CREATE TABLE incident_request (
    id {generated_id},
    created_ms BIGINT NOT NULL,
    body TEXT NOT NULL, -- JSON
    answer TEXT -- none: waits
);
