using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Wanting;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>
/// Drains, moves and opens shards and bridges: what is wanted and its row of the audit in one transaction, in force at
/// once. Telling the bridge, and hearing it say so, is the poller's; doing a thing twice does it once.
/// </summary>
internal sealed class DrainChanges(
    Database database, WantedBook book, FleetView fleet, FleetPoller poller, DrainReading reading, AuditLog audit, TimeProvider time)
{
    /// <summary>Takes no new rooms there from now on. What drains already goes on, with a new time of moving where one is named.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">A shard's name or a bridge's server-id.</param>
    /// <param name="moveAt">When what is left then is moved elsewhere; null = it ends by itself.</param>
    public Task<DrainAnswer> BeginAsync(Actor actor, string name, DateTimeOffset? moveAt = null) => OnAsync(actor, name, "drain.begin", (facts, was) => (facts, was) switch
    {
        (_, { IsDrain: true }) => new Next(was with { MoveAt = moveAt?.AsStored() ?? was.MoveAt }),
        ({ Obstacle: DrainObstacle.OnlyBridge or DrainObstacle.NoPrivateAddress }, _) => new Next(was, new DrainAnswer.Refused(facts.Node, facts.Obstacle.Value)),
        _ => new Next(new Wanted(WantedState.Drain, time.GetUtcNow().AsStored(), actor.Name)
        {
            MoveAt = moveAt?.AsStored(),
            PeopleAtStart = facts.People ?? 0,
            RoomsAtStart = facts.Rooms ?? 0,
        }),
    });

    /// <summary>Moves what is left, at that time or, without one, now.</summary>
    public Task<DrainAnswer> MoveAsync(Actor actor, string name, DateTimeOffset? at = null) => OnAsync(actor, name, "drain.move", (facts, was) => (facts, was) switch
    {
        (_, not { IsDrain: true }) => new Next(was, new DrainAnswer.NotDraining(facts.Node)),
        // Until a set time somebody may be there to go to; now, nobody is.
        ({ Obstacle: DrainObstacle.NowhereToGo }, _) when at is null => new Next(was, new DrainAnswer.Refused(facts.Node, DrainObstacle.NowhereToGo)),
        // Whoever presses twice does not put it off.
        _ when at is null && was.MoveAt <= time.GetUtcNow() => new Next(was),
        _ => new Next(was with { MoveAt = (at ?? time.GetUtcNow()).AsStored() }),
    });

    /// <summary>Takes a set time of moving back: what is left ends by itself. What was moved is where it is.</summary>
    public Task<DrainAnswer> StayAsync(Actor actor, string name) => OnAsync(actor, name, "drain.stay", (_, was) => new Next(was is { IsDrain: true } ? was with { MoveAt = null } : was));

    /// <summary>Opens it again. A bridge counts as wanted open until it says so itself.</summary>
    public Task<DrainAnswer> UndoAsync(Actor actor, string name) => OnAsync(actor, name, "drain.undo", (facts, was) => new Next(
        was is not { IsDrain: true } ? was
        : facts.Node is FleetNode.OfBridge ? new Wanted(WantedState.Open, time.GetUtcNow().AsStored(), actor.Name)
        : null));

    private async Task<DrainAnswer> OnAsync(Actor actor, string name, string action, Func<DrainFacts, Wanted?, Next> deed)
    {
        if (await reading.OfAsync(name) is not { } facts)
            return new DrainAnswer.Unknown(name);
        await using (var connection = await database.ConnectAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var was = (await WantedStore.FindAsync(transaction, name))?.ToWanted();
            var (next, refusal) = deed(facts, was);
            if (refusal is not null)
                return refusal;
            if (next != was)
            {
                await (next is null ? WantedStore.ClearAsync(transaction, name) : WantedStore.SetAsync(transaction, name, next));
                await audit.AppendAsync(transaction, actor, new(action, name, name) { Before = Facts(was), After = Facts(next) });
                await transaction.CommitAsync();
            }
        }

        // Also where nothing was written: what was, may have been written a moment ago and not be in force yet.
        await book.ReadAgainAsync();
        poller.HurryAll();
        return await reading.OfAsync(fleet.Current, name) is { } now ? new DrainAnswer.Done(now) : new DrainAnswer.Unknown(name);
    }

    private static Dictionary<string, string?> Facts(Wanted? wanted) => new()
    {
        ["wanted"] = wanted is { IsDrain: true } ? "drain" : "open",
        ["moveAt"] = wanted?.MoveAt is { } at ? ShownTime.IsoSeconds(at) : null,
    };

    private readonly record struct Next(Wanted? Wanted, DrainAnswer? Refusal = null);
}
