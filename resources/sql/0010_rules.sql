-- The rules that operators saved while it ran: the newest version wins over the configuration file.
CREATE TABLE rule_version (
    version BIGINT NOT NULL PRIMARY KEY, -- 1, 2, ... in the order of saving
    at_ms BIGINT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    rules TEXT NOT NULL -- TOML with the keys of the configuration file
);
