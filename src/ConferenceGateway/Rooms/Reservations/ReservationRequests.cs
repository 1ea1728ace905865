using System.Text;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Placement;

namespace ConferenceGateway.Rooms.Reservations;

/// <summary>
/// Whether a shard may open a room now. Whoever is in one meeting can make Jicofo open any other; so a room is opened where
/// it lives, while somebody whom the door let in is connected for it, and nowhere else. Keeps nothing: the id says which
/// room it is.
/// </summary>
internal sealed class ReservationRequests(PlacementBook placements, Door door, ConnectionTable connections, FleetView fleet, TimeProvider time)
{
    /// <summary>No meeting is to end by it: Prosody destroys the room when it is over.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromDays(365);

    private const string IdPrefix = "room-";

    /// <summary>The reservation of a room by the node of its address, or a sentence that says why there is none.</summary>
    public ReservationAnswer Ask(ShardId shard, string? node, string? owner, string? start)
    {
        if (node is null || !TryRead(node, out var room))
            return new ReservationAnswer.Refused("This is not how the name of a room is written.");
        return Ask(shard, room, owner ?? "", start ?? time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The same by the id of a reservation.</summary>
    public ReservationAnswer Find(ShardId shard, string id) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal) && TryDecode(id.AsSpan(IdPrefix.Length), out var node)
            ? Ask(shard, node, null, null)
            : new ReservationAnswer.Refused("There is no such reservation.");

    private ReservationAnswer Ask(ShardId shard, RoomName room, string owner, string start)
    {
        var isHome = placements.Find(room, fleet.Current, door.NeedsOf(room))?.Id == shard;
        if (!isHome || !connections.Of(room).Any(connection => connection.Shard == shard && !connection.IsDismissed))
            return new ReservationAnswer.Refused("This meeting is not open here now. Open it by its link.");
        var node = NodeOf(room);
        return new ReservationAnswer.Given(IdPrefix + System.Buffers.Text.Base64Url.EncodeToString(Encoding.ASCII.GetBytes(node)), node, owner, start, (long)Duration.TotalSeconds);
    }

    /// <summary>
    /// The room of a node, <c>room</c> or <c>[tenant]room</c>. Only as Jitsi's client writes it: under another spelling
    /// Prosody would open a second room beside it.
    /// </summary>
    private static bool TryRead(string node, out RoomName room)
    {
        var end = node.StartsWith('[') ? node.IndexOf(']', StringComparison.Ordinal) : -1;
        var (tenant, name) = end > 0 ? (node[1..end], node[(end + 1)..]) : ("", node);
        return RoomName.TryParseSignalling(tenant, name, out room, out _) && NodeOf(room) == node;
    }

    private static string NodeOf(RoomName room) => room.BackendTenant is { } tenant ? $"[{tenant}]{room.Backend}" : room.Backend;

    private static bool TryDecode(ReadOnlySpan<char> text, out string node)
    {
        var bytes = new byte[text.Length];
        node = "";
        if (System.Buffers.Text.Base64Url.DecodeFromChars(text, bytes, out _, out var length) != System.Buffers.OperationStatus.Done)
            return false;
        node = Encoding.Latin1.GetString(bytes, 0, length);
        return true;
    }
}

/// <summary>What becomes of a wish for a room.</summary>
internal abstract record ReservationAnswer
{
    /// <summary>Open it.</summary>
    /// <param name="Id">Never a number: Prosody would write 1 as 1.0.</param>
    /// <param name="Name">The node that was asked for.</param>
    /// <param name="MailOwner">Who asked, as Prosody said.</param>
    /// <param name="StartTime">When, as Prosody said.</param>
    /// <param name="Duration">Seconds.</param>
    public sealed record Given(string Id, string Name, string MailOwner, string StartTime, long Duration) : ReservationAnswer;

    /// <summary>No, and why; the person whose client asked reads it.</summary>
    public sealed record Refused(string Message) : ReservationAnswer;
}
