using System.Text;
using ConferenceGateway.Core;
using ConferenceGateway.Storage;
using ConferenceGateway.Tickets;
using Dapper;
using RoomTicket = ConferenceGateway.Tickets.Ticket;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>The room of the benchmarks with a password, and the ticket of somebody who typed it: the gateway's own way of asking for a right.</summary>
internal static class GuardedRoom
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(Ticket.Secret);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    /// <summary>The ticket under its two names, that of http and that of https.</summary>
    public static string Cookies { get; } = CookiesOf(Load.RequestMix.Room);

    /// <summary>Makes the gateway's database before it starts: the key that has signed the ticket, and the room.</summary>
    public static async Task WriteAsync(string path)
    {
        await using var database = await Database.OpenAsync(path);
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("""
            INSERT INTO ticket_keys (id, secret, made_ms) VALUES (1, @secret, @now);
            INSERT INTO rooms (room, entry, opens_with_moderator, lock, password_hash, password_small_hash, rights_revision, revision, created_ms)
            VALUES (@room, 'Everybody', FALSE, 'Open', 'none', 'none', 1, 1, @now)
            """, new { secret = Convert.ToBase64String(Secret), now = Now.ToUnixTimeMilliseconds(), room = Load.RequestMix.Room });
    }

    private static string CookiesOf(string key)
    {
        if (!RoomName.TryParseKey(key, out var room))
            throw new BenchmarkException($"{key} is no room.");
        var ticket = new RoomTicket(TicketText.MakeId(), room, TicketKind.Password) { Revision = 1, Name = "Maike", Expires = Now + TicketOffice.BrowserAge };
        var text = TicketText.Write(ticket, new TicketKey(1, Secret, Now));
        var name = StableHash.Of("ticket", room.Key);
        return $"t-{name:x16}={text}; __Host-t-{name:x16}={text}";
    }
}
