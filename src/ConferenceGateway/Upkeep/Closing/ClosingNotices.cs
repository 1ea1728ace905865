using System.Collections.Concurrent;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Chat;
using ConferenceGateway.Notices;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Moves;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>Says in the chats of meetings that the house closes, where a shard's Prosody can be told so: once in each, some minutes ahead.</summary>
internal sealed partial class ClosingNotices(
    MaintenanceBook maintenances, FleetView fleet, ChatNotices chats, NodePresence presence, TimeProvider time, ILogger<ClosingNotices> logger) : BackgroundService
{
    /// <summary>Time between two steps; a shard is told of one room a step.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // By the revision of the announcement: another hour is said anew.
    private readonly ConcurrentDictionary<(long Revision, ShardId Shard, RoomName Room), bool> _said = new();

    /// <summary>Says it in one more room of every shard, the fullest first, if it is time to.</summary>
    public async Task SayAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        if (maintenances.Current is not { Kind: MaintenanceKind.Closed } announced || !announced.IsAhead(now) || announced.From - now > MoveNotices.Before)
        {
            _said.Clear();
            return;
        }

        var seen = fleet.Current;
        await Task.WhenAll(seen.Shards.Where(shard => ChatNotices.IsSetUp(shard.Shard)).Select(shard => SayAsync(announced, seen, shard, cancellation)));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SayAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    private async Task SayAsync(Maintenance announced, FleetSnapshot seen, ShardState shard, CancellationToken cancellation)
    {
        foreach (var room in presence.Of(seen, new FleetNode.OfShard(shard)).Known)
        {
            if (!_said.TryAdd((announced.Revision, shard.Id, room.Room), true))
                continue;
            if (await chats.SendAsync(shard.Shard, room.Room, Words(announced), cancellation) is CallAnswer.Failed failed)
                Log.NotSaid(logger, shard.Id.Name, failed.Why);
            return;
        }
    }

    private Text Words(Maintenance announced)
    {
        var clock = ShownTime.Clock(announced.From, time);
        var said = new Text($"Um {clock} Uhr wird hier geschlossen, und dieses Treffen endet.", $"At {clock} this service closes, and this meeting ends.");
        return announced.Sentence is { } sentence ? said.And(Text.Same(sentence)) : said;
    }

    private static partial class Log
    {
        [LoggerMessage(4111, LogLevel.Warning, "A meeting of shard {Shard} cannot be told in its chat that the house closes: {Reason}")]
        public static partial void NotSaid(ILogger logger, string shard, string reason);
    }
}
