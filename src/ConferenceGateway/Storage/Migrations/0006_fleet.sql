-- What is wanted of shards and bridges, which of them were changed while the gateway ran, why a room lives where it does,
-- how meetings went before, and the announced closing. Instants are Unix milliseconds.

ALTER TABLE placements ADD COLUMN why TEXT;            -- Choice as JSON; null = of before, or found without choosing

CREATE TABLE wanted_states (                           -- nothing here goes by itself
    node            TEXT   NOT NULL PRIMARY KEY,       -- a shard's name or a bridge's server-id; unique over both
    state           TEXT   NOT NULL,                   -- WantedState
    since_ms        BIGINT NOT NULL,
    by_name         TEXT   NOT NULL,                   -- who wants it, as the audit names them
    move_at_ms      BIGINT,                            -- when what is left is moved; null = not
    people_at_start BIGINT NOT NULL,
    rooms_at_start  BIGINT NOT NULL
);

CREATE TABLE fleet_shards (                            -- shards added, changed or removed here; they stand over the settings
    name       TEXT   NOT NULL PRIMARY KEY,            -- ShardId.Name
    settings   TEXT,                                   -- the shard as JSON, in the shape of the settings; null = removed
    revision   BIGINT NOT NULL,
    changed_ms BIGINT NOT NULL,
    by_name    TEXT   NOT NULL
);

CREATE TABLE meetings (                                -- how meetings went: what rooms are placed and drains are foretold by
    room       TEXT   NOT NULL,                        -- RoomName.Key
    started_ms BIGINT NOT NULL,
    ended_ms   BIGINT NOT NULL,
    peak       BIGINT NOT NULL,                        -- most people at one moment
    shard      TEXT   NOT NULL,                        -- ShardId.Name, the last one
    weekday    BIGINT NOT NULL,                        -- of the start, by the clock of the gateway's machine; Sunday = 0
    hour       BIGINT NOT NULL,                        -- likewise, 0 to 23
    PRIMARY KEY (room, started_ms)
);
CREATE INDEX meetings_by_start ON meetings (started_ms);

CREATE TABLE maintenance (                             -- one row or none
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    kind     TEXT    NOT NULL,                         -- MaintenanceKind
    from_ms  BIGINT  NOT NULL,
    until_ms BIGINT,                                   -- null = until an admin ends it; a closing always ends by itself
    sentence TEXT,                                     -- one sentence for members; null = the usual one
    by_name  TEXT    NOT NULL,
    revision BIGINT  NOT NULL
);
