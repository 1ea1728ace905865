using ConferenceGateway.Audit;
using ConferenceGateway.Notices;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>Announces, changes and ends a maintenance, each with its row of the audit in one transaction, in force at once.</summary>
internal sealed class MaintenanceChanges(Database database, MaintenanceBook book, AuditLog audit, TimeProvider time)
{
    /// <summary>The revision of nothing: what an API's caller saw when nothing was announced.</summary>
    public const long Nothing = 0;

    /// <summary>Announces it, or puts it in the place of the one that is announced.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="wish">What is to be.</param>
    /// <param name="seen">The revision that was seen, <see cref="Nothing"/> for none; null = whatever it is.</param>
    public Task<MaintenanceAnswer> AnnounceAsync(Actor actor, MaintenanceWish wish, long? seen = null) => OnAsync(actor, seen, was =>
        new Maintenance(wish.Kind, wish.From.AsStored(), wish.Until?.AsStored(), wish.Sentence, actor.Name,
            // Counting goes on from the clock: the revision of one that is over names nothing else later.
            Math.Max((was?.Revision ?? 0) + 1, time.GetUtcNow().ToUnixTimeMilliseconds())));

    /// <summary>Ends it, or takes it back before it begins.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="seen">The revision that was seen; null = whatever it is.</param>
    public Task<MaintenanceAnswer> EndAsync(Actor actor, long? seen = null) => OnAsync(actor, seen, _ => null);

    private async Task<MaintenanceAnswer> OnAsync(Actor actor, long? seen, Func<Maintenance?, Maintenance?> deed)
    {
        await using (var connection = await database.ConnectAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var stored = await MaintenanceStore.FindAsync(transaction);
            // What has ended by itself is nothing.
            var was = stored is not null && !stored.IsOver(time.GetUtcNow()) ? stored : null;
            if (seen is not null && seen != (was?.Revision ?? Nothing))
                return new MaintenanceAnswer.Changed(was);
            var next = deed(stored);
            if (next is not null)
                await MaintenanceStore.SetAsync(transaction, next);
            else
                await MaintenanceStore.ClearAsync(transaction);
            if (next is not null || was is not null)
                await audit.AppendAsync(transaction, actor, new(next is null ? "maintenance.end" : "maintenance.announce", "maintenance", "maintenance") { Before = Facts(was), After = Facts(next) });
            await transaction.CommitAsync();
        }

        await book.ReadAgainAsync();
        return new MaintenanceAnswer.Done(book.Current);
    }

    private static Dictionary<string, string?>? Facts(Maintenance? maintenance) => maintenance is null ? null : new()
    {
        ["kind"] = MaintenanceWish.NameOf(maintenance.Kind),
        ["from"] = ShownTime.IsoSeconds(maintenance.From),
        ["until"] = maintenance.Until is { } until ? ShownTime.IsoSeconds(until) : null,
        ["sentence"] = maintenance.Sentence,
    };
}
