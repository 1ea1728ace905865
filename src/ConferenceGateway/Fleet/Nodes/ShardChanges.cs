using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Wanting;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Fleet.Nodes;

/// <summary>Adds, changes and removes shards while the gateway runs, each with its row of the audit, and puts it in force.</summary>
internal sealed class ShardChanges(
    Database database, IFleetSettings settings, NodesBook book, FleetView fleet, ConnectionTable connections, AuditLog audit, TimeProvider time)
{
    /// <summary>Adds a shard.</summary>
    public Task<NodeAnswer> AddAsync(Actor actor, ShardDraft draft) => ActAsync(async transaction =>
    {
        var stored = await ShardStore.AllAsync(transaction);
        if (Current(stored, draft.Name) is not null)
            return new NodeAnswer.Taken(draft.Name);
        return await PutAsync(transaction, actor, "shard.add", stored, before: null, draft, draft.Name);
    });

    /// <summary>Changes a shard: what is given replaces what was, but for secrets that are left out. Its name stays.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">The shard.</param>
    /// <param name="seen">The revision that was seen; 0 = as in the settings.</param>
    /// <param name="draft">What is to hold.</param>
    public Task<NodeAnswer> ChangeAsync(Actor actor, string name, long seen, ShardDraft draft) => ActAsync(async transaction =>
    {
        var stored = await ShardStore.AllAsync(transaction);
        if (Current(stored, name) is not { } before)
            return new NodeAnswer.Unknown(name);
        if (RevisionOf(stored, name) is var revision && revision != seen)
            return new NodeAnswer.Changed(revision);
        return await PutAsync(transaction, actor, "shard.change", stored, before, draft.With("Name", name).KeepingSecrets(before), name);
    });

    /// <summary>Removes a shard that is drained and empty, or does not answer.</summary>
    public Task<NodeAnswer> RemoveAsync(Actor actor, string name, long seen) => ActAsync(async transaction =>
    {
        var stored = await ShardStore.AllAsync(transaction);
        if (Current(stored, name) is not { } before)
            return new NodeAnswer.Unknown(name);
        if (RevisionOf(stored, name) is var revision && revision != seen)
            return new NodeAnswer.Changed(revision);
        if (MayBeInUse(name))
            return new NodeAnswer.InUse(name);
        await WantedStore.ClearAsync(transaction, name);
        return await PutAsync(transaction, actor, "shard.remove", stored, before, draft: null, name);
    });

    /// <summary>Takes back what was changed here: the settings' shard holds again; one that they do not have goes.</summary>
    public Task<NodeAnswer> ReturnToSettingsAsync(Actor actor, string name, long seen) => ActAsync(async transaction =>
    {
        var stored = await ShardStore.AllAsync(transaction);
        if (stored.FirstOrDefault(shard => shard.Name == name) is not { } changed)
            return new NodeAnswer.Unknown(name);
        if (changed.Revision != seen)
            return new NodeAnswer.Changed(changed.Revision);
        if (settings.Written.GetValueOrDefault(name) is null && changed.Draft is not null && MayBeInUse(name))
            return new NodeAnswer.InUse(name);
        IReadOnlyList<StoredShard> next = [.. stored.Where(shard => shard.Name != name)];
        if (settings.Read(next).Faults is { Count: > 0 } faults)
            return new NodeAnswer.Faulty(faults);
        await ShardStore.DeleteAsync(transaction, name);
        await audit.AppendAsync(transaction, actor, new("shard.return", name, name) { Before = changed.Draft?.Shown(), After = settings.Written.GetValueOrDefault(name)?.Shown() });
        return new NodeAnswer.Done(0);
    });

    private async Task<NodeAnswer> PutAsync(
        DbTransaction transaction, Actor actor, string action, IReadOnlyList<StoredShard> stored, ShardDraft? before, ShardDraft? draft, string name)
    {
        // A file of the machine is named by whoever has the machine.
        if (draft?.Values.FirstOrDefault(pair => ShardDraft.IsFile(pair.Key) && before?.Values.GetValueOrDefault(pair.Key) != pair.Value) is { Key: { } key })
            return new NodeAnswer.Faulty([$"{key} can be set in the settings' file only: it names a file of the gateway's machine."]);
        var now = time.GetUtcNow().AsStored();
        // Counting goes on from the clock: what was given back to the settings names nothing else later.
        var revision = Math.Max(RevisionOf(stored, name) + 1, now.ToUnixTimeMilliseconds());
        var changed = new StoredShard(name, draft, revision, now, actor.Name);
        if (settings.Read([.. stored.Where(shard => shard.Name != name), changed]).Faults is { Count: > 0 } faults)
            return new NodeAnswer.Faulty(faults);
        await ShardStore.PutAsync(transaction, changed);
        await audit.AppendAsync(transaction, actor, new(action, name, name) { Before = before?.Shown(), After = draft?.Shown() });
        return new NodeAnswer.Done(changed.Revision);
    }

    private async Task<NodeAnswer> ActAsync(Func<DbTransaction, Task<NodeAnswer>> deed)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var answer = await deed(transaction);
        if (answer is not NodeAnswer.Done)
            return answer;
        await transaction.CommitAsync();
        try
        {
            await book.ReadAgainAsync();
        }
        catch (DbException)
        {
            // It is written; the next reading, some seconds from now, puts it in force.
        }

        return answer;
    }

    private ShardDraft? Current(IReadOnlyList<StoredShard> stored, string name) =>
        stored.FirstOrDefault(shard => shard.Name == name) is { } changed ? changed.Draft : settings.Written.GetValueOrDefault(name);

    private static long RevisionOf(IReadOnlyList<StoredShard> stored, string name) => stored.FirstOrDefault(shard => shard.Name == name)?.Revision ?? 0;

    /// <summary>
    /// Whether somebody may be there, or come: it is not down, and is not drained, or not empty. In its first seconds nobody
    /// knows yet whether it answers, and its rooms are sent there.
    /// </summary>
    private bool MayBeInUse(string name) =>
        fleet.Current.Find(new ShardId(name)) is { Health: not NodeHealth.Down } state
        && (state.Wanted is not { IsDrain: true } || connections.CountOf(state.Id) > 0 || state.Report is { People: > 0 } or { Rooms: > 0 });
}
