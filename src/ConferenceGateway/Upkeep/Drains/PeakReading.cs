using System.Data.Common;
using ConferenceGateway.Core;
using ConferenceGateway.History;
using ConferenceGateway.Upkeep.Glance;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>Whether the usual peak of the coming day needs a node.</summary>
internal sealed class PeakReading(UsualPeaks peaks, TimeProvider time)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    // A page that is open asks every few seconds, and what was usual in the last weeks does not change meanwhile.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private Read? _read;

    /// <summary>The peak that the others cannot carry; null = they can, or nothing is known of it.</summary>
    public async Task<PeakAhead?> OfAsync(FleetSnapshot fleet, FleetNode node)
    {
        var capacity = fleet.Shards.Where(shard => shard is { IsUp: true, IsDraining: false } && (node is FleetNode.OfBridge || shard.Id != node.Home.Id)).Sum(shard => shard.Shard.Capacity);
        if (node is FleetNode.OfBridge { Home: { IsUp: true, IsDraining: false }, Bridge: { IsDraining: false, Bridge.Capacity: var own } })
            capacity -= own;
        var room = (int)(capacity * FleetOverview.FullShare);
        return await ReadAsync() is { } peak && peak.People > room ? new PeakAhead(peak.At, peak.People, room) : null;
    }

    private async Task<UsualPeak?> ReadAsync()
    {
        var now = time.GetUtcNow();
        if (_read is not { } read || now - read.At >= Fresh)
            _read = read = new Read(now, peaks.InAsync(now, now + Ahead));
        try
        {
            return await read.Peak;
        }
        catch (DbException)
        {
            // Without the database there is no warning; the rest of the facts still helps.
            _read = null;
            return null;
        }
    }

    // One object, so that whoever reads beside whoever writes sees one or the other.
    private sealed record Read(DateTimeOffset At, Task<UsualPeak?> Peak);
}
