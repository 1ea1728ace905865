using System.Diagnostics.CodeAnalysis;
using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>
/// One open signalling connection: a socket, or a BOSH session with its polls. Whoever carries bytes for it watches
/// <see cref="Ended"/>: when that fires, the connection is to be closed on both sides.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source holds nothing; disposing it would race with ending.")]
internal sealed class Connection
{
    private readonly CancellationTokenSource _end = new();

    internal Connection(RoomName room, ShardId shard, Visitor visitor, DateTimeOffset openedAt)
    {
        Room = room;
        Shard = shard;
        Visitor = visitor;
        OpenedAt = openedAt;
        Ended = _end.Token;
    }

    /// <summary>The room it is for.</summary>
    public RoomName Room { get; }

    /// <summary>The shard it goes to.</summary>
    public ShardId Shard { get; }

    /// <summary>Who it is for.</summary>
    public Visitor Visitor { get; }

    /// <summary>Since when.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>Names it on the chair's page; random.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Fires when the gateway ends the connection.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Ends it; the carriers notice through <see cref="Ended"/>. More than once does no harm.</summary>
    internal void End() => _end.Cancel();
}
