using System.Data.Common;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Fleet.Nodes;

/// <summary>
/// Keeps the fleet in step with the settings' file and with what was changed over it. What cannot be used does not come into
/// force: the fleet stays as it is, and every fault is logged, once.
/// </summary>
internal sealed partial class NodesBook(
    ShardStore store, IFleetSettings settings, FleetView fleet, FleetPoller poller, Database database, ILogger<NodesBook> logger) : IDisposable
{
    // One at a time, so that an older reading never comes behind a newer one.
    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<StoredShard> _stored = [];
    private IReadOnlyList<string> _faults = [];
    private IReadOnlyList<string> _fileFaults = [];
    private bool _isLoaded;
    private bool _isDue;

    /// <summary>What was changed here, as it was read last.</summary>
    public IReadOnlyList<StoredShard> Stored => Volatile.Read(ref _stored);

    /// <summary>Why what is written is not in force, a line each; empty = it is.</summary>
    public IReadOnlyList<string> Faults => [.. Volatile.Read(ref _fileFaults), .. Volatile.Read(ref _faults)];

    /// <summary>Keeps for whoever looks what was wrong with the settings' file when it was read last; empty = nothing.</summary>
    public void NoteFile(IReadOnlyList<string> faults) => Volatile.Write(ref _fileFaults, faults);

    /// <summary>A shard as it is written; null = the fleet has none of that name.</summary>
    public WrittenShard? Find(string name)
    {
        var stored = Stored.FirstOrDefault(shard => shard.Name == name);
        var written = settings.Written.GetValueOrDefault(name);
        return (stored is null ? written : stored.Draft) is { } draft ? new WrittenShard(draft, stored, written is not null) : null;
    }

    /// <summary>Puts in force what is stored.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task LoadAsync()
    {
        try
        {
            await ReadAgainAsync();
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    /// <summary>Reads it again: something was changed here, in the settings' file, or by bringing back a copy of the database.</summary>
    /// <param name="always">Also if nothing was changed in the database.</param>
    /// <exception cref="DbException">The database is away.</exception>
    public async Task ReadAgainAsync(bool always = true)
    {
        await _one.WaitAsync();
        try
        {
            // Should the database be away, the next reading owes it.
            _isDue |= always;
            var stored = await store.AllAsync();
            if (!_isDue && IsSame(stored, _stored))
                return;
            _isDue = false;
            PutInForce(stored);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private void PutInForce(IReadOnlyList<StoredShard> stored)
    {
        // At the start there is nothing to change, and the fleet is there already.
        var isAsInSettings = !_isLoaded && stored.Count == 0;
        _isLoaded = true;
        Volatile.Write(ref _stored, stored);
        if (isAsInSettings)
            return;
        var read = settings.Read(stored);
        foreach (var fault in read.Faults.Except(_faults))
            Log.Faulty(logger, fault);
        Volatile.Write(ref _faults, read.Faults);
        if (read.Faults.Count > 0)
            return;
        fleet.SetShards(read.Shards);
        poller.HurryAll();
        Log.InForce(logger, read.Shards.Length);
    }

    private static bool IsSame(IReadOnlyList<StoredShard> one, IReadOnlyList<StoredShard> other) =>
        one.Count == other.Count && one.All(shard => other.Any(known => known.Name == shard.Name && known.Revision == shard.Revision && known.ChangedAt == shard.ChangedAt));

    private static partial class Log
    {
        [LoggerMessage(4020, LogLevel.Error, "The fleet stays as it is, because what is written of it cannot be used: {Fault}")]
        public static partial void Faulty(ILogger logger, string fault);

        [LoggerMessage(4021, LogLevel.Information, "The fleet was changed; it has {Shards} shards")]
        public static partial void InForce(ILogger logger, int shards);
    }
}
