-- Loaded checkout files: today against history, a row an hour.
CREATE TABLE checkout_row (
    file TEXT NOT NULL,
    position BIGINT NOT NULL, -- in the file, from 0
    time TEXT NOT NULL, -- as in the file: 08h
    today DOUBLE PRECISION NOT NULL,
    yesterday DOUBLE PRECISION NOT NULL,
    same_day_last_week DOUBLE PRECISION NOT NULL,
    avg_last_week DOUBLE PRECISION NOT NULL,
    avg_last_month DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (file, position)
) {without_rowid};

CREATE VIEW checkout AS
SELECT file, time, today, yesterday, same_day_last_week, avg_last_week, avg_last_month
FROM checkout_row;
