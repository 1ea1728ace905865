-- Where a room lives. One row a room; the generation grows at each move, so that a writer with an old view loses.
CREATE TABLE placements (
    room         TEXT    NOT NULL PRIMARY KEY, -- RoomName.Key
    shard        TEXT    NOT NULL,             -- ShardId.Name
    placed_at_ms BIGINT  NOT NULL,             -- Unix milliseconds of the claim or the last move
    generation   BIGINT  NOT NULL
);
