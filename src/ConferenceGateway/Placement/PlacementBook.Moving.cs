using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>How rooms move: away from a shard that died, at their next request; away from one that is to be emptied, when an admin says so.</summary>
internal sealed partial class PlacementBook
{
    /// <summary>
    /// Moves a room away from a shard that answers: it is written first where it lives now, then its connections are ended
    /// gently, and come again there. It goes to no other shard that is being emptied.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="from">Where it is thought to live: if it has gone elsewhere meanwhile, nothing is done.</param>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="needs">What it asks of a shard; the door knows.</param>
    public async Task<MoveAnswer> RelocateAsync(RoomName room, ShardId from, FleetSnapshot fleet, RoomNeeds needs)
    {
        await _writer.WaitAsync();
        try
        {
            if (!_placed.TryGetValue(room, out var placed) || placed.Shard != from)
                return new MoveAnswer.Gone();
            if (ToWait(placed) is var wait && wait > TimeSpan.Zero)
                return new MoveAnswer.Stays(StayReason.MovedLately) { RetryAfter = wait };
            var choice = Choose(_placer.AskOf(room, needs, leaves: from) with { OnDraining = PlaceOnDraining.Never }, fleet);
            if (choice.Shard is not { } wish || wish == from)
                return new MoveAnswer.Stays(StayReason.NowhereToGo);
            var next = await MoveAsync(placed, choice);
            return fleet.Find(next.Shard) is { } to && next.Shard != from
                ? new MoveAnswer.Moved(to.Shard, _connections.SendAway(room, from))
                : new MoveAnswer.Gone();
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Whether a connection of that room belongs to that shard: it lives there, or nowhere yet.</summary>
    public bool BelongsTo(RoomName room, ShardId shard) => !_placed.TryGetValue(room, out var placed) || placed.Shard == shard;

    private async ValueTask<ClaimAnswer> MoveAsync(PlacedRoom placed, FleetSnapshot fleet, RoomNeeds needs)
    {
        if (ToWait(placed) is var wait && wait > TimeSpan.Zero)
            return new ClaimAnswer.ShardSilent(wait);
        var choice = Choose(_placer.AskOf(placed.Room, needs, leaves: placed.Shard), fleet);
        if (choice.Shard is null)
            return new ClaimAnswer.NoShardFree();
        var next = await MoveAsync(placed, choice);
        // Whoever is still connected to where it lived would be alone there.
        _connections.SendAway(placed.Room, placed.Shard);
        return Usable(next.Shard, fleet, needs) is { } shard
            ? new ClaimAnswer.Placed(shard)
            : new ClaimAnswer.ShardSilent(BetweenMoves);
    }

    private async Task<PlacedRoom> MoveAsync(PlacedRoom placed, Choice choice)
    {
        var decision = new PlacedRoom(placed.Room, choice.Shard!.Value, Now, placed.Generation + 1, Now) { Why = choice };
        var next = await _journal.MoveAsync(decision) is { } row ? FromRow(decision, row) : decision;
        Keep(next);
        Log.Moved(_logger, placed.Room.Key, placed.Shard.Name, next.Shard.Name, next.Generation);
        return next;
    }

    /// <summary>
    /// How long a room stays where it is because it moved a moment ago. A move that lies ahead is one of before the clock
    /// was set back: nobody waits until then.
    /// </summary>
    private TimeSpan ToWait(PlacedRoom placed)
    {
        var ago = Now - placed.PlacedAt;
        return placed.Generation > 1 && ago >= TimeSpan.Zero ? BetweenMoves - ago : TimeSpan.Zero;
    }
}
