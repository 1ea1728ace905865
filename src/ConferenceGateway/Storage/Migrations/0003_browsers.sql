-- Which browsers may take part, and which ones come. Instants are Unix milliseconds, days are as 2027-03-04.

CREATE TABLE policy_versions (               -- only ever added to; the highest one is in force, without any the shipped one
    version      BIGINT NOT NULL PRIMARY KEY,
    rules_json   TEXT   NOT NULL,            -- the list as the API has it
    made_ms      BIGINT NOT NULL,
    made_by      TEXT,                       -- an account's id; null = the command line, or the gateway itself
    made_by_name TEXT   NOT NULL
);

CREATE TABLE policy_draft (                  -- one row at most, which stays when its draft is thrown away: its revision goes on
    id              INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    revision        BIGINT  NOT NULL,
    base            BIGINT  NOT NULL,        -- the version that it was begun from
    rules_json      TEXT,                    -- null = there is no draft
    changed_ms      BIGINT  NOT NULL,
    changed_by_name TEXT    NOT NULL
);

CREATE TABLE visits (                        -- of which browsers, counted by day: no address, no room, no User-Agent
    day          TEXT   NOT NULL,
    engine       TEXT   NOT NULL,
    engine_major BIGINT NOT NULL,
    brand        TEXT   NOT NULL,            -- '' = it says none, 'Other' = none that is known
    brand_major  BIGINT NOT NULL,
    os           TEXT   NOT NULL,
    is_mobile    BIGINT NOT NULL,
    is_in_app    BIGINT NOT NULL,
    visits       BIGINT NOT NULL,
    PRIMARY KEY (day, engine, engine_major, brand, brand_major, os, is_mobile, is_in_app)
);
