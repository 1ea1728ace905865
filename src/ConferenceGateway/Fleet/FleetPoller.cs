using System.Collections.Concurrent;
using System.Threading.Channels;
using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet;

/// <summary>
/// Asks the whole fleet in rounds: everybody at once, each within its own limit, and one snapshot of what they said. A
/// shard's answer that decides over it is asked for and published between two rounds.
/// </summary>
internal sealed class FleetPoller(FleetView fleet, WatchNeeds needs) : BackgroundService
{
    /// <summary>Time from the beginning of a round to that of the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ShardId, Watched> _watched = new();
    private readonly Channel<bool> _again = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _round;

    /// <summary>A forward to this shard failed: its health is asked for at once.</summary>
    public void Hurry(ShardId shard)
    {
        if (_watched.TryGetValue(shard, out var watched))
            watched.Watch.Door.Hurry();
    }

    /// <summary>The fleet was changed, or something else is wanted of it: the next round begins now.</summary>
    public void HurryAll() => _again.Writer.TryWrite(true);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                // A server that is silent makes a round long, and must not make the others be asked less often.
                var begun = needs.Time.GetTimestamp();
                await RoundAsync(stoppingToken);
                await RestAsync(begun, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends, or never started.
        }
        finally
        {
            foreach (var id in _watched.Keys)
                await EndAsync(id);
        }
    }

    /// <summary>Asks everybody once and publishes what they say.</summary>
    internal async Task RoundAsync(CancellationToken stop)
    {
        var round = ++_round;
        var now = fleet.Current;
        await FollowAsync(now, stop);
        await Task.WhenAll(now.Shards.Select(state => _watched[state.Id].Watch.LookAsync(round, state, stop)));
        fleet.Publish(Show);
    }

    /// <summary>Waits for the next round. What is about to fall or rise is asked again meanwhile.</summary>
    private async Task RestAsync(long begun, CancellationToken stop)
    {
        while (Interval - needs.Time.GetElapsedTime(begun) is { Ticks: > 0 } left)
        {
            var undecided = _watched.Values.Where(watched => watched.Watch.IsUndecided).ToList();
            if (await WaitAsync(undecided.Count > 0 && left > ShardDoor.Shortest ? ShardDoor.Shortest : left, stop))
                return;
            if (undecided.Count == 0)
                continue;
            await Task.WhenAll(undecided.Select(watched => watched.Watch.LookAgainAsync(stop)));
            fleet.Publish(Show);
        }
    }

    /// <summary>True if somebody wants the next round now.</summary>
    private async Task<bool> WaitAsync(TimeSpan time, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var turn = Task.Delay(time, needs.Time, either.Token);
        var again = _again.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(turn, again);
        await either.CancelAsync();
        stop.ThrowIfCancellationRequested();
        return _again.Reader.TryRead(out _);
    }

    /// <summary>Begins to watch what is new in the fleet, and ends it for what has left.</summary>
    private async Task FollowAsync(FleetSnapshot now, CancellationToken stop)
    {
        foreach (var id in _watched.Keys.Where(id => now.Find(id) is null))
        {
            await EndAsync(id);
            needs.Connections.EndAll(id);
        }

        foreach (var shard in now.Shards.Select(state => state.Shard))
        {
            var known = _watched.GetValueOrDefault(shard.Id);
            if (known is not null && ReferenceEquals(known.Watch.Shard, shard))
                continue;
            if (known is not null && known.Watch.Door.IsOf(shard))
            {
                _watched[shard.Id] = known with { Watch = new ShardWatch(shard, known.Watch.Door, needs, known.Watch) };
                continue;
            }

            await EndAsync(shard.Id);
            var door = new ShardDoor(shard, needs.Client, needs.Connections, needs.Time, needs.Logger, () => fleet.Publish(Show));
            var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            _watched[shard.Id] = new Watched(new ShardWatch(shard, door, needs, before: null), end, door.RunAsync(end.Token));
        }
    }

    private async Task EndAsync(ShardId id)
    {
        if (!_watched.TryRemove(id, out var watched))
            return;
        await watched.End.CancelAsync();
        await watched.Running;
        watched.End.Dispose();
        watched.Watch.Door.Dispose();
    }

    private ShardState Show(ShardState state) =>
        _watched.TryGetValue(state.Id, out var watched) && ReferenceEquals(watched.Watch.Shard, state.Shard) ? watched.Watch.Show(state) : state;

    private sealed record Watched(ShardWatch Watch, CancellationTokenSource End, Task Running);
}
