using System.Data.Common;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Upkeep.Moves;

/// <summary>
/// Moves what is left of drained nodes, in small steps: whoever is moved comes back within a second or two, and a whole
/// shard at once would be a crowd at the door. What is to be done is read anew at every step from what is wanted and where
/// rooms are, so nothing is lost by a restart.
/// </summary>
internal sealed partial class MoveRunner(
    FleetView fleet, ShardMoves shards, BridgeMoves bridges, MoveNotices notices, MoveBook book, TimeProvider time, ILogger<MoveRunner> logger) : BackgroundService
{
    /// <summary>Time between two steps; a shard gives away one room a step.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>One step of every node that is being drained, side by side: one that hangs holds up the others no longer than its calls' time limit.</summary>
    public async Task StepAsync(CancellationToken cancellation = default)
    {
        var seen = fleet.Current;
        var draining = Draining(seen).ToArray();
        var names = draining.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        book.KeepOnly(names);
        bridges.KeepOnly(names);
        notices.KeepOnly(names);
        await Task.WhenAll(draining.Select(node => StepAsync(seen, node, cancellation)));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await StepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task StepAsync(FleetSnapshot seen, FleetNode node, CancellationToken cancellation)
    {
        try
        {
            // A sentence that was sent this moment is read first.
            if (await notices.SayAsync(seen, node, cancellation))
                return;
            await (node is FleetNode.OfBridge bridge ? bridges.StepAsync(bridge, cancellation) : shards.StepAsync(seen, node, cancellation));
        }
        catch (DbException e)
        {
            Log.Away(logger, node.Name, Database.Explain(e));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // One node's trouble ends neither the others' moves nor the gateway.
            Log.Stumbled(logger, e, node.Name);
        }
    }

    private static IEnumerable<FleetNode> Draining(FleetSnapshot seen)
    {
        foreach (var shard in seen.Shards)
        {
            if (shard.Wanted is { IsDrain: true })
                yield return new FleetNode.OfShard(shard);
            foreach (var bridge in shard.Bridges)
            {
                if (bridge.Wanted is { IsDrain: true })
                    yield return new FleetNode.OfBridge(shard, bridge);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4100, LogLevel.Warning, "What is left on {Node} cannot be moved while the database is away: {Reason}")]
        public static partial void Away(ILogger logger, string node, string reason);

        [LoggerMessage(4106, LogLevel.Error, "A step of moving what is left on {Node} failed, and is tried again")]
        public static partial void Stumbled(ILogger logger, Exception fault, string node);
    }
}
