-- What members leave for whom they ask for help: no address, no name, no room, no whole User-Agent.

CREATE TABLE support_codes (
    code           TEXT    NOT NULL PRIMARY KEY, -- six characters; opens for admins only
    id             TEXT    NOT NULL UNIQUE,      -- random; what the audit and the member's own browser call it by
    made_ms        BIGINT  NOT NULL,             -- from here its days are counted
    verdict        TEXT    NOT NULL,             -- VerdictKind
    said_de        TEXT    NOT NULL,             -- the verdict as the member read it
    said_en        TEXT    NOT NULL,
    rule           INTEGER NOT NULL,             -- the rule that decided, counted from 1; 0 = none
    policy_version INTEGER NOT NULL,             -- … in this version of the policy
    engine         TEXT    NOT NULL,
    engine_major   INTEGER NOT NULL,
    brand          TEXT,
    brand_major    INTEGER NOT NULL,
    os             TEXT    NOT NULL,
    os_version     INTEGER NOT NULL,
    is_mobile      BOOLEAN NOT NULL,
    is_in_app      BOOLEAN NOT NULL,
    app            TEXT,                         -- which app it is in
    probes         TEXT,                         -- "Secure.1-PeerConnection.0-…"; null = no script ran
    devices        TEXT,                         -- "Camera.1-Microphone.d-…"; null = no device test
    shard          TEXT                          -- where the room lives or would; null = no room was named
);
CREATE INDEX support_codes_by_time ON support_codes (made_ms);
