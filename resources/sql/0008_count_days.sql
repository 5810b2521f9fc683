-- The counts of a whole day of UTC, rolled up to hours: what a chart of months reads in place of minutes.
-- A write to a minute of the day deletes its rows, in the same transaction; rollUp() brings them back.
CREATE TABLE count_day (
    day BIGINT NOT NULL, -- since 1970-01-01
    scope TEXT NOT NULL, -- '': all sources; '=name': one of them
    hours {bytes} NOT NULL, -- as core/store/hour_bytes.h says
    PRIMARY KEY (day, scope)
);
