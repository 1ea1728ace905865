-- Rooms that somebody has claimed, who may enter them, and the keys that tickets are signed with. Instants are Unix
-- milliseconds. Passwords of rooms are Argon2id, as those of accounts; an invitation is random, so its SHA-256 is enough.

CREATE TABLE rooms (
    room                 TEXT    NOT NULL PRIMARY KEY, -- RoomName.Key
    title                TEXT,                         -- null = the name says enough
    entry                TEXT    NOT NULL,             -- RoomEntry: who may enter
    opens_with_moderator BOOLEAN NOT NULL,
    lock                 TEXT    NOT NULL,             -- RoomLock
    password_hash        TEXT,                         -- PHC string; null = no password
    password_small_hash  TEXT,                         -- the same in small letters, for the hint that only the case is wrong
    password_set_ms      BIGINT,
    expected             BIGINT,                       -- people
    maximum              BIGINT,
    rights_revision      BIGINT  NOT NULL,             -- tickets that rest on the password count from here on
    revision             BIGINT  NOT NULL,             -- grows with each change; the ETag of the API
    created_ms           BIGINT  NOT NULL
);

CREATE TABLE room_people (                             -- whose room it is
    room     TEXT   NOT NULL REFERENCES rooms (room) ON DELETE CASCADE,
    account  TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role     TEXT   NOT NULL,                          -- RoomRole
    since_ms BIGINT NOT NULL,
    PRIMARY KEY (room, account)
);
CREATE INDEX room_people_by_account ON room_people (account);

CREATE TABLE room_stays (                              -- who was inside when the door changed, and may come back
    room     TEXT   NOT NULL REFERENCES rooms (room) ON DELETE CASCADE,
    ticket   TEXT   NOT NULL,                          -- a ticket's id
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (room, ticket)
);

CREATE TABLE room_outs (                               -- who was sent out, and stays out
    room     TEXT   NOT NULL REFERENCES rooms (room) ON DELETE CASCADE,
    subject  TEXT   NOT NULL,                          -- "ticket …", "account …" or "client …"
    name     TEXT   NOT NULL,                          -- as the chair saw it
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (room, subject)
);

CREATE TABLE invitations (
    id          TEXT   NOT NULL PRIMARY KEY,           -- random; what tickets and the audit call it by
    room        TEXT   NOT NULL REFERENCES rooms (room) ON DELETE CASCADE,
    secret_hash TEXT   NOT NULL UNIQUE,
    name        TEXT   NOT NULL,                       -- for whom
    made_ms     BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL
);
CREATE INDEX invitations_by_room ON invitations (room);

CREATE TABLE ticket_keys (                             -- the newest one signs; the others still verify
    id      INTEGER NOT NULL PRIMARY KEY,              -- 1 to 255, in a ticket's first byte
    secret  TEXT    NOT NULL,                          -- 256 bits, base64
    made_ms BIGINT  NOT NULL
);

CREATE TABLE room_guesses (                            -- wrong passwords of rooms, kept over a restart
    subject    TEXT   NOT NULL PRIMARY KEY,            -- RoomGuesses: whose tries these are, for which room
    level      DOUBLE PRECISION NOT NULL,              -- tries that count now; none is left after a minute
    updated_ms BIGINT NOT NULL
);
