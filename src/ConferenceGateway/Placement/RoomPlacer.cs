using System.Net;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.History;

namespace ConferenceGateway.Placement;

/// <summary>
/// Where a room that lives nowhere would live: proposed to its page, and the same when it is claimed. Knows how many people
/// to expect, and counts what is chosen at once, so that two in one instant do not choose alike. Thread-safe.
/// </summary>
internal sealed class RoomPlacer(ConnectionTable connections, MeetingHistory history, PlacementOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly ProposalBook _proposals = new(time);
    private readonly ShardLoads _loads = new(connections, time);

    /// <summary>What was proposed, or is proposed now and remembered. Null: no shard may take it.</summary>
    public Shard? Propose(in RoomAsk ask, FleetSnapshot fleet, IPAddress source)
    {
        lock (_lock)
        {
            if (Proposed(ask, fleet) is { } proposed)
                return ShardOf(proposed, fleet);
            // A flood of invented names changes neither memory nor the balance: its pages come from where a hash says.
            if (!_proposals.Takes(source))
                return ShardChoice.Rendezvous(fleet, ask);
            var choice = _loads.Choose(fleet, ask);
            if (choice.Shard is { } shard)
            {
                _proposals.Add(ask.Room, choice, source);
                _loads.Reserve(ask.Room, shard, ask.Expected, ProposalBook.Lifetime);
            }

            return ShardOf(choice, fleet);
        }
    }

    /// <summary>Chooses for good, and why: what was proposed, if it still can be.</summary>
    public Choice Choose(in RoomAsk ask, FleetSnapshot fleet)
    {
        lock (_lock)
        {
            if (Proposed(ask, fleet) is { } proposed)
                return proposed with { Rule = ChoiceRule.Proposed };
            var choice = _loads.Choose(fleet, ask);
            if (choice.Shard is { } shard)
                _loads.Reserve(ask.Room, shard, ask.Expected, ProposalBook.Lifetime);
            return choice;
        }
    }

    /// <summary>Chooses without asking anybody or counting anything: what everybody computes alike, for when the database is away.</summary>
    public static Choice Hash(in RoomAsk ask, FleetSnapshot fleet) =>
        ShardChoice.Rendezvous(fleet, ask) is { } shard
            ? new(shard.Id, ChoiceRule.Hashed, ask.Expected, ask.From, [], [])
            : new(null, ChoiceRule.None, ask.Expected, ask.From, [], []);

    /// <summary>What is to be asked for a room: how many people its chair expects, or came before, or usually come.</summary>
    public RoomAsk AskOf(RoomName room, RoomNeeds needs)
    {
        var (expected, from) = needs.Expected is { } said ? (said, ExpectedFrom.Chair)
            : history.ExpectedOf(room) is { } past ? (past, ExpectedFrom.History)
            : (options.ExpectedPeople, ExpectedFrom.Default);
        return new RoomAsk(room, needs, expected, from) { OnDraining = options.OnDraining };
    }

    /// <summary>The same for a room that leaves a shard: those who were there come along.</summary>
    public RoomAsk AskOf(RoomName room, RoomNeeds needs, ShardId leaves)
    {
        var ask = AskOf(room, needs) with { Leaves = leaves };
        var there = Math.Max(connections.PeopleIn(room), connections.PeakOf(room));
        return there > ask.Expected ? ask with { Expected = there, From = ExpectedFrom.Present } : ask;
    }

    /// <summary>A room lives there now.</summary>
    public void Came(PlacedRoom placed)
    {
        lock (_lock)
            _proposals.Remove(placed.Room);
        _loads.Came(placed.Room, placed.Shard, placed.Why?.Expected ?? options.ExpectedPeople, placed.PlacedAt);
    }

    /// <summary>A room lives there no longer.</summary>
    public void Went(PlacedRoom placed) => _loads.Went(placed.Room, placed.Shard);

    // A shard that drains since its page was sent gets no new room, where there is another one.
    private Choice? Proposed(in RoomAsk ask, FleetSnapshot fleet) =>
        _proposals.Find(ask.Room) is { Shard: { } id } choice && ask.Leaves != id
        && fleet.Find(id) is { IsUp: true, IsDraining: false } state && ask.Needs.Suits(state.Shard)
            ? choice
            : null;

    /// <summary>The shard that was chosen.</summary>
    public static Shard? ShardOf(Choice choice, FleetSnapshot fleet) => choice.Shard is { } id ? fleet.Find(id)?.Shard : null;
}
