using System.Collections.Concurrent;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Chat;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Moves;

/// <summary>Says in the chats of meetings that they are about to be moved, where a shard's Prosody can be told so.</summary>
internal sealed partial class MoveNotices(ChatNotices chats, NodePresence presence, TimeProvider time, ILogger<MoveNotices> logger)
{
    /// <summary>So long before the move it is said: time to end a sentence, not time to forget it.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>Where a move begins at once, so long the sentence stands there first.</summary>
    public static readonly TimeSpan ToRead = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Said> _said = new(StringComparer.Ordinal);

    /// <summary>Says it in one more room, if it is time to. True: somebody should have the time to read it first.</summary>
    public async Task<bool> SayAsync(FleetSnapshot seen, FleetNode node, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (node.Wanted?.MoveAt is not { } at || at - now > Before || !ChatNotices.IsSetUp(node.Home.Shard))
            return false;
        // Another time of moving is said anew.
        var said = _said.AddOrUpdate(node.Name, _ => new Said(at), (_, known) => known.MoveAt == at ? known : new Said(at));
        foreach (var room in presence.Of(seen, node).Known)
        {
            if (!said.Rooms.Add(room.Room))
                continue;
            said.LastAt = now;
            if (await chats.SendAsync(node.Home.Shard, room.Room, Words(at, now), cancellation) is CallAnswer.Failed failed)
                Log.NotSaid(logger, node.Home.Id.Name, failed.Why);
            return true;
        }

        return now - said.LastAt < ToRead;
    }

    /// <summary>Forgets what was said of nodes that are not being moved any more.</summary>
    public void KeepOnly(IReadOnlySet<string> nodes)
    {
        if (_said.IsEmpty)
            return;
        foreach (var gone in _said.Keys.Where(name => !nodes.Contains(name)))
            _said.TryRemove(gone, out _);
    }

    private Text Words(DateTimeOffset at, DateTimeOffset now)
    {
        var clock = ShownTime.Clock(at, time);
        return at > now
            ? new($"Um {clock} Uhr zieht dieses Treffen auf einen anderen Server um. Die Verbindung ist dann kurz weg und kommt von selbst wieder.",
                $"At {clock} this meeting moves to another server. The connection drops for a moment then, and comes back by itself.")
            : new("Dieses Treffen zieht jetzt auf einen anderen Server um. Die Verbindung ist kurz weg und kommt von selbst wieder.",
                "This meeting moves to another server now. The connection drops for a moment, and comes back by itself.");
    }

    private sealed class Said(DateTimeOffset moveAt)
    {
        public DateTimeOffset MoveAt { get; } = moveAt;

        public HashSet<RoomName> Rooms { get; } = [];

        public DateTimeOffset LastAt { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(4105, LogLevel.Warning, "A meeting of shard {Shard} cannot be told in its chat that it moves: {Reason}")]
        public static partial void NotSaid(ILogger logger, string shard, string reason);
    }
}
