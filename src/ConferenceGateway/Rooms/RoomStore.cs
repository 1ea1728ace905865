using System.Collections.Immutable;
using System.Data.Common;
using ConferenceGateway.Core;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Rooms;

/// <summary>Rooms in the database, read whole: a room with its people, stays, outs and invitations.</summary>
internal sealed partial class RoomStore(Database database, TimeProvider time, ILogger<RoomStore> logger)
{
    private const string RoomColumns = """
        room AS Room, title AS Title, entry AS Entry, opens_with_moderator AS OpensWithModerator, lock AS Lock,
        password_hash AS PasswordHash, password_small_hash AS PasswordSmallHash, password_set_ms AS PasswordSetMs,
        expected AS Expected, maximum AS Maximum, rights_revision AS RightsRevision, revision AS Revision, created_ms AS CreatedMs
        """;

    /// <summary>All rooms.</summary>
    public async Task<IReadOnlyList<Room>> ListAsync()
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        return await ReadAsync(transaction, null);
    }

    /// <summary>One room within a deed's transaction; null: there is none.</summary>
    public async Task<Room?> FindAsync(DbTransaction transaction, RoomName name) =>
        (await ReadAsync(transaction, name.Key)).SingleOrDefault();

    /// <summary>The room and the id of the invitation with that secret; null: there is none, whether it still holds or not.</summary>
    public async Task<(RoomName Room, string Id)?> FindInvitationAsync(string secretHash)
    {
        await using var connection = await database.ConnectAsync();
        var found = await connection.QuerySingleOrDefaultAsync<(string Room, string Id)?>("SELECT room, id FROM invitations WHERE secret_hash = @secretHash", new { secretHash });
        return found is var (key, id) && RoomName.TryParseKey(key, out var name) ? (name, id) : null;
    }

    private async Task<IReadOnlyList<Room>> ReadAsync(DbTransaction transaction, string? key)
    {
        var connection = transaction.Connection!;
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = await connection.QueryAsync<RoomRow>($"SELECT {RoomColumns} FROM rooms WHERE @key IS NULL OR room = @key", new { key }, transaction);
        var people = await PartsAsync<PersonRow>("SELECT room AS Room, account AS Account, role AS Role FROM room_people WHERE @key IS NULL OR room = @key");
        var stays = await PartsAsync<StayRow>("SELECT room AS Room, ticket AS Ticket, until_ms AS UntilMs FROM room_stays WHERE until_ms > @nowMs AND (@key IS NULL OR room = @key)");
        var outs = await PartsAsync<OutRow>("SELECT room AS Room, subject AS Subject, name AS Name, until_ms AS UntilMs FROM room_outs WHERE until_ms > @nowMs AND (@key IS NULL OR room = @key)");
        var invitations = await PartsAsync<InvitationRow>("SELECT room AS Room, id AS Id, name AS Name, made_ms AS MadeMs, expires_ms AS ExpiresMs FROM invitations WHERE expires_ms > @nowMs AND (@key IS NULL OR room = @key)");
        var rooms = new List<Room>();
        foreach (var row in rows)
        {
            if (!RoomName.TryParseKey(row.Room, out var name))
            {
                Log.UnknownRoom(logger, row.Room);
                continue;
            }

            rooms.Add(row.ToRoom(name) with
            {
                People = people[row.Room].ToImmutableDictionary(person => person.Account, person => Enum.Parse<RoomRole>(person.Role)),
                Stays = stays[row.Room].ToImmutableDictionary(stay => stay.Ticket, stay => At(stay.UntilMs)),
                Outs = outs[row.Room].ToImmutableDictionary(each => each.Subject, each => new RoomOut(each.Subject, each.Name, At(each.UntilMs))),
                Invitations = invitations[row.Room].ToImmutableDictionary(each => each.Id, each => new Invitation(each.Id, each.Name, At(each.MadeMs), At(each.ExpiresMs))),
            });
        }

        return rooms;

        async Task<ILookup<string, T>> PartsAsync<T>(string sql)
            where T : PartRow => (await connection.QueryAsync<T>(sql, new { key, nowMs }, transaction)).ToLookup(part => part.Room);
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private sealed record RoomRow
    {
        public string Room { get; init; } = "";
        public string? Title { get; init; }
        public string Entry { get; init; } = "";
        public bool OpensWithModerator { get; init; }
        public string Lock { get; init; } = "";
        public string? PasswordHash { get; init; }
        public string? PasswordSmallHash { get; init; }
        public long? PasswordSetMs { get; init; }
        public long? Expected { get; init; }
        public long? Maximum { get; init; }
        public long RightsRevision { get; init; }
        public long Revision { get; init; }
        public long CreatedMs { get; init; }

        public Room ToRoom(RoomName name) => new()
        {
            Name = name,
            Title = Title,
            // What a later program wrote, and this one does not know, lets nobody in who would not have been.
            Entry = Enum.TryParse<RoomEntry>(Entry, out var entry) ? entry : RoomEntry.Members,
            OpensWithModerator = OpensWithModerator,
            Lock = Enum.TryParse<RoomLock>(Lock, out var locked) ? locked : RoomLock.Locked,
            PasswordHash = PasswordHash,
            PasswordSmallHash = PasswordSmallHash,
            PasswordSetAt = PasswordSetMs is { } set ? At(set) : null,
            Expected = (int?)Expected,
            Maximum = (int?)Maximum,
            RightsRevision = RightsRevision,
            Revision = Revision,
            CreatedAt = At(CreatedMs),
        };
    }

    private abstract record PartRow
    {
        public string Room { get; init; } = "";
    }

    private sealed record PersonRow : PartRow
    {
        public string Account { get; init; } = "";
        public string Role { get; init; } = "";
    }

    private sealed record StayRow : PartRow
    {
        public string Ticket { get; init; } = "";
        public long UntilMs { get; init; }
    }

    private sealed record OutRow : PartRow
    {
        public string Subject { get; init; } = "";
        public string Name { get; init; } = "";
        public long UntilMs { get; init; }
    }

    private sealed record InvitationRow : PartRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public long MadeMs { get; init; }
        public long ExpiresMs { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(8100, LogLevel.Warning, "The stored room {Room} is left alone: that is no room name")]
        public static partial void UnknownRoom(ILogger logger, string room);
    }
}
