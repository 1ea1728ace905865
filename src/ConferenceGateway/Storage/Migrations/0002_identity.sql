-- Who may sign in, how, and what was done. Instants are Unix milliseconds. What is a secret of somebody else's (a cookie,
-- a key, a link) is kept as its SHA-256 alone: it is random, so no salt and no slow hash is needed. Passwords are Argon2id.

CREATE TABLE accounts (
    id              TEXT   NOT NULL PRIMARY KEY, -- random
    name            TEXT   NOT NULL UNIQUE,      -- AccountName.Key: what is typed at sign-in
    display_name    TEXT   NOT NULL,
    roles           TEXT   NOT NULL,             -- given here, as "admin chair"
    provider        TEXT,                        -- whom it is bound to: a provider's name and its `sub`
    subject         TEXT,
    provider_roles  TEXT   NOT NULL,             -- given by the provider's claims at the last sign-in
    password_hash   TEXT,                        -- PHC string; null = cannot sign in by password
    password_set_ms BIGINT,
    created_ms      BIGINT NOT NULL,
    signed_in_ms    BIGINT,                      -- the last time
    disabled_ms     BIGINT,
    revision        BIGINT NOT NULL,             -- grows with each change; the ETag of the API
    UNIQUE (provider, subject)
);

CREATE TABLE sessions (
    secret_hash  TEXT   NOT NULL PRIMARY KEY,
    handle       TEXT   NOT NULL UNIQUE,         -- names it on pages and in the audit; opens nothing
    account      TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    way          TEXT   NOT NULL,                -- "password", or a provider's name
    roles        TEXT   NOT NULL,                -- when its secret was made: more rights need a new one
    created_ms   BIGINT NOT NULL,
    seen_ms      BIGINT NOT NULL,
    confirmed_ms BIGINT NOT NULL,                -- when this person last proved to be who they are
    source       TEXT   NOT NULL,                -- masked
    device       TEXT   NOT NULL,                -- "Firefox, Linux"
    id_token     TEXT,                           -- protected; the provider wants to see it at the sign-out
    provider_sid TEXT                            -- the provider's own name of its session
);
CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE password_links (                    -- invitations and resets: one use each
    secret_hash TEXT   NOT NULL PRIMARY KEY,
    handle      TEXT   NOT NULL UNIQUE,
    account     TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL
);

CREATE TABLE devices (                           -- browsers from which an account has signed in by password
    secret_hash TEXT   NOT NULL PRIMARY KEY,
    account     TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seen_ms     BIGINT NOT NULL
);

CREATE TABLE guesses (                           -- wrong tries, kept over a restart
    subject    TEXT   NOT NULL PRIMARY KEY,      -- "account …", "source …", "device …" or "all"
    level      DOUBLE PRECISION NOT NULL,        -- tries that count now; falls with time
    updated_ms BIGINT NOT NULL,
    total      BIGINT NOT NULL                   -- since the account's owner was last told
);

CREATE TABLE api_keys (
    id          TEXT   NOT NULL PRIMARY KEY,     -- random; its handle
    secret_hash TEXT   NOT NULL UNIQUE,
    name        TEXT   NOT NULL,
    owner       TEXT   NOT NULL REFERENCES accounts (id),
    scopes      TEXT   NOT NULL,                 -- names of rights, as "accounts:read audit:read"
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL,
    revoked_ms  BIGINT,
    used_ms     BIGINT,
    used_from   TEXT,                            -- masked
    revision    BIGINT NOT NULL
);

CREATE TABLE audit (                             -- only ever added to; old rows go after a time
    id           INTEGER PRIMARY KEY,            -- the order
    at_ms        BIGINT NOT NULL,
    actor        TEXT,                           -- an account's id; null = the gateway itself or the command line
    actor_name   TEXT   NOT NULL,
    way          TEXT   NOT NULL,                -- "page", "api", "command-line", "gateway"
    api_key      TEXT,                           -- by which key
    action       TEXT   NOT NULL,                -- "account.disable"
    subject      TEXT   NOT NULL,                -- the id of what was acted on
    subject_name TEXT   NOT NULL,
    before_json  TEXT,
    after_json   TEXT,
    source       TEXT                            -- masked
);
CREATE INDEX audit_by_time ON audit (at_ms);
CREATE INDEX audit_by_actor ON audit (actor);     -- who may be forgotten, and the page that asks
CREATE INDEX audit_by_subject ON audit (subject);

CREATE TABLE data_protection_keys (
    name TEXT NOT NULL PRIMARY KEY,
    xml  TEXT NOT NULL
);
