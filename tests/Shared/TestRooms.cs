using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Passwords;
using Dapper;

namespace ConferenceGateway.Testing;

/// <summary>Claimed rooms as the database has them, without the chair's pages: for tests of something else.</summary>
internal static class TestRooms
{
    /// <summary>The name that a path stands for.</summary>
    public static RoomName Name(string key) => RoomName.TryParseKey(key, out var name) ? name : throw new ArgumentException("This is no key of a room.", nameof(key));

    /// <summary>A room of that chair; the columns are set as <c>entry = 'Knock'</c>.</summary>
    public static async Task<Room> ClaimAsync(TestGateway gateway, string key, string chair, string? columns = null, string? password = null)
    {
        await gateway.Get<RoomChanges>().ClaimAsync(Actor.Gateway, Name(key), chair);
        if (columns is not null)
            await SetAsync(gateway, key, columns);
        return password is null ? gateway.Get<RoomBook>().Find(Name(key))! : await SetPasswordAsync(gateway, key, password);
    }

    /// <summary>Sets columns of a room, and its next revision is in force.</summary>
    public static async Task<Room> SetAsync(TestGateway gateway, string key, string columns, object? values = null) =>
        await ChangeAsync(gateway, key, $"UPDATE rooms SET {columns} WHERE room = @key", values);

    /// <summary>Sets the password; tickets of before no longer count.</summary>
    public static async Task<Room> SetPasswordAsync(TestGateway gateway, string key, string password)
    {
        var hashes = (await gateway.Get<RoomPasswords>().HashAsync(TypedPassword.Normalised(password)!))!;
        return await SetAsync(gateway, key, "password_hash = @Exact, password_small_hash = @Small, password_set_ms = 1, rights_revision = revision + 1", hashes);
    }

    /// <summary>An invitation into a room; its secret.</summary>
    public static async Task<string> InviteAsync(TestGateway gateway, string key, string name, DateTimeOffset expires)
    {
        var secret = Secret.Make();
        await ChangeAsync(gateway, key, "INSERT INTO invitations (id, room, secret_hash, name, made_ms, expires_ms) VALUES (@id, @key, @hash, @name, 1, @until)",
            new { id = Secret.MakeId(), hash = Secret.HashOf(secret), name, until = expires.ToUnixTimeMilliseconds() });
        return secret;
    }

    /// <summary>Sends somebody out.</summary>
    public static Task<Room> SendOutAsync(TestGateway gateway, string key, string subject, DateTimeOffset until) =>
        ChangeAsync(gateway, key, "INSERT INTO room_outs (room, subject, name, until_ms) VALUES (@key, @subject, 'x', @until)", new { subject, until = until.ToUnixTimeMilliseconds() });

    private static async Task<Room> ChangeAsync(TestGateway gateway, string key, string sql, object? values = null)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("key", key);
        var answer = await gateway.Get<RoomDeeds>().OnAsync(Actor.Gateway, Name(key), seen: null, "room.test", async (transaction, _) =>
        {
            await transaction.Connection!.ExecuteAsync(sql, parameters, transaction);
            return null;
        });
        return ((RoomAnswer.Done)answer).Room;
    }
}
