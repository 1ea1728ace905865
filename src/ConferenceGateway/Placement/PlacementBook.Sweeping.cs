using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>When rooms go: nobody is there any more, as far as the gateway's connections and the shard's own census say.</summary>
internal sealed partial class PlacementBook
{
    /// <summary>
    /// A room is released this long after its last connection. Longer than Prosody keeps a lost one (60 s): whoever
    /// comes back in time finds the others.
    /// </summary>
    public static readonly TimeSpan ReleaseAfter = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Reads what an earlier run of the gateway left. Nobody knows yet who is in those rooms, so each counts as used now.
    /// </summary>
    /// <exception cref="Storage.StorageException">The database cannot be read.</exception>
    public async Task LoadAsync()
    {
        TakeOver(await _journal.ReadAsync());
    }

    /// <summary>
    /// Releases the rooms whose last connection closed <see cref="ReleaseAfter"/> ago and whose shard knows nobody in them,
    /// and writes what the database could not take before. Called every few seconds.
    /// </summary>
    public async Task SweepAsync(FleetSnapshot fleet)
    {
        // Asked without holding anybody up: as long as somebody else holds the database, the answer takes a while.
        var isStorageBack = await _journal.IsBackAsync();
        var isRestored = await _journal.IsRestoredAsync();
        await _writer.WaitAsync();
        try
        {
            if (isStorageBack)
                await _journal.CatchUpAsync();
            if (isRestored && await _journal.ReadRestoredAsync(Placed) is { } rows)
                Log.Restored(_logger, TakeOver(rows), _placed.Count);
            var released = new List<PlacedRoom>();
            foreach (var placed in Placed)
            {
                if (TryRelease(placed, fleet))
                    released.Add(placed);
            }

            await _journal.ReleaseAsync(released);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Keeps the rows of rooms that live nowhere yet, and says how many.</summary>
    private int TakeOver(IReadOnlyList<PlacementRow> rows)
    {
        var taken = 0;
        _readAt = Now;
        foreach (var row in rows)
        {
            if (!RoomName.TryParseKey(row.Room, out var room))
            {
                Log.UnknownRoom(_logger, row.Room);
            }
            else if (!_placed.ContainsKey(room))
            {
                Keep(FromRow(room, row, Now, isUnknown: true));
                taken++;
            }
        }

        return taken;
    }

    private bool TryRelease(PlacedRoom placed, FleetSnapshot fleet)
    {
        var limit = Now - ReleaseAfter;
        if (_connections.CountOf(placed.Room) > 0)
            return false;
        if (fleet.Find(placed.Shard)?.PeopleIn(placed.Room) > 0)
            return false;
        var isGone = FreshCensusOf(placed.Shard, fleet)?.At > _readAt && placed.TryRetireUnknown();
        if (!isGone && (_connections.EmptySince(placed.Room) > limit || !placed.TryRetire(limit)))
            return false;
        _placed.TryRemove(placed.Room, out _);
        _connections.Forget(placed.Room);
        _placer.Went(placed);
        Log.Released(_logger, placed.Room.Key, placed.Shard.Name);
        return true;
    }

    // Of a shard that tells nothing, or has not for a while, the connections alone say who is there.
    private static ShardReport? FreshCensusOf(ShardId shard, FleetSnapshot fleet) =>
        fleet.Find(shard) is { IsReportOld: false, Health: not NodeHealth.Down, Report: { Census: not null } report } ? report : null;
}
